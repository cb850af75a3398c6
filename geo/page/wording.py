"""The page's words in a language: its file in `languages/`, and dates and country names from CLDR through Babel."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from geo.dates import Date

__all__ = ["Wording", "languages", "read_wording"]

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
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def listed(self, items: Iterable[str]) -> str:
        """Some texts as one list."""
        return str(self.words["list_of"]["separator"]).join(items)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return str(self._locale.text_direction)

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
        from babel.core import get_global

        aliases = get_global("territory_aliases").get(code, [code])
        return str(self._locale.territories.get(aliases[0], code))

    def language_name(self, tag: str) -> str:
        """A language's name, from its BCP 47 tag; the tag itself where CLDR has none."""
        names = self._locale.languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)

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
        return _format(day, precision, str(self.words["locale"]))

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(self.words["locale"])


def languages() -> tuple[str, ...]:
    """The languages that the page speaks: one file each."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def read_wording(language: str) -> Wording:
    """The words of a language; raises KeyError, with the languages there are, for one without a file."""
    if language not in languages():
        raise KeyError(f"the page does not speak {language!r}; it speaks {', '.join(languages())}")
    return Wording(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))


@cache
def _format(day: date, precision: str, locale: str) -> str:
    from babel.dates import format_date, format_skeleton

    if precision == "day":
        return str(format_date(day, "long", locale))
    if precision == "year":
        return str(format_date(day, "y", locale))
    return str(format_skeleton("yMMMM", day, locale=locale))
