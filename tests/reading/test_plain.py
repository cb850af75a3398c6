"""Plain sentences are read without fault, in every language and of every status."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from geo.reading.lexicon import languages
from geo.reading.proposals import propose

SENTENCES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("plain.toml").read_text("utf-8"))
NOTHING: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("nothing.toml").read_text("utf-8"))
# Whom the sentences speak of: the first of a language, and the second.
MEANT = {
    "": {
        "present": ("hmeimim", "RUS"),
        "leaving": ("ain-al-asad", "USA"),
        "left": ("ain-al-asad", "USA"),
        "reduced": ("hmeimim", "RUS"),
        "planned": ("tiyas", "TUR"),
        "denied": ("tiyas", "TUR"),
    },
    "2": {
        "present": ("tartus", "RUS"),
        "leaving": ("al-tanf", "USA"),
        "left": ("qamishli", "RUS"),
        "reduced": ("al-tanf", "USA"),
        "planned": ("qamishli", "RUS"),
        "denied": ("qamishli", "RUS"),
    },
}


def test_there_are_two_of_each() -> None:
    assert {language.partition("-")[0] for language in SENTENCES} == set(languages())
    assert len(SENTENCES) == 2 * len(languages())
    assert set(NOTHING) == set(languages())
    assert all(list(sentences) == list(MEANT[""]) for sentences in SENTENCES.values())


@pytest.mark.parametrize(
    ("key", "status"), [(key, status) for key, sentences in SENTENCES.items() for status in sentences]
)
def test_a_plain_sentence_is_read(key: str, status: str) -> None:
    language, _, number = key.partition("-")
    told = {(each.site, each.operator): each.status for each in propose(SENTENCES[key][status], language, "2026-02-01")}
    assert told == {MEANT[number][status]: status}


@pytest.mark.parametrize(
    ("language", "what"), [(language, what) for language, sentences in NOTHING.items() for what in sentences]
)
def test_a_plain_sentence_without_foreign_forces_proposes_nothing(language: str, what: str) -> None:
    assert propose(NOTHING[language][what], language, "2026-02-01") == []
