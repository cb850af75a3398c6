"""Dates as pages and mail write them for machines, as EDTF text."""

from __future__ import annotations

import re
from contextlib import suppress
from email.utils import parsedate_to_datetime

from geo.dates import parse_date
from geo.reading.when import find_dateline

__all__ = ["dateline", "edtf_of"]

_ISO = re.compile(r"([12]\d{3})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2})(?=[T\s,]|\Z))?)?(?=[T\s,]|\Z)", re.IGNORECASE)
_LONGEST = 120
# What programs write for a date that they do not know, or for no date.
_UNSET = ("1970-01-01", "1900-01-01")
_EARLIEST = "1800"


def edtf_of(written: str, language: str = "en") -> str | None:
    """The day of a date written for machines, in the time zone that it is in; or its month or year, if it says no more.

    ISO 8601 (with a time, compact, or with slashes), RFC 5322, and the words of the language. None for anything else,
    and for what stands for no date, such as 1970-01-01.
    """
    written = written.strip()[:_LONGEST]
    iso = _ISO.match(written)
    if iso:
        year, between, month, day = iso.groups()
        if between or not month or len(month + (day or "")) == 4:
            return _valid("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return _valid(parsedate_to_datetime(written).date().isoformat())
    return dateline(written, language)


def dateline(text: str, language: str) -> str | None:
    """The date that the head of a text shows, if there are words for its language."""
    with suppress(ValueError, OSError):
        found = find_dateline(text, language=language)
        return _valid(found) if found else None
    return None


def _valid(date: str) -> str | None:
    with suppress(ValueError):
        parse_date(date)
        return date if date not in _UNSET and date >= _EARLIEST else None
    return None
