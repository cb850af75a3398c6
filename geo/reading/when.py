"""Expressions of time in a report, as EDTF text: the dates it speaks of, and the one it bears.

What a language says is in `geo/reading/dates/<language>.toml`: month and weekday names after Unicode's CLDR with the
spellings of newspapers beside them, and templates of expressions. `geo/reading/date_words.py` makes regular expressions
of those, `geo/reading/pieces.py` finds what they match, `geo/reading/datings.py` works out which date is meant.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from geo.dates import parse_date
from geo.reading.date_words import DateWords, Folded, date_words, fold
from geo.reading.dateline import find_dateline
from geo.reading.datings import resolve
from geo.reading.pieces import Piece, find_pieces, find_ranges, join_pieces
from geo.reading.said import Clock, Said, read_clock

__all__ = ["When", "find_dateline", "find_dates"]

Kind = Literal["on", "since", "until", "past_span"]

_IN_PARENTHESES = re.compile(r"\(\Z")
_AFTER_PARENTHESES = re.compile(r"[),;-]")
_ANOTHER_NUMBER = re.compile(r"[ '\w]{1,9} [1-9][0-9]{2,4}(?![0-9])")
_OF_A_STORY = {"earlier", "later"}  # counted from the date last spoken of


@dataclass(frozen=True)
class When:
    """An expression of time: `text[start:end]` of the text it was found in, and its date as EDTF (ISO 8601-2).

    Its kind is `on` (the date spoken of), `since`, `until`, or `past_span` (a stretch that ends at publication: `in the
    past two weeks`). The expression takes in the words that give it its kind (`since the beginning of 2016`, `seven
    years ago`) but no plain preposition (`2019` of `in 2019`).
    """

    start: int
    end: int
    kind: Kind
    date: str


def find_dates(text: str, *, language: str, published: str | None) -> list[When]:
    """All expressions of time in a text, in order, none overlapping another.

    `language` is a code such as `en` or `ckb`; `published` is the EDTF date of the report. Relative expressions and
    those without a year are read on that day; where it is only a month or a year, or None, those that need to know it
    better are left out. A date without a year is the last one not after publication, after words of the future the
    first one not before it, and after `until` the nearest. A week is its ISO 8601 days; `seven years ago` is a year,
    `two months ago` a month, `two weeks ago` a day; a season is its year, and a winter without one its three months;
    `about` is `~`. Persian, Kurdish and Hebrew months are the Gregorian days that they cover.

    Raises ValueError for a language without a table, and for a `published` that is not EDTF.
    """
    words, clock, folded = date_words(language), read_clock(published), fold(text)
    found: list[When] = []
    told, floor = Clock(), 0
    for piece in find_ranges(join_pieces(find_pieces(words, folded, text), words, folded, clock), words, folded):
        when = _read(piece, words, folded, told if piece.meaning in _OF_A_STORY else clock, floor)
        if when is not None:
            found.append(when)
            told = read_clock(when.date) if when.kind == "on" else told
        floor = piece.end
    return found


@dataclass(frozen=True)
class _Told:
    """An expression with the words beside it; `by` where those say `by` a date."""

    start: int
    end: int
    said: Said
    framed: bool
    kind: Kind = "on"
    by: bool = False


def _read(piece: Piece, words: DateWords, folded: Folded, clock: Clock, floor: int) -> When | None:
    """An expression with its kind and its date; None where it is none, or its date cannot be known."""
    told = _with_marks(_with_parts(piece, words, folded.text, floor), words, folded.text, floor)
    if not told.framed or (not piece.framed and _is_a_count(words, folded.text, told.end)):
        return None
    kind, said = told.kind, told.said
    if piece.meaning == "for":
        if _beside(words, "void", folded.text, told, floor):
            return None
        kind = "since"
    elif piece.meaning == "past":
        kind = "past_span"
    if kind == "on" and _beside(words, "future", folded.text, told, floor):
        said = replace(said, look="ahead")
    date = _date(replace(piece, said=said), clock)
    if date is None:
        return None
    if told.by and clock.latest is not None and parse_date(date).latest < clock.latest:
        return When(*folded.span(piece.start, told.end), "on", date)  # `by May they had gone`
    return When(*folded.span(told.start, told.end), kind, date)


def _with_parts(piece: Piece, words: DateWords, folded: str, floor: int) -> _Told:
    """A piece with `the end of` and `about` before it, and what says such things after it."""
    start, end, said = piece.start, piece.end, piece.said
    framed = piece.framed or _in_parentheses(piece, folded)
    for what in ("part", "about", "part", "about"):
        before = words.stands_before(what, folded, start, floor)
        if before is not None:
            start, framed = before, True
            said = replace(said, about=said.about or what == "about")
    after = words.stands_after("part", folded, end)
    return _Told(start, after or end, said, framed or after is not None)


def _with_marks(told: _Told, words: DateWords, folded: str, floor: int) -> _Told:
    """An expression with the `since`, `from ... on`, `until` or `by` that it has, else whether an `in` frames it."""
    marks: tuple[tuple[str, Kind], ...] = (("since", "since"), ("onward", "since"), ("until", "until"), ("by", "until"))
    for mark, kind in marks:
        before = words.stands_before(mark, folded, told.start, floor)
        after = words.stands_after(mark, folded, told.end)
        if before is not None or after is not None:
            # `from 8 to 12 January` is a stretch of its own; `until May` may be ahead.
            return _Told(
                start=told.start if before is None else before,
                end=after or told.end,
                said=replace(told.said, look="back" if mark == "since" else "near"),
                framed=True,
                kind="on" if _is_stretch(told.said) else kind,
                by=mark == "by",
            )
    before, after = words.stands_before("in", folded, told.start, floor), words.stands_after("in", folded, told.end)
    return replace(told, framed=told.framed or before is not None or after is not None)


def _is_stretch(said: Said) -> bool:
    return any(second is not None for second in (said.day2, said.month2, said.year2))


def _date(piece: Piece, clock: Clock) -> str | None:
    """The date of a piece, or of two that make a stretch, where it is one that EDTF can say."""
    date = _between(piece, piece.last, clock) if piece.last else resolve(piece.meaning, piece.said, clock)
    with suppress(ValueError):
        return date and parse_date(date).text
    return None


def _between(first: Piece, last: Piece, clock: Clock) -> str | None:
    """From one point to another, which may lend it its year."""
    end = resolve(last.meaning, last.said, clock)
    said = first.said
    if end is None:
        return None
    if said.year is None:
        year = int(end[:4])
        said = replace(said, year=year)
        if (said.month or 0, said.day or 0) > (last.said.month or 0, last.said.day or 99):
            said = replace(said, year=year - 1)
    start = resolve(first.meaning, said, clock)
    return None if start is None else f"{start.split('/')[0].rstrip('~')}/{end.split('/')[-1].rstrip('~')}"


def _beside(words: DateWords, what: str, folded: str, told: _Told, floor: int) -> bool:
    before = words.stands_before(what, folded, told.start, floor)
    return before is not None or words.stands_after(what, folded, told.end) is not None


def _is_a_count(words: DateWords, folded: str, end: int) -> bool:
    """Whether what ends there is a number of things: `2000 soldiers`, `2000 to 1900 soldiers`."""
    another = _ANOTHER_NUMBER.match(folded, end)
    ends = (end, another.end()) if another else (end,)
    return any(words.stands_after("counted", folded, each) is not None for each in ends)


def _in_parentheses(piece: Piece, folded: str) -> bool:
    before, after = folded[max(0, piece.start - 2) : piece.start], folded[piece.end : piece.end + 1]
    return bool(_IN_PARENTHESES.search(before) and _AFTER_PARENTHESES.match(after))
