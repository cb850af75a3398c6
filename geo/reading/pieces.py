"""The pieces that expressions of time are made of, where they stand, and those that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.reading.date_words import DateWords, Folded
from geo.reading.datings import RELATIVE_DAYS, RELATIVE_YEARS
from geo.reading.said import Clock, Said, read_said

__all__ = ["Piece", "find_pieces", "find_ranges", "join_pieces"]

# No part of a longer number, an address or a code; a Hebrew preposition is joined by a hyphen.
_OPEN, _CLOSE = r"(?<![0-9a-z_./])(?<![^א-ת]-)", r"(?![0-9/-]|\.[0-9])"
_ISO = re.compile(_OPEN + r"([12][0-9]{3})([-./])([01]?[0-9])\2([0-3]?[0-9])" + _CLOSE)
_NUMERIC = re.compile(_OPEN + r"([0-3]?[0-9])([./-])([0-3]?[0-9])\2((?:1[3-9]|2[0-9])[0-9]{2}|[0-9]{2})" + _CLOSE)
_MONTH_AND_YEAR = re.compile(_OPEN + r"(0[1-9]|1[0-2])/((?:19|20)[0-9]{2})" + _CLOSE)
_BARE_YEAR = re.compile(
    r"(?<![\w.,:/$€£₽#№+-])(?:1[89]|20)[0-9]{2}"
    r"(?=(?P<range>-(?:(?:1[89]|20)[0-9]{2}|[0-9]{2})(?![\w-]))?)"  # 2015-2019, 2015-19
    r"(?![0-9%‰°/]|[.,:][0-9]| ?%)"
)
_BARE_PERSIAN_YEAR = re.compile(r"(?<![\w.,:/-])1[34][0-9]{2}(?![\w%]|[.,:/-][0-9])")
_NEED_A_FRAME = {"month", "season"}  # where no year is said
_TAKE_A_YEAR = {"date", "month", "month_when", "season", "season_when"}
_OF_A_DAY = {"date": 3, **dict.fromkeys(RELATIVE_DAYS, 2), "day_of_month": 1, "weekday": 0}
_POINTS = {"date", "month", "year"}


@dataclass(frozen=True)
class Piece:
    """Part of an expression, by offsets into folded text."""

    start: int
    end: int
    meaning: str
    said: Said
    framed: bool = True
    last: Piece | None = None


def find_pieces(words: DateWords, folded: Folded, text: str) -> list[Piece]:
    """What the expressions find: of those that overlap the first, and of those the longest."""
    found = [*_worded(words, folded, text), *_numeric(words, folded.text), *_bare_years(words, folded.text)]
    found.sort(key=lambda piece: (piece.start, -piece.end, not piece.framed, piece.meaning != "for"))
    chosen: list[Piece] = []
    for piece in found:
        if not chosen or piece.start >= chosen[-1].end:
            chosen.append(piece)
    return chosen


def _worded(words: DateWords, folded: Folded, text: str) -> Iterator[Piece]:
    for meaning, pattern in words.rules:
        for match in pattern.finditer(folded.text):
            groups = {name: value for name, value in match.groupdict().items() if value is not None and name != "span"}
            if words.capitals and not _capital(match, groups, folded, text):
                continue
            said = read_said(groups)
            bare = meaning in _NEED_A_FRAME and said.year is None and match.span() == match.span("span")
            yield Piece(*match.span("span"), meaning, said, framed=not bare)


def _capital(match: re.Match[str], groups: dict[str, str], folded: Folded, text: str) -> bool:
    """Whether the names of months and days are written as names."""
    names = (name for name in groups if name.startswith(("month_", "weekday_")))
    return not any(text[folded.starts[match.start(name)]].islower() for name in names)


def _numeric(words: DateWords, folded: str) -> Iterator[Piece]:
    for match in _ISO.finditer(folded):
        year, month, day = (int(match[number]) for number in (1, 3, 4))
        yield from _numeric_piece(words, match, year, month, day)
    for match in _NUMERIC.finditer(folded):
        day, month, year = (int(match[number]) for number in (1, 3, 4))
        if year < 100:
            if match[2] == "-" or len(match[1] + match[3]) < 3:
                continue
            year += 2000 if year < 70 else 1900
        if (words.month_first and match[2] == "/" and day <= 12) or month > 12:
            day, month = month, day
        yield from _numeric_piece(words, match, year, month, day)
    for match in _MONTH_AND_YEAR.finditer(folded):
        yield Piece(*match.span(), "month", Said(month=int(match[1]), year=int(match[2])))


def _numeric_piece(words: DateWords, match: re.Match[str], year: int, month: int, day: int) -> Iterator[Piece]:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    if words.persian and 1300 <= year < 1500:
        yield Piece(*match.span(), "date", Said(day=day, month=month, year=year, calendar="persian"))
    elif 1800 <= year < 2100:
        yield Piece(*match.span(), "date", Said(day=day, month=month, year=year))


def _bare_years(words: DateWords, folded: str) -> Iterator[Piece]:
    """Numbers that are years if their frame says so."""
    for match in _BARE_YEAR.finditer(folded):
        end = match.end("range") if match["range"] else match.end()
        year2 = int(match["range"][1:]) if match["range"] else None
        said = Said(year=int(match.group()), year2=year2)
        yield Piece(match.start(), end, "year", said, framed=False)
    if words.persian:
        for match in _BARE_PERSIAN_YEAR.finditer(folded):
            yield Piece(*match.span(), "year", Said(year=int(match.group())), framed=False)


# --- pieces that belong together -----------------------------------------------------------------------------------


def join_pieces(pieces: list[Piece], words: DateWords, folded: Folded, clock: Clock) -> list[Piece]:
    """Neighbours made one: `yesterday, Wednesday`, `March last year`, `Tuesday, 24 December`."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and words.gap.fullmatch(folded.text, joined[-1].end, piece.start):
            gap = folded.text[joined[-1].end : piece.start]
            both = _both(joined[-1], piece, gap, clock)
            if both is not None:
                opened = "(" in gap and folded.text[both.end : both.end + 1] == ")"
                joined[-1] = replace(both, end=both.end + opened)
                continue
        joined.append(piece)
    return joined


def _both(first: Piece, second: Piece, gap: str, clock: Clock) -> Piece | None:
    """Two pieces as one, or None where they are two."""
    start, end = first.start, second.end
    if {first.meaning, second.meaning} <= set(_OF_A_DAY) and first.meaning != second.meaning:
        surer = max(first, second, key=lambda piece: _OF_A_DAY[piece.meaning])
        return replace(surer, start=start, end=end)
    if "," in gap or "(" in gap:
        return None
    for named, year in ((first, second), (second, first)):
        if named.meaning not in _TAKE_A_YEAR or named.said.year is not None:
            continue
        if year.meaning in RELATIVE_YEARS and clock.year is not None:
            said = replace(named.said, year=clock.year + RELATIVE_YEARS[year.meaning])
            return replace(named, start=start, end=end, said=said, framed=True)
        if year.meaning == "year" and year.said.year2 is None and named.said.calendar == "gregorian":
            return replace(named, start=start, end=end, said=replace(named.said, year=year.said.year), framed=True)
        if year.meaning == "year" and named.said.calendar == "persian":
            return replace(named, start=start, end=end, said=replace(named.said, year=year.said.year), framed=True)
    return None


def find_ranges(pieces: list[Piece], words: DateWords, folded: Folded) -> Iterator[Piece]:
    """Two points made one where words such as `from` and `to` stand before and between them."""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if following is not None and piece.meaning in _POINTS and following.meaning in _POINTS:
            floor = pieces[index - 1].end if index else 0
            start = words.stands_before("from", folded.text, piece.start, floor)
            between = words.stands_after("to", folded.text, piece.end)
            if start is None and folded.text[piece.end : following.start].strip() == "-":
                start, between = piece.start, following.start
            if start is not None and between is not None and following.start - between in (0, 1):
                yield replace(piece, start=start, end=following.end, framed=True, last=following)
                index += 2
                continue
        yield piece
        index += 1
