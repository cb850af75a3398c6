"""`PresenceLayer` in a plain folium map, beside folium's own things; its CDN files are served from disk."""

from __future__ import annotations

from pathlib import Path

import folium
import folium.plugins
import pytest
from playwright.sync_api import Page, expect

import geo
from geo.names import visible
from tests.browser.cdn import serve_cdn


def folium_map() -> folium.Map:
    """A map as anybody would make it, with markers, a cluster, a layer control, and our layer."""
    made = folium.Map(location=[36, 38], zoom_start=6)
    folium.Marker([35.5, 36.5], popup="a marker of folium's", tooltip="marker").add_to(made)
    cluster = folium.plugins.MarkerCluster(name="cluster").add_to(made)
    for step in range(5):
        folium.Marker([33 + step / 10, 36]).add_to(cluster)
    geo.PresenceLayer(name="Reported presence").add_to(made)
    folium.LayerControl(collapsed=False).add_to(made)
    return made


@pytest.fixture
def folium_page(browser, tmp_path: Path):
    path = tmp_path / "folium.html"
    folium_map().save(path)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    serve_cdn(page)
    page.goto(path.as_uri())
    page.wait_for_selector(".presence-pin")
    yield page, complaints
    page.close()


def test_stands_beside_foliums_markers_and_plugins(folium_page) -> None:
    page, complaints = folium_page
    expect(page.locator(".presence-pin")).to_have_count(3)
    assert page.locator("img.leaflet-marker-icon").count() == 1
    assert page.locator(".marker-cluster").count() == 1
    assert complaints == []


def test_takes_part_in_the_layer_control(folium_page) -> None:
    page, _ = folium_page
    page.get_by_label("Reported presence").uncheck()
    expect(page.locator(".presence-pin")).to_have_count(0)
    page.get_by_label("Reported presence").check()
    expect(page.locator(".presence-pin")).to_have_count(3)


def test_a_mark_opens_the_evidence_with_links_to_the_words(folium_page) -> None:
    page, complaints = folium_page
    page.get_by_role("button", name="Qamishli").click()
    popup = page.locator(".presence-popup")
    expect(popup).to_contain_text("Russia")
    links = popup.locator("a")
    assert links.count() >= 10
    assert all("#:~:text=" in link.get_attribute("href") for link in links.all())
    assert complaints == []


def test_the_same_layer_renders_the_same_twice() -> None:
    first, second = geo.PresenceLayer(), geo.PresenceLayer()
    assert first.get_name() == second.get_name()
    assert first.data == second.data


def test_data_is_not_taken_for_a_template(browser, tmp_path: Path) -> None:
    from tests.browser.test_hostile import NASTY, write_folder

    for number, text in enumerate(NASTY.values()):
        made = folium.Map(location=[35, 38.5], zoom_start=6, tiles=None)
        geo.PresenceLayer(geo.load(write_folder(tmp_path / str(number), text))).add_to(made)
        path = tmp_path / f"{number}.html"
        made.save(path)
        page: Page = browser.new_page()
        serve_cdn(page)
        page.goto(path.as_uri())
        page.locator(".presence-pin").click()
        assert visible(text) in page.locator(".presence-popup .note").first.text_content()
        assert page.evaluate("window.ran") is None
        page.close()


def test_without_a_map_it_says_what_it_needs() -> None:
    with pytest.raises(TypeError, match=r"folium\.Map"):
        geo.PresenceLayer().render()


def test_a_presence_map_refuses_what_it_could_not_take_along() -> None:
    with pytest.raises(TypeError, match="PresenceLayer"):
        folium.Marker([35, 36]).add_to(geo.PresenceMap())
