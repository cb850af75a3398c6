from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.names import fold, name_in, visible

# The page's own fold is held to the same list: tests/page/names.test.ts.
FOLDED: list[list[str]] = json.loads((Path(__file__).parent / "data" / "folding.json").read_text(encoding="utf-8"))

ONE_NAME = {
    "latin-marks": ["Ḥumaymīm", "Humaymim", "HUMAYMIM"],
    "latin-hyphens": ["al-Qamishli", "Al Qamishli", "al‑Qāmishlī"],
    "turkish-dotless": ["Kamışlı", "KAMIŞLI", "kamişli", "Kamisli"],
    "turkish-dotted": ["İdlib", "idlib", "IDLIB", "ıdlib"],
    "arabic-alef": ["إدلب", "أدلب", "ادلب", "ٱدلب"],
    "arabic-yeh": ["القامشلي", "القامشلى", "القامشلی"],
    "arabic-kaf": ["كوباني", "کوبانی"],
    "arabic-teh-marbuta": ["اللاذقية", "اللاذقيه"],
    "arabic-tatweel": ["حمـــيميم", "حميميم"],
    "arabic-harakat": ["حُمَيْمِيم", "حميميم"],
    "arabic-presentation-forms": ["ﺣﻤﻴﻤﻴﻢ", "حميميم"],
    "sorani": ["قامیشلۆ", "قامیشلو"],
    "cyrillic": ["Хмеймим", "ХМЕЙМИМ", "Хмеи\u0306мим"],
    "cyrillic-yo": ["Королёв", "Королев"],
    "ukrainian": ["Хмеймім", "Хмеймим"],
    "hebrew-points": ["חְמֵימִים", "חמימים"],
    "direction-marks": ["\u202bحميميم\u202c", "حميميم\u200f"],
}


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_text_folds_as_listed(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_list_of_foldings_is_not_empty() -> None:
    assert len(FOLDED) > 100


@pytest.mark.parametrize("name", ONE_NAME)
def test_spellings_of_one_name_fold_alike(name: str) -> None:
    assert [pair for pair in combinations(ONE_NAME[name], 2) if fold(pair[0]) != fold(pair[1])] == []


@pytest.mark.parametrize(("one", "other"), [("حميميم", "طرطوس"), ("Tartus", "Tartu"), ("T4", "T5"), ("حلب", "جلب")])
def test_different_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from([" ", "-", "\u0301", "\u200f", "\u064e", "’", "\n"]))
def test_space_marks_and_punctuation_at_the_end_do_not_matter(text: str, ending: str) -> None:
    assert fold(text + ending) == fold(text)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", ("حميميم", "ar")),
        ("ku-Arab", ("حمێمیم", "ku-Arab")),
        ("ar-SY", ("حميميم", "ar")),
        ("tr", ("Hmeimim", "en")),
    ],
)
def test_name_is_shown_in_the_language_or_its_nearest(language: str, shown: tuple[str, str]) -> None:
    assert name_in({"ar": "حميميم", "en": "Hmeimim", "ku-Arab": "حمێمیم"}, language) == shown


def test_name_without_english_is_the_first_language_there_is() -> None:
    assert name_in({"ru": "Хмеймим", "ar": "حميميم"}, "tr") == ("حميميم", "ar")


def test_nothing_to_name_is_refused() -> None:
    with pytest.raises(ValueError, match="without a name"):
        name_in({}, "en")


def test_control_characters_become_visible() -> None:
    assert visible("a\x00b\x1bc\x7fd\r") == "a␀b␛c␡d␍"


@given(st.text(st.characters(exclude_categories=["Cc"])))
def test_text_without_control_characters_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text
