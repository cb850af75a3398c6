"""Taking it away: each file is read back by a real reader, and says what the page says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import geo

KML = "{http://www.opengis.net/kml/2.2}"
SVG = "{http://www.w3.org/2000/svg}"
ON, EDITION = "2026-01-30", geo.load().edition


def take(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button of "Download and share" gives."""
    panel = page.locator("details.take")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    with page.expect_download() as download:
        panel.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def page(opened, map_file: Path) -> Page:
    shown: Page = opened(map_file, f"#on={ON}").page
    shown.wait_for_selector("html[data-basemap=ready]", state="attached")
    return shown


@pytest.fixture(scope="module")
def presences() -> geo.dataset.Presences:
    return geo.load().on(ON)


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(("button", "ending"), [("CSV", "csv"), ("GeoJSON", "geojson"), ("KML", "kml")])
def test_a_file_is_named_for_what_it_is(page: Page, button: str, ending: str) -> None:
    name, _ = take(page, button)
    assert name == f"presence-{ON}-{EDITION}.{ending}"
    expect(page.locator(".took")).to_have_text("Presences with their sources: 3.")


def test_the_csv_has_a_row_for_each_statement(page: Page, presences: geo.dataset.Presences) -> None:
    rows = read_csv(take(page, "CSV")[1])
    dataset = geo.load()
    assert sorted(row["statement"] for row in rows) == sorted(each.id for each in dataset.statements)
    for presence in presences:
        own = [row for row in rows if (row["site"], row["operator"]) == (presence.site, presence.operator)]
        assert {row["certainty"] for row in own} == {presence.certainty}
        sides = {row["statement"] for row in own if row["side"] == "supporting"}
        assert sides == {each.id for each in presence.supporting}


def test_the_csv_says_edition_dates_and_licence_in_each_row(page: Page) -> None:
    rows = read_csv(take(page, "CSV")[1])
    assert {(row["edition"], row["on"], row["licence"]) for row in rows} == {(EDITION, ON, "CC BY 4.0")}
    assert all(row["about"] and row["last_reported"] for row in rows)


def test_the_csv_gives_each_report_as_the_data_has_it(page: Page) -> None:
    rows = {row["statement"]: row for row in read_csv(take(page, "CSV")[1])}
    for statement in geo.load().statements:
        row, report = rows[statement.id], statement.report
        assert row["about"] == statement.about.text
        assert row["report_status"] == statement.status
        assert row["title"].lstrip("'") == (report.title or "")
        assert row["address"] == (statement.link or "")
        assert row["published"] == (report.published.text if report.published else "")
        assert row["language"] == report.language


def test_the_geojson_is_read_by_gdal_with_places_and_sources(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "taken.geojson"
    path.write_bytes(take(page, "GeoJSON")[1])
    frame = geopandas.read_file(path).set_index("site")
    assert frame.crs.to_epsg() == 4326
    for site in geo.load().sites.values():
        point = frame.loc[site.id].geometry
        assert (point.y, point.x) == pytest.approx((site.location.latitude, site.location.longitude), abs=1e-6)
    whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert (whole["edition"], whole["on"], whole["licence"]) == (EDITION, ON, "CC BY 4.0")
    sources = [source for feature in whole["features"] for source in feature["properties"]["sources"]]
    assert sorted(source["statement"] for source in sources) == sorted(each.id for each in geo.load().statements)


def test_the_kml_is_read_by_gdal_layer_by_layer(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "taken.kml"
    path.write_bytes(take(page, "KML")[1])
    layers = {name: geopandas.read_file(path, layer=name) for name in geopandas.list_layers(path)["name"]}
    assert len(layers["Presences"]) == 3
    assert set(layers["Areas"].geom_type) == {"Polygon"}
    assert len(layers["Statements"]) == len(geo.load().statements)


def test_the_kml_says_edition_and_date_and_dates_each_presence(page: Page) -> None:
    root = ElementTree.fromstring(take(page, "KML")[1])  # noqa: S314 - our own
    document = root.find(f"{KML}Document")
    assert document is not None
    told = {each.get("name"): each.findtext(f"{KML}value") for each in document.findall(f"{KML}ExtendedData/{KML}Data")}
    assert (told["edition"], told["on"]) == (EDITION, ON)
    presences = document.findall(f"{KML}Folder")[0].findall(f"{KML}Placemark")
    assert {each.findtext(f"{KML}TimeStamp/{KML}when") for each in presences} == {ON}


@pytest.mark.parametrize(("button", "count"), [("CSV", 1), ("GeoJSON", 1), ("KML", 1)])
def test_only_what_is_shown_is_taken(opened, map_file: Path, button: str, count: int) -> None:
    page = opened(map_file, "#find=tartus").page
    expect(page.locator("li.presence")).to_have_count(count)
    text = take(page, button)[1].decode("utf-8-sig")
    assert "tartus-RUS" in text
    assert "qamishli-RUS" not in text


def test_what_was_known_by_a_day_is_said_in_the_files(opened, map_file: Path) -> None:
    page = opened(map_file, f"#on={ON}&known=2026-01-27").page
    rows = read_csv(take(page, "CSV")[1])
    assert {row["known_by"] for row in rows} == {"2026-01-27"}
    certainties = {(row["site"], row["certainty"]) for row in rows}
    assert certainties == {(each.site, each.certainty) for each in geo.load().on(ON, known_by="2026-01-27")}


def test_a_source_that_was_not_out_by_then_is_not_taken(opened, map_file: Path) -> None:
    page = opened(map_file, f"#on={ON}&known=2026-01-27").page
    rows = read_csv(take(page, "CSV")[1])
    out = {each.id for each in geo.load().known_by("2026-01-27").statements}
    assert {row["statement"] for row in rows} - {""} <= out


def test_files_name_sites_in_the_readers_language(opened, map_file: Path) -> None:
    page = opened(map_file, f"#on={ON}&lang=ru").page
    names = {row["name"] for row in read_csv(take_by_ending(page, "csv"))}
    assert names == {site.name("ru") for site in geo.load().sites.values()}


def take_by_ending(page: Page, ending: str) -> bytes:
    page.locator("details.take summary").click()
    with page.expect_download() as download:
        page.locator("details.take .buttons button", has_text=ending.upper()).first.click()
    return Path(download.value.path()).read_bytes()


def test_the_png_is_three_times_as_fine_as_the_screen_and_not_blank(page: Page) -> None:
    name, data = take(page, "Picture (PNG)")
    assert name == f"presence-{ON}-{EDITION}.png"
    picture = Image.open(io.BytesIO(data))
    box = page.locator("#map .canvas").bounding_box()
    assert box
    assert picture.width == pytest.approx(3 * box["width"], abs=3)
    assert picture.height > 3 * box["height"]
    colours = picture.convert("RGB").getcolors(maxcolors=2**24)
    assert colours
    # Land and sea, and no colour that is nearly all of it.
    assert len(colours) > 500
    assert max(count for count, _ in colours) < 0.8 * picture.width * picture.height


def svg_texts(data: bytes) -> tuple[ElementTree.Element, str]:
    root = ElementTree.fromstring(data)  # noqa: S314 - our own
    return root, "\n".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))


def test_the_svg_has_title_legend_scale_and_source_line(page: Page) -> None:
    root, text = svg_texts(take(page, "Picture (SVG)")[1])
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == f"Foreign military presence, as reported, {ON}"
    for said in (
        "Foreign military presence, as reported",
        "30 January 2026",
        "Conflict",
        "naval base",
        "Russia",
        " km",
    ):
        assert said in text, said
    whole = " ".join(text.split())
    assert f"edition {EDITION}, CC BY 4.0" in whole
    assert "© OpenStreetMap contributors" in whole


def test_the_svg_names_the_sites_and_stands_alone(page: Page) -> None:
    root, text = svg_texts(take(page, "Picture (SVG)")[1])
    for site in geo.load().sites.values():
        assert site.name("en") in text
    addresses = [value for each in root.iter() for key, value in each.items() if "href" in key or "url(" in value]
    assert all(value.startswith(("#", "url(#", "data:")) for value in addresses)
    assert {each.tag for each in root.iter()}.isdisjoint({f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image"})


@pytest.mark.parametrize("button", ["CSV", "GeoJSON", "KML", "Picture (SVG)"])
def test_a_file_taken_twice_is_the_same_bytes(page: Page, button: str) -> None:
    assert take(page, button)[1] == take(page, button)[1]


def test_how_many_a_report_counts_is_in_the_files(page: Page) -> None:
    counted = {
        each.id: [f"{each.strength[unit]} {unit}" for unit in sorted(each.strength)]
        for each in geo.load().statements
        if each.strength
    }
    assert counted
    rows = {row["statement"]: row for row in read_csv(take(page, "CSV")[1])}
    assert {name: row["strength"] for name, row in rows.items() if row["strength"]} == {
        name: "; ".join(counts) for name, counts in counted.items()
    }
