"""Values made to break the page: nothing runs, nothing breaks, text reads as typed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import geo
from geo.names import visible
from geo.store import shipped_data

NASTY = {
    "html": '<img src=x onerror="document.title=1"><b>bold</b>',
    "script end": "</script><script>window.ran=1</script>",
    "comment": "<!--<script>",
    "backticks": "`${window.ran=1}` ${7*7}",
    "template": "{{ 7*7 }}{% raw %}{# comment #}{evidence}",
    "quotes": '"\'\\"&quot;&amp;<',
    "control": "bell\x07 escape\x1b nul\x00 end",
    "bidi": "abc\u202egnp.exe\u202c \u2066isolate\u2069",
    "separators": "line\u2028paragraph\u2029end",
    "long": "W" * 10_000,
    "rtl": "مطار القامشلي (2026) שלום",
}
ADDRESSES = [
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    " javascript:window.ran=1",
    "vbscript:x",
    'https://example.org/a"onmouseover="window.ran=1',
]


def toml(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007F")


def write_folder(folder: Path, text: str, url: str = "https://example.org/") -> Path:
    """A data folder with one text in every field that takes any."""
    value = toml(text)
    (folder / "sites").mkdir(parents=True)
    (folder / "reports" / "2026").mkdir(parents=True)
    shipped = shipped_data()
    (folder / "vocabulary.toml").write_text((shipped / "vocabulary.toml").read_text("utf-8"), "utf-8")
    (folder / "operators.toml").write_text(f'[RUS]\nkind = "state"\ncolour = 1\nnames = {{ en = {value} }}\n')
    (folder / "publishers.toml").write_text(f"[wire]\nname = {value}\n[daily]\nname = {value}\n")
    (folder / "expect.toml").write_text(
        "sites = 1\nreports = 1\nstatements = 1\nlanguages = 1\npublishers = 1\nfirst_year = 2026\nlast_year = 2026\n"
    )
    (folder / "sites" / "place.toml").write_text(
        f'kind = "airport"\nhost = "SYR"\n[names]\nen = {value}\n[spellings]\nen = [{value}]\n'
        f"[location]\nlatitude = 35.0\nlongitude = 38.5\nwithin_km = 10\nsource = {value}\nreason = {value}\n"
    )
    statements = "".join(
        f'[[statement]]\nsite = "place"\noperator = "RUS"\nstatus = "{status}"\n'
        f'about = "2026-01-01"\nsince = "{since}"\n'
        f"passage = {{ start = {value}, end = {value} }}\nnote = {value}\n"
        for status, since in (("present", "2015"), ("leaving", "2019"))
    )
    (folder / "reports" / "2026" / "2026-01-01-x.toml").write_text(
        f'title = {value}\npublisher = "daily"\nurl = {toml(url)}\narchived = {toml(url)}\npublished = "2026-01-01"\n'
        f'language = "en"\nvia = "wire"\n{statements}'
    )
    return folder


def write_map(folder: Path, path: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "geo", "map", "--data", str(folder), "-o", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize("kind", NASTY)
def test_text_reads_as_typed_and_nothing_runs(opened, tmp_path: Path, kind: str) -> None:
    text = NASTY[kind]
    result = opened(write_map(write_folder(tmp_path / "data", text), tmp_path / "map.html"), "#site=place")
    page = result.page
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None
    assert result.requests == []
    assert result.complaints == []
    shown = visible(text)
    for selector in ("h3 .name", "h3 .operator", "td.note", "td a", ".publisher"):
        assert page.locator(selector).first.text_content() == shown, selector
    assert page.locator("#map .pointer").first.get_attribute("aria-label") == f"{shown}: {shown}, Yes"
    assert page.locator("td a").count() == 4
    # Nothing was made out of text: only the elements of the template are there.
    assert page.locator("b, img[onerror], body > script:not([type])").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", ["html", "long", "control", "bidi"])
def test_without_javascript_text_reads_as_typed_too(opened, tmp_path: Path, kind: str) -> None:
    path = write_map(write_folder(tmp_path / "data", NASTY[kind]), tmp_path / "map.html")
    page = opened(path, ready=False, java_script_enabled=False).page
    assert page.locator("td.note").first.text_content() == visible(NASTY[kind])
    assert page.locator("b").count() == 0


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_could_run_something_is_no_link(opened, tmp_path: Path, url: str) -> None:
    result = opened(write_map(write_folder(tmp_path / "data", "name", url), tmp_path / "map.html"), "#site=place")
    links = result.page.locator("a[target]:not(#whole)").all()
    for link in links:
        assert re.match("https?://", link.get_attribute("href"))
        assert link.get_attribute("onmouseover") is None
    assert result.page.evaluate("window.ran") is None


SMUGGLED = {
    "inline script": "<script>window.ran = 1</script>",
    "handler": '<img src="data:," onerror="window.ran = 1">',
    "script element made by script": "<script src='data:text/javascript,window.ran=1'></script>",
    "frame": "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
}


@pytest.mark.parametrize("way", SMUGGLED)
def test_a_smuggled_script_is_refused(browser, map_file: Path, tmp_path: Path, way: str) -> None:
    """The policy stands even if some text were put in as HTML one day."""
    path = tmp_path / "map.html"
    path.write_text(map_file.read_text("utf-8").replace("<footer>", f"<footer>{SMUGGLED[way]}"), "utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-presence=ready]", state="attached")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert refused
    page.close()


def test_the_policy_lets_nothing_out(browser, map_file: Path) -> None:
    page = browser.new_page()
    page.goto(map_file.as_uri())
    page.wait_for_selector("html[data-presence=ready]", state="attached")
    assert page.evaluate("fetch('https://example.org/').then(() => 'sent', error => error.name)") == "TypeError"
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    # Pictures may come from the tiles' host, which is asked only when the reader turns them on.
    named = {rule.split()[0]: re.findall(r"https?://\S+", rule) for rule in policy.split(";")}
    assert {rule: hosts for rule, hosts in named.items() if hosts} == {"img-src": ["https://tile.openstreetmap.org"]}
    page.close()


def test_a_page_without_tiles_may_call_nobody(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(tiles=None).save(path)
    (policy,) = re.findall('Content-Security-Policy" content="([^"]+)"', path.read_text("utf-8"))
    assert "http" not in policy


def test_the_page_puts_no_data_in_as_html() -> None:
    sources = sorted((Path(geo.__file__).parent / "page" / "source").glob("*.ts"))
    assert len(sources) > 8
    for source in sources:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", source.read_text("utf-8")
        ), source


def test_many_sites_at_one_place_can_each_be_opened(opened, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data", "one")
    site = (folder / "sites" / "place.toml").read_text()
    (folder / "sites" / "other.toml").write_text(site.replace('"one"', '"two"'))
    report = folder / "reports" / "2026" / "2026-01-01-x.toml"
    extra = '[[statement]]\nsite = "other"\noperator = "RUS"\nstatus = "present"\nabout = "2026-01-01"\n'
    report.write_text(report.read_text() + extra)
    page = opened(write_map(folder, tmp_path / "map.html")).page
    group = page.locator("#map .pointer[data-size='2']")
    opened_one_after_the_other = []
    for _ in range(2):
        group.focus()
        page.keyboard.press("Enter")
        expect(page.locator("li[data-open] .evidence table")).to_be_visible()
        opened_one_after_the_other.append(page.locator("li[data-open]").get_attribute("data-site"))
    assert sorted(opened_one_after_the_other) == ["other", "place"]
