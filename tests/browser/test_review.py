"""The review page: text with marked passages, decided by mouse and keyboard, saved as `geo accept` takes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from geo.dataset import load
from tests.browser.conftest import Opened, Opener
from tests.folders import ROOT

REPORT = """Soldiers leave airport in northeast Syria, residents say

Jan. 26, 2026

Russian troops have begun to withdraw from Qamishli airport in northeast Syria, <b>residents</b> said & swore.

Russia still keeps warships at its naval base in Tartus, Syria, a port worker told the paper.
"""
ARABIC = "قال سكان إن القوات الروسية بدأت الانسحاب من مطار القامشلي في سوريا، وأكد مصدر أمني ذلك.\n"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(REPORT, "utf-8")
    (tmp_path / "two.txt").write_text(ARABIC, "utf-8")
    page = tmp_path / "review.html"
    command = [sys.executable, "-m", "geo", "read", str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    subprocess.run([*command, "--page", str(page)], check=True, capture_output=True, cwd=ROOT)
    return page


@pytest.fixture
def shown(review: Path, opened: Opener) -> Opened:
    return opened(review, ready=False)


def saved(shown: Opened, tmp_path: Path) -> Path:
    with shown.page.expect_download() as download:
        shown.page.click("#save")
    path = tmp_path / "decided.jsonl"
    download.value.save_as(path)
    return path


def test_it_shows_the_text_with_every_name_in_its_passage_marked(shown: Opened) -> None:
    text = shown.page.inner_text("article >> nth=0")
    assert "<b>residents</b> said & swore." in text
    assert shown.page.locator("mark").all_inner_texts() == ["Qamishli", "Tartus", "القامشلي"]
    assert shown.page.locator("article >> nth=1").get_attribute("dir") == "rtl"
    assert shown.requests == []
    assert shown.complaints == []


def test_what_is_decided_by_keyboard_and_mouse_is_what_geo_accept_takes(shown: Opened, tmp_path: Path) -> None:
    page = shown.page
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.click("mark >> nth=2")
    page.locator("fieldset:focus").get_by_label("Accept").check()
    assert page.inner_text("#count") == "3 of 3 decided, 2 accepted"
    page.click("fieldset >> nth=0 >> summary")
    page.locator("fieldset >> nth=0 >> [data-key=note]").fill("Seen loading crates.")
    for number, name in enumerate(("reuters", "shafaq")):
        page.locator("section.report").nth(number).get_by_text("The report’s particulars").click()
        page.locator("section.report").nth(number).locator("[data-key=publisher]").fill(name)
    decided = saved(shown, tmp_path)
    records = [json.loads(line) for line in decided.read_text("utf-8").splitlines()]
    decisions = [[proposal["decision"] for proposal in record["proposals"]] for record in records]
    assert decisions == [["accept", "reject"], ["accept"]]
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    command = [sys.executable, "-m", "geo", "accept", "--from", str(decided), "--data", str(data)]
    # The Arabic report has no date, and is refused with its reason; the other is entered.
    records[1]["proposals"][0]["about"] = "2026-01-26"
    decided.write_text("\n".join(map(json.dumps, records)), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    before = set(load().reports)
    new = [each for each in load(data).statements if each.report.id not in before]
    assert {(each.report.publisher, each.site, each.status) for each in new} == {
        ("reuters", "qamishli", "leaving"),
        ("shafaq", "qamishli", "leaving"),
    }
    assert [each.note for each in new if each.report.publisher == "reuters"] == ["Seen loading crates."]


def test_a_decision_can_be_taken_back(shown: Opened) -> None:
    page = shown.page
    assert page.locator("#save").is_disabled()
    for key in ("j", "a"):
        page.keyboard.press(key)
    assert page.locator("#save").is_enabled()
    page.keyboard.press("u")
    assert page.locator("#save").is_disabled()
    assert page.locator("fieldset >> nth=0").get_by_label("Accept").is_checked() is False


def test_letters_typed_into_a_field_decide_nothing(shown: Opened) -> None:
    page = shown.page
    page.click("fieldset >> nth=0 >> summary")
    page.locator("fieldset >> nth=0 >> [data-key=note]").type("a jar")
    assert page.inner_text("#count") == "3 proposals in 2 reports"


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_never_wider_than_its_window(
    review: Path, opened: Opener, width: int, scheme: str
) -> None:
    shown = opened(review, ready=False, viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown.page.keyboard.press("j")
    shown.page.keyboard.press("a")
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(shown.page)
    assert [violation["id"] for violation in results.response["violations"]] == []


def test_without_scripts_the_text_and_the_proposals_can_be_read(review: Path, opened: Opener) -> None:
    shown = opened(review, ready=False, java_script_enabled=False)
    assert "Deciding needs scripts" in shown.page.inner_text("header")
    assert shown.page.locator("fieldset legend").count() == 3
