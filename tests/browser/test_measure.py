"""Measuring: from borders as drawn, by rings around a site, by the ruler; geodesics of WGS 84 throughout."""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pandas
import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

import geo

GEOD = Geod(ellps="WGS84")
Place = tuple[float, float]


def km_between(one: Place, other: Place) -> float:
    """Kilometres along the ground between two places (latitude, longitude)."""
    return float(GEOD.inv(one[1], one[0], other[1], other[0])[2]) / 1000


@cache
def borders(path: Path) -> list[list[Place]]:
    """The borders that a page draws, in degrees (latitude, longitude), read out of it as TopoJSON has them."""
    text = re.search('id="basemap">([^<]+)', path.read_text("utf-8"))
    assert text
    topology: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(text[1])))["basemap"]
    scale, shift = (topology["transform"][key] for key in ("scale", "translate"))

    def places(index: int) -> Iterator[Place]:
        x = y = 0
        for step_x, step_y in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + step_x, y + step_y
            yield y * scale[1] + shift[1], x * scale[0] + shift[0]

    return [
        list(places(index))
        for geometry in topology["objects"]["borders"]["geometries"]
        for line in geometry["arcs"]
        for index in line
    ]


def km_from_border(place: Place, lines: list[list[Place]]) -> float:
    """Kilometres from a place to the nearest of many points along the lines: not less, and 0.2 km more at most."""
    least = math.inf
    for line in lines:
        for one, other in pairwise(line):
            # A degree of latitude is 111 km: what is much farther than the nearest needs no points between.
            if min(abs(one[0] - place[0]), abs(other[0] - place[0])) > 2 + abs(one[0] - other[0]):
                continue
            if min(abs(one[1] - place[1]), abs(other[1] - place[1])) > 3 + abs(one[1] - other[1]):
                continue
            count = max(1, int(km_between(one, other) / 0.2))
            steps = [at / count for at in range(count + 1)]
            latitudes = [one[0] + step * (other[0] - one[0]) for step in steps]
            longitudes = [one[1] + step * (other[1] - one[1]) for step in steps]
            lengths = GEOD.inv([place[1]] * len(steps), [place[0]] * len(steps), longitudes, latitudes)[2]
            least = min(least, min(lengths) / 1000)
    return least


@pytest.fixture(scope="module")
def places() -> list[Place]:
    """Sites around the borders of Syria, where the map has them finest."""
    chance = Random(11)
    return [(round(chance.uniform(35.5, 37.5), 4), round(chance.uniform(38, 42.5), 4)) for _ in range(60)]


@pytest.fixture(scope="module")
def sites_map(places: list[Place], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measure") / "map.html"
    rows = pandas.DataFrame(
        {
            "site": f"site-{number}",
            "name": f"Place {number}",
            "latitude": latitude,
            "longitude": longitude,
            "operator": "RUS",
            "status": "present",
            "about": "2025",
        }
        for number, (latitude, longitude) in enumerate(places)
    )
    geo.PresenceMap(geo.read_table(rows)).save(path)
    return path


def shown(page: Page) -> set[int]:
    sites: list[str] = page.locator("li.presence").evaluate_all("rows => rows.map(row => row.dataset.site)")
    return {int(site.removeprefix("site-")) for site in sites}


@pytest.mark.parametrize("km", [10, 30, 100])
def test_within_km_of_a_border_is_the_distance_on_the_ground(opened, sites_map: Path, places, km: int) -> None:
    page = opened(sites_map).page
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    page.locator("details.filters > summary").click()
    page.get_by_label("Within km of a border as drawn").fill(str(km))
    expect(page.locator(".chosen")).to_contain_text(f"within {km} km of a border")
    found = shown(page)
    lines = borders(sites_map)
    far = [km_from_border(place, lines) for place in places]
    surely = {number for number, length in enumerate(far) if length < km}
    perhaps = {number for number, length in enumerate(far) if length < km + 0.3}
    assert 0 < len(surely) < len(places)
    assert surely <= found <= perhaps


def test_a_distance_from_borders_in_the_address_holds_once_the_map_is_there(opened, sites_map: Path) -> None:
    page = opened(sites_map, "#border=10").page
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    expect(page.locator(".chosen")).to_contain_text("within 10 km of a border")
    expect(page.locator("li.presence")).not_to_have_count(60)


def look(page: Page) -> tuple[float, float, float]:
    """Zoom, latitude and longitude of the map's middle, as the address has them."""
    found = re.search("map=([^&]+)", page.url)
    assert found
    zoom, latitude, longitude = map(float, found[1].split(","))
    return zoom, latitude, longitude


def place_of(page: Page, x: float, y: float) -> Place:
    """The place under a point of the map's element (Web Mercator, EPSG:3857)."""
    zoom, latitude, longitude = look(page)
    box = page.locator("#map .canvas").bounding_box()
    assert box
    world = 256 * 2**zoom
    north = math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi) - (y - box["height"] / 2) / world
    return (
        math.degrees(math.atan(math.sinh(2 * math.pi * north))),
        longitude + (x - box["width"] / 2) * 360 / world,
    )


def said_km(page: Page) -> float:
    expect(page.locator("#measured")).to_contain_text("km along the ground")
    return float((page.locator("#measured").text_content() or "").split(" ")[0])


def open_tools(page: Page) -> None:
    page.locator("details.tools > summary").click()


# On land and water without marks on it, in pixels of the map.
CLICKS = [(30, 120), (300, 60), (420, 330)]


def test_the_ruler_tells_the_length_of_the_path_on_the_ground(opened, map_file: Path) -> None:
    page = opened(map_file, "#map=6,33,36").page
    open_tools(page)
    page.get_by_role("button", name="Ruler", exact=True).click()
    expect(page.locator("#measured")).to_have_text("Click places on the map; Escape ends.")
    for x, y in CLICKS:
        page.locator("#map .canvas").click(position={"x": x, "y": y})
    length = sum(km_between(place_of(page, *one), place_of(page, *other)) for one, other in pairwise(CLICKS))
    assert said_km(page) == pytest.approx(length, rel=0.005)


def test_escape_ends_the_ruler(opened, map_file: Path) -> None:
    page = opened(map_file).page
    open_tools(page)
    ruler = page.get_by_role("button", name="Ruler", exact=True)
    ruler.click()
    expect(ruler).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(ruler).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#measured")).to_have_text("")


@pytest.mark.parametrize("hash", ["#site=hmeimim&map=7,36,40", "#site=tartus&map=5,50,-10"])
def test_by_keyboard_the_ruler_measures_to_the_middle_of_the_map(opened, map_file: Path, dataset, hash: str) -> None:
    page = opened(map_file, hash).page
    page.locator("details.tools > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="From the open site to the map's middle").focus()
    page.keyboard.press("Enter")
    location = dataset.sites[hash[6:].partition("&")[0]].location
    _, *middle = look(page)
    assert said_km(page) == pytest.approx(
        km_between((location.latitude, location.longitude), (middle[0], middle[1])), rel=0.005
    )


def ink_at(page: Page, place: Place) -> bool:
    """Whether the sheet of marks has ink within two pixels of a place."""
    zoom, latitude, longitude = look(page)
    world = 256 * 2**zoom

    def north(degrees: float) -> float:
        return math.asinh(math.tan(math.radians(degrees))) / (2 * math.pi)

    x = (place[1] - longitude) / 360 * world
    y = (north(latitude) - north(place[0])) * world
    script = """([x, y]) => {
        const box = document.querySelector('#map .canvas').getBoundingClientRect();
        const canvas = document.querySelector('.leaflet-marks-pane canvas');
        const own = canvas.getBoundingClientRect();
        const ratio = canvas.width / own.width;
        const at = side => Math.round((side - 2) * ratio);
        const [left, top] = [box.x + box.width / 2 + x - own.x, box.y + box.height / 2 + y - own.y];
        const pixels = canvas.getContext('2d').getImageData(at(left), at(top), 4 * ratio, 4 * ratio);
        return pixels.data.some((value, index) => index % 4 === 3 && value > 60);
    }"""
    return bool(page.evaluate(script, [x, y]))


def test_rings_are_round_on_the_ground(opened, map_file: Path, dataset) -> None:
    page = opened(map_file, "#site=tartus&map=6,34.9,35.9").page
    open_tools(page)
    page.get_by_label("Rings around the open site, km").fill("100, 250")
    location = dataset.sites["tartus"].location

    def share(km: float) -> float:
        directions = range(5, 365, 3)
        ends = [GEOD.fwd(location.longitude, location.latitude, each, km * 1000)[:2] for each in directions]
        return sum(ink_at(page, (latitude, longitude)) for longitude, latitude in ends) / len(directions)

    # Dashes of six pixels with gaps of four: most of the ring has ink, and a ring of another radius has not.
    assert share(100) > 0.7
    assert share(250) > 0.7
    assert share(170) < 0.4
