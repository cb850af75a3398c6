from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from babel import Locale

from geo.dates import parse_date
from geo.page.wording import languages, read_wording

EXPECTED = {"ar", "ckb", "en", "fa", "fr", "ku", "ru", "tr"}
RIGHT_TO_LEFT = {"ar", "ckb", "fa"}
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DATES = [
    "2026-01-26",
    "2026-01-26~",
    "2026-01",
    "2019",
    "2019~",
    "2015/2019-11",
    "2015~/2019-11?",
    "201X",
    "../2019",
    "2019/..",
]


def texts(language: str) -> dict[str, str]:
    """Every text of a language by its group and key."""
    return dict(_texts(read_wording(language).words))


def _texts(words: Mapping[str, Any], group: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in words.items():
        found += _texts(value, f"{group}{key}.") if isinstance(value, Mapping) else [(f"{group}{key}", value)]
    return found


def braces(text: str) -> list[str]:
    """The names in braces in a text, and any brace that is not part of a pair."""
    names = re.findall(r"\{[a-z_]+\}", text)
    return sorted(names + re.findall(r"[{}]", re.sub(r"\{[a-z_]+\}", "", text)))


def test_page_speaks_the_languages_it_promises() -> None:
    assert set(languages()) >= EXPECTED


@pytest.mark.parametrize("language", languages())
def test_language_has_the_keys_of_english_in_its_order(language: str) -> None:
    assert list(texts(language)) == list(texts("en"))


@pytest.mark.parametrize("language", languages())
def test_language_has_the_braces_of_english(language: str) -> None:
    english = {key: braces(text) for key, text in texts("en").items()}
    assert {key: braces(text) for key, text in texts(language).items()} == english


@pytest.mark.parametrize("language", languages())
def test_language_has_no_empty_text(language: str) -> None:
    assert [key for key, text in texts(language).items() if not text.strip()] == []


@pytest.mark.parametrize("language", languages())
def test_language_leaves_direction_to_the_page(language: str) -> None:
    assert [key for key, text in texts(language).items() if BIDI_CONTROLS.search(text)] == []


@pytest.mark.parametrize("language", languages())
def test_texts_have_no_space_at_their_ends(language: str) -> None:
    stray = [key for key, text in texts(language).items() if text != text.strip()]
    assert [key for key in stray if key != "list_of.separator"] == []


@pytest.mark.parametrize("language", languages())
def test_locale_is_one_that_babel_has(language: str) -> None:
    locale = Locale.parse(str(read_wording(language).words["locale"]))
    assert locale.language == language


@pytest.mark.parametrize("language", languages())
def test_direction_is_that_of_the_script(language: str) -> None:
    assert read_wording(language).direction == ("rtl" if language in RIGHT_TO_LEFT else "ltr")


@pytest.mark.parametrize("language", languages())
def test_certainties_differ_from_each_other(language: str) -> None:
    said = list(read_wording(language).words["certainty"].values())
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("text", DATES)
@pytest.mark.parametrize("language", languages())
def test_date_is_said_without_braces(language: str, text: str) -> None:
    said = read_wording(language).say_date(parse_date(text))
    assert said.strip()
    assert braces(said) == []


@pytest.mark.parametrize("language", languages())
def test_month_is_said_by_its_name(language: str) -> None:
    said = {read_wording(language).say_date(parse_date(f"2026-{month:02}")) for month in range(1, 13)}
    assert len(said) == 12
    # CLDR's placeholder for a month without a name is M and its number, as in M01.
    assert [each for each in said if re.search(r"\bM[0-9]{2}\b", each)] == []
    assert [each for each in said if not re.search(r"[^\W\d]{2}", each)] == []


@pytest.mark.parametrize("language", languages())
def test_no_sentence_doubles_the_full_stop_of_a_date(language: str) -> None:
    wording = read_wording(language)
    day = wording.say_date(parse_date("2026-01-26"))
    sentences = [text.replace("{date}", day).replace("{dates}", day) for text in texts(language).values()]
    assert [sentence for sentence in sentences if ".." in sentence] == []
