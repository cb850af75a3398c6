"""Sharing a view: the link, the snippet, the embedded page, and paper."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

import geo


def open_take(page: Page) -> None:
    page.locator("details.take > summary").click()
    expect(page.get_by_label("Link to this view")).to_be_visible()


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(address.partition("#")[2], keep_blank_values=True)


def test_the_link_names_the_page_and_the_view(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-30&site=tartus").page
    open_take(page)
    link = page.get_by_label("Link to this view").input_value()
    assert link.startswith(map_file.as_uri() + "#")
    assert asked(link)["site"] == ["tartus"]
    assert asked(link)["on"] == ["2026-01-30"]


@pytest.mark.parametrize("field", ["Link to this view", "To embed it"])
def test_the_text_to_copy_follows_the_view_at_once(opened, map_file: Path, field: str) -> None:
    page = opened(map_file, "#on=2026-01-30").page
    open_take(page)
    page.locator("li[data-site=hmeimim] button").first.click()
    assert "site=hmeimim" in page.get_by_label(field).input_value()
    page.locator("#search").fill("tartus")
    assert "find=tartus" in page.get_by_label(field).input_value()


class Frames(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.frames.append(dict(attributes))


def test_the_snippet_is_one_frame_with_a_title_that_shows_the_view(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-30&find=a b%26c").page
    open_take(page)
    (frame,) = Frames(page.get_by_label("To embed it").input_value()).frames
    assert frame["src"]
    assert frame["src"].startswith(map_file.as_uri() + "#embed&")
    assert asked(frame["src"])["find"] == ["a b&c"]
    assert frame["title"]
    assert "allow-same-origin" not in (frame["sandbox"] or "")


def embed(opened: Any, map_file: Path, tmp_path: Path) -> Any:
    """A page of another's that embeds the map with the very snippet the map gives."""
    page = opened(map_file, "#on=2026-01-30&site=tartus").page
    open_take(page)
    snippet = page.get_by_label("To embed it").input_value()
    (tmp_path / "article.html").write_text(f"<!DOCTYPE html><title>Article</title>{snippet}", "utf-8")
    result = opened(tmp_path / "article.html", ready=False)
    result.page.frame_locator("iframe").locator("html[data-presence=ready]").wait_for(state="attached")
    return result


def test_embedded_by_its_snippet_the_page_is_the_map_alone(opened, map_file: Path, tmp_path: Path) -> None:
    result = embed(opened, map_file, tmp_path)
    frame = result.page.frame_locator("iframe")
    expect(frame.locator("#map .canvas")).to_be_visible()
    expect(frame.locator("#list")).to_be_hidden()
    assert result.complaints == []


def test_the_embedded_map_leads_to_the_same_view_of_the_whole_page(opened, map_file: Path, tmp_path: Path) -> None:
    frame = embed(opened, map_file, tmp_path).page.frame_locator("iframe")
    link = frame.get_by_role("link", name="Full map")
    expect(link).to_be_visible()
    address = link.get_attribute("href")
    assert address
    assert address.startswith(map_file.as_uri() + "#")
    assert asked(address) == {"on": ["2026-01-30"], "site": ["tartus"], "map": asked(address)["map"]}
    assert link.get_attribute("target") == "_blank"


def test_the_full_map_opens_what_the_frame_shows_after_it_was_changed(opened, map_file: Path) -> None:
    page = opened(map_file, "#embed&on=2026-01-30").page
    page.locator("#later").click()
    day = page.locator("#on").input_value()
    assert day != "2026-01-30"
    assert asked(page.locator("#whole").get_attribute("href"))["on"] == [day]


def test_the_whole_page_has_no_link_to_itself(opened, map_file: Path) -> None:
    expect(opened(map_file).page.locator("#whole")).to_be_hidden()


@pytest.fixture
def printed(opened, map_file: Path) -> Page:
    page: Page = opened(map_file, "#on=2026-01-30").page
    page.wait_for_selector("html[data-basemap=ready]", state="attached")
    page.locator(".printed .sources li").first.wait_for(state="attached")
    page.emulate_media(media="print")
    return page


def test_on_paper_are_the_map_with_its_legend_and_not_the_controls(printed: Page) -> None:
    expect(printed.locator(".printed img.picture")).to_be_visible()
    size = printed.locator(".printed img.picture").evaluate("image => [image.naturalWidth, image.naturalHeight]")
    assert min(size) > 300
    for control in ("#map .canvas", "#time", "#search", "details.take", "details.tools", "#language"):
        expect(printed.locator(control)).to_be_hidden()


def test_on_paper_each_presence_names_its_sources_by_number(printed: Page) -> None:
    sections = printed.locator(".printed section:not(.sources)")
    expect(sections).to_have_count(3)
    sources = printed.locator(".printed .sources li").count()
    numbers = re.findall(r"\d+", " ".join(printed.locator(".printed .numbers").all_text_contents()))
    assert {int(number) for number in numbers} == set(range(1, sources + 1))


def test_on_paper_every_report_stands_once_with_its_address(printed: Page) -> None:
    dataset = geo.load()
    reports = {statement.report for statement in dataset.statements}
    assert printed.locator(".printed .sources li").count() == len(reports)
    text = printed.locator(".printed .sources").text_content() or ""
    for report in reports:
        assert not report.title or report.title in text
        assert not report.url or report.url in text
    assert ":~:text" not in text
    assert dataset.edition in text
    assert "2026-01-30" in text


def test_the_printed_page_is_a4_and_holds_its_picture(printed: Page) -> None:
    data = printed.pdf(format="A4", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    assert all(sorted(map(float, box)) == pytest.approx([595, 842], abs=1.5) for box in boxes)
    # Two pages at least: the reports' list is long; not one for each of them.
    assert 2 <= len(boxes) <= 12


def test_what_was_chosen_is_what_is_printed(opened, map_file: Path) -> None:
    page = opened(map_file, "#on=2026-01-30&find=tartus").page
    expect(page.locator(".printed section:not(.sources) h3")).to_have_text(["Tartus naval base, Russia"])
