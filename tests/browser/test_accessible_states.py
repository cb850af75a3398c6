"""axe-core finds nothing in any state that a reader can bring the page into, nor in any language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas
import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.test_accessible import violations


def press(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.click()


def open_filters(page: Page) -> None:
    page.locator("details.filters > summary").click()
    page.locator("input[id^=choose-operator-]").first.check()
    expect(page.locator(".chosen button")).to_have_count(1)


def open_evidence(page: Page) -> None:
    page.locator("li.presence button").first.click()
    page.locator(".evidence details.cite > summary").click()
    expect(page.locator(".evidence textarea")).not_to_have_value("")


def compare(page: Page) -> None:
    page.locator("#compare").click()
    page.locator("#from").fill("2020-01-01")


def take(page: Page) -> None:
    page.locator("details.take > summary").click()
    expect(page.locator("#link-text")).to_be_visible()


def measure(page: Page) -> None:
    page.locator("details.tools > summary").click()
    page.locator("#ruler").click()
    page.locator("#rings").fill("50")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "filters open": ("", open_filters),
    "nothing found": ("#find=zzzzzz", lambda page: expect(page.locator("li.presence")).to_have_count(0)),
    "compared": ("", compare),
    "evidence and citation open": ("", open_evidence),
    "measuring": ("#site=tartus", measure),
    "sharing": ("", take),
    "as known on": ("#known=2026-01-27", press("details.knowing > summary")),
    "embedded": ("#embed&site=tartus", lambda page: expect(page.locator("#whole")).to_be_visible()),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation_when(opened, map_file: Path, state: str, width: int, scheme: str) -> None:
    hash, bring = STATES[state]
    page = opened(map_file, hash, viewport={"width": width, "height": 900}, color_scheme=scheme).page
    bring(page)
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ar", "ckb", "en", "fa", "fr", "ku", "ru", "tr"])
def test_axe_finds_no_violation_once_switched_to(opened, map_file: Path, language: str) -> None:
    page = opened(map_file, f"#lang={language}").page
    open_filters(page)
    open_evidence(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert violations(page) == []


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table with groups on its map and a list longer than what is in sight; ids that are no ids of HTML."""
    path = tmp_path_factory.mktemp("crowd") / "map.html"
    rows = [
        {
            "site": f"site {number} & more",
            "name": f"Place {number}",
            "latitude": 30 + number % 7 + number / 10_000,
            "longitude": 38 + number % 5,
            "operator": ["RUS", "An armed group, of many words", "TUR"][number % 3],
            "status": ["present", "left", "planned"][number % 3],
            "about": "2025-12",
        }
        for number in range(400)
    ]
    geo.PresenceMap(geo.read_table(pandas.DataFrame(rows))).save(path)
    return path


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("hash", ["", "#site=site 250 %26 more", "#operators=RUS&host="])
def test_axe_finds_no_violation_in_a_long_table(opened, crowd: Path, width: int, hash: str) -> None:
    page = opened(crowd, hash, viewport={"width": width, "height": 900}).page
    page.locator("#map button.pointer").first.wait_for()
    assert violations(page) == []
