"""The parts of an expression of time, and the day that it is read on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.dates import parse_date

__all__ = ["Clock", "Said", "read_clock", "read_said"]

_YEARS = range(1000, 3000)


@dataclass(frozen=True)
class Clock:
    """When a report was published, as far as that is known: to the day, the month, the year, or not at all."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @property
    def latest(self) -> date | None:
        """The last day that it can be, where the month is known."""
        if self.year is None or self.month is None:
            return None
        return self.day or date(self.year, self.month, monthrange(self.year, self.month)[1])


def read_clock(published: str | None) -> Clock:
    """The clock of a report from its EDTF date, or from None; raises ValueError for text that is not EDTF."""
    if published is None:
        return Clock()
    first, last = parse_date(published).earliest, parse_date(published).latest
    if first.year != last.year or first.year - 1 not in _YEARS:
        return Clock()
    if first.month != last.month:
        return Clock(first.year)
    return Clock(first.year, first.month, first if first == last else None)


@dataclass(frozen=True)
class Said:
    """The parts of an expression: numbers as said, `calendar` that of its month, `look` back, ahead or near."""

    day: int | None = None
    day2: int | None = None
    month: int | None = None
    month2: int | None = None
    calendar: str = "gregorian"
    year: int | None = None
    year2: int | None = None
    weekday: int | None = None
    season: str | None = None
    decade: int | None = None
    week: int | None = None
    count: int = 1
    unit: str | None = None
    about: bool = False
    look: str = "back"


def read_said(groups: Mapping[str, str | None]) -> Said:
    """The parts from an expression's named groups, such as `month_3` or `number`."""
    values: dict[str, int | str | bool] = {}
    for name, text in groups.items():
        if text is None:
            continue
        kind, _, value = name.partition("_")
        second = "2" * (value.endswith("b") and kind in {"month", "persian", "hebrew", "day"})
        value = value.removesuffix("b") if second else value
        if kind in {"month", "persian", "hebrew"}:
            values["month" + second] = int(value)
            if kind != "month":
                values["calendar"] = kind
        elif kind in {"weekday", "week", "decade", "day"} and value:
            values[kind + second] = int(value)
        elif kind in {"day", "day2", "decade"}:
            values[kind] = int(text)
        elif kind in {"year", "year2"}:
            values[kind] = _year(text)
        elif kind == "number":
            values["count"] = int(value or text)
        elif kind in {"unit", "season"}:
            values[kind] = value
        elif kind == "fixed":
            count, unit = value.split("_")
            values |= {"count": int(count), "unit": unit}
        elif kind == "about":
            values["about"] = True
    if values.get("calendar") == "gregorian" or "calendar" not in values:
        values.pop("calendar", None)
    return Said(**values)  # type: ignore[arg-type]


def _year(text: str) -> int:
    """A year as written: digits, Chinese digits, or Hebrew letters (the fifth thousand left out)."""
    digits = text.lstrip("'")
    if digits.isdecimal():
        return int(digits) + (0 if len(digits) > 2 else 1900 if int(digits) > 30 else 2000)
    chinese = "〇一二三四五六七八九"
    if all(letter in chinese + "零" for letter in text):
        return int("".join(str(chinese.index("〇" if letter == "零" else letter)) for letter in text))
    letters = {**{letter: value for value, letter in enumerate("אבגדהוזחט", 1)}, "ק": 100, "ר": 200, "ש": 300, "ת": 400}
    letters |= {letter: 10 * value for value, letter in enumerate("יכלמנסעפצ", 1)}
    letters |= {"ך": 20, "ם": 40, "ן": 50, "ף": 80, "ץ": 90}
    return 5000 + sum(letters.get(letter, 0) for letter in text)
