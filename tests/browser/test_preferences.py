"""What readers have set: less motion, their own colours, light or dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


def corner(page: Page) -> list[int]:
    """The colours of the ground's canvas, added up: another scheme, another ground."""
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    found: list[int] = page.evaluate(
        """() => {
            const canvas = document.querySelector('.leaflet-ground-pane canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            const sums = [0, 0, 0, 0];
            for (let at = 0; at < data.length; at += 400) for (let of = 0; of < 4; of++) sums[of] += data[at + of];
            return sums;
        }"""
    )
    return found


def brightness(page: Page, selector: str, property: str) -> float:
    """How bright a colour of an element is, from 0 to 255."""
    text: str = page.locator(selector).first.evaluate(
        "(element, property) => getComputedStyle(element)[property]", property
    )
    red, green, blue = (float(each) for each in text.partition("(")[2].rstrip(")").split(",")[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(("scheme", "is_light"), [("light", True), ("dark", False)])
def test_the_page_is_light_or_dark_as_the_reader_has_it(opened, map_file: Path, scheme: str, is_light: bool) -> None:
    page = opened(map_file, color_scheme=scheme).page
    assert (brightness(page, "html", "backgroundColor") > 128) == is_light
    assert (brightness(page, "h1", "color") < 128) == is_light


def test_the_map_follows_when_the_scheme_changes(opened, map_file: Path) -> None:
    page = opened(map_file, color_scheme="light").page
    light = corner(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_be_visible()
    assert corner(page) != light


def test_with_less_motion_the_map_jumps(opened, map_file: Path) -> None:
    page = opened(map_file, reduced_motion="reduce").page
    before = page.url
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url(lambda url: url != before)
    assert page.locator(".leaflet-zoom-anim").count() == 0
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0


def test_with_forced_colours_everything_works_and_can_be_seen(opened, map_file: Path) -> None:
    result = opened(map_file, "#site=tartus", forced_colors="active")
    page = result.page
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    expect(page.locator("li[data-site=tartus] .evidence table")).to_be_visible()
    # A pressed button and one that is not differ in what forced colours leave.
    style = "button => (({ borderStyle, borderWidth, backgroundColor }) => [borderStyle, borderWidth, backgroundColor])"
    compare = page.locator("#compare")
    before = compare.evaluate(f"{style}(getComputedStyle(button)).join()")
    compare.click()
    expect(compare).to_have_attribute("aria-pressed", "true")
    page.mouse.move(0, 0)
    assert compare.evaluate(f"{style}(getComputedStyle(button)).join()") != before
    assert result.complaints == []
