"""Proposals as one offline HTML page, on which a person decides and from which the decided list is saved.

The text, the marks and the proposals are in the page as they are; without scripts it can be read. Deciding and saving
are done by `review.js`, which is ours and the only script that the Content-Security-Policy lets run; the page asks for
nothing over the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from geo.names import visible
from geo.reading.documents.reader import Document
from geo.reading.proposals import Proposal
from geo.reading.report import record_of

__all__ = ["Reviewed", "make_review"]

_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"
# Scripts that are written from the right.
_FROM_RIGHT = frozenset(("ar", "ckb", "fa", "he"))


@dataclass(frozen=True)
class Reviewed:
    """A report as `geo read` has it: its document, date of publication (EDTF), language (BCP 47), and proposals."""

    document: Document
    published: str | None
    language: str | None
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class _Piece:
    """A stretch of text: plain, in a passage, or a name in one, with the numbers (from 0) of its proposals."""

    text: str
    passage: bool = False
    name: bool = False
    numbers: tuple[int, ...] = ()


def make_review(reviews: Sequence[Reviewed], known: Mapping[str, Sequence[str]]) -> str:
    """The page's HTML.

    known: what the dataset knows, to choose from, by the keys `site`, `operator`, `status` and `publisher`.
    """
    from jinja2 import Environment, select_autoescape
    from markupsafe import Markup

    folder = files("geo.reading.review")
    style, code = (folder.joinpath(name).read_text("utf-8") for name in ("review.css", "review.js"))
    environment = Environment(
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    template = environment.from_string(folder.joinpath("review.html").read_text("utf-8"))
    html: str = template.render(
        reports=[_report(each) for each in reviews],
        proposals=sum(len(each.proposals) for each in reviews),
        known=known,
        policy=f"default-src 'none'; script-src {_hash(code)}; style-src {_hash(style)}; {_NOTHING_ELSE}",
        style=Markup(style),  # noqa: S704 - our own file
        code=Markup(code),  # noqa: S704 - our own file
        data=Markup(_script_json([_record(each) for each in reviews])),  # noqa: S704 - cannot end its script
    )
    return html.encode("utf-8", "replace").decode()


def _record(review: Reviewed) -> dict[str, Any]:
    document = review.document
    record = record_of(document, review.published, review.language or "", list(review.proposals))
    return record | {"address": document.address, "publisher": document.publisher, "via": None}


def _report(review: Reviewed) -> dict[str, Any]:
    return {
        "name": visible(review.document.name),
        "record": _record(review),
        "language": review.language,
        "direction": "rtl" if review.language in _FROM_RIGHT else "ltr",
        "paragraphs": _paragraphs(review.document.text, review.proposals),
        "proposals": review.proposals,
    }


def _paragraphs(text: str, proposals: Sequence[Proposal]) -> list[list[_Piece]]:
    """The text's paragraphs, cut where passages and names in them begin and end."""
    ends = {0, len(text)}
    for proposal in proposals:
        ends |= {*proposal.sentence, proposal.start, proposal.end}
    cuts = sorted(ends)
    paragraphs: list[list[_Piece]] = [[]]
    for start, end in pairwise(cuts):
        of = [number for number, each in enumerate(proposals) if each.sentence[0] <= start and end <= each.sentence[1]]
        named = tuple(number for number in of if proposals[number].start <= start and end <= proposals[number].end)
        for count, line in enumerate(text[start:end].split("\n")):
            if count:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(_Piece(visible(line), bool(of), bool(named), named or tuple(of)))
    return [pieces for pieces in paragraphs if any(piece.text.strip() for piece in pieces)]


def _script_json(value: object) -> str:
    """JSON that cannot end its script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
