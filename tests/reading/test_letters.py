"""A text made level stays as long as it was, and its sentences cover it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geo.reading.letters import level, lower
from geo.reading.sentences import split_sentences


@given(st.text())
def test_level_text_is_as_long_as_what_it_was_made_from(text: str) -> None:
    assert len(level(text)) == len(lower(text)) == len(text)


@given(st.text())
def test_a_level_text_is_level(text: str) -> None:
    assert level(level(text)) == level(text)


def test_letters_that_writers_mix_up_are_made_alike() -> None:
    for one, other in [
        ("القامشلي", "القامشلى"),
        ("İncirlik", "incirlik"),
        ("Qamişlo", "qamislo"),
        ("أكروتيري", "اكروتيري"),
        ("Al\u00a0Tanf", "al tanf"),
    ]:
        assert level(one) == level(other)


def test_letters_that_are_others_stay_apart() -> None:
    assert level("й") != level("и")
    assert level("ב") != level("כ")


@given(st.text(alphabet=st.sampled_from("aA .!?\n。”'1")))
def test_sentences_cover_all_of_a_text_but_white_space(text: str) -> None:
    sentences = split_sentences(text)
    covered = "".join(text[sentence.start : sentence.end] for sentence in sentences)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(sentences))


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "The U.S. base at Al-Tanf, Gen. J. Smith said on Dec. 3, was empty. It had been since Nov. 1."
    assert [text[each.start : each.end].strip()[-7:] for each in split_sentences(text)] == [" empty.", "Nov. 1."]
