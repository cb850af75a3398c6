"""EDTF text and the days it can mean; three-valued questions about them."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

__all__ = ["Date", "parse_date", "parse_day"]

_POINT = re.compile(r"([0-9]{2}(?:[0-9]{2}|[0-9]X|XX))(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_REMEDY = "write EDTF, such as 2019, 2019-11, 2019-11-05, 2019~ or 2015/2019-11"


@dataclass(frozen=True, order=False)
class Date:
    """A date as precise as its source, with the earliest and the latest day that it can mean.

    The text is EDTF (ISO 8601-2:2019): level 0 dates and intervals, and of level 1 the marks `~`, `?` and `%`,
    unspecified last digits of a year (`201X`) and open ends (`../2019`). A marked date is read one unit of its own
    precision wider on each side, as the EDTF library of the Python Package Index does.
    """

    text: str
    earliest: date
    latest: date

    def __str__(self) -> str:
        return self.text

    def is_day(self) -> bool:
        """Whether it can mean one day only."""
        return self.earliest == self.latest


@cache
def parse_date(text: str) -> Date:
    """Read EDTF text into a `Date`.

    Raises ValueError, with what to write instead, for text outside the supported part of EDTF, for days that the
    calendar does not have, and for intervals that end before they begin.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal() and text.isascii():
        # A plain day, as nearly all of a large table's are: the calendar alone can refuse it.
        with suppress(ValueError):
            day = date.fromisoformat(text)
            return Date(text, day, day)
    first, slash, last = text.partition("/")
    if not slash:
        return Date(text, *_days(first, text))
    if first == last == "..":
        raise ValueError(f"{text!r} says nothing; leave the key out")
    earliest = date.min if first == ".." else _days(first, text)[0]
    latest = date.max if last == ".." else _days(last, text)[1]
    if (".." not in (first, last) and _days(first, text)[0] > _days(last, text)[0]) or earliest > latest:
        raise ValueError(f"{text!r} has its ends out of order; put the earlier date first")
    return Date(text, earliest, latest)


def parse_day(text: str) -> date:
    """Read one calendar day, `YYYY-MM-DD`; raises ValueError for anything less precise."""
    try:
        parsed = parse_date(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write YYYY-MM-DD") from error
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{text!r} is not one day; write YYYY-MM-DD")
    return parsed.earliest


def _days(point: str, text: str) -> tuple[date, date]:
    """The earliest and latest day of one end of an interval, or of a date that is none."""
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"{text!r} is not a date; {_REMEDY}")
    year, month, day, mark = match.groups()
    if "X" in year and (month or mark):
        raise ValueError(f"{text!r} is more precise than its year; {_REMEDY}")
    try:
        first = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is not in the calendar ({error}); {_REMEDY}") from error
    if day:
        last = first
    elif month:
        last = _end_of_month(first)
    else:
        last = date(int(year.replace("X", "9")), 12, 31)
    return _widened(first, last, day, month) if mark else (first, last)


def _widened(first: date, last: date, day: str | None, month: str | None) -> tuple[date, date]:
    """One unit of the date's own precision more on each side, within the calendar."""
    try:
        if day:
            return first - timedelta(days=1), last + timedelta(days=1)
        if month:
            return (first - timedelta(days=1)).replace(day=1), _end_of_month(last + timedelta(days=1))
        return date(first.year - 1, 1, 1), date(last.year + 1, 12, 31)
    except (OverflowError, ValueError) as error:
        raise ValueError(f"the year {first.year} is at the calendar's end") from error


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
