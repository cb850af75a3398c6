"""`geo accept`: proposals decided in the terminal or in a list become one new file; no report is entered twice."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.dataset import load
from geo.reading.accepting.decided import DecidedListError, parse_decided
from geo.reading.accepting.twins import address_key, find_origin, find_twins, share_of_words
from geo.rules import check
from geo.store import canonical, read_folder
from tests.folders import ROOT

REPORT = """Soldiers leave airport in northeast Syria, residents say

Jan. 26, 2026

QAMISHLI (Reuters) - Russian troops have begun to withdraw from Qamishli airport in northeast Syria, residents said.
They were seen loading crates onto lorries.

Russia still keeps warships at its naval base in Tartus, Syria, a port worker told the paper.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def geo(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False
    )


def decided_list(report: Path, **changes: object) -> str:
    record = json.loads(geo("read", "--format", "jsonl", report).stdout)
    for proposal in record["proposals"]:
        proposal["decision"] = "accept"
    return json.dumps({**record, **changes}, ensure_ascii=False)


def new_files(data: Path) -> list[Path]:
    shipped = {path.name for path in (ROOT / "data" / "reports").glob("*/*.toml")}
    return [path for path in sorted(data.glob("reports/*/*.toml")) if path.name not in shipped]


def test_a_decided_list_becomes_one_new_file_that_is_canonical_and_sound(data: Path, report: Path) -> None:
    address = "https://www.reuters.com/world/soldiers-leave-2026-01-26/"
    done = geo("accept", "--from", "-", "--data", data, given=decided_list(report, address=address))
    assert done.returncode == 0, done.stderr
    (path,) = new_files(data)
    assert path.name == "2026-01-26-reuters-soldiers-leave-airport-northeast.toml"
    document = next(each for each in read_folder(data).reports if each.path == path)
    assert document.text == canonical(document)
    assert not [problem for problem in check(read_folder(data)) if problem.severity == "error"]
    statements = [each for each in load(data).statements if each.report.id == path.stem]
    assert [(each.site, each.operator, each.status, str(each.about)) for each in statements] == [
        ("qamishli", "RUS", "leaving", "2026-01-26"),
        ("tartus", "RUS", "present", "2026-01-26"),
    ]
    assert statements[0].link is not None
    assert statements[0].link.startswith(f"{address}#:~:text=")


def test_nothing_undecided_or_rejected_is_entered(data: Path, report: Path) -> None:
    record = json.loads(decided_list(report))
    record["proposals"][0]["decision"] = "reject"
    del record["proposals"][1]["decision"]
    done = geo("accept", "--from", "-", "--data", data, given=json.dumps(record))
    assert done.returncode == 1
    assert "nothing is accepted" in done.stderr
    assert new_files(data) == []


@pytest.mark.parametrize("by", ["address", "title", "words"])
def test_a_report_given_twice_is_noticed(data: Path, report: Path, by: str) -> None:
    first = {"address": "https://www.reuters.com/a-1/", "publisher": "reuters"}
    second = {
        "address": {"address": "https://reuters.com/a-1?utm_source=x#top", "title": "Another one altogether, it seems"},
        "title": {"address": "https://www.reuters.com/b-2/", "publisher": "reuters"},
        "words": {"address": "https://www.reuters.com/c-3/", "title": "Another one altogether, it seems"},
    }[by]
    assert geo("accept", "--from", "-", "--data", data, given=decided_list(report, **first)).returncode == 0
    before = new_files(data)
    done = geo("accept", "--from", "-", "--data", data, given=decided_list(report, **second))
    assert done.returncode == 1
    assert f"(the same {by})" in done.stderr
    assert new_files(data) == before


def test_no_file_is_written_over(data: Path, report: Path) -> None:
    for number in (1, 2):
        address = f"https://www.reuters.com/world/{number}/"
        title = [
            "Soldiers leave airport northeast, residents",
            "Soldiers leave airport northeast: what is known so far",
        ]
        given = decided_list(report, address=address, title=title[number - 1])
        assert geo("accept", "--again", "--from", "-", "--data", data, given=given).returncode == 0
    first = "2026-01-26-reuters-soldiers-leave-airport-northeast"
    assert {path.stem for path in new_files(data)} == {first, f"{first}-2"}


def test_a_copied_wire_story_is_via_its_origin(data: Path, tmp_path: Path, report: Path) -> None:
    """By its credit; and where it has none, by the words of the one that is there."""
    given = decided_list(report, address="https://www.alaraby.co.uk/1", publisher="alaraby")
    assert geo("accept", "--from", "-", "--data", data, given=given).returncode == 0
    (first,) = new_files(data)
    assert 'via = "reuters"' in first.read_text("utf-8")
    copied = tmp_path / "copied.txt"
    copied.write_text(REPORT.replace("(Reuters) - ", "- ").replace("Soldiers leave", "Troops quit"), "utf-8")
    given = decided_list(copied, address="https://tass.com/2", publisher="tass", title="Уходят солдаты из аэропорта")
    done = geo("accept", "--from", "-", "--data", data, given=given)
    assert done.returncode == 0, done.stderr
    (second,) = (path for path in new_files(data) if path != first)
    assert 'via = "reuters"' in second.read_text("utf-8")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{", "is not JSON"),
        ('{"a": 1}', "no report with proposals"),
        ('{"proposals": [7]}', "no object"),
        ('{"proposals": [{"decision": "yes"}]}', "write accept or reject"),
        ('{"proposals": [{"decision": "accept"}]}', "has no site"),
        (
            '{"proposals": [{"decision": "accept", "site": "new: X", "operator": "RUS", "status": "left"}]}',
            "geo new site",
        ),
        ('{"proposals": [{"decision": "accept", "site": "x", "operator": "RUS", "status": "left"}]}', "has no date"),
        ('{"title": 3, "proposals": []}', "title is no text"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_in_one_line(broken: str, said: str) -> None:
    with pytest.raises(DecidedListError, match=said) as error:
        list(parse_decided(broken, "list.jsonl"))
    assert str(error.value).startswith("list.jsonl:1: ")
    assert "\n" not in str(error.value)


def test_what_the_dataset_would_not_hold_is_refused_and_nothing_written(data: Path, report: Path) -> None:
    record = json.loads(decided_list(report))
    record["proposals"][0]["operator"] = "SYR"
    done = geo("accept", "--from", "-", "--data", data, given=json.dumps(record))
    assert done.returncode == 1
    assert "'SYR' is not known" in done.stderr
    assert new_files(data) == []


def walk(data: Path, report: Path, answers: str) -> tuple[str, int]:
    """`geo accept` in a real terminal: what it shows, and its exit status."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "geo", "accept", str(report), "--data", str(data)]
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=ROOT)
    os.close(child)
    os.write(parent, answers.encode())
    shown = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(parent)
    return shown.decode("utf-8", "replace"), process.wait(60)


def test_a_person_accepts_edits_and_rejects_in_the_terminal(data: Path, report: Path) -> None:
    edits = ["e", "", "", "", "", "", "Said in passing."]
    particulars = ["", "reuters", "https://www.reuters.com/3", "", "", "-"]
    shown, status = walk(data, report, "\n".join(["o", "x", *edits, "r", *particulars, ""]))
    assert status == 0, shown
    assert "»Qamishli«" in shown
    assert ">>> QAMISHLI (Reuters)" in shown
    assert "answer with one letter" in shown
    (path,) = new_files(data)
    text = path.read_text("utf-8")
    assert text.count("[[statement]]") == 1
    assert 'note = "Said in passing."' in text
    assert "via" not in text


def test_quitting_writes_nothing_more(data: Path, report: Path) -> None:
    shown, status = walk(data, report, "a\nq\n")
    assert status == 1, shown
    assert new_files(data) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.com/a/b/?utm_source=x&id=7", "http://example.com/a/b?id=7#:~:text=words"),
        ("https://m.example.com/a/amp/", "https://example.com/a"),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_addresses_of_two_pages_are_two() -> None:
    keys = {address_key(f"https://example.com/{path}") for path in ("a", "b", "a?id=1", "a?id=2", "A")}
    assert len(keys) == 5


def test_every_report_of_the_dataset_is_found_again_by_its_address_and_title() -> None:
    folder = read_folder(ROOT / "data")
    asked: list[dict[str, Any]] = [each.values for each in folder.reports if "url" in each.values]
    assert len(asked) > 20
    for values in asked:
        found = find_twins(folder, address=values["url"], title=None, language=None, text=None)
        assert [twin.report.values for twin in found if twin.by == "address"] == [values]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("MOSCOW (Reuters) - Soldiers left.", "reuters"),
        ("دمشق (رويترز) - انسحب الجنود.", "reuters"),
        ("МОСКВА, 5 мая /ТАСС/. Военные ушли.", "tass"),
        ("Soldiers left.\n\nAFP\n", "afp"),
        ("A reader of Reuters wrote to us that soldiers left.", None),
    ],
)
def test_an_agency_credited_is_the_origin_and_one_mentioned_is_not(text: str, origin: str | None) -> None:
    assert find_origin(read_folder(ROOT / "data"), text, None) == origin


def test_share_of_words_is_one_for_an_extract_and_none_for_other_news() -> None:
    words = REPORT.split()
    assert share_of_words(REPORT, " ".join(words[10:40])) > 0.9
    assert share_of_words(REPORT, "The harvest of olives was good this year, said the mayor of the town.") == 0
    assert (
        share_of_words("俄罗斯军队开始从卡米什利机场撤离。居民说。", "路透社：俄罗斯军队开始从卡米什利机场撤离。") > 0.6
    )
