"""The page in all its languages, switched by its reader with the network cut."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from geo.page.wording import languages, read_wording
from tests.browser.shown import entries, expected_rows, rows

LANGUAGES = languages()
RIGHT_TO_LEFT = {"ar", "ckb", "fa"}


def switch(page: Page, language: str) -> Page:
    """Choose a language as a reader does, from another one."""
    page.locator("#language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    return page


@pytest.fixture
def switched(opened, map_file: Path):
    """The page opened in one language and switched to another, without a request or a complaint."""
    results = []

    def open_and_switch(language: str, hash: str = "") -> Page:
        result = opened(map_file, hash or "#lang=tr")
        results.append(result)
        return switch(result.page, language)

    yield open_and_switch
    assert all(result.requests == [] and result.complaints == [] for result in results)


def test_every_language_is_offered_by_its_own_name(opened, map_file: Path) -> None:
    options = opened(map_file).page.locator("#language option")
    found = dict(options.evaluate_all("options => options.map(each => [each.value, each.textContent])"))
    assert found == {language: read_wording(language).language_name(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_text_is_the_languages_own(switched, language: str) -> None:
    page = switched(language)
    wording = read_wording(language)
    head = json.loads(page.locator("#head").text_content() or "")
    values = {"edition": head["edition"], "sources": head["attribution"]}
    for attribute, script in (
        ("data-say", "all => all.map(e => [e.dataset.say, e.textContent])"),
        ("data-say-label", "all => all.map(e => [e.dataset.sayLabel, e.getAttribute('aria-label')])"),
    ):
        found = page.locator(f"[{attribute}]").evaluate_all(script)
        assert len(found) >= (25 if attribute == "data-say" else 4)
        for key, text in found:
            assert text == wording.say(*key.split("."), **values), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_brings_its_direction(switched, language: str) -> None:
    page = switched(language)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert page.evaluate("[document.documentElement.dir, getComputedStyle(document.body).direction]") == [direction] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_what_python_says_in_that_language(switched, dataset, language: str) -> None:
    wording = read_wording(language)
    page = switched(language)
    for day in ("1960-01-01", "2015-09-10", "2024-12-14", "2026-01-26", "2026-01-28", "2026-02-21"):
        page.locator("#on").fill(day)
        assert rows(page) == expected_rows(dataset, day, wording=wording), day


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scripted_list_says_what_the_written_one_says(opened, tmp_path: Path, language: str) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(language=language).save(path)
    scripted = opened(path).page
    static = opened(path, ready=False, java_script_enabled=False).page
    for selector in ("li.presence h3", "[data-field=certainty]", "[data-field=verdict]"):
        texts = static.locator(selector).all_text_contents()
        assert len(texts) == 3
        shown = [" ".join(text.split()) for text in scripted.locator(selector).all_text_contents()]
        assert shown == [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("site", ["hmeimim", "qamishli", "tartus"])
def test_the_evidence_is_pythons_in_every_language(switched, dataset, language: str, site: str) -> None:
    wording = read_wording(language)
    page = switched(language, f"#on=2026-01-26&site={site}&lang=tr")
    entry = entries(dataset, "2026-01-26", wording=wording)[f"{site}-RUS"]
    page.wait_for_function(
        "label => document.querySelector('.evidence')?.getAttribute('aria-label') === label",
        arg=wording.say("list", "evidence", operator=entry.operator, site=entry.name),
    )
    script = """rows => rows.map(row => [
      row.querySelector('th').firstChild.textContent.trim(),
      [...row.querySelectorAll('.said')].map(said => said.textContent),
      row.cells[2].firstChild.textContent,
      [...row.querySelectorAll('.source bdi')].map(each => each.textContent)])"""
    expected = [[row.about, list(row.says), row.title, list(row.particulars)] for row in entry.rows]
    assert page.locator("tr[data-statement]").evaluate_all(script) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_and_the_start_are_pythons_in_every_language(switched, dataset, language: str) -> None:
    wording = read_wording(language)
    page = switched(language, "#on=2026-01-26&site=qamishli&lang=tr")
    entry = entries(dataset, "2026-01-26", wording=wording)["qamishli-RUS"]
    expect(page.locator(".place dd").first).to_have_text(f"{entry.where}. {entry.where_source}")
    assert page.locator(".facts [data-field=since]").text_content() == entry.since
    assert page.locator(".disagreement").all_text_contents() == list(entry.disagreements)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_is_said_as_python_says_it_also_before_1000_and_in_every_month(switched, language: str) -> None:
    wording = read_wording(language)
    page = switched(language)
    from datetime import date

    for day in [date(2026, month, 30 if month != 2 else 28) for month in range(1, 13)] + [date(987, 6, 5)]:
        page.locator("#on").fill(day.isoformat())
        expect(page.locator("[data-field=on] time")).to_have_text(wording.say_day(day))
        expect(page.locator("#slider")).to_have_attribute("aria-valuetext", wording.say_day(day))


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_named_in_the_language(switched, dataset, language: str) -> None:
    wording = read_wording(language)
    page = switched(language)
    script = "marks => Object.fromEntries(marks.map(m => [m.dataset.site + '-' + m.dataset.operator, m.ariaLabel]))"
    expected = {
        key: wording.say(
            "map",
            "mark",
            site=entry.name,
            operator=entry.operator,
            certainty=wording.say("certainty", entry.answer.certainty),
        )
        for key, entry in entries(dataset, str(dataset.latest_day), wording=wording).items()
    }
    assert page.locator("#map [data-site]").evaluate_all(script) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filters_name_countries_and_languages_in_the_language(switched, dataset, language: str) -> None:
    wording = read_wording(language)
    page = switched(language)
    page.locator("details.filters > summary").click()
    for facet, value, name in (
        ("host", "SYR", wording.country("SYR")),
        ("operator", "RUS", entries(dataset, "2026-01-26", wording=wording)["tartus-RUS"].operator),
        ("language", "ar", wording.language_name("ar")),
        ("certainty", "yes", wording.say("certainty", "yes")),
    ):
        expect(page.locator(f'label[for="choose-{facet}-{value}"] bdi')).to_have_text(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_brace_is_left_in_any_text(switched, language: str) -> None:
    page = switched(language, "#on=2026-01-28&from=2025-01-01&site=qamishli&near=900,35,36&border=900&lang=en")
    page.locator(".evidence table").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(details => (details.open = true))")
    page.locator(".facets fieldset").first.wait_for()
    text = page.locator("body").evaluate("""body => {
      const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walk.nextNode()) {
        if (!walk.currentNode.parentElement.closest('script, textarea')) texts.push(walk.currentNode.data);
      }
      return texts.join('\\n') + [...body.querySelectorAll('[aria-label]')].map(each => each.ariaLabel).join('\\n');
    }""")
    assert not re.search(r"\{\w+\}|undefined|NaN|\[object", text)


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_right_to_left_the_list_is_on_the_right_and_nothing_runs_out(switched, language: str) -> None:
    page = switched(language, "#site=qamishli&lang=en")
    left, right = page.locator("#map").bounding_box(), page.locator("#list").bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_right_to_left_time_runs_one_way_in_slider_histogram_and_strip(switched, language: str, dataset) -> None:
    """The slider's right end is the strip's: where the needle stands over the slider's knob."""
    page = switched(language, "#site=qamishli&lang=en")
    page.locator("#strip line").wait_for(state="attached")
    page.get_by_role("slider").focus()
    page.keyboard.press("End")
    needle = page.locator("#strip line").evaluate("line => line.getBoundingClientRect().x")
    strip = page.locator("#strip").bounding_box()
    direction = page.locator("#slider").evaluate("slider => getComputedStyle(slider).direction")
    assert direction == ("ltr" if needle > strip["x"] + strip["width"] / 2 else "rtl")


def test_the_language_of_the_page_is_the_one_it_was_made_in(opened, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(language="ru").save(path)
    page = opened(path).page
    expect(page.locator("#language")).to_have_value("ru")
    assert "lang=" not in page.url
    switch(page, "en")
    assert "lang=en" in page.url
