"""Decided lists: what `geo read --format jsonl` writes, with a person's decisions put in.

A line is a report as `geo read` gives it. To its keys may be added `address`, `publisher` (an id of publishers.toml)
and `via`; to each proposal `decision` (`accept` or `reject`), `note`, and any value changed. A proposal without a
decision is not accepted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from geo.dates import parse_date

__all__ = ["Decided", "DecidedListError", "parse_decided", "statement_of"]

# A decided list is small; what is longer is something else.
LONGEST = 8 << 20
_TEXTS = ("title", "address", "publisher", "published", "language", "via")
_UNITS = re.compile(r"[a-z][a-z-]*")


class DecidedListError(ValueError):
    """A list that cannot be taken; its text is one line that says where, what is wrong, and what to do."""


@dataclass(frozen=True)
class Decided:
    """A report's particulars, and the statements accepted of it, as the dataset's files have them."""

    file: str
    title: str | None = None
    address: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    via: str | None = None
    statements: tuple[dict[str, Any], ...] = field(default=())


def parse_decided(text: str, name: str) -> Iterator[Decided]:
    """The reports of a decided list of which something was accepted, in its order.

    text: JSON Lines; name: what to call the list in an error. Raises DecidedListError.
    """
    if len(text) > LONGEST:
        raise DecidedListError(f"{name}: is too long for a decided list; give what geo read wrote, decided")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{name}:{number}"
            yield from _parse_line(line, where)


def _parse_line(line: str, where: str) -> Iterator[Decided]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DecidedListError(f"{where}: is not JSON; give what geo read --format jsonl wrote, decided") from error
    if not isinstance(record, dict) or not isinstance(record.get("proposals"), list):
        raise DecidedListError(
            f"{where}: is no report with proposals; give what geo read --format jsonl wrote, decided"
        )
    statements = []
    for proposal in record["proposals"]:
        if not isinstance(proposal, dict):
            raise DecidedListError(f"{where}: has a proposal that is no object; leave proposals as geo read wrote them")
        decision = proposal.get("decision")
        if decision not in (None, "accept", "reject"):
            raise DecidedListError(f"{where}: has the decision {decision!r}; write accept or reject")
        if decision == "accept":
            statements.append(statement_of(proposal, record.get("published"), where))
    texts = {key: record.get(key) for key in _TEXTS}
    for key, value in texts.items():
        if value is not None and not isinstance(value, str):
            raise DecidedListError(f"{where}: {key} is no text; write it in quotation marks")
    if statements:
        file = str(record.get("file") or "-")
        yield Decided(file, statements=tuple(statements), **{key: value or None for key, value in texts.items()})


def statement_of(proposal: dict[str, Any], published: str | None, where: str) -> dict[str, Any]:
    """The statement that a proposal becomes, its keys as in a report file. Raises DecidedListError."""
    values: dict[str, Any] = {}
    for key in ("site", "operator", "status"):
        value = proposal.get(key)
        if not isinstance(value, str) or not value:
            raise DecidedListError(f"{where}: an accepted proposal has no {key}; give one")
        values[key] = value
    if values["site"].startswith("new:"):
        what = f"{values['site']!r} is not a site of the dataset"
        raise DecidedListError(f"{where}: {what}; start it with geo new site, and put its id here")
    about = proposal.get("about") or published
    for key, value in (("about", about), ("since", proposal.get("since"))):
        if value is None and key == "since":
            continue
        try:
            parse_date(value if isinstance(value, str) else "")
        except ValueError as error:
            said = f"{values['site']}: {key} {value!r}" if value else f"{values['site']} has no date"
            raise DecidedListError(f"{where}: {said}; give {key} as EDTF, such as 2026-01-26") from error
        values[key] = value
    strength = proposal.get("strength")
    if isinstance(strength, dict) and strength:
        values["strength"] = {unit: str(count) for unit, count in strength.items() if _UNITS.fullmatch(str(unit))}
    passage = proposal.get("passage")
    if isinstance(passage, dict) and isinstance(passage.get("start"), str) and passage["start"]:
        values["passage"] = {end: passage[end] for end in ("start", "end") if passage.get(end)}
    if proposal.get("note"):
        values["note"] = str(proposal["note"])
    return values
