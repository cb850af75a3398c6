"""What an expression of time means on the day that its report was published, as EDTF text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from geo.reading.calendars import KURDISH_YEARS_AHEAD, month_of, year_of
from geo.reading.said import Clock, Said

__all__ = ["RELATIVE_DAYS", "RELATIVE_YEARS", "resolve", "year_text"]

# Days, weeks, months and years from the day of publication.
RELATIVE_DAYS = {"before_yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "after_tomorrow": 2}
_WEEKS = {"week_before_last": -2, "last_week": -1, "this_week": 0, "next_week": 1}
_WEEKENDS = {"last_weekend": -1, "the_weekend": 0, "this_weekend": 0}
_MONTHS = {"month_before_last": -2, "last_month": -1, "this_month": 0, "next_month": 1}
RELATIVE_YEARS = {"year_before_last": -2, "last_year": -1, "this_year": 0, "next_year": 1}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def resolve(meaning: str, said: Said, clock: Clock) -> str | None:
    """The EDTF text of an expression, or None where the calendar lacks it or the clock is too coarse to tell."""
    with suppress(ValueError, OverflowError):
        if meaning in _RESOLVERS:
            return _RESOLVERS[meaning](said, clock)
        if meaning in RELATIVE_DAYS:
            return _shifted(Said(count=-RELATIVE_DAYS[meaning], unit="day"), clock)
        if meaning in RELATIVE_YEARS:
            return None if clock.year is None else year_text(clock.year + RELATIVE_YEARS[meaning])
        if meaning in _MONTHS:
            return _shifted(Said(count=-_MONTHS[meaning], unit="month"), clock)
        if clock.day is None:
            return None
        monday = clock.day - timedelta(days=clock.day.weekday())
        if meaning in _WEEKS:
            monday += timedelta(weeks=_WEEKS[meaning])
            return f"{monday}/{monday + timedelta(days=6)}"
        saturday = monday + timedelta(weeks=_WEEKENDS[meaning], days=5)
        if meaning == "the_weekend" and said.look == "back" and saturday > clock.day:
            saturday -= timedelta(weeks=1)
        return f"{saturday}/{saturday + timedelta(days=1)}"
    return None


def _days(ends: tuple[date, date]) -> str:
    return f"{ends[0]}/{ends[1]}"


def year_text(year: int) -> str:
    """A year as EDTF: a Gregorian one as it is, a Persian, Kurdish or Hebrew one as the days that it has."""
    if 1300 <= year < 1500 or 2600 <= year < 2800:
        return _days(year_of("persian", year - KURDISH_YEARS_AHEAD if year > 2000 else year))
    if year > 5000:
        return _days(year_of("hebrew", year))
    return f"{year:04}"


def _month_text(said: Said, year: int) -> str:
    assert said.month is not None  # noqa: S101 - for the type checker
    if said.calendar == "gregorian":
        return f"{year:04}-{said.month:02}"
    return _days(month_of(said.calendar, _own_year(said, year), said.month))


def _own_year(said: Said, year: int) -> int:
    """A year in the calendar of the month: the Kurdish ones count as Persian ones."""
    return year - KURDISH_YEARS_AHEAD if said.calendar == "persian" and year > 2600 else year


def _first_day(said: Said, year: int) -> date:
    """The first day of a month, or the day itself."""
    assert said.month is not None  # noqa: S101 - for the type checker
    if said.calendar == "gregorian":
        return date(year, said.month, said.day or 1)
    first, last = month_of(said.calendar, _own_year(said, year), said.month)
    day = first + timedelta(days=(said.day or 1) - 1)
    if day > last:
        raise ValueError("the month has no such day")
    return day


def _chosen_year(said: Said, clock: Clock) -> int | None:
    """The year meant where none is said: the one that puts the date nearest on the side that `look` names."""
    if clock.latest is None or clock.year is None or said.month is None:
        return None
    shift = {"persian": -621, "hebrew": 3760}.get(said.calendar, 0)
    day = clock.latest
    choices = {}
    for year in range(clock.year + shift - 9, clock.year + shift + 9):
        with suppress(ValueError):  # no such day in that year
            first = _first_day(said, year)
            if said.day is None and said.calendar == "gregorian":
                # Months are compared as months: the present one has come.
                first = first.replace(day=1) if first.month != day.month or first.year != day.year else day
            choices[first] = year
    left = [
        first for first in choices if said.look == "near" or (first >= day if said.look == "ahead" else first <= day)
    ]
    return choices[min(left, key=lambda first: abs(first - day))] if left else None


def _date(said: Said, clock: Clock) -> str | None:
    year = said.year if said.year is not None else _chosen_year(said, clock)
    if year is None:
        return None
    first = _first_day(said, year)
    if said.day2 is None:
        return f"{first}~" if said.about else f"{first}"
    last = _first_day(replace(said, day=said.day2), year)
    return f"{first}/{last}" if first < last else None


def _month(said: Said, clock: Clock) -> str | None:
    year = said.year if said.year is not None else _chosen_year(said, clock)
    if year is None or said.month is None:
        return None
    text = _month_text(said, year)
    if said.month2 is None:
        return f"{text}~" if said.about and "/" not in text else text
    if said.calendar != "gregorian":
        return None
    before = said.month > said.month2
    if said.year is None and said.look == "back":
        # "from November to January": the last of them is the one not after publication.
        year = _chosen_year(replace(said, month=said.month2), clock) or year
    return f"{year - before:04}-{said.month:02}/{year:04}-{said.month2:02}"


def _month_other(step: int) -> Callable[[Said, Clock], str | None]:
    """The month of that name before (or after) the present one."""

    def read(said: Said, clock: Clock) -> str | None:
        year = _chosen_year(replace(said, look="back" if step < 0 else "ahead"), clock)
        if year is None or said.month is None:
            return None
        if said.calendar == "gregorian" and (year, said.month) == (clock.year, clock.month):
            year += step
        return _month_text(said, year)

    return read


def _year_said(said: Said, clock: Clock) -> str | None:
    if said.year is None:
        return None
    text = year_text(said.year)
    if said.year2 is not None:
        last = said.year2 if said.year2 > 100 else said.year - said.year % 100 + said.year2
        return f"{text.split('/')[0]}/{year_text(last).split('/')[-1]}" if said.year < last else None
    return f"{text}~" if said.about and "/" not in text else text


def _decade(said: Said, clock: Clock) -> str | None:
    if said.decade is None:
        return None
    if 1300 <= said.decade < 1500:
        return f"{year_of('persian', said.decade)[0]}/{year_of('persian', said.decade + 9)[1]}"
    first = said.decade if said.decade > 100 else said.decade + (1900 if said.decade > 20 else 2000)
    return f"{first // 10}X"


def _season(said: Said, clock: Clock) -> str | None:
    """A season with its year is that year; without one the nearest, and a winter is its three months."""
    if said.year is not None:
        return year_text(said.year)
    if clock.latest is None or clock.year is None or said.season is None:
        return None
    month, day = _SEASONS[said.season], clock.latest
    years = range(clock.year - 1, clock.year + 2)
    firsts = [first for year in years if ((first := date(year, month, 1)) <= day) == (said.look != "ahead")]
    if not firsts:
        return None
    first = firsts[0] if said.look == "ahead" else firsts[-1]
    return year_text(first.year) if month < 12 else f"{first.year}-12/{first.year + 1}-02"


def _season_last(said: Said, clock: Clock) -> str | None:
    """The season before the present one, or before the one under way."""
    if clock.latest is None or said.season is None:
        return None
    begun = clock.latest.month - _SEASONS[said.season] % 12
    if 0 <= begun < 3:
        back = clock.latest - timedelta(days=120)
        return _season(said, Clock(back.year, back.month))
    return _season(said, clock)


def _season_this(said: Said, clock: Clock) -> str | None:
    """The season of the present year, begun or not; the winter nearest."""
    if clock.year is None or clock.latest is None or said.season is None:
        return None
    if said.season != "winter":
        return year_text(clock.year)
    return _season(said, clock if clock.latest.month < 9 else Clock(clock.year, 12))


def _weekday(step: int) -> Callable[[Said, Clock], str | None]:
    """The day of the week not after publication (0), before it (-1), after it (1), or in the week before (-7)."""

    def read(said: Said, clock: Clock) -> str | None:
        if clock.day is None or said.weekday is None:
            return None
        back = (clock.day.weekday() + 1 - said.weekday) % 7
        if step == -7:
            back = clock.day.weekday() + 8 - said.weekday
        elif step > 0 or (step == 0 and said.look == "ahead"):
            back -= 7
        elif step < 0:
            back = back or 7
        return f"{clock.day - timedelta(days=back)}"

    return read


def _weekday_eve(said: Said, clock: Clock) -> str | None:
    """The day before a day of the week: the Persian night of a day begins it."""
    return _weekday(0)(replace(said, weekday=((said.weekday or 1) + 5) % 7 + 1), clock)


def _day_of_month(said: Said, clock: Clock) -> str | None:
    if clock.day is None or said.day is None:
        return None
    ahead = said.look == "ahead"
    for months in range(3):
        index = clock.day.year * 12 + clock.day.month - 1 + (months if ahead else -months)
        with suppress(ValueError):
            day = date(index // 12, index % 12 + 1, said.day)
            if day >= clock.day if ahead else day <= clock.day:
                return f"{day}"
    return None


def _shifted(said: Said, clock: Clock) -> str | None:
    """So many units before publication, at the precision of the unit; after it where the count is negative."""
    count, unit = (said.count * 10, "year") if said.unit == "decade" else (said.count, said.unit)
    if unit == "year":
        return None if clock.year is None else year_text(clock.year - count) + "~" * said.about
    if unit == "month":
        if clock.year is None or clock.month is None:
            return None
        index = clock.year * 12 + clock.month - 1 - count
        return f"{index // 12:04}-{index % 12 + 1:02}" + "~" * said.about
    if clock.day is None:
        return None
    day = clock.day - timedelta(days=count * {"week": 7, "day": 1}[unit or ""])
    return f"{day:%Y-%m}" if said.about and count else f"{day}"


def _for(said: Said, clock: Clock) -> str | None:
    """Since when it has been so long; leases of 99 years are still to run."""
    return None if said.unit == "year" and said.count > 90 else _shifted(said, clock)


def _past(said: Said, clock: Clock) -> str | None:
    first, last = _shifted(replace(said, about=False), clock), _shifted(replace(said, count=0, about=False), clock)
    return None if first is None or last is None else f"{first}/{last}"


def _week_of_month(said: Said, clock: Clock) -> str | None:
    year = said.year if said.year is not None else _chosen_year(said, clock)
    if year is None or said.week is None or said.month is None:
        return None
    first = _first_day(replace(said, day=None), year)
    end = monthrange(first.year, first.month)[1] if said.calendar == "gregorian" else 29
    day = end - 6 if said.week == 5 else 7 * said.week - 6
    return f"{first + timedelta(days=day - 1)}/{first + timedelta(days=day + 5)}"


_RESOLVERS: dict[str, Callable[[Said, Clock], str | None]] = {
    "date": _date,
    "month": _month,
    "month_when": _month,
    "month_last": _month_other(-1),
    "month_next": _month_other(1),
    "year": _year_said,
    "decade": _decade,
    "season": _season,
    "season_last": _season_last,
    "season_when": _season,
    "season_this": _season_this,
    "season_next": lambda said, clock: _season(replace(said, look="ahead"), clock),
    "weekday": _weekday(0),
    "weekday_eve": _weekday_eve,
    "weekday_last": _weekday(-1),
    "weekday_last_week": _weekday(-7),
    "weekday_next": _weekday(1),
    "day_of_month": _day_of_month,
    "week_of_month": _week_of_month,
    "ago": _shifted,
    "earlier": _shifted,
    "later": lambda said, clock: _shifted(replace(said, count=-said.count), clock),
    "for": _for,
    "past": _past,
}
