"""The address is the view: every part of it survives being written, copied, opened again and gone back to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shown import expected_rows, labels, rows, state

# What an address can ask for, and what then is the case on the page.
PARTS: dict[str, Callable[[Page], None]] = {
    "on=2026-01-30": lambda page: expect(page.get_by_label("On this date")).to_have_value("2026-01-30"),
    "from=2025-01-01": lambda page: expect(page.get_by_label("With this date")).to_have_value("2025-01-01"),
    "known=2026-01-27": lambda page: expect(page.locator("#known")).to_have_value("2026-01-27"),
    "site=qamishli": lambda page: expect(page.locator("li[data-open]")).to_have_id("qamishli-RUS"),
    "site=tartus&operator=RUS": lambda page: expect(page.locator("li[data-open]")).to_have_id("tartus-RUS"),
    "find=%D8%B7%D8%B1%D8%B7%D9%88%D8%B3": lambda page: expect(page.get_by_role("searchbox")).to_have_value("طرطوس"),
    "operators=RUS": lambda page: expect(page.get_by_role("button", name="Take back: Russia")).to_be_visible(),
    "host=SYR": lambda page: expect(page.get_by_role("button", name="Take back: Syria")).to_be_visible(),
    "kind=airport,naval-base": lambda page: expect(page.locator("li.presence")).to_have_count(2),
    "status=left": lambda page: expect(page.locator("li.presence")).to_have_count(1),
    "certainty=no": lambda page: expect(page.locator("li.presence")).to_have_id("qamishli-RUS"),
    "reported=2026": lambda page: expect(page.get_by_role("button", name="Take back: 2026")).to_be_visible(),
    "language=uk": lambda page: expect(page.locator("li.presence")).to_have_count(2),
    "near=60,35.4008,35.9486": lambda page: expect(page.locator(".chosen")).to_have_text(re.compile("within 60 km")),
    "border=10": lambda page: expect(page.locator("li.presence")).to_have_id("qamishli-RUS"),
    "map=9,37.0000,41.2000": lambda page: expect(page.locator("#map [data-site]")).to_have_count(1),
    "map=9,37.0000,41.2000&list=map": lambda page: expect(page.locator("li.presence")).to_have_count(1),
    "lang=fr": lambda page: expect(page.locator("html")).to_have_attribute("lang", "fr"),
}
TOGETHER = (
    "on=2026-02-01&from=2025-12-01&known=2026-01-28&site=qamishli&find=qamishlo&host=SYR&border=500&map=7,36.5,40"
    "&lang=tr"
)


def settled(page: Page) -> Page:
    """A page with its basemap, which distances from borders wait for."""
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    return page


def link(page: Page) -> str:
    """The link to the view that the page gives."""
    if not page.locator("#link-text").is_visible():
        page.locator("details.take > summary").click()
    return page.locator("#link-text").input_value()


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).fragment, keep_blank_values=True)


@pytest.mark.parametrize("part", PARTS)
def test_what_an_address_asks_for_is_shown(opened, map_file: Path, part: str) -> None:
    PARTS[part](settled(opened(map_file, f"#{part}").page))


@pytest.mark.parametrize("part", [*PARTS, TOGETHER])
def test_what_is_shown_is_in_the_link(opened, map_file: Path, part: str) -> None:
    page = settled(opened(map_file, f"#{part}").page)
    # An operator is named only where the site alone would not do.
    wanted = {key: value for key, value in asked(f"#{part}").items() if key != "operator"}
    found = asked(link(page))
    assert {key: found.get(key) for key in wanted if key != "map"} == {k: v for k, v in wanted.items() if k != "map"}
    if "map" in wanted:
        numbers = [list(map(float, each["map"][0].split(","))) for each in (found, wanted)]
        assert numbers[0] == pytest.approx(numbers[1], abs=1e-4)


@pytest.mark.parametrize("part", [*PARTS, TOGETHER])
def test_a_copied_link_shows_the_same_in_a_new_page(opened, map_file: Path, part: str) -> None:
    first = settled(opened(map_file, f"#{part}").page)
    second = settled(opened(map_file, "#" + urlsplit(link(first)).fragment).page)
    assert state(second) == state(first)


def test_what_a_reader_did_is_in_the_address_bar(opened, map_file: Path) -> None:
    page = settled(opened(map_file).page)
    page.locator("li[data-site=tartus] button").first.click()
    page.get_by_label("On this date").fill("2026-01-20")
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("With this date").fill("2015-01-01")
    page.get_by_role("searchbox").fill("tartous & 50%")
    page.get_by_role("searchbox").fill("tartous")
    wanted = {"on": ["2026-01-20"], "from": ["2015-01-01"], "site": ["tartus"], "find": ["tartous"]}
    page.wait_for_function("() => location.hash.includes('find=tartous') && !location.hash.includes('50')")
    found = asked(page.url)
    assert {key: found.get(key) for key in wanted} == wanted
    again = settled(opened(map_file, "#" + urlsplit(page.url).fragment).page)
    assert state(again) == state(page)


def test_a_page_loaded_again_shows_the_same(opened, map_file: Path) -> None:
    page = settled(opened(map_file, f"#{TOGETHER}").page)
    before = state(page)
    page.reload()
    assert state(settled(page)) == before


def test_an_embedded_view_stays_embedded(opened, map_file: Path) -> None:
    page = opened(map_file, "#embed&on=2026-01-30").page
    page.get_by_role("button", name="Next change").click()
    page.wait_for_function("() => !location.hash.includes('2026-01-30')")
    assert "embed" in asked(page.url)
    assert page.evaluate("document.documentElement.hasAttribute('data-embed')")


def test_back_and_forward_go_through_what_was_open(opened, map_file: Path) -> None:
    page = opened(map_file).page
    for site in ("hmeimim", "tartus", "qamishli"):
        page.locator(f"li[data-site={site}] button").first.click()
        expect(page.locator("li[data-open]")).to_have_id(f"{site}-RUS")
    for site in ("tartus", "hmeimim"):
        page.go_back()
        expect(page.locator("li[data-open]")).to_have_id(f"{site}-RUS")
    page.go_back()
    expect(page.locator("li[data-open]")).to_have_count(0)
    page.go_forward()
    expect(page.locator("li[data-open]")).to_have_id("hmeimim-RUS")


def test_back_takes_back_a_filter_and_a_language(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-02-21").page
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label(re.compile("^airport")).check()
    expect(page.locator("li.presence")).to_have_count(1)
    page.locator("#language").select_option("fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("li.presence")).to_have_count(1)
    page.go_back()
    expect(page.locator("li.presence")).to_have_count(3)


def test_days_passed_through_are_not_each_a_step_back(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-01").page
    length = page.evaluate("history.length")
    for _ in range(5):
        page.get_by_role("button", name="Previous change").click()
    page.wait_for_function("() => !location.hash.includes('2026-01-01')")
    assert page.evaluate("history.length") == length


def test_an_address_typed_over_another_is_shown(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, "#on=2026-01-30&site=qamishli").page
    page.evaluate("location.hash = '#on=2019-12-01&find=tartus'")
    expect(page.get_by_label("On this date")).to_have_value("2019-12-01")
    expect(page.locator("li[data-open]")).to_have_count(0)
    assert rows(page) == {"tartus-RUS": expected_rows(dataset, "2019-12-01")["tartus-RUS"]}


NONSENSE = [
    "on=2026-02-30",
    "on=99999999-01-01",
    "on=",
    "from=never",
    "known=0000-00-00",
    "site=../../etc/passwd",
    "site=__proto__&operator=constructor",
    "operator=RUS",
    "near=NaN,NaN,NaN",
    "near=-5,35,36",
    "near=50,900,36",
    "near=1e999,35,36",
    "border=-1",
    "border=1e9",
    "border=ten",
    "map=-99,0",
    "map=5,Infinity,0",
    "map=a,b,c",
    "lang=tlh",
    "lang=__proto__",
    "%",
    "%E0%A4%A",
    "&&&===",
    "<script>window.ran=1</script>",
    "list",
]


@pytest.mark.parametrize("hash", NONSENSE)
def test_nonsense_in_an_address_shows_the_page_as_it_opens(opened, map_file: Path, hash: str, dataset) -> None:
    result = opened(map_file, f"#{hash}")
    assert result.complaints == []
    assert result.page.evaluate("window.ran") is None
    assert rows(result.page) == expected_rows(dataset, str(dataset.latest_day))
    assert set(labels(result.page)) == set(rows(result.page))
    expect(result.page.locator("html")).to_have_attribute("lang", "en")


UNKNOWN = [
    "operators=XXX",
    "host=ZZZ",
    "kind=moonbase",
    "certainty=perhaps",
    "status=__proto__",
    "reported=12",
    "find=zzzz",
]


@pytest.mark.parametrize("hash", UNKNOWN)
def test_a_choice_that_the_data_does_not_have_shows_nothing_and_can_be_taken_back(opened, map_file, hash: str) -> None:
    result = opened(map_file, f"#{hash}")
    assert rows(result.page) == {}
    assert labels(result.page) == {}
    if not hash.startswith("find"):
        result.page.locator(".chosen button").click()
        expect(result.page.locator("li.presence")).to_have_count(3)
    assert result.complaints == []


@pytest.mark.parametrize(
    "hash", ["on=0001-01-01", "on=9999-12-31", "map=18,89.9,540", "map=0,0,-1e9", "near=20000,0,0"]
)
def test_the_furthest_that_can_be_asked_for_is_no_trouble(opened, map_file: Path, hash: str) -> None:
    result = opened(map_file, f"#{hash}")
    assert len(rows(result.page)) == 3
    assert result.complaints == []


def test_a_site_that_opens_leaves_the_map_where_the_address_has_it(opened, map_file: Path) -> None:
    page = settled(opened(map_file, "#site=qamishli&map=7,36.5000,40.0000").page)
    page.locator("#strip rect").first.wait_for()
    page.get_by_role("button", name="Previous change").click()
    page.wait_for_function("() => !location.hash.includes('map=7,36.5000,40.0000') || location.hash.includes('on=')")
    assert asked(link(page))["map"] == ["7,36.5000,40.0000"]
