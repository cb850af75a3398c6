"""Days of the Persian, Kurdish and Hebrew calendars as Gregorian days: small exact arithmetic.

Persian (solar hijri): the intercalation of Kazimierz M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon,
and Planets 74 (1996), 223-230, whose cycle of 33 years holds unbroken from 1210 to 1634 (1831 to 2256).
Kurdish: the same months, its years counted from 700 BC, so that 2725 is 1404.
Hebrew: the molad and its four postponements, as in Reingold and Dershowitz, "Calendrical Calculations" (4th edition,
2018), chapter 8.
"""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["CALENDARS", "KURDISH_YEARS_AHEAD", "month_of", "year_of"]

KURDISH_YEARS_AHEAD = 1321
_PERSIAN = range(1211, 1634)
_PERSIAN_LEAP = {1, 5, 9, 13, 17, 22, 26, 30}  # of 33
_NOWRUZ_1404 = date(2025, 3, 21)
_HEBREW = range(5600, 6000)
_HEBREW_EPOCH = -1373428  # days from 0001-01-01 to the first of Tishri of the year 1
_PARTS_OF_A_DAY = 25920
_HEBREW_TISHRI_FIRST = (30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29)  # in a leap year, Adar I as the sixth


def _new_year_persian(year: int) -> date:
    """The first of Farvardin."""
    between = range(min(year, 1404), max(year, 1404))
    days = 365 * len(between) + sum(each % 33 in _PERSIAN_LEAP for each in between)
    return _NOWRUZ_1404 + timedelta(days=days if year >= 1404 else -days)


def _month_persian(year: int, month: int) -> tuple[date, int]:
    """A month's first day and its number of days."""
    first = _new_year_persian(year) + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0))
    if month < 12:
        return first, 31 if month <= 6 else 30
    return first, (_new_year_persian(year + 1) - first).days


def _elapsed_hebrew(year: int) -> int:
    """Days from the epoch to the year's first of Tishri, before the postponements that look at neighbours."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // _PARTS_OF_A_DAY
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _new_year_hebrew(year: int) -> int:
    """Days from the epoch to the first of Tishri."""
    before, this, after = (_elapsed_hebrew(each) for each in (year - 1, year, year + 1))
    if after - this == 356:
        return this + 2
    return this + 1 if this - before == 382 else this


def _month_hebrew(year: int, month: int) -> tuple[date, int]:
    """A month's first day and its number of days; Tishri is 1, Adar I is 6, Adar (or Adar II) is 7, Elul is 13."""
    length = _new_year_hebrew(year + 1) - _new_year_hebrew(year)
    days = list(_HEBREW_TISHRI_FIRST)
    days[1] += length in (355, 385)
    days[2] -= length in (353, 383)
    days[5] = 30 if length > 380 else 0
    first = date.min + timedelta(days=_HEBREW_EPOCH + _new_year_hebrew(year) + sum(days[: month - 1]))
    return first, days[month - 1]


CALENDARS = {"persian": _month_persian, "hebrew": _month_hebrew}
_YEARS = {"persian": _PERSIAN, "hebrew": _HEBREW}
_MONTHS = {"persian": 12, "hebrew": 13}


def month_of(calendar: str, year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month of the `persian` or `hebrew` calendar.

    Hebrew months count from Tishri, with Adar I as the sixth. Raises ValueError for years outside 1211 to 1633 and
    5600 to 5999, and for months that the year does not have.
    """
    if year not in _YEARS[calendar] or not 1 <= month <= _MONTHS[calendar]:
        raise ValueError(f"no month {month} of {year} in the {calendar} calendar as known here")
    first, days = CALENDARS[calendar](year, month)
    if not days:
        raise ValueError(f"{year} has no month {month} in the {calendar} calendar")
    return first, first + timedelta(days=days - 1)


def year_of(calendar: str, year: int) -> tuple[date, date]:
    """The first and the last day of a year of the `persian` or `hebrew` calendar; raises ValueError as `month_of`."""
    return month_of(calendar, year, 1)[0], month_of(calendar, year, _MONTHS[calendar])[1]
