"""Whether a report is in the dataset already: by its address, its title, or its words; and whose story it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from rapidfuzz import fuzz

from geo.names import fold
from geo.store import Document, Folder

__all__ = ["Twin", "address_key", "find_origin", "find_twins", "share_of_words", "spoken"]

Likeness = Literal["address", "title", "words"]
# How like (of 100) titles are that are one; shorter ones in characters than this say too little.
_LIKE, _SHORT = 93, 20
# Words of a shingle, and the share of the shorter text's that another has if it is the same text.
SHINGLE, SAME = 5, 0.6
# No language with spaces has words so long on average.
_LONG_WORDS = 9
# Parts of an address that do not tell pages apart.
_MARKERS = re.compile(r"utm_\w+|fbclid|gclid|ref|ref_src|amp|outputType|share|source|mc_\w+|ns_\w+|at_\w+")
_AMP = re.compile(r"(?:/amp)?/*$|(?<=/)amp/")
_WORD = re.compile(r"\w+")
# Where an agency is named that a story comes from: the first characters of a text, and the last.
_HEAD, _TAIL = 400, 200


@dataclass(frozen=True)
class Twin:
    """A report that is in the dataset, and what makes another look like it."""

    report: Document
    by: Likeness


def address_key(address: str) -> str:
    """An address without what does not tell pages apart: scheme, www., m., amp, a final slash, trackers, fragment."""
    parts = urlsplit(address.strip())
    host = re.sub(r"^(?:www|m|amp|mobile)\.", "", (parts.hostname or "").lower())
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not _MARKERS.fullmatch(key))
    return f"{host}{_AMP.sub('', parts.path)}{query or ''}"


def find_twins(
    folder: Folder, *, address: str | None, title: str | None, language: str | None, text: str | None
) -> list[Twin]:
    """The dataset's reports that look like one, those that are most surely it first."""
    found: dict[str, Twin] = {}
    key = address_key(address) if address else None
    plain = fold(title or "")
    words = spoken(text) if text else ""
    for report in folder.reports:
        values = report.values
        urls = [values[name] for name in ("url", "archived") if name in values]
        if key and key in map(address_key, urls):
            found[report.id] = Twin(report, "address")
        elif _is_title(plain, fold(values.get("title", ""))):
            found[report.id] = Twin(report, "title")
        elif words and values.get("language") == language and _has_passages(words, report):
            found[report.id] = Twin(report, "words")
    order: dict[Likeness, int] = {"address": 0, "title": 1, "words": 2}
    return sorted(found.values(), key=lambda twin: (order[twin.by], str(twin.report.values.get("published", "~"))))


def _is_title(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORT:
        return False
    return fuzz.ratio(one, other) >= _LIKE


def spoken(text: str) -> str:
    """A text's words alone, folded, with a space on either side of each."""
    return f" {' '.join(filter(None, map(fold, _WORD.findall(text))))} "


def _has_passages(words: str, report: Document) -> bool:
    """Whether a text has a passage of a report: its first words, and after them its last.

    The dataset keeps no texts, only where in them its statements stand; who has those words has that sentence.
    """
    passages = (statement["passage"] for statement in report.values["statement"] if "passage" in statement)
    return any(_has_passage(words, passage) for passage in passages)


def _has_passage(words: str, passage: dict[str, str]) -> bool:
    start, end = (spoken(passage.get(part, "")).strip() for part in ("start", "end"))
    if len(start.split()) + len(end.split()) < SHINGLE:
        return False
    at = words.find(f" {start} ")
    return at >= 0 and (not end or f" {end} " in words[at : at + 1500])


def share_of_words(one: str, other: str) -> float:
    """The share of the shorter text's runs of five words that the other has too, from 0 to 1.

    Broder, On the resemblance and containment of documents (1997): containment of shingles.
    """
    shingles = [_shingles(text) for text in (one, other)]
    fewer = min(map(len, shingles))
    return len(shingles[0] & shingles[1]) / fewer if fewer else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = spoken(text).split()
    if sum(map(len, words)) > _LONG_WORDS * len(words):
        # A script without spaces.
        words = list(fold(text))
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def find_origin(folder: Folder, text: str, publisher: str | None, twins: Iterable[Twin] = ()) -> str | None:
    """The publisher (an id of publishers.toml) whose story a report repeats, as far as it shows; None for its own.

    A report with the same words by another publisher is told first; else an agency that is credited at the head or the
    foot, such as `(Reuters)`.
    """
    for twin in twins:
        origin = twin.report.values.get("via") or twin.report.values.get("publisher")
        if twin.by == "words" and origin and origin != publisher:
            return str(origin)
    ends = (text[:_HEAD], text[-_TAIL:] if len(text) > _HEAD else "")
    best: tuple[int, str] | None = None
    for id_, values in folder.lists["publishers"].values.items():
        if id_ == publisher:
            continue
        for part in ends:
            for name in {str(values["name"]), *_NAMES.get(id_, ())}:
                credit = _credit(name).search(part)
                if credit and (best is None or credit.start() < best[0]):
                    best = (credit.start(), id_)
    return best[1] if best else None


# What agencies are called in their credits, beside the names that publishers.toml has.
_NAMES: dict[str, tuple[str, ...]] = {
    "afp": ("AFP", "أ ف ب", "أ.ف.ب", "فرانس برس", "АФП"),
    "ap": ("AP", "أ ب", "أسوشيتد برس", "АП"),
    "reuters": ("REUTERS", "رويترز", "Рейтер", "Reuters", "路透"),
    "tass": ("TASS", "ТАСС", "تاس"),
}


def _credit(name: str) -> re.Pattern[str]:
    """A name in brackets, before a dash, or alone on a line: where stories credit their origin."""
    spelled = re.escape(name)
    return re.compile(
        rf"[(\[/]\s*{spelled}\s*[)\]/]|(?:^|[\n,،.]\s*){spelled}\s*[-–—]|(?:^|\n)\s*(?:\S+:\s*)?{spelled}\s*(?:\n|$)"
    )
