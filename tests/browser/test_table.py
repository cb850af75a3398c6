"""A table of thousands of sites crowded in towns: each can be reached, and no mark is a bare number."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pandas
import pytest
from playwright.sync_api import Locator, Page, expect

import geo

SITES = 3000
OPERATORS = ["RUS", "TUR", "USA", "FRA", "GBR", "IRN", "CHN", "ARE", "SAU", "EGY", "QAT", "DEU"]
# A site that many have forces at, and sites that all have one place: far from all others.
SHARED, SAME = (10.0, 20.0), (-10.0, 30.0)
WORDS = {"Yes": "yes", "No": "no", "Maybe": "maybe", "Conflict": "conflict"}


def make_rows() -> pandas.DataFrame:
    chance = Random(5)
    towns = [(chance.uniform(30, 38), chance.uniform(34, 46)) for _ in range(30)]
    rows = []
    for number in range(SITES):
        latitude, longitude = chance.choice(towns)
        rows.append(
            {
                "site": f"site-{number}",
                "name": f"Place {number}",
                "latitude": round(chance.gauss(latitude, 0.05), 5),
                "longitude": round(chance.gauss(longitude, 0.05), 5),
                "operator": chance.choice(OPERATORS),
                "status": chance.choice(["present", "left", "present", "planned"]),
                "about": chance.choice(["2025-12-01", "2025-12-20", "2022-01-01"]),
                "title": f"Report number {number}",
                "url": f"https://example.org/{number}",
            }
        )
    said = {"status": "present", "about": "2025-12-31", "title": "Of the shared"}
    places = {"latitude": SHARED[0], "longitude": SHARED[1]}
    rows += [{"site": "hub", "name": "Hub", "operator": each, **places, **said} for each in OPERATORS]
    places = {"latitude": SAME[0], "longitude": SAME[1]}
    rows += [{"site": f"same-{at}", "name": f"Same {at}", "operator": "RUS", **places, **said} for at in range(5)]
    return pandas.DataFrame(rows)


@pytest.fixture(scope="module")
def rows() -> pandas.DataFrame:
    return make_rows()


@pytest.fixture(scope="module")
def crowd(rows: pandas.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowd") / "map.html"
    geo.PresenceMap(geo.read_table(rows)).save(path)
    return path


def groups(page: Page) -> Locator:
    """The marks that stand for more than one presence."""
    return page.locator("#map button.pointer:not([data-size='1'])")


def counts_of(label: str) -> tuple[int, Counter[str]]:
    """How many presences a label speaks of, and how many of each certainty."""
    found = re.fullmatch(r"(\d+) presences: (.+)", label)
    assert found, label
    sure = Counter({word: int(count) for word, count in (each.rsplit(" ", 1) for each in found[2].split(", "))})
    return int(found[1]), sure


def test_every_group_says_how_many_it_is_and_how_sure_each(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=6,34,40").page
    groups(page).first.wait_for()
    labels = groups(page).evaluate_all("buttons => buttons.map(button => button.getAttribute('aria-label'))")
    assert len(labels) > 5
    for count, sure in map(counts_of, labels):
        assert set(sure) <= set(WORDS)
        assert sum(sure.values()) == count


def test_the_groups_on_the_map_are_all_there_is_in_the_list(opened, crowd: Path, rows: pandas.DataFrame) -> None:
    page = opened(crowd).page
    groups(page).first.wait_for()
    sizes = page.locator("#map button.pointer").evaluate_all("marks => marks.map(mark => Number(mark.dataset.size))")
    assert sum(sizes) == len(rows)
    setsize = page.locator("li.presence").first.get_attribute("aria-setsize")
    assert setsize == str(len(rows))


def test_the_certainties_of_the_groups_are_those_of_the_facet(opened, crowd: Path) -> None:
    page = opened(crowd).page
    groups(page).first.wait_for()
    labels = groups(page).evaluate_all("buttons => buttons.map(button => button.getAttribute('aria-label'))")
    told = sum((counts_of(label)[1] for label in labels), Counter())
    told += Counter(
        {
            {value: key for key, value in WORDS.items()}[certainty]: 1
            for certainty in page.locator("#map button.pointer[data-size='1']").evaluate_all(
                "marks => marks.map(mark => mark.dataset.certainty)"
            )
        }
    )
    page.locator("details.filters > summary").click()
    boxes = page.locator("input[id^=choose-certainty-]")
    expect(boxes).not_to_have_count(0)
    for box in boxes.all():
        word = (box.get_attribute("id") or "").removeprefix("choose-certainty-")
        label = page.locator(f"label[for=choose-certainty-{word}]")
        assert label.text_content() == f"{word.capitalize()} {told[word.capitalize()]}"


def test_the_arrow_keys_go_from_mark_to_mark_in_their_direction(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=6,34,40").page
    groups(page).first.wait_for()
    groups(page).first.focus()

    def focused() -> dict[str, float]:
        box: dict[str, float] = page.evaluate(
            "(box => ({x: box.x + box.width / 2, y: box.y + box.height / 2}))"
            "(document.activeElement.getBoundingClientRect())"
        )
        return box

    for key, axis, sign in [
        ("ArrowRight", "x", 1),
        ("ArrowDown", "y", 1),
        ("ArrowLeft", "x", -1),
        ("ArrowUp", "y", -1),
    ]:
        before = focused()
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.className") == "pointer"
        moved = (focused()[axis] - before[axis]) * sign
        # At the edge there is nowhere to go.
        assert moved > 0 or focused() == before, key


def test_only_one_of_many_marks_is_in_the_tab_order(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=6,34,40").page
    groups(page).first.wait_for()
    expect(page.locator("#map button.pointer[tabindex='0']")).to_have_count(1)


def test_a_click_on_a_group_comes_nearer_until_it_falls_apart(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=6,34,40").page
    groups(page).first.wait_for()
    biggest = max(groups(page).all(), key=lambda mark: int(mark.get_attribute("data-size") or 0))
    size = int(biggest.get_attribute("data-size") or 0)
    before = page.url
    biggest.click()
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("#map .leaflet-pointers-pane")).to_have_js_property("hidden", False)
    expect(groups(page).first).to_be_visible()
    sizes = page.locator("#map button.pointer").evaluate_all("marks => marks.map(mark => Number(mark.dataset.size))")
    assert len(sizes) > 1
    assert max(sizes) < size


def open_ones(page: Page, clicks: int) -> list[tuple[str, str]]:
    """Whose evidence is open after each of some clicks on the one mark in the middle."""
    found = []
    before = ""
    for _ in range(clicks):
        page.locator("#map button.pointer").first.press("Enter")
        opened = page.locator("li.presence[data-open]")
        expect(opened).not_to_have_id(before)
        before = opened.get_attribute("id") or ""
        found.append((opened.get_attribute("data-site") or "", opened.get_attribute("data-operator") or ""))
    return found


def test_all_operators_at_one_site_can_be_reached_from_its_mark(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=14,10,20").page
    assert {operator for _, operator in open_ones(page, len(OPERATORS))} == set(OPERATORS)


def test_all_sites_at_one_place_can_be_reached_from_their_mark(opened, crowd: Path) -> None:
    page = opened(crowd, "#map=14,-10,30").page
    assert {site for site, _ in open_ones(page, 5)} == {f"same-{at}" for at in range(5)}


def test_only_the_rows_in_sight_are_there(opened, crowd: Path) -> None:
    page = opened(crowd).page
    assert 5 < page.locator("li.presence").count() < 60


def test_scrolling_reaches_every_presence_at_its_place(opened, crowd: Path, rows: pandas.DataFrame) -> None:
    page = opened(crowd).page
    seen = page.evaluate(
        """async count => {
            const column = document.querySelector('#list');
            const scroller = getComputedStyle(column).overflowY === 'auto' ? column : document.scrollingElement;
            const seen = new Map();
            while (seen.size < count) {
                for (const row of document.querySelectorAll('li.presence')) {
                    seen.set(Number(row.getAttribute('aria-posinset')), row.dataset.site + ' ' + row.dataset.operator);
                }
                const before = scroller.scrollTop;
                scroller.scrollTop += scroller.clientHeight * 0.9;
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                if (scroller.scrollTop === before) break;
            }
            return [...seen].sort((one, other) => one[0] - other[0]);
        }""",
        len(rows),
    )
    assert [place for place, _ in seen] == list(range(1, len(rows) + 1))
    assert sorted(who for _, who in seen) == sorted(f"{row.site} {row.operator}" for row in rows.itertuples())


@pytest.mark.parametrize("number", [0, 1999, SITES - 1])
def test_the_evidence_of_a_row_deep_in_the_table_opens(opened, crowd: Path, number: int) -> None:
    result = opened(crowd, f"#site=site-{number}")
    row = result.page.locator(f"li[data-site=site-{number}]")
    expect(row).to_be_in_viewport()
    expect(row.locator(".evidence td a").first).to_have_text(f"Report number {number}")
    expect(row.locator(".evidence td a").first).to_have_attribute("href", f"https://example.org/{number}")
    assert result.complaints == []


def test_the_list_follows_the_map_and_the_map_the_list(opened, crowd: Path, rows: pandas.DataFrame) -> None:
    page = opened(crowd, "#map=14,-10,30").page
    page.locator("#map button.pointer").first.press("Enter")
    expect(page.locator("li.presence[data-open]")).to_be_in_viewport()
    assert (page.locator("li.presence[data-open]").get_attribute("data-site") or "").startswith("same-")
    page.locator("#search").fill("Place 77")
    page.locator("li[data-site=site-77] button").first.click()
    place = rows.loc[77]
    page.wait_for_url(re.compile("site=site-77"))
    # The place has come into sight: the address's middle is near it.
    page.wait_for_url(re.compile(rf"map=[\d.]+,{int(place.latitude)}"))


def test_a_filter_leaves_as_many_on_the_map_as_in_the_list(opened, crowd: Path, rows: pandas.DataFrame) -> None:
    page = opened(crowd, "#operators=FRA").page
    groups(page).first.wait_for()
    count = int((rows["operator"] == "FRA").sum())
    sizes = page.locator("#map button.pointer").evaluate_all("marks => marks.map(mark => Number(mark.dataset.size))")
    assert sum(sizes) == count
    expect(page.locator(".outcome")).to_have_text(f"{count} of {len(rows)} shown")
    assert page.locator("li.presence").first.get_attribute("aria-setsize") == str(count)


def test_a_single_mark_says_nothing_that_its_row_does_not(opened, crowd: Path, rows: pandas.DataFrame) -> None:
    place = rows.loc[1234]
    page = opened(crowd, f"#find=Place 1234&map=14,{place.latitude},{place.longitude}").page
    mark = page.locator("#map button.pointer[data-site=site-1234]")
    row = page.locator("li[data-site=site-1234]")
    site, operator, certainty = re.split(": |, ", mark.get_attribute("aria-label") or "")
    expect(row.locator(".name")).to_have_text(site)
    expect(row.locator(".operator")).to_have_text(operator)
    expect(row.locator("[data-field=certainty]")).to_have_text(certainty)


def test_sites_and_operators_whose_ids_run_into_each_other_are_told_apart(opened, tmp_path: Path) -> None:
    rows = [
        {"site": site, "name": f"Camp {site}", "latitude": 9.0 + len(site), "longitude": 20.0, "operator": operator}
        for site, operator in [("a", "b-c"), ("a-b", "c"), ("a%2Db", "c"), ("a", "b%2Dc")]
    ]
    frame = pandas.DataFrame(rows).assign(status="present", about="2025-12-01")
    path = tmp_path / "map.html"
    geo.PresenceMap(geo.read_table(frame)).save(path)
    page = opened(path).page
    ids = {entry.get_attribute("id") for entry in page.locator("li.presence").all()}
    assert len(ids) == len(rows)
    for row in rows:
        entry = page.locator(f'li.presence[data-site="{row["site"]}"][data-operator="{row["operator"]}"]')
        entry.get_by_role("button").first.click()
        expect(entry).to_have_attribute("data-open", "")
        expect(page.locator("li[data-open]")).to_have_count(1)
