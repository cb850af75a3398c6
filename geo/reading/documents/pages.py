"""What of a web page is the report, in the words that the page shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from geo.reading.documents.encodings import decode
from geo.reading.documents.page_facts import read_facts
from geo.reading.documents.page_text import Paragraph, parse_page, shown_paragraphs, walk
from geo.reading.documents.shown import spaceless

__all__ = ["read_page"]
_CHARSET = re.compile(rb"<meta\b[^<>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)

# How far on in the report's text a paragraph is looked for, in characters.
_AHEAD = 20_000
# A paragraph as short as this, in characters, is only the report's if it stands alone there.
_SHORT = 40
# For a paragraph that the report has with parts left out: so many probes of so many characters, and how many must be
# there.
_PROBES, _PROBE, _ENOUGH = 5, 16, 3
# Less text than this, in characters, is no report beside a page of much more.
_LITTLE = 120
# Elements inside one another, beyond which trafilatura's own recursion ends badly.
_DEEP = 400
# How many short paragraphs around the headline may bear the date, and how long they may be.
_AROUND, _DATE_LINE = 12, 90


def read_page(data: bytes, declared: str | None = None, address: str | None = None) -> dict[str, Any]:
    """The report of a web page, its particulars, and the lines around its headline.

    declared: the encoding that came with it; address: the one it was saved from. Raises NotReadableError.
    """
    source = decode(data, declared or _declared(data))
    root = parse_page(source)
    paragraphs = list(shown_paragraphs(root))
    facts = read_facts(root, source, address)
    report = _report(paragraphs, root)
    return {**facts, "text": "\n".join(paragraph.text for paragraph in report), "head": _head(paragraphs)}


def _report(paragraphs: list[Paragraph], root: etree._Element) -> list[Paragraph]:
    """The paragraphs that are the report's: the headline, and what trafilatura takes for the main text.

    trafilatura only chooses: it adds signs and spaces of its own and drops others, and no browser would find such
    words. Where it finds next to nothing, the report is the page's article, or all that does not stand beside one.
    """
    depth = _depth(root)
    chosen = _chosen(paragraphs, _main_text(root)) if depth <= _DEEP else set()
    size = sum(len(paragraphs[index].text) for index in chosen)
    if size < _LITTLE:
        article = {index for index, paragraph in enumerate(paragraphs) if paragraph.article and not paragraph.beside}
        free = {index for index, paragraph in enumerate(paragraphs) if not paragraph.beside}
        chosen = max(chosen, article or free or set(range(len(paragraphs))), key=len)
    headline = next((index for index, paragraph in enumerate(paragraphs) if paragraph.headline), None)
    if headline is not None and headline < min(chosen, default=0):
        chosen.add(headline)
    return [paragraphs[index] for index in sorted(chosen)]


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for begins, _, _ in walk(root):
        depth += 1 if begins else -1
        deepest = max(deepest, depth)
    return deepest


def _main_text(root: etree._Element) -> list[str]:
    """The lines of what trafilatura takes for the main text, without spaces."""
    from trafilatura import bare_extraction

    logging.disable(logging.CRITICAL)
    try:
        found = bare_extraction(root, include_comments=False, include_tables=True)
    # Of a page that breaks it, all that is shown can still be read.
    except Exception:
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [line for line in map(spaceless, _lines(body)) if line]


def _lines(body: etree._Element) -> Iterator[str]:
    """The texts of trafilatura's blocks."""
    line: list[str] = []
    for begins, element, _ in walk(body):
        inline = element.tag in ("hi", "ref", "del")
        if not inline:
            yield "".join(line)
            line.clear()
        line.append((element.text if begins else element.tail) or "")
    yield "".join(line)


def _chosen(paragraphs: list[Paragraph], lines: list[str]) -> set[int]:
    """The indices of the paragraphs that are among the lines of the main text, which come in the same order."""
    joined = "".join(lines)
    alone = set(lines)
    chosen = set()
    at = 0
    for index, paragraph in enumerate(paragraphs):
        key = spaceless(paragraph.text)
        if len(key) < _SHORT:
            follows = joined.startswith(key, at)
            if key in alone or (follows and index - 1 in chosen):
                chosen.add(index)
                at += len(key) if follows else 0
            continue
        found = joined.find(key, at, at + _AHEAD + len(key))
        if found >= 0:
            at = found + len(key)
            chosen.add(index)
        elif key in alone or _is_mostly_in(key, joined, at):
            chosen.add(index)
    return chosen


def _is_mostly_in(key: str, joined: str, at: int) -> bool:
    step = (len(key) - _PROBE) // (_PROBES - 1)
    probes = [key[number * step : number * step + _PROBE] for number in range(_PROBES)]
    return sum(joined.find(probe, max(0, at - _AHEAD), at + _AHEAD) >= 0 for probe in probes) >= _ENOUGH


def _head(paragraphs: list[Paragraph]) -> str:
    """The short lines around the headline, where pages show their date."""
    at = next((index for index, paragraph in enumerate(paragraphs) if paragraph.headline), 0)
    around = paragraphs[max(0, at - _AROUND // 3) : at + _AROUND]
    return "\n".join(paragraph.text for paragraph in around if len(paragraph.text) <= _DATE_LINE)


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it is in, within its first 4 kB."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "ignore") if found else None
