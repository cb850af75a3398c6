"""Finding: search in any script, facets with counts, distances, rings and the ruler, all by keyboard too."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pandas
import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

import geo

GEOD = Geod(ellps="WGS84")
SEARCHES = [
    ("khmeymim", "hmeimim"),
    ("Хмеймим", "hmeimim"),
    ("حميميم", "hmeimim"),
    ("HMEIMEEM", "hmeimim"),
    ("qamishlo", "qamishli"),
    ("Qamişlo", "qamishli"),
    ("Камышлы", "qamishli"),
    ("قامشلۆ", "qamishli"),
    ("qmaishli", "qamishli"),
    ("tartous", "tartus"),
    ("טרטוס", "tartus"),
    ("Ταρτούς", "tartus"),
]


def shown(page: Page) -> list[str]:
    """The sites in the list, in its order."""
    found: list[str] = page.locator("li.presence").evaluate_all("rows => rows.map(row => row.dataset.site)")
    return found


@pytest.mark.parametrize(("query", "site"), SEARCHES)
def test_a_site_is_found_in_any_script_and_loose_spelling(opened, map_file: Path, query: str, site: str) -> None:
    page = opened(map_file).page
    page.get_by_label("Find a site, in any spelling").fill(query)
    expect(page.locator("li.presence")).to_have_count(1)
    assert shown(page) == [site]
    expect(page.locator(".outcome")).to_have_text("1 of 3 shown")


def test_what_is_found_nowhere_shows_nothing_and_says_so(opened, map_file: Path) -> None:
    page = opened(map_file).page
    page.locator("#search").fill("Valparaíso")
    expect(page.locator("li.presence")).to_have_count(0)
    expect(page.locator(".outcome")).to_have_text("0 of 3 shown")


def test_the_search_is_in_the_address_and_comes_back_from_it(opened, map_file: Path) -> None:
    first = opened(map_file).page
    first.locator("#search").fill("Хмеймим")
    first.wait_for_url(re.compile("find="))
    hash = "#" + first.url.partition("#")[2]
    assert "find=Хмеймим" in unquote(hash)
    page = opened(map_file, hash).page
    expect(page.locator("#search")).to_have_value("Хмеймим")
    assert shown(page) == ["hmeimim"]


def test_what_fits_better_stands_higher(opened, tmp_path: Path) -> None:
    names = ["New Tartus camp", "Tartous", "Tartus south", "Mezzeh", "Tartus", "Tratus", "Latakia"]
    rows = [
        {
            "site": name,
            "name": name,
            "latitude": 35,
            "longitude": 36,
            "operator": "RUS",
            "status": "left",
            "about": "2025",
        }
        for name in names
    ]
    geo.PresenceMap(geo.read_table(pandas.DataFrame(rows))).save(tmp_path / "map.html")
    page = opened(tmp_path / "map.html").page
    page.locator("#search").fill("tartus")
    expect(page.locator("li.presence").first).to_have_attribute("data-site", "Tartus")
    # The name itself, what begins with it, what has it as a later word, what only sounds like it.
    assert shown(page)[:4] == ["Tartus", "Tartus south", "New Tartus camp", "Tartous"]


OPERATORS, HOSTS = ["RUS", "TUR", "USA"], ["SYR", "IRQ", ""]
KINDS, STATUSES = ["air-base", "base", ""], ["present", "left", "planned"]
LANGUAGES = ["en", "ar", ""]


def make_rows() -> pandas.DataFrame:
    """Sixty sites with all sorts of things said of them, one statement each, which count on the last day."""
    chance = Random(7)
    return pandas.DataFrame(
        {
            "site": f"site-{number}",
            "name": f"Place {number:02}",
            "latitude": round(chance.uniform(33, 37), 4),
            "longitude": round(chance.uniform(36, 44), 4),
            "operator": chance.choice(OPERATORS),
            "host": chance.choice(HOSTS),
            "kind": chance.choice(KINDS),
            "status": chance.choice(STATUSES),
            "language": chance.choice(LANGUAGES),
            "about": chance.choice(["2023-05-01", "2024-02-01", "2025-12-01", "2025-12-31"]),
        }
        for number in range(60)
    )


@pytest.fixture(scope="module")
def rows() -> pandas.DataFrame:
    return make_rows()


@pytest.fixture(scope="module")
def table_map(rows: pandas.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("find") / "map.html"
    geo.PresenceMap(geo.read_table(rows)).save(path)
    return path


def counts(page: Page, facet: str) -> dict[str, int]:
    """The values that a facet offers with their counts."""
    boxes = page.locator(f"input[id^='choose-{facet}-']")
    pairs: list[list[str]] = boxes.evaluate_all(
        """boxes => boxes.map(box =>
            [box.id.split('-').slice(2).join('-'), box.nextElementSibling.querySelector('.count').textContent])"""
    )
    return {("" if value == "none" else value): int(count) for value, count in pairs}


def open_filters(page: Page) -> None:
    page.locator("details.filters > summary").click()
    expect(page.locator(".facets fieldset")).not_to_have_count(0)


def test_each_facet_counts_what_it_would_leave(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map).page
    open_filters(page)
    for facet in ("operator", "host", "kind", "language", "status"):
        assert counts(page, facet) == Counter(rows[facet]), facet
    assert counts(page, "reported") == Counter(rows["about"].str[:4])


def test_a_choice_counts_for_the_other_facets_and_not_for_its_own(opened, table_map: Path, rows) -> None:
    page = opened(table_map).page
    open_filters(page)
    page.locator("#choose-operator-RUS").check()
    page.locator("#choose-status-present").check()
    chosen = rows[(rows["operator"] == "RUS") & (rows["status"] == "present")]
    assert sorted(shown(page)) == sorted(chosen["site"])
    assert counts(page, "host") == Counter(chosen["host"])
    assert counts(page, "operator") == Counter(rows[rows["status"] == "present"]["operator"])
    assert counts(page, "status") == Counter(rows[rows["operator"] == "RUS"]["status"])
    expect(page.locator(".outcome")).to_have_text(f"{len(chosen)} of 60 shown")


def test_two_values_of_one_facet_leave_what_has_either(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map).page
    open_filters(page)
    for operator in ("RUS", "TUR"):
        page.locator(f"#choose-operator-{operator}").check()
    assert sorted(shown(page)) == sorted(rows[rows["operator"] != "USA"]["site"])


def test_what_is_not_said_can_be_chosen_too(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map).page
    open_filters(page)
    page.locator("#choose-host-none").check()
    assert sorted(shown(page)) == sorted(rows[rows["host"] == ""]["site"])


def test_each_choice_can_be_taken_back_and_all_at_once(opened, table_map: Path) -> None:
    page = opened(table_map).page
    open_filters(page)
    for box in ("operator-RUS", "operator-TUR", "kind-base"):
        page.locator(f"#choose-{box}").check()
    chips = page.locator(".chosen button")
    expect(chips).to_have_count(3)
    page.get_by_role("button", name="Take back: base").click()
    expect(chips).to_have_count(2)
    expect(page.locator("#choose-kind-base")).not_to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    expect(chips).to_have_count(0)
    expect(page.locator("li.presence")).to_have_count(60)
    expect(page.locator("#clear")).to_be_hidden()


@pytest.mark.parametrize("choice", ["host=SYR,IRQ&kind=base", "certainty=maybe", "reported=2023", "language=ar"])
def test_choices_come_from_the_address(opened, table_map: Path, rows: pandas.DataFrame, choice: str) -> None:
    page = opened(table_map, f"#{choice}").page
    left = {
        "host=SYR,IRQ&kind=base": (rows["host"] != "") & (rows["kind"] == "base"),
        "certainty=maybe": (rows["about"] < "2025") & ~((rows["status"] != "present") & (rows["about"] > "2024-12-31")),
        "reported=2023": rows["about"].str[:4] == "2023",
        "language=ar": rows["language"] == "ar",
    }[choice]
    assert sorted(shown(page)) == sorted(rows[left]["site"])


def test_the_filters_work_by_keyboard_alone(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map).page
    page.locator("#search").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".facets fieldset")).not_to_have_count(0)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "choose-operator-TUR":
            break
    page.keyboard.press("Space")
    assert sorted(shown(page)) == sorted(rows[rows["operator"] == "TUR"]["site"])
    # The panel is drawn anew; the focus stays.
    assert page.evaluate("document.activeElement.id") == "choose-operator-TUR"
    page.keyboard.press("Space")
    expect(page.locator("li.presence")).to_have_count(60)


def far(place: tuple[float, float], rows: pandas.DataFrame) -> pandas.Series:
    """How many km of ground lie between a place (latitude, longitude) and each row's."""
    count = len(rows)
    starts = [[place[1]] * count, [place[0]] * count]
    return pandas.Series(GEOD.inv(*starts, rows["longitude"], rows["latitude"])[2]) / 1000


@pytest.mark.parametrize("km", [1, 90, 250, 20000])
def test_within_km_of_a_place_is_the_distance_on_the_ground(opened, table_map: Path, rows, km: int) -> None:
    page = opened(table_map, f"#near={km},35.1,40.2").page
    assert sorted(shown(page)) == sorted(rows[far((35.1, 40.2), rows) <= km]["site"])
    expect(page.locator(".chosen")).to_contain_text(f"within {km} km of the circle's middle")


def test_within_km_of_the_open_site(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map, "#site=site-8").page
    open_filters(page)
    page.locator("#near-km").fill("120")
    page.get_by_role("button", name="of the open site").click()
    here = rows.loc[8]
    assert sorted(shown(page)) == sorted(rows[far((here["latitude"], here["longitude"]), rows) <= 120]["site"])


def test_within_km_of_a_place_that_is_clicked_on_the_map(opened, table_map: Path, rows: pandas.DataFrame) -> None:
    page = opened(table_map).page
    open_filters(page)
    page.locator("#near-km").fill("150")
    page.get_by_role("button", name="of a place on the map").click()
    expect(page.locator("#measured")).to_have_text("Click the middle of the circle on the map; Escape ends.")
    page.locator("#map .canvas").click(position={"x": 15, "y": 200})
    page.wait_for_url(re.compile("near=150,"))
    _, latitude, longitude = map(float, re.search("near=([^&]+)", page.url)[1].split(","))
    assert sorted(shown(page)) == sorted(rows[far((latitude, longitude), rows) <= 150]["site"])
