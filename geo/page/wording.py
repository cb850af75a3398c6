"""The page's words in a language: its file in `languages/`, and dates and names of countries from CLDR."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from geo.dates import Date
from geo.page.cldr import read_cldr

__all__ = ["Wording", "languages", "read_wording"]

# Letters that run from left to right; letters that run from right to left, and isolates that are there already.
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u02af\u0370-\u052f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u2066-\u2069]")
_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True)
class Wording:
    """The words of one language; `words` has them by group and key."""

    language: str
    words: Mapping[str, Any] = field(repr=False)

    def say(self, group: str, key: str, **values: object) -> str:
        """A text of the language's file, its braces filled in; raises KeyError where the file has no such text."""
        text: str = self.words[group][key]
        # Not str.format: a value's own braces must stay as they are, and attributes must not be reached.
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", self._isolated(str(value)))
        return text

    def _isolated(self, value: str) -> str:
        """A foreign name in a sentence that runs from right to left, kept from mixing with what stands around it.

        Unicode Standard Annex 9, section 2.4: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. What is already a
        sentence of the language stays as it is.
        """
        if self.direction == "rtl" and _LEFT_TO_RIGHT.search(value) and not _RIGHT_TO_LEFT.search(value):
            return f"\N{FIRST STRONG ISOLATE}{value}\N{POP DIRECTIONAL ISOLATE}"
        return value

    def listed(self, items: Iterable[str]) -> str:
        """Some texts as one list."""
        return str(self.words["list_of"]["separator"]).join(items)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return str(self._cldr["direction"])

    def say_date(self, when: Date) -> str:
        """A date in words, at its own precision."""
        first, slash, last = when.text.partition("/")
        if slash:
            if first == "..":
                return self.say("date", "before", date=self._point(last, when.latest))
            if last == "..":
                return self.say("date", "after", date=self._point(first, when.earliest))
            ends = self._point(first, when.earliest), self._point(last, when.latest)
            return self.say("date", "span", first=ends[0], last=ends[1])
        if "X" in when.text:
            return self.say("date", "span", first=self._year(when.earliest), last=self._year(when.latest))
        return self._point(when.text, when.earliest)

    def say_day(self, day: date) -> str:
        """One day in words."""
        return self._format(day, "day")

    def country(self, code: str) -> str:
        """A country's name, from its ISO 3166-1 alpha-3 code; the code itself where CLDR has none."""
        return str(self._cldr["countries"].get(code, code))

    def language_name(self, tag: str) -> str:
        """A language's name, from its BCP 47 tag; the tag itself where CLDR has none."""
        names = self._cldr["languages"]
        return str(names.get(tag) or names.get(tag.partition("-")[0]) or tag)

    def _point(self, text: str, day: date) -> str:
        """One end of a date, at the precision it is written in; its mark is said as `about`."""
        bare = text.rstrip("~?%")
        precision = ("year", "month", "day")[bare.count("-")]
        from geo.dates import parse_date

        said = self._format(parse_date(bare).earliest if bare != text else day, precision)
        return self.say("date", "about", date=said) if bare != text else said

    def _year(self, day: date) -> str:
        return self._format(day, "year")

    def _format(self, day: date, precision: str) -> str:
        if precision == "year":
            return str(day.year)
        values = {
            "day": str(day.day),
            "month": self._cldr["months"][day.month - 1],
            "standalone": self._cldr["standalone"][day.month - 1],
            "year": str(day.year),
        }
        return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), self._cldr[precision])

    @property
    def _cldr(self) -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", read_cldr()[self.language])


def languages() -> tuple[str, ...]:
    """The languages that the page speaks: one file each."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def read_wording(language: str) -> Wording:
    """The words of a language; raises KeyError, with the languages there are, for one without a file."""
    if language not in languages():
        raise KeyError(f"the page does not speak {language!r}; it speaks {', '.join(languages())}")
    return Wording(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))
