"""Two dates compared: what appeared, changed, went silent or ended, in the list and on the map."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.shown import labels, rows

DAYS = ["2010-01-01", "2015-09-20", "2016-05-01", "2021-01-01", "2024-12-14", "2026-01-26", "2026-02-10", "2027-06-01"]
PAIRS = list(permutations(DAYS, 2))
CHANGES = {"Appeared", "Changed", "Gone silent", "Ended"}


def change(before: geo.Presence | None, after: geo.Presence | None) -> str | None:
    """The word for what became of a presence, from the answers of Python; None where nothing did.

    Ended: now not there. Gone silent: now without a recent report. Appeared: now there, or first told of. Else changed.
    """
    was, now = (each.certainty if each else "none" for each in (before, after))
    if was == now:
        return "Changed" if before and after and before.status != after.status else None
    if now == "no":
        return "Changed" if was == "none" else "Ended"
    if now == "maybe" and was != "none" and after and after.reason == "silent":
        return "Gone silent"
    if was == "none" or (now == "yes" and was == "no"):
        return "Appeared"
    return "Changed"


def changes(dataset: geo.Dataset, start: str, end: str, known_by: str | None = None) -> dict[str, str]:
    before, after = (
        {(each.site, each.operator): each for each in dataset.on(day, known_by=known_by)} for day in (start, end)
    )
    found = {"-".join(key): change(before.get(key), after.get(key)) for key in dataset.by_presence}
    return {key: word for key, word in found.items() if word}


def told(page: Page) -> dict[str, str]:
    """The list of changes: each row's word."""
    script = "rows => Object.fromEntries(rows.map(row => [row.id, row.querySelector('.change').textContent]))"
    return dict(page.locator("li.presence").evaluate_all(script))


def test_compare_asks_with_which_day(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-30").page
    expect(page.get_by_label("With this date")).to_be_hidden()
    button = page.get_by_role("button", name="Compare")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("With this date")).to_be_focused()
    expect(page.get_by_label("With this date")).to_have_value("2025-01-30")


def test_the_list_has_what_changed_between_any_two_days_with_its_word(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, f"#on={DAYS[1]}&from={DAYS[0]}").page
    seen: set[str] = set()
    for start, end in PAIRS:
        page.get_by_label("With this date").fill(start)
        page.get_by_label("On this date").fill(end)
        expected = changes(dataset, start, end)
        assert told(page) == expected, (start, end)
        seen |= set(expected.values())
    assert seen == CHANGES


def test_changes_are_those_known_by_then(opened, map_file: Path, dataset) -> None:
    expected = changes(dataset, "2026-01-20", "2026-02-10", known_by="2026-01-27")
    assert expected != changes(dataset, "2026-01-20", "2026-02-10")
    page = opened(map_file, "#on=2026-02-10&from=2026-01-20&known=2026-01-27").page
    assert told(page) == expected


@pytest.mark.parametrize(("start", "end"), [("2025-12-25", "2026-01-28"), ("2021-01-01", "2026-01-26")])
def test_the_map_has_only_what_changed_and_its_label_says_how(opened, map_file, dataset, start: str, end: str) -> None:
    page = opened(map_file, f"#on={end}&from={start}").page
    expected = changes(dataset, start, end)
    assert expected
    found = labels(page)
    assert set(found) == set(expected)
    assert {key: label.rpartition(", ")[2] for key, label in found.items()} == expected


def test_without_a_comparison_no_label_speaks_of_change(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-28").page
    assert len(labels(page)) == 3
    assert not any(word in label for label in labels(page).values() for word in CHANGES)


def test_how_many_changed_is_said(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, "#on=2026-01-28&from=2025-12-25").page
    count = len(changes(dataset, "2025-12-25", "2026-01-28"))
    said = f"{count} of 3 changed between 25 December 2025 and 28 January 2026"
    expect(page.get_by_role("status").filter(has_text="changed")).to_have_text(said)


def test_compared_with_itself_nothing_changed(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-28&from=2026-01-28").page
    assert rows(page) == {}
    assert labels(page) == {}


def test_compared_no_longer_everything_is_back(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-28&from=2025-12-25&map=6,36,38.5").page
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_label("With this date")).to_be_hidden()
    assert set(told(page).values()) == {""}
    assert len(rows(page)) == len(labels(page)) == 3


def test_the_marks_of_changes_are_drawn_with_a_sign(opened, map_file: Path) -> None:
    """The canvas differs where nothing but the sign can: the same mark, compared and not."""
    script = """() => {
      const canvas = document.querySelector('#map .leaflet-marks-pane canvas, #map .canvas canvas:last-of-type');
      return canvas.toDataURL();
    }"""
    page = opened(map_file, "#on=2026-01-28&from=2025-12-25&map=9,37.02,41.2").page
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    compared = page.evaluate(script)
    page.get_by_role("button", name="Compare").click()
    assert page.evaluate(script) != compared
