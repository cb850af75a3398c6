"""The date of publication that a report's own head shows."""

from __future__ import annotations

import re

from geo.reading.date_words import DateWords, Folded, date_words, fold
from geo.reading.datings import resolve
from geo.reading.pieces import Piece, find_pieces
from geo.reading.said import Clock

__all__ = ["find_dateline"]

_HEAD = 400  # characters
_YEAR = re.compile(r"\d\d|[一二][〇零一二三四五六七八九]")  # a line without it has no year
_ALONE = re.compile(
    r"[\W_]*(?:[0-2]?[0-9][:.h][0-5][0-9](?::[0-5][0-9])?\W*(?:[ap]\.?m\.?|gmt|utc|est|edt|cet|msk|мск|\([a-z]+\))?[\W_]*)?\Z"
)
_MARK = re.compile(
    r"(?:[ ]?г(?:ода|\.)?|[ ]?р(?:оку|\.))?\s*(?:[-–—―•|·/(（\[]|ــ|\.\s*(?:[-–—/(]|ــ)|$)", re.IGNORECASE
)
_CLOCK = re.compile(r"[, ]+(?:at |à |в |о |um |alle |a las |às |saat )?[0-2]?[0-9][:.h][0-5][0-9]")
_PLACE = re.compile(r"[^\n.!?;:\"«»]{0,44}?(?:[,،.(/|•·:—–-]|ـ)?\s*\Z")
_NO_PLACE = re.compile(r"(?:^|\s)[a-zа-яёіїєґà-ÿğışçöü]{4,}")


def find_dateline(text: str, *, language: str) -> str | None:
    """The date of publication that a report's head shows, as EDTF, or None.

    Only the first 400 characters are looked at, and there only a date with its day and year that stands as datelines
    do: alone in its line or beside a mark (`Dec. 24, 2025 • 2 min read`), after a word such as `Published`, or after a
    place and before a dash, a slash or a parenthesis (`BAGHDAD, Aug. 24, 2025 -`). A date in a sentence is none.
    Raises ValueError for a language without a table.
    """
    words = date_words(language)
    for line in text[:_HEAD].splitlines(keepends=True):
        if not _YEAR.search(line):
            continue
        folded = fold(line)
        for piece in find_pieces(words, folded, line):
            if piece.meaning == "date" and piece.said.year is not None and _is_dateline(piece, folded, line, words):
                return resolve("date", piece.said, Clock())
    return None


def _is_dateline(piece: Piece, folded: Folded, line: str, words: DateWords) -> bool:
    """Whether a date stands in its line as a dateline does."""
    start, end = folded.span(piece.start, piece.end)
    before, after = line[:start], line[end:].rstrip("\n")
    if words.label.search(folded.text[: piece.start]):
        return True
    if _kinship(piece, folded, words):
        return False
    if not before.strip(" \t*_[(•|·—–-"):
        return bool(_ALONE.match(after) or _MARK.match(after) or _CLOCK.match(after))
    placed = _PLACE.fullmatch(before) and not _NO_PLACE.search(before) and len(before.split()) <= 5
    return bool(placed and (_MARK.match(after) or re.match(r"\)\s*(?:[-–—:]|ــ)", after)))


def _kinship(piece: Piece, folded: Folded, words: DateWords) -> bool:
    """Whether words stand beside a date that tie it to a sentence: `since`, `on`, `the beginning of`."""
    return any(
        words.stands_before(what, folded.text, piece.start, 0) is not None
        for what in ("in", "since", "until", "part", "about", "from")
    )
