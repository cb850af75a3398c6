"""Everyone can read it: axe-core finds nothing, narrow and wide, light and dark, closed and open."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

import geo


def violations(page) -> list[str]:
    results = Axe().run(page).response
    # A run that looked at nothing would find nothing.
    assert len(results["passes"]) > 15
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in results["violations"]]


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash", ["", "#site=qamishli", "#on=1900-01-01"])
def test_axe_finds_no_violation(opened, map_file, width: int, scheme: str, hash: str) -> None:
    page = opened(map_file, hash, viewport={"width": width, "height": 900}, color_scheme=scheme).page
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ar", "ckb", "fa", "fr", "ku", "ru", "tr"])
def test_axe_finds_no_violation_in_any_language(opened, tmp_path, language: str) -> None:
    path = tmp_path / "map.html"
    geo.PresenceMap(language=language).save(path)
    page = opened(path, "#site=qamishli").page
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []


def test_axe_finds_no_violation_without_javascript(browser, map_file) -> None:
    # axe is a script itself: the page's own scripts are taken out, what is left is what a reader without them has.
    import re

    static = re.sub(r"<script>.*?</script>", "", map_file.read_text("utf-8"), flags=re.DOTALL)
    page = browser.new_page()
    page.set_content(static)
    assert violations(page) == []
    page.close()
