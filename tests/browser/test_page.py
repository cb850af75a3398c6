"""The page as its readers use it: by mouse, keyboard and touch, with the network cut."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

import geo


def certainties(page: Page) -> dict[str, str]:
    """What the list says of each site and operator."""
    entries = page.locator("li.presence").all()
    return {
        f"{entry.get_attribute('data-site')}-{entry.get_attribute('data-operator')}": entry.get_attribute(
            "data-certainty"
        )
        for entry in entries
    }


def marks(page: Page) -> dict[str, str]:
    """What the map's marks that can be seen say."""
    found = page.locator("#map [data-site]:not([hidden])").all()
    return {
        f"{mark.get_attribute('data-site')}-{mark.get_attribute('data-operator')}": mark.get_attribute("data-certainty")
        for mark in found
    }


def answers(dataset: geo.Dataset, day: str) -> dict[str, str]:
    """What Python says of each site and operator; `none` where nothing is said yet."""
    said = {f"{each.site}-{each.operator}": each.certainty for each in dataset.on(day)}
    return {f"{site}-{operator}": said.get(f"{site}-{operator}", "none") for site, operator in dataset.by_presence}


def test_opens_without_a_request_or_a_complaint(opened, map_file: Path) -> None:
    page = opened(map_file)
    assert page.requests == []
    assert page.complaints == []


def test_says_when_the_first_frame_is_painted(opened, map_file: Path) -> None:
    page = opened(map_file).page
    assert page.evaluate("performance.getEntriesByName('presence-ready').length") == 1


def test_list_and_map_say_what_python_says_on_every_day_that_changes_anything(opened, map_file, dataset) -> None:
    page = opened(map_file).page
    changes = sorted({segment.first for segments in dataset.timelines().values() for segment in segments})
    days = {day + timedelta(days=step) for day in changes for step in (-1, 0)}
    assert len(days) > 20
    for day in sorted(day for day in days if day > date(1900, 1, 1)):
        page.locator("#on").fill(day.isoformat())
        expected = answers(dataset, day.isoformat())
        assert certainties(page) == expected, day
        assert marks(page) == {key: value for key, value in expected.items() if value != "none"}, day


def test_the_static_page_says_what_the_scripted_one_says(opened, map_file, dataset) -> None:
    scripted = opened(map_file).page
    static = opened(map_file, ready=False, java_script_enabled=False).page
    verdicts = ".verdict"
    assert static.locator(verdicts).all_inner_texts() == scripted.locator(verdicts).all_inner_texts()
    assert certainties(static) == certainties(scripted)


def test_without_javascript_every_statement_and_source_can_be_read(opened, map_file, dataset) -> None:
    page = opened(map_file, ready=False, java_script_enabled=False).page
    rows = page.locator("tr[data-statement]")
    assert rows.count() == len(dataset.statements)
    for row in rows.all():
        assert row.is_visible()
    text = page.inner_text("body")
    for report in dataset.reports.values():
        if report.title:
            assert report.title in text
    assert not page.locator("form.controls").is_visible()
    assert not page.locator("#map").is_visible()


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_an_entry_of_the_list_opens_its_evidence(opened, map_file, way: str) -> None:
    page = opened(map_file, has_touch=way == "touch").page
    button = page.get_by_role("button", name=re.compile("^Qamishli"), expanded=False)
    evidence = page.locator("li[data-site=qamishli] .evidence")
    expect(evidence).to_be_hidden()
    if way == "mouse":
        button.click()
    elif way == "touch":
        button.tap()
    else:
        button.focus()
        page.keyboard.press("Enter")
    expect(evidence).to_be_visible()
    expect(evidence.get_by_role("row").nth(1)).to_be_visible()


@pytest.mark.parametrize("way", ["mouse", "Enter", "Space", "touch"])
def test_a_mark_on_the_map_opens_its_evidence(opened, map_file, way: str) -> None:
    page = opened(map_file, has_touch=way == "touch").page
    mark = page.locator("#map [data-site=qamishli]")
    if way == "mouse":
        mark.click()
    elif way == "touch":
        mark.tap()
    else:
        mark.focus()
        page.keyboard.press(way)
    expect(page.locator("li[data-site=qamishli] .evidence")).to_be_visible()
    expect(mark).to_have_attribute("aria-pressed", "true")


def test_list_and_map_are_reached_by_the_tab_key(opened, map_file) -> None:
    page = opened(map_file).page
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(e => e.closest('li.presence')?.id"
                " ?? (e.closest('#map [data-site]') ? 'mark-' + e.dataset.site : e.id))"
                "(document.activeElement)"
            )
        )
    assert {"on", "slider", "search", "earlier", "later"} <= reached
    assert {"hmeimim-RUS", "tartus-RUS", "qamishli-RUS"} <= reached
    assert {"mark-hmeimim", "mark-tartus", "mark-qamishli"} <= reached


def test_evidence_leads_to_the_words(opened, map_file, dataset) -> None:
    page = opened(map_file, "#site=qamishli").page
    links = page.locator("li[data-site=qamishli] tbody a")
    assert links.count() >= 10
    statements = {each.id: each for each in dataset.statements}
    for row in page.locator("li[data-site=qamishli] tr[data-statement]").all():
        statement = statements[row.get_attribute("data-statement")]
        link = row.locator("a").first
        if statement.report.url is None:
            assert link.count() == 0
            continue
        address, _, directive = link.get_attribute("href").partition("#:~:text=")
        assert address == statement.report.url
        ends = [unquote(part) for part in directive.split(",")]
        assert ends == [end for end in (statement.passage.start, statement.passage.end) if end]


def test_evidence_says_what_the_sources_disagree_about(opened, map_file) -> None:
    page = opened(map_file, "#site=qamishli").page
    said = page.locator("li[data-site=qamishli] .disagreement").all_inner_texts()
    assert any(all(year in text for year in ("2015", "2016", "2019")) for text in said), said


def test_the_slider_and_the_typed_date_are_one(opened, map_file) -> None:
    page = opened(map_file).page
    page.get_by_label("On this date").fill("2026-01-27")
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "27 January 2026")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("On this date")).to_have_value("2026-01-28")
    expect(page.locator("[data-field=on] time")).to_have_text("28 January 2026")


def test_steps_go_to_the_day_on_which_something_new_is_said(opened, map_file) -> None:
    page = opened(map_file, "#on=2026-01-20").page
    verdicts = page.locator(".verdict")

    def said_on(day: str) -> list[str]:
        page.locator("#on").fill(day)
        return verdicts.all_inner_texts()

    page.get_by_role("button", name="Next change").click()
    reached = page.locator("#on").input_value()
    assert reached > "2026-01-20"
    before = date.fromisoformat(reached) - timedelta(days=1)
    assert said_on(str(before)) == said_on("2026-01-20") != said_on(reached)
    page.get_by_role("button", name="Previous change").click()
    assert page.locator("#on").input_value() <= "2026-01-20"


def test_a_date_before_every_report_is_said_to_be_one(opened, map_file) -> None:
    page = opened(map_file, "#on=1900-01-01").page
    expect(page.get_by_role("status")).to_contain_text("No report speaks of that time")
    assert marks(page) == {}


def test_the_address_is_the_view(opened, map_file) -> None:
    page = opened(map_file, "#on=2026-01-30&site=qamishli").page
    expect(page.locator("#on")).to_have_value("2026-01-30")
    expect(page.locator("li[data-site=qamishli] .evidence")).to_be_visible()
    page.locator("#on").fill("2026-01-20")
    page.get_by_role("button", name=re.compile("^Tartus"), expanded=False).click()
    assert re.match("#on=2026-01-20&site=tartus(&map=|$)", page.evaluate("location.hash"))
    page.go_back()
    expect(page.locator("li[data-site=qamishli] .evidence")).to_be_visible()
    page.go_forward()
    expect(page.locator("li[data-site=tartus] .evidence")).to_be_visible()
    page.evaluate("location.hash = '#on=2019-12-01&site=hmeimim'")
    expect(page.locator("#on")).to_have_value("2019-12-01")
    expect(page.locator("li[data-site=hmeimim] .evidence")).to_be_visible()


@pytest.mark.parametrize("hash", ["#on=nonsense&site=nowhere", "#on=2026-02-30", "#%", "#on=&site=", "#list"])
def test_an_address_that_cannot_be_shown_shows_the_page(opened, map_file, hash: str, dataset) -> None:
    page = opened(map_file, hash)
    expect(page.page.locator("#on")).to_have_value(str(dataset.latest_day))
    assert page.complaints == []


@pytest.mark.parametrize(
    ("asked", "site"),
    [
        ("qamishlo", "qamishli"),
        ("القامشلي", "qamishli"),
        ("КАМЫШЛЫ", "qamishli"),
        ("Qamişlo", "qamishli"),
        ("Хмеймим", "hmeimim"),
        ("حميميم", "hmeimim"),
        ("khmeimim", "hmeimim"),
        ("Tartous", "tartus"),
        ("طرطوس", "tartus"),
        ("тартус", "tartus"),
    ],
)
def test_search_finds_a_site_by_any_spelling(opened, map_file, asked: str, site: str) -> None:
    page = opened(map_file).page
    page.get_by_role("searchbox").fill(asked)
    shown = [each.get_attribute("data-site") for each in page.locator("li.presence:visible").all()]
    assert shown == [site]
    assert list(marks(page)) == [f"{site}-RUS"]
    expect(page.get_by_role("status")).to_contain_text("1 of 3")


def test_the_legend_tells_shapes_colours_and_drawings(opened, map_file) -> None:
    page = opened(map_file).page
    legend = page.locator(".legend").inner_text()
    for word in ("Yes", "No", "Maybe", "Conflict", "air base", "naval base", "airport", "Russia"):
        assert word in legend


def test_on_a_phone_the_list_is_below_the_map_and_nothing_runs_out(opened, map_file) -> None:
    page = opened(map_file, "#site=qamishli", viewport={"width": 320, "height": 640}).page
    above, below = page.locator("#map").bounding_box(), page.locator("#list").bounding_box()
    assert above["y"] + above["height"] <= below["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_desk_list_and_map_are_side_by_side(opened, map_file) -> None:
    page = opened(map_file).page
    left, right = page.locator("#list").bounding_box(), page.locator("#map").bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1


def test_arabic_reads_from_right_to_left(opened, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(language="ar").save(path)
    page = opened(path).page
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    left, right = page.locator("#map").bounding_box(), page.locator("#list").bounding_box()
    assert left["x"] < right["x"]


def test_works_in_a_sandboxed_frame(browser, map_file, tmp_path: Path) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<iframe sandbox="allow-scripts" src="{map_file.as_uri()}#site=qamishli" width=900 height=700></iframe>'
    )
    page = browser.new_page()
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("data-presence", "ready")
    frame.get_by_role("button", name=re.compile("^Tartus"), expanded=False).click()
    expect(frame.locator("li[data-site=tartus] .evidence")).to_be_visible()
    page.close()


def test_marks_are_drawn_by_certainty(opened, map_file, dataset) -> None:
    """Solid yes, hollow no, faded maybe, half and half conflict: by the pixels in the middle of each half."""
    page = opened(map_file).page
    script = """certainty => {
      const mark = document.querySelector(`.legend .presence-mark[data-certainty=${certainty}]`);
      const body = getComputedStyle(mark.querySelector('.body')).fill;
      return [body, mark.querySelector('.half') !== null];
    }"""
    drawn = {certainty: tuple(page.evaluate(script, certainty)) for certainty in ("yes", "no", "maybe", "conflict")}
    assert len(set(drawn.values())) == 4
    assert drawn["conflict"][1]
