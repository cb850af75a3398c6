"""The evidence of a presence: the verdict, who says so and who repeats whom, each report, and a citation of it all."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

import geo
from geo.model import Statement
from geo.page.wording import read_wording
from tests.browser.shown import entries
from tests.folders import make_data

SITES = ["hmeimim", "qamishli", "tartus"]
DAYS = ["2016-06-01", "2024-12-14", "2026-01-26", "2026-01-28", "2026-02-21"]
VIEWS = [(site, day) for site in SITES for day in DAYS]


def evidence(page: Page) -> Any:
    found = page.get_by_role("region", name=re.compile("^Evidence for"))
    found.get_by_role("table").wait_for()
    return found


@pytest.mark.parametrize(("site", "day"), VIEWS)
def test_verdict_facts_and_disagreements_are_pythons(opened, map_file, dataset, site: str, day: str) -> None:
    page = opened(map_file, f"#on={day}&site={site}").page
    found = evidence(page)
    entry = entries(dataset, day)[f"{site}-RUS"]
    expect(page.locator(f"#{entry.id} [data-field=verdict]")).to_have_text(entry.answer.verdict)
    shown = dict(found.locator("dd[data-field]").evaluate_all("all => all.map(e => [e.dataset.field, e.textContent])"))
    said = {key: getattr(entry.answer, key) for key in ("status", "last_reported", "counts")} | {"since": entry.since}
    assert shown == {key: text for key, text in said.items() if text}
    assert found.locator(".disagreement").all_text_contents() == list(entry.disagreements)


def voices(dataset: geo.Dataset, statements: Sequence[Statement]) -> dict[str, set[str]]:
    """Each independent voice, with the publishers that carry it and are not it."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        report = statement.report
        carriers = found.setdefault(dataset.origin_name(report.origin), set())
        if report.publisher and report.publisher != report.origin:
            carriers.add(dataset.publishers[report.publisher].name)
    return found


def voices_shown(page: Page, side: str) -> dict[str, set[str]]:
    script = """items => items.map(item => [
      item.querySelector(':scope > span > bdi').textContent,
      [...item.querySelectorAll('.carriers bdi')].map(carrier => carrier.textContent)])"""
    items = page.locator(f".voices[data-side={side}] li").evaluate_all(script)
    return {name: set(carriers) for name, carriers in items}


@pytest.mark.parametrize(("site", "day"), VIEWS)
def test_voices_for_and_against_are_the_independent_origins(opened, map_file, dataset, site: str, day: str) -> None:
    page = opened(map_file, f"#on={day}&site={site}").page
    evidence(page)
    (presence,) = (each for each in dataset.on(day) if each.site == site)
    assert voices_shown(page, "supporting") == voices(dataset, presence.supporting)
    assert voices_shown(page, "opposing") == voices(dataset, presence.opposing)


def test_copies_of_one_wire_story_are_one_voice_with_its_carriers(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-26&site=qamishli").page
    evidence(page)
    shown = {**voices_shown(page, "supporting"), **voices_shown(page, "opposing")}
    assert shown["Reuters"] == {"LBCI", "Radio Svoboda", "Swissinfo", "The Moscow Times"}
    expect(page.locator(".voices li", has_text="carried by").filter(has_text=re.compile("^Reuters"))).to_have_count(1)


@pytest.mark.parametrize("side", ["supporting", "opposing"])
def test_the_heading_counts_the_voices_and_not_the_reports(opened, map_file, dataset, side: str) -> None:
    page = opened(map_file, "#on=2026-01-28&site=qamishli").page
    evidence(page)
    (presence,) = (each for each in dataset.on("2026-01-28") if each.site == "qamishli")
    statements = getattr(presence, side)
    count = len({each.report.origin for each in statements})
    said = {"supporting": "What counts on this date", "opposing": "What speaks against it"}[side]
    headings = page.get_by_role("heading", name=f"{said}: {count} independent")
    assert headings.count() == (1 if statements else 0)


@pytest.mark.parametrize("site", SITES)
def test_each_report_has_its_publishers_country_and_its_language(opened, map_file, dataset, site: str) -> None:
    page = opened(map_file, f"#site={site}").page
    wording = read_wording("en")
    rows = evidence(page).locator("tr[data-statement]")
    script = """rows => rows.map(row => ['publisher', 'country', 'language'].map(
      name => row.querySelector(`.source .${name}`)?.textContent ?? null))"""
    expected = []
    for statement in dataset.by_presence[site, "RUS"]:
        report = statement.report
        publisher = dataset.publishers[report.publisher] if report.publisher else None
        country = wording.country(publisher.country) if publisher and publisher.country else None
        expected.append([publisher and publisher.name, country, wording.language_name(report.language)])
    assert rows.evaluate_all(script) == expected


@pytest.mark.parametrize("site", SITES)
def test_each_report_opens_at_its_passage(opened, map_file, dataset, site: str) -> None:
    page = opened(map_file, f"#site={site}").page
    script = "rows => rows.map(row => [row.dataset.statement, row.querySelector('td a')?.href ?? null])"
    found = dict(evidence(page).locator("tr[data-statement]").evaluate_all(script))
    for statement in dataset.by_presence[site, "RUS"]:
        if statement.report.url is None:
            assert found[statement.id] is None
            continue
        _, _, directive = found[statement.id].partition("#:~:text=")
        ends = [end for end in (statement.passage.start, statement.passage.end) if end]
        assert [unquote(part) for part in directive.split(",")] == ends


@pytest.fixture
def small(opened, tmp_path: Path) -> Page:
    """The small folder's map, its airport open: one report by a state-run channel, one with an archived copy."""
    folder = make_data(tmp_path / "data")
    daily = "reports/2026/2026-01-26-daily.toml"
    folder.change(daily, 'via = "agency"', 'via = "agency"\narchived = "https://archive.example.org/2026/leave"')
    geo.PresenceMap(geo.load(folder.path)).save(tmp_path / "map.html")
    page: Page = opened(tmp_path / "map.html", "#on=2026-01-26&site=qamishli").page
    evidence(page)
    return page


def test_an_archived_copy_is_a_link_of_its_own(small: Page) -> None:
    links = small.get_by_role("link", name="archived copy")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://archive.example.org/2026/leave")


def test_state_run_publishers_are_marked_in_their_row_and_no_others(small: Page) -> None:
    marked = small.locator("tr[data-statement]").filter(has=small.get_by_text("state-run"))
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("The Channel")


def test_a_state_run_voice_is_marked(small: Page) -> None:
    small.get_by_label("On this date").fill("2025-12-31")
    voice = small.locator(".voices li").filter(has_text="The Channel")
    expect(voice.locator(".state-run")).to_have_text("state-run")


def test_a_report_without_a_date_or_a_publisher_says_so(small: Page) -> None:
    row = small.locator("tr[data-statement]").filter(has_text="Who is at the airport")
    expect(row).to_contain_text("publication date not shown")
    expect(row).to_contain_text("address not known")
    assert row.get_by_role("link").count() == 0


def cite(page: Page, form: str) -> str:
    """The reference in a form, read as its reader has it."""
    found = evidence(page)
    found.get_by_text("Cite this").click()
    found.get_by_label("Form").select_option(label=form)
    reference = found.get_by_label("Reference")
    expect(reference).not_to_have_value("")
    return str(reference.input_value())


FORMS = ["Plain text", "BibTeX", "CSL-JSON"]


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_names_edition_and_day(opened, map_file, dataset, form: str) -> None:
    text = cite(opened(map_file, "#on=2026-01-26&site=qamishli").page, form)
    assert dataset.edition in text
    assert "2026-01-26" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_names_every_report(opened, map_file, dataset, form: str) -> None:
    text = cite(opened(map_file, "#on=2026-01-26&site=qamishli").page, form)
    for statement in dataset.by_presence["qamishli", "RUS"]:
        assert not statement.report.url or statement.report.url.partition("#")[0] in text


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_follows_the_day(opened, map_file, form: str) -> None:
    page = opened(map_file, "#on=2026-01-26&site=qamishli").page
    cite(page, form)
    page.get_by_label("On this date").fill("2024-12-14")
    expect(page.get_by_label("Reference")).to_have_value(re.compile("2024-12-14"))


def test_csl_json_is_json_with_an_item_for_the_presence_and_each_report(opened, map_file, dataset) -> None:
    items = json.loads(cite(opened(map_file, "#site=tartus").page, "CSL-JSON"))
    reports = {each.report.id for each in dataset.by_presence["tartus", "RUS"]}
    assert [item["type"] for item in items] == ["dataset"] + ["webpage"] * len(reports)
    assert items[0]["version"] == dataset.edition


def test_bibtex_has_an_entry_for_the_presence_and_each_report(opened, map_file, dataset) -> None:
    text = cite(opened(map_file, "#site=tartus").page, "BibTeX")
    keys = re.findall(r"^@(\w+)\{([^,]+),$", text, flags=re.MULTILINE)
    reports = {each.report.id for each in dataset.by_presence["tartus", "RUS"]}
    assert [kind for kind, _ in keys].count("dataset") == 1
    assert len({key for _, key in keys}) == len(keys) == len(reports) + 1


def test_copy_puts_the_citation_on_the_clipboard(opened, map_file: Path) -> None:
    page = opened(map_file, "#site=tartus", permissions=["clipboard-read", "clipboard-write"]).page
    text = cite(page, "Plain text")
    page.locator(".cite").get_by_role("button", name="Copy").click()
    expect(page.locator(".cite").get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text


def test_where_the_clipboard_is_denied_the_citation_is_selected(browser, map_file: Path, tmp_path: Path) -> None:
    """A sandboxed frame without leave to use the clipboard, as a newsroom's."""
    outer = tmp_path / "outer.html"
    outer.write_text(f'<iframe sandbox="allow-scripts" src="{map_file.as_uri()}#site=tartus" width=900 height=900>')
    page = browser.new_page()
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_text("Cite this").click()
    reference = frame.get_by_label("Reference")
    expect(reference).not_to_have_value("")
    frame.locator(".cite").get_by_role("button", name="Copy").click()
    expect(frame.locator(".cite").get_by_role("status")).to_have_text("Selected: copy it with your keyboard.")
    selected = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert reference.evaluate(selected) == reference.input_value()
    page.close()
