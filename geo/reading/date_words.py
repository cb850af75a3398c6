"""How a language writes dates: its table of words made into regular expressions, and the text they are tried on."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "DateWords", "Folded", "date_words", "fold"]

_FOLDER = files("geo.reading") / "dates"
LANGUAGES = tuple(
    sorted(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
)

_SAME = {
    **dict.fromkeys("’‘ʼʻ´`′׳", "'"), **dict.fromkeys("“”„«»״", '"'), **dict.fromkeys("‐‑‒–—―−־", "-"),
    "ـ": "",
    "آ": "آ", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ە": "ه", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ک": "ك",
    "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ı": "i", "，": ",", "،": ",", "、": ",", "（": "(", "）": ")",
    "／": "/", "．": ".", "：": ":", "\u200c": " ",
}  # fmt: skip
_GONE = {"Mn", "Cf"}  # accents and vowel signs once they stand alone; marks of direction, soft hyphens
_PLACEHOLDER = re.compile(r"\{([a-z_]+?)(2?)\}")
_CONTEXT = 48  # characters looked at beside an expression
_DECADE = "(?:1[89]|20)[0-9]0|[3-9]0"
_OF_A_CLAUSE = {"future", "void"}  # lists whose words need not stand right beside it
_CLAUSE_ENDS = r',.;:!?()"\n。，'


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and where each of its characters stands in the text given."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text given of what is from `start` up to `end` here; `end` is past `start`."""
        return self.starts[start], self.ends[end - 1]


@cache
def _fold_letter(letter: str) -> str:
    """What a character is compared as: a few letters, or none."""
    if letter in _SAME:
        return _SAME[letter]
    if (digit := unicodedata.digit(letter, None)) is not None and letter.isdecimal():
        return str(digit)
    if letter.isspace():
        return " "
    parts = (part for part in unicodedata.normalize("NFD", letter) if unicodedata.category(part) not in _GONE)
    return "".join(
        _SAME.get(low, low) for part in parts for low in part.lower() if unicodedata.category(low) not in _GONE
    )


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """A text without case, accents, vowel signs and spelling variants, its digits ASCII, its white space single.

    A blank line becomes one line feed, which no expression of time reaches across.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, letter in enumerate(text):
        alike = _fold_letter(letter)
        if not alike and ends and ends[-1] == index:
            ends[-1] = index + 1  # an accent belongs to its letter
        for folded in alike:
            if folded == " " and letters and letters[-1] in " \n":
                # The second line feed of a run ends the paragraph.
                if letter == "\n" and "\n" in text[starts[-1] : index]:
                    letters[-1] = "\n"
                continue
            letters.append(folded)
            starts.append(index)
            ends.append(index + 1)
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _fold_pattern(pattern: str) -> str:
    return fold(pattern).text.replace("(?p<", "(?P<")


@dataclass(frozen=True)
class DateWords:
    """One language's expressions of time, compiled.

    `rules` are pairs of a meaning and an expression with named groups (`month_3`, `day`, `number_7`); `before` and
    `after` say what stands beside an expression and gives it its kind.
    """

    language: str
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    before: dict[str, re.Pattern[str]]
    after: dict[str, re.Pattern[str]]
    gap: re.Pattern[str]
    label: re.Pattern[str]
    ending: re.Pattern[str]
    persian: bool
    capitals: bool
    month_first: bool

    def stands_before(self, what: str, folded: str, position: int, floor: int) -> int | None:
        """Where the words of a list begin that end right before a position, not before `floor`; None without any."""
        pattern = self.before.get(what)
        start = max(floor, position - _CONTEXT)
        # One character more, so that a word's beginning is known.
        found = pattern.search(folded, max(0, start - 1), position) if pattern else None
        return None if found is None or found.start("words") < start else found.start("words")

    def stands_after(self, what: str, folded: str, position: int) -> int | None:
        """Where the words of a list end that begin right at a position; None without any."""
        pattern = self.after.get(what)
        found = pattern.match(folded, position, position + _CONTEXT) if pattern else None
        return None if found is None else found.end()


class _Compiler:
    """Makes templates with `{month}`, `{number}` and the like into regular expressions."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.joined = bool(table.get("joined"))
        clitics = table.get("clitics")
        self.clitics = f"(?:{_fold_pattern(clitics)})?" if clitics else ""
        endings = table.get("endings")
        self.endings = f"(?:{_fold_pattern(endings)})?" if endings else ""
        self.open = "" if self.joined else r"(?<!\w)"
        self.close = "" if self.joined else r"(?!\w)"
        self.macros = {name: _fold_pattern(value) for name, value in table.get("macros", {}).items()}
        self.groups = {
            "month": dict(_numbered(table["months"], "month"))
            | dict(_numbered(table.get("persian_months", []), "persian"))
            | dict(_numbered(table.get("hebrew_months", []), "hebrew")),
            "weekday": dict(_numbered(table["weekdays"], "weekday")),
            "season": {f"season_{name}": form for name, form in table.get("seasons", {}).items()},
            "number": {f"number_{value}": form for value, form in table["numbers"].items()},
            "day_word": {f"day_{value}": form for value, form in table.get("days", {}).items()},
            "unit": {f"unit_{name}": form for name, form in table["units"].items()},
            "fixed": {f"fixed_{name.replace(' ', '_')}": form for name, form in table.get("fixed", {}).items()},
            "decade": {f"decade_{value}": form for value, form in table.get("decades", {}).items()},
            "week": {f"week_{value}": form for value, form in table.get("weeks", {}).items()},
        }

    def placeholder(self, match: re.Match[str]) -> str:
        """The expression that a placeholder stands for, its groups named for it (and with a `2`)."""
        name, twice = match.groups()
        if name in self.macros:
            return f"(?:{self._filled(self.macros[name])})"
        if name == "day":
            ending = _fold_pattern(self.table.get("day_ending", ""))
            words = self._alternatives("day_word", twice) if self.groups["day_word"] else ""
            digits = f"(?P<day{twice}>3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:{ending})?"
            return f"(?:{digits}|{words})" if words else digits
        if name == "year":
            return f"(?P<year{twice}>{self._years()})(?![0-9])(?:{_fold_pattern(self.table.get('year_ending', ''))})?"
        if name == "short":
            return f"(?P<year{twice}>'[0-9]{{2}}|[3-9][0-9])(?![0-9])"
        if name == "number":
            return f"(?:(?P<number{twice}>[1-9][0-9]?)(?![0-9])|{self._alternatives('number', twice)})"
        if name == "decade" and not self.groups["decade"]:
            return f"(?P<decade{twice}>{_DECADE})"
        if name == "decade":
            return f"(?:(?P<decade{twice}>{_DECADE})|{self._alternatives('decade', twice)})"
        if name == "decade_word":
            return self._alternatives("decade", twice)
        if name == "length":
            return self._length(twice)
        return self._alternatives(name, twice)

    def _length(self, twice: str) -> str:
        """A number of units (`seven years`), or a word that says both (`a decade`, the Arabic dual)."""
        between = "" if self.joined else " "
        about = self.table.get("about")
        about = f"(?P<about{twice}>{_fold_pattern(about)})?" if about else ""
        counted = self._filled(_fold_pattern(self.table.get("length", f"{{number}}{between}{{unit}}")))
        if twice:
            raise ValueError("a template has one length")
        fixed = self._alternatives("fixed", "") if self.groups["fixed"] else ""
        return f"{about}(?:{fixed}|{counted})" if fixed else f"{about}{counted}"

    def _alternatives(self, name: str, twice: str) -> str:
        forms = self.groups[name].items()
        return "(?:" + "|".join(f"(?P<{group}{'b' * bool(twice)}>{_fold_pattern(form)})" for group, form in forms) + ")"

    def _years(self) -> str:
        forms = ["(?:1[89]|20)[0-9][0-9]"]
        if self.table.get("persian_years"):
            forms.append("1[34][0-9][0-9]|27[0-9][0-9]")
        if more := self.table.get("other_years"):
            forms.append(_fold_pattern(more))
        return "|".join(forms)

    def _filled(self, pattern: str) -> str:
        return _PLACEHOLDER.sub(self.placeholder, pattern)

    def rule(self, template: str) -> re.Pattern[str]:
        """A template as an expression; `‹` and `›` in it are the group `span`, else all of it is."""
        pattern = _fold_pattern(template)
        if "‹" not in pattern:
            pattern = f"‹{pattern}›"
        body = self._filled(pattern.replace("‹", "(?P<span>").replace("›", ")"))
        close = rf"(?={self.endings}(?!\w))" if self.endings and not self.joined else self.close
        return re.compile(f"{self.open}{self.clitics}{body}{close}")

    def beside(self, name: str, forms: list[str], *, before: bool) -> re.Pattern[str]:
        """A list of words as an expression for what stands right before or right after, or in the same clause."""
        either = "|".join(self._filled(_fold_pattern(form)) for form in forms)
        clause = rf"[^{_CLAUSE_ENDS}]*" if name in _OF_A_CLAUSE else ""
        if before:
            close = self.close if clause else ""
            return re.compile(rf"{self.open}{self.clitics}(?P<words>(?:{either})){close}{clause} ?\Z")
        return re.compile(f"{clause} ?(?P<words>(?:{either})){self.close}")


def _numbered(forms: Iterable[str], name: str) -> Iterator[tuple[str, str]]:
    return ((f"{name}_{number}", form) for number, form in enumerate(forms, 1))


def _rules(table: dict[str, Any], compiler: _Compiler) -> Iterator[tuple[str, re.Pattern[str]]]:
    for meaning, templates in table["rules"].items():
        for template in templates:
            yield meaning, compiler.rule(template)
    for meaning, forms in table["relative"].items():
        for form in forms:
            yield meaning, compiler.rule(form)


@cache
def date_words(language: str) -> DateWords:
    """The expressions of one language's `dates/<language>.toml`; raises ValueError for a language without one."""
    if language not in LANGUAGES:
        raise ValueError(f"no words of time for {language!r}; there are {', '.join(LANGUAGES)}")
    table = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    compiler = _Compiler(table)
    nothing = "(?!)"
    return DateWords(
        language=language,
        rules=tuple(_rules(table, compiler)),
        before={name: compiler.beside(name, forms, before=True) for name, forms in table.get("before", {}).items()},
        after={name: compiler.beside(name, forms, before=False) for name, forms in table.get("after", {}).items()},
        gap=re.compile(rf"[ ,(]{{0,3}}(?:(?:{_fold_pattern(table.get('gap', nothing))})[ ,(]{{0,2}})?"),
        label=re.compile(rf"(?:^|(?<!\w))(?:{_fold_pattern(table.get('label', nothing))})[ :]*$"),
        ending=re.compile(compiler.endings or ""),
        persian=bool(table.get("persian_years")),
        capitals=bool(table.get("capitals")),
        month_first=bool(table.get("month_first")),
    )
