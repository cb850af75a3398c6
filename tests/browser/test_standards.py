"""What the page is to machines, and in surroundings that deny it things: it calls nobody and works all the same."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import geo

HOST = "tile.openstreetmap.org"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def make(tmp_path: Path, **options: Any) -> Path:
    path = tmp_path / "map.html"
    geo.PresenceMap(**options).save(path)
    return path


def graph(page: Page) -> dict[str, str]:
    pairs: list[list[str]] = page.locator("meta[property]").evaluate_all(
        "all => all.map(m => [m.getAttribute('property'), m.content])"
    )
    return dict(map(tuple, pairs))


def test_the_linked_data_is_a_dataset_of_this_edition(opened, map_file: Path, dataset: geo.Dataset) -> None:
    text = opened(map_file).page.locator("script[type='application/ld+json']").text_content()
    told = json.loads(text or "")
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert told["version"] == told["identifier"] == dataset.edition
    assert told["name"]
    # Google asks for fifty characters at least.
    assert len(told["description"]) >= 50
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", told["temporalCoverage"])
    assert told["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert "url" not in told


def test_the_linked_data_has_every_site_in_its_box(opened, map_file: Path, dataset: geo.Dataset) -> None:
    told = json.loads(opened(map_file).page.locator("#linked-data").text_content() or "")
    south, west, north, east = map(float, told["spatialCoverage"]["geo"]["box"].split())
    for site in dataset.sites.values():
        assert south <= site.location.latitude <= north
        assert west <= site.location.longitude <= east


def test_a_preview_knows_title_and_text_and_no_address_that_nobody_gave(opened, map_file: Path) -> None:
    told = graph(opened(map_file).page)
    assert told["og:type"] == "website"
    assert told["og:title"].startswith("Foreign military presence, as reported · ")
    assert told["og:description"]
    assert {"og:url", "og:image"}.isdisjoint(told)


def test_a_preview_knows_the_addresses_that_were_given(opened, tmp_path: Path) -> None:
    address, picture = "https://example.org/map?a=1&b=2", 'https://example.org/"p".png'
    page = opened(make(tmp_path, address=address, picture=picture)).page
    told = graph(page)
    assert (told["og:url"], told["og:image"]) == (address, picture)
    assert json.loads(page.locator("#linked-data").text_content() or "")["url"] == address


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl"), ("ru", "ltr")])
def test_the_document_says_its_language_direction_and_title(
    opened, tmp_path: Path, language: str, direction: str
) -> None:
    page = opened(make(tmp_path, language=language)).page
    root = page.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", direction)
    assert page.title().startswith(page.locator("h1").text_content() or "?")
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.evaluate("document.compatMode") == "CSS1Compat"


@pytest.fixture
def online(browser: Browser) -> Any:
    """A page with a network in which every request is noted and answered with one pixel."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png", headers={"Access-Control-Allow-Origin": "*"})

    page.route(re.compile("^https?:"), answer)
    yield page, asked
    context.close()


def visit(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-basemap=ready]", state="attached")


def test_nobody_is_called_whatever_is_done_until_tiles_are_turned_on(online, map_file: Path) -> None:
    page, asked = online
    visit(page, map_file)
    page.locator("#later").click()
    page.locator("details.tools > summary").click()
    page.locator("details.take > summary").click()
    page.locator("details.filters > summary").click()
    page.locator("li.presence button").first.click()
    page.locator("#language").select_option("ru")
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_the_host_is_named_before_it_is_called(online, map_file: Path) -> None:
    page, asked = online
    visit(page, map_file)
    page.locator("details.tools > summary").click()
    expect(page.locator("#tiles-host")).to_contain_text(HOST)
    expect(page.get_by_role("button", name="Online tiles")).to_have_attribute("aria-pressed", "false")
    assert asked == []


def test_with_tiles_on_only_their_host_is_called_and_is_credited(online, map_file: Path) -> None:
    page, asked = online
    visit(page, map_file)
    page.locator("details.tools > summary").click()
    with page.expect_request(re.compile(HOST)):
        page.get_by_role("button", name="Online tiles").click()
    page.wait_for_load_state("networkidle")
    assert {urlsplit(url).netloc for url in asked} == {HOST}
    assert {urlsplit(url).scheme for url in asked} == {"https"}
    expect(page.locator("#credit")).to_contain_text("OpenStreetMap")


def test_turned_off_again_nobody_is_called(online, map_file: Path) -> None:
    page, asked = online
    visit(page, map_file)
    page.locator("details.tools > summary").click()
    tiles = page.get_by_role("button", name="Online tiles")
    with page.expect_request(re.compile(HOST)):
        tiles.click()
    tiles.click()
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_load_state("networkidle")
    assert asked == []
    expect(page.locator("#credit")).to_be_empty()


@pytest.mark.parametrize("url", ["https://evil.example/x.png", f"http://{HOST}/1/1/1.png"])
def test_the_policy_lets_no_picture_in_from_any_other_host(online, map_file: Path, url: str) -> None:
    page, asked = online
    visit(page, map_file)
    script = """url => new Promise(done => {
        const image = new Image();
        image.onload = () => done('loaded');
        image.onerror = () => done('refused');
        image.src = url;
    })"""
    assert page.evaluate(script, url) == "refused"
    assert asked == []


def test_a_page_without_tiles_can_call_nobody(opened, tmp_path: Path) -> None:
    page = opened(make(tmp_path, tiles=None)).page
    page.locator("details.tools > summary").click()
    expect(page.get_by_role("button", name="Ruler", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Online tiles")).to_be_hidden()
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "http" not in policy


DENY = """
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) {
    Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
}
Object.defineProperty(navigator, 'clipboard', { get() { throw new DOMException('denied', 'SecurityError'); } });
Object.defineProperty(Document.prototype, 'cookie', {
    get() { throw new DOMException('denied', 'SecurityError'); }, set() { throw new DOMException('denied'); } });
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'Worker']) {
    window[name] = function () { throw new DOMException('denied', 'SecurityError'); };
}
"""


def test_it_works_where_storage_clipboard_and_network_are_denied(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script(DENY)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    visit(page, map_file)
    page.locator("#search").fill("tartus")
    page.locator("li[data-site=tartus] button").first.click()
    expect(page.locator("li[data-site=tartus] .evidence table")).to_be_visible()
    page.locator("details.take > summary").click()
    page.locator("details.take .copy button").first.click()
    expect(page.locator("details.take .copy [role=status]").first).to_have_text("Selected: copy it with your keyboard.")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") != ""
    assert complaints == []
    context.close()


FRAMES = {
    "a sandboxed frame": "frame.src = url",
    "a frame of text, as mail shows it": "frame.srcdoc = text",
    "a blob": "frame.src = URL.createObjectURL(new Blob([text], {type: 'text/html'}))",
}


@pytest.mark.parametrize("way", FRAMES)
def test_it_works_in(browser: Browser, map_file: Path, tmp_path: Path, way: str) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text("<!DOCTYPE html><title>Outer</title>", "utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(outer.as_uri())
    page.evaluate(
        f"""([url, text]) => {{
            const frame = document.createElement('iframe');
            frame.sandbox = 'allow-scripts';
            frame.style = 'width: 1100px; height: 700px';
            {FRAMES[way]};
            document.body.append(frame);
        }}""",
        [map_file.as_uri(), map_file.read_text("utf-8")],
    )
    frame = page.frame_locator("iframe")
    frame.locator("html[data-basemap=ready]").wait_for(state="attached")
    frame.locator("#search").fill("hmeimim")
    expect(frame.locator("li.presence")).to_have_count(1)
    frame.locator("li.presence button").first.click()
    expect(frame.locator("li.presence .evidence table")).to_be_visible()
    frame.locator("details.take > summary").click()
    # Its address is not its own to write; the link to the view says it all the same.
    expect(frame.locator("#link-text")).to_have_value(re.compile("site=hmeimim.*find=hmeimim"))
    assert complaints == []
    page.close()
