"""Languages: the reader switches among all of them with the network cut, and each says what Python says."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from geo.page.wording import languages, read_wording

RIGHT_TO_LEFT = {"ar", "ckb", "fa"}
DAYS = ["1900-01-01", "2019-12-01", "2026-01-26", "2026-01-27", "2026-02-21", "2026-11-01"]


def speak(page: Page, language: str) -> None:
    page.locator("#language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", languages())
def test_every_fixed_text_is_the_languages_own(opened, map_file: Path, language: str) -> None:
    page = opened(map_file).page
    speak(page, language)
    words = read_wording(language).words
    said = page.evaluate(
        """() => [...document.querySelectorAll('[data-say], [data-say-label]')].map(element => element.dataset.say
          ? [element.dataset.say, element.textContent]
          : [element.dataset.sayLabel, element.getAttribute('aria-label')])"""
    )
    assert len(said) > 30
    for key, text in said:
        group, name = key.split(".")
        if "{" not in words[group][name]:
            assert text == words[group][name], key
    assert page.locator("html").get_attribute("dir") == ("rtl" if language in RIGHT_TO_LEFT else "ltr")


@pytest.mark.parametrize("language", languages())
def test_list_says_in_every_language_what_the_static_page_says(opened, map_file, tmp_path, language: str) -> None:
    page = opened(map_file).page
    speak(page, language)
    for day in DAYS:
        page.locator("#on").fill(day)
        view = geo.PresenceMap(on=day, language=language).view
        words = read_wording(language)
        expected = [
            (entry.name, entry.operator, words.say("certainty", entry.answer.certainty), entry.answer.verdict)
            for entry in view.entries
        ]
        rows = page.locator("li.presence").all()
        shown = [
            tuple(
                row.locator(part).inner_text()
                for part in (".name", ".operator", "[data-field=certainty]", "[data-field=verdict]")
            )
            for row in rows
        ]
        assert shown == expected, day


@pytest.mark.parametrize("language", languages())
def test_evidence_says_in_every_language_what_the_static_page_says(opened, map_file, language: str) -> None:
    page = opened(map_file, f"#site=qamishli&lang={language}").page
    expect(page.locator(".evidence table")).to_be_visible()
    (entry,) = [each for each in geo.PresenceMap(language=language).view.entries if each.site.id == "qamishli"]
    rows = page.locator("tr[data-statement]").all()
    assert len(rows) == len(entry.rows)
    for shown, row in zip(rows, entry.rows, strict=True):
        assert shown.locator(".said").all_text_contents() == list(row.says)
        assert row.about in shown.locator("th").text_content()
        assert shown.locator(".source bdi").all_text_contents() == list(row.particulars)
    facts = {each.get_attribute("data-field"): each.text_content() for each in page.locator(".facts dd").all()}
    assert facts["since"] == entry.since
    assert facts["counts"] == entry.answer.counts
    assert page.locator(".disagreement").all_text_contents() == list(entry.disagreements)


def test_a_language_is_chosen_by_its_own_name(opened, map_file) -> None:
    page = opened(map_file).page
    offered = page.locator("#language option").all_inner_texts()
    assert {"English", "العربية", "русский", "Türkçe", "français", "فارسی"} <= set(offered)
    assert len(offered) == len(languages())


def test_marks_are_named_in_the_readers_language(opened, map_file) -> None:
    page = opened(map_file, "#lang=ru").page
    label = page.locator("#map [data-site=qamishli]").get_attribute("aria-label")
    assert "Россия" in label
