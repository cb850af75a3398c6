"""Time on the page: typed, slid, stepped and played; as known on another day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.shown import entries, expected_rows, rows

ON = ["2015-10-01", "2019-12-01", "2024-12-14", "2025-06-01", "2026-01-26", "2026-01-28", "2026-02-10", "2027-03-01"]


@pytest.fixture(scope="module")
def spoken(dataset: geo.Dataset) -> tuple[date, date]:
    """The first and the last day that any statement of the shipped data speaks of."""
    about = [each.about for each in dataset.statements]
    return min(each.earliest for each in about), max(each.latest for each in about)


def day(page: Page) -> str:
    return page.get_by_label("On this date").input_value()


def test_a_day_typed_on_the_keyboard_is_the_day_shown(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, locale="en-US").page
    page.get_by_label("On this date").focus()
    page.keyboard.type("12142024")
    expect(page.locator("[data-field=on] time")).to_have_text("14 December 2024")
    assert rows(page) == expected_rows(dataset, "2024-12-14")


def test_half_a_typed_date_changes_nothing(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-30", locale="en-US").page
    before = rows(page)
    page.get_by_label("On this date").focus()
    page.keyboard.press("Backspace")
    expect(page.get_by_label("On this date")).to_have_value("")
    expect(page.locator("[data-field=on] time")).to_have_attribute("datetime", "2026-01-30")
    assert rows(page) == before


def test_the_slider_goes_from_the_first_day_spoken_of_to_the_last(opened, map_file: Path, spoken) -> None:
    page = opened(map_file).page
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    first = day(page)
    page.keyboard.press("End")
    assert (first, day(page)) == tuple(map(str, spoken))


def test_next_change_stops_where_an_answer_changes_and_nowhere_else(opened, map_file: Path, dataset, spoken) -> None:
    first, last = spoken
    begins = {segment.first for segments in dataset.timelines().values() for segment in segments}
    page = opened(map_file, f"#on={first}").page
    later = page.get_by_role("button", name="Next change")
    reached = []
    for _ in range(200):
        before = day(page)
        later.click()
        if day(page) == before:
            break
        reached.append(day(page))
    assert reached == [str(each) for each in sorted(begins) if first < each <= last]


def test_next_change_follows_what_was_known_by_then(opened, map_file: Path, dataset) -> None:
    known = dataset.known_by("2025-01-31")
    begins = {segment.first for segments in known.timelines().values() for segment in segments}
    page = opened(map_file, "#on=2024-12-01&known=2025-01-31").page
    page.get_by_role("button", name="Next change").click()
    assert day(page) == str(min(each for each in begins if each > date(2024, 12, 1)))


def test_play_goes_on_by_itself_and_is_a_button_to_stop(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2024-12-01").page
    page.get_by_role("button", name="Play the changes").focus()
    page.keyboard.press("Space")
    stop = page.get_by_role("button", name="Stop playing")
    expect(stop).to_be_focused()
    expect(page.get_by_label("On this date")).not_to_have_value("2024-12-01")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play the changes")).to_be_focused()


def test_stopped_it_stays_where_it_is(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2024-12-01").page
    page.get_by_role("button", name="Play the changes").click()
    expect(page.get_by_label("On this date")).not_to_have_value("2024-12-01")
    page.get_by_role("button", name="Stop playing").click()
    stopped = day(page)
    # Nothing tells that nothing will come: longer than a step takes.
    page.wait_for_timeout(1500)
    assert day(page) == stopped


def test_play_ends_after_the_last_change(opened, map_file: Path, spoken) -> None:
    page = opened(map_file, f"#on={spoken[1] - timedelta(days=1)}").page
    page.get_by_role("button", name="Play the changes").click()
    expect(page.get_by_label("On this date")).to_have_value(str(spoken[1]))
    expect(page.get_by_role("button", name="Play the changes")).to_be_visible()


def test_play_at_the_end_begins_at_the_beginning(opened, map_file: Path, spoken) -> None:
    page = opened(map_file, f"#on={spoken[1]}").page
    page.get_by_role("button", name="Play the changes").click()
    assert day(page) == str(spoken[0])


def bars(page: Page) -> list[float]:
    """How high the histogram's bars are, from left to right."""
    path = page.locator("#histogram path")
    path.wait_for(state="attached")
    return [float(height) for height in re.findall(r"M[\d.]+ 36v-?([\d.]+)h", path.get_attribute("d") or "")]


def test_the_histogram_is_as_high_as_reports_speak_of_the_time_below_it(opened, map_file, dataset, spoken) -> None:
    found = bars(opened(map_file).page)
    first, last = spoken
    width = ((last - first).days + 1) / len(found)
    # A report counts once for each date it speaks of, spread over the bins that the date may mean.
    counts = [0.0] * len(found)
    for _, about in {(each.report.id, each.about) for each in dataset.statements}:
        begin, end = (int((each - first).days / width) for each in (about.earliest, about.latest))
        for at in range(begin, end + 1):
            counts[at] += 1 / (end - begin + 1)
    expected = [max(1.5, count / max(counts) * 36) if count else 0 for count in counts]
    assert found == pytest.approx(expected, abs=0.01)


@pytest.fixture(scope="module")
def known_days(dataset: geo.Dataset) -> list[str]:
    """The days on which anything was published, and the days before: all that `known by` can tell apart, thinned."""
    published = {each.report.published.latest for each in dataset.statements if each.report.published}
    around = sorted({each + timedelta(days=step) for each in published for step in (-1, 0)})
    return [str(each) for each in around[::3]]


def ask_known(page: Page, known: str) -> None:
    page.get_by_label("Reports out by").fill(known)


@pytest.mark.parametrize("on", ON)
def test_as_known_on_says_what_python_says_known_by_then(opened, map_file, dataset, known_days, on: str) -> None:
    page = opened(map_file, f"#on={on}").page
    page.get_by_text("As known on", exact=True).click()
    assert len(known_days) > 15
    for known in known_days:
        ask_known(page, known)
        said = {f"{each.site}-{each.operator}": each.certainty for each in dataset.on(on, known_by=known)}
        assert {key: certainty for key, (certainty, _) in rows(page).items() if certainty != "none"} == said, known
        assert rows(page) == expected_rows(dataset, on, known), known


def test_no_longer_asked_for_all_reports_are_known_again(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, "#on=2026-02-10&known=2019-01-01").page
    page.get_by_text("As known on", exact=True).click()
    ask_known(page, "")
    assert rows(page) == expected_rows(dataset, "2026-02-10")


# In December 2024 a report "of 2024-12" was not surely out.
@pytest.mark.parametrize(("site", "known_by"), [("qamishli", "2026-01-27"), ("tartus", "2024-12-15")])
def test_reports_not_out_by_then_are_marked_and_do_not_count(
    opened, map_file, dataset, site: str, known_by: str
) -> None:
    page = opened(map_file, f"#on=2026-02-10&known={known_by}&site={site}").page
    table = page.get_by_role("table")
    table.wait_for()
    found = dict(
        table.locator("tr[data-statement]").evaluate_all(
            "rows => rows.map(row => [row.dataset.statement, row.querySelector('.side').textContent])"
        )
    )
    known = {each.id for each in dataset.known_by(known_by).statements}
    expected = {each.id for each in dataset.statements if each.site == site} - known
    assert {key for key, side in found.items() if side == "not out by then"} == expected


@pytest.mark.parametrize("field", ["counts", "since", "last_reported", "status"])
def test_the_facts_leave_out_what_was_not_out_by_then(opened, map_file: Path, dataset, field: str) -> None:
    page = opened(map_file, "#on=2026-02-10&known=2026-01-27&site=qamishli").page
    entry = entries(dataset, "2026-02-10", "2026-01-27")["qamishli-RUS"]
    expected = entry.since if field == "since" else getattr(entry.answer, field)
    expect(page.locator(f".facts [data-field={field}]")).to_have_text(expected)


def test_a_map_made_as_known_on_a_day_says_so_and_goes_back_further(opened, tmp_path: Path, dataset) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(on="2026-02-01", known_by="2026-01-28").save(path)
    page = opened(path).page
    expect(page.locator(".known-by")).to_contain_text("As known on 28 January 2026")
    assert rows(page) == expected_rows(dataset, "2026-02-01", "2026-01-28")
    page.get_by_text("As known on", exact=True).click()
    ask_known(page, "2025-12-31")
    assert rows(page) == expected_rows(dataset, "2026-02-01", "2025-12-31")
