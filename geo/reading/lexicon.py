"""The words of a language by which reports are judged: `languages/<language>.toml`, a file each.

| list | what its words say |
|---|---|
| `base`, `place` | this is a military place; this is a place that may be one |
| `force`, `stationed` | armed people and their things; being somewhere |
| `leaving`, `left`, `reduced`, `planned`, `denied`, `staying` | the status |
| `done`, `begun`, `part` | the withdrawal beside it is over; is to come or under way; is of some alone |
| `will` | what is stationed, only will be |
| `not` | turns the status after it about |
| `perhaps`, `cancelled`, `past` | what is said is no report of a presence |
| `attack`, `visit`, `civil` | who does this to a place is not its operator |
| `province` | the name beside it is a province's, not a place's |
| `from`, `to`, `at`, `near`, `move` | where the name stands in a movement |
| `clause` | one thing said ends, another begins |
| `called`, `calling` | before, after the name of a place that nobody has listed |
| `operators` | who, by id |
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.reading.letters import level, lower

__all__ = ["NON_JOINER", "Cue", "Lexicon", "languages", "read_lexicon"]

# Letters that may stand before a word and belong to it: conjunctions, prepositions, the article.
_CLITICS = {
    "ar": {"و", "ف", "ب", "ل", "ك", "ال", "لل", "وال", "بال", "فال", "كال", "ولل", "وب", "ول", "وبال"},
    "he": {
        "ו",
        "ה",
        "ב",
        "ל",
        "מ",
        "כ",
        "ש",
        "וה",
        "וב",
        "ול",
        "ומ",
        "וש",
        "שה",
        "שב",
        "של",
        "מה",
        "כש",
        "לכש",
        "שמ",
        "ושה",
        "כשה",
    },
}
_ENDINGS = {"ar": {"ها", "هم", "ه", "هما", "نا", "يه", "ين", "ات"}}
_WITHOUT_SPACES = {"zh"}
# The lists of which the longer word says what is meant: "no plan to leave".
_STATUS = {"leaving", "left", "reduced", "planned", "denied", "staying", "stationed"}
# Words within which no other counts.
_PLACES = ("province", "sea")
# Written with and without marks, and with i for ı.
_BARE = {"tr"}
# Between the parts of a Persian or Kurdish word.
NON_JOINER = "\u200c"
# What a mark shows moves when a word goes on: delegación, delegaciones; amadekarî, amadekariya.
_MOVING = {"es", "ku"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the lexicon in a text: from `start` up to `end`, in one list; of an operator, whose."""

    start: int
    end: int
    kind: str
    operator: str = ""

    def __len__(self) -> int:
        """How many letters it has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    operator: str
    open_start: bool
    open_end: bool
    # Spelled with capitals where only those are meant.
    exact: str
    # Its letters with their marks, up to where a word within it may go on.
    marked: str
    # What all of it looks like, where words within it may go on.
    shape: re.Pattern[str] | None


class Lexicon:
    """The words of one language, found in a text all at once (Aho-Corasick)."""

    def __init__(self, language: str, lists: dict[str, list[str]], operators: dict[str, list[str]]) -> None:
        self.language = language
        self.lists = lists
        self._entries: list[list[_Entry]] = []
        places: dict[str, int] = {}
        self.suffixes: dict[str, tuple[str, ...]] = {}
        for kind, words in [*lists.items(), *(("operator:" + key, words) for key, words in operators.items())]:
            self.suffixes[kind] = tuple(level(word)[1:] for word in words if word.startswith("-"))
            for word in dict.fromkeys(spelling for each in words for spelling in _spellings(each)):
                if word.startswith("-"):
                    continue
                bare = word.strip("*")
                name, _, operator = kind.partition(":")
                exact = bare if bare != bare.lower() else ""
                shape = _shape(level(bare)) if "*" in bare else None
                marked = lower(bare).partition("*")[0]
                entry = _Entry(name, operator, word.startswith("*"), word.endswith("*"), exact, marked, shape)
                spelled = level(bare).partition("*")[0]
                for pattern in sorted({spelled, spelled.replace(" ", "-")}):
                    if pattern not in places:
                        places[pattern] = len(self._entries)
                        self._entries.append([])
                    self._entries[places[pattern]].append(entry)
        self._words = AhoCorasick(list(places), matchkind=MatchKind.Standard)
        # Words that are plainly for a base of forces; "base" alone says too little.
        military = [*lists["base"], *lists["called"]]
        self.plain = sorted(
            {
                level(word.strip("*")).partition("*")[0]
                for word in military
                if not word.startswith("-") and (" " in word or language in _WITHOUT_SPACES)
            }
        )
        self._clitics = _CLITICS.get(language, set())
        self._endings = _ENDINGS.get(language, set())
        self._bare_marks = language in _BARE
        self._spaced = language not in _WITHOUT_SPACES
        # Patterns that no letter may stand right before, or right behind: most of what is found lies within a word.
        self._starts_word = [
            self._spaced and not self._clitics and not any(entry.open_start for entry in entries)
            for entries in self._entries
        ]
        self._ends_word = [
            self._spaced and not self._endings and not any(entry.open_end or entry.shape for entry in entries)
            for entries in self._entries
        ]

    def find(self, levelled: str, text: str, start: int = 0) -> list[Cue]:
        """The words in a stretch of text that was made level, in their order; offsets count from `start` before it.

        Of words of one list that lie in one another the longer one stands.
        """
        found: list[Cue] = []
        for index, first, last in self._words.find_matches_as_indexes(levelled, overlapping=True):
            if self._starts_word[index] and levelled[first - 1 : first].isalnum():
                continue
            if self._ends_word[index] and levelled[last : last + 1].isalnum():
                continue
            for entry in self._entries[index]:
                end = last
                if entry.shape:
                    whole = entry.shape.match(levelled, first)
                    if whole is None:
                        continue
                    end = whole.end()
                if self._spaced and not self._is_word(levelled, first, end, entry):
                    continue
                if entry.exact and text[first:end] != entry.exact:
                    continue
                if not entry.operator and not self._has_marks(text, first, last, entry):
                    continue
                found.append(Cue(start + first, start + end, entry.kind, entry.operator))
        return _longest(found)

    def _is_word(self, text: str, start: int, end: int, entry: _Entry) -> bool:
        if start and not entry.open_start and text[start - 1].isalnum():
            first = start
            while first and text[first - 1].isalnum():
                first -= 1
            if text[first:start] not in self._clitics:
                return False
        if end < len(text) and not entry.open_end and text[end].isalnum():
            last = end
            while last < len(text) and text[last].isalnum():
                last += 1
            return text[end:last] in self._endings
        return True

    def _has_marks(self, text: str, first: int, last: int, entry: _Entry) -> bool:
        """Whether a word has the marks of the lexicon's: "wurde" is not "würde". A capital may go without."""
        written, marked = text[first:last], entry.marked
        if self._bare_marks or (written.isascii() and marked.isascii()):
            return True
        if self.language in _MOVING and entry.open_end and text[last : last + 1].isalnum():
            return True
        return all(
            _is_marked(letter.lower()) == _is_marked(other) or (letter.isascii() and letter.isupper())
            for letter, other in zip(written, marked, strict=True)
        )


def _is_marked(letter: str) -> bool:
    return "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"


def _spellings(word: str) -> tuple[str, ...]:
    """A word with a zero-width non-joiner is written with a blank, and without either, too."""
    return word, word.replace(NON_JOINER, " "), word.replace(NON_JOINER, "")


def _shape(word: str) -> re.Pattern[str]:
    """What a word of several looks like of which some may go on."""
    parts = [re.escape(part).replace("\\*", r"\w*") for part in word.split(" ")]
    return re.compile(r"[\s-]".join(parts))


def _longest(cues: list[Cue]) -> list[Cue]:
    """Without those that lie within another of their list, or, of what status there is, of any such list."""
    kept: list[Cue] = []
    reached = 0
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end, cue.kind, cue.operator)):
        if (
            cue.end > reached
            or not any(
                other.start <= cue.start
                and other.end >= cue.end
                and (
                    other.kind == cue.kind
                    # "محافظة" is a province; "محافظ" is its governor. The Indian Ocean is not India's.
                    or (len(other) > len(cue) and (other.kind in _PLACES or {other.kind, cue.kind} <= _STATUS))
                )
                for other in kept[-12:]
            )
        ):
            kept.append(cue)
            reached = max(reached, cue.end)
    return kept


@cache
def languages() -> tuple[str, ...]:
    """The languages that can be read (BCP 47), sorted."""
    folder = files("geo.reading").joinpath("languages")
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; raises KeyError for one that cannot be read."""
    if language not in languages():
        raise KeyError(language)
    text = files("geo.reading").joinpath("languages", f"{language}.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    return Lexicon(language, lists, lists.pop("operators"))
