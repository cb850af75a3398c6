"""The open site's own strip: each statement at the date it speaks of, wide where that date is imprecise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from geo.model import Statement
from geo.page.wording import read_wording

SITES = ["hmeimim", "qamishli", "tartus"]
WIDTH = 1000
# A tick of a day is this wide, so that it can be seen and hit.
LEAST = 5


@dataclass(frozen=True)
class Tick:
    """One statement on the strip; left and right in thousandths of its width."""

    left: float
    right: float
    top: float
    status: str
    imprecise: bool
    fill: str
    says: str


def ticks(page: Page, site: str) -> list[Tick]:
    expect(page.locator(f"li[data-site={site}][data-open]")).to_have_count(1)
    page.locator("#strip rect").first.wait_for()
    script = """rects => rects.map(rect => [
      rect.x.baseVal.value, rect.x.baseVal.value + rect.width.baseVal.value, rect.y.baseVal.value, rect.dataset.status,
      'imprecise' in rect.dataset, getComputedStyle(rect).fill, rect.querySelector('title').textContent])"""
    return [Tick(*each) for each in page.locator("#strip rect").evaluate_all(script)]


def statements(dataset: geo.Dataset, site: str) -> tuple[Statement, ...]:
    return dataset.by_presence[site, "RUS"]


@pytest.fixture(scope="module")
def across(dataset: geo.Dataset) -> Callable[[date], float]:
    """Where a day stands: 0 is the first day spoken of, 1000 the last."""
    about = [each.about for each in dataset.statements]
    first, last = min(each.earliest for each in about), max(each.latest for each in about)
    return lambda day: (day - first) / (last - first) * WIDTH


def test_with_nothing_open_there_is_no_strip(opened, map_file: Path) -> None:
    expect(opened(map_file).page.locator("#strip")).to_be_hidden()


@pytest.mark.parametrize("site", SITES)
def test_each_statement_is_a_tick_that_says_date_status_and_publisher(opened, map_file, dataset, site: str) -> None:
    wording = read_wording("en")
    page = opened(map_file, f"#site={site}").page
    expected = []
    for each in statements(dataset, site):
        publisher = dataset.publishers[each.report.publisher].name if each.report.publisher else each.report.title
        expected.append(f"{wording.say_date(each.about)}: {wording.say('status', each.status)}. {publisher}")
    assert [tick.says for tick in ticks(page, site)] == expected


@pytest.mark.parametrize("site", SITES)
def test_a_tick_begins_and_ends_with_the_days_its_date_can_mean(opened, map_file, dataset, across, site: str) -> None:
    page = opened(map_file, f"#site={site}").page
    for tick, each in zip(ticks(page, site), statements(dataset, site), strict=True):
        left = across(each.about.earliest)
        right = max(across(each.about.latest), left + LEAST)
        assert (tick.left, tick.right) == pytest.approx((left, right), abs=0.2), each.id


@pytest.mark.parametrize("site", SITES)
def test_an_imprecise_date_is_marked_and_a_day_is_not(opened, map_file, dataset, site: str) -> None:
    page = opened(map_file, f"#site={site}").page
    expected = [each.about.earliest != each.about.latest for each in statements(dataset, site)]
    assert any(expected)
    assert [tick.imprecise for tick in ticks(page, site)] == expected


def test_each_status_has_a_colour_of_its_own(opened, map_file, dataset) -> None:
    colours: dict[str, set[str]] = {}
    for site in SITES:
        for tick in ticks(opened(map_file, f"#site={site}").page, site):
            colours.setdefault(tick.status, set()).add(tick.fill)
    assert set(colours) == {each.status for each in dataset.statements}
    assert all(len(fills) == 1 for fills in colours.values())
    assert len(set.union(*colours.values())) == len(colours)


def test_ticks_of_other_times_do_not_cover_each_other(opened, map_file, dataset) -> None:
    found = ticks(opened(map_file, "#site=tartus").page, "tartus")
    lanes = {tick.top for tick in found}
    assert len(lanes) > 1
    early = [tick for tick in found if tick.right < WIDTH * 0.8]
    assert len(early) > 3
    for one in early:
        for other in early:
            apart = one.top != other.top or one.right <= other.left or other.right <= one.left
            assert one is other or apart, (one.says, other.says)


def test_the_strip_says_whose_it_is_and_how_many_there_are(opened, map_file, dataset) -> None:
    page = opened(map_file, "#site=qamishli").page
    count = len(statements(dataset, "qamishli"))
    said = f"Russia at Qamishli airport. Statements: {count}, at the dates they speak of"
    expect(page.get_by_role("img", name=said)).to_be_visible()
    expect(page.locator("#strip-caption")).to_contain_text(said)


def test_the_strip_follows_the_site_that_is_open(opened, map_file, dataset) -> None:
    page = opened(map_file, "#site=qamishli").page
    expect(page.locator("#strip rect")).to_have_count(len(statements(dataset, "qamishli")))
    page.locator("li[data-site=tartus] button").first.click()
    expect(page.locator("#strip rect")).to_have_count(len(statements(dataset, "tartus")))
    page.locator("li[data-site=tartus] button").first.click()
    expect(page.locator("#strip")).to_be_hidden()


def test_the_needle_stands_at_the_day(opened, map_file, across) -> None:
    page = opened(map_file, "#site=qamishli&on=2020-01-01").page
    page.locator("#strip line").wait_for(state="attached")
    for day in (date(2020, 1, 1), date(2025, 6, 1)):
        page.get_by_label("On this date").fill(str(day))
        assert float(page.locator("#strip line").get_attribute("x1") or -1) == pytest.approx(across(day), abs=0.01)


def test_a_day_outside_the_strip_has_its_needle_at_the_edge(opened, map_file, dataset) -> None:
    after = dataset.latest_day + timedelta(days=900)
    page = opened(map_file, f"#site=qamishli&on={after}").page
    expect(page.locator("#strip line")).to_have_attribute("x1", str(WIDTH))


def test_a_tick_leads_to_its_statement(opened, map_file, dataset) -> None:
    page = opened(map_file, "#site=tartus").page
    row = page.locator(f'tr[data-statement="{statements(dataset, "tartus")[-1].id}"]')
    row.wait_for()
    expect(row).not_to_be_in_viewport()
    page.locator("#strip rect").last.click()
    expect(row).to_be_in_viewport()
