"""The README's examples do what it says."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.store import shipped_data
from tests.reading.test_archives import warc_record
from tests.reading.test_documents import PAGE, SENTENCE, pdf

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
TABLES = re.findall(r"```csv\n(.*?)```", README, flags=re.DOTALL)
SET_UP = [block.strip() for block in SHELL if block.startswith("python3 -m venv")]
COMMANDS = [line for block in SHELL for line in block.splitlines() if line.startswith("geo ")]


def test_it_has_the_examples() -> None:
    assert (len(SET_UP), len(PYTHON)) == (2, 2)
    assert len(COMMANDS) >= 7
    assert all("\n" not in command for command in SET_UP)


def test_its_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_ci_runs_its_test_command() -> None:
    (tests,) = [command for command in SET_UP if command.endswith("-m tests")]
    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_its_first_command_makes_the_map_in_a_fresh_clone(tmp_path: Path) -> None:
    (first,) = [command for command in SET_UP if "geo map" in command]
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "clone"], check=True)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run(["bash", "-c", first], cwd=tmp_path / "clone", check=True, env=environment, timeout=600)
    page = (tmp_path / "clone" / "map.html").read_text("utf-8")
    assert page.count('class="presence"') == 3


@pytest.mark.parametrize("block", PYTHON, ids=range(len(PYTHON)))
def test_its_python_runs(block: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", block], cwd=tmp_path, check=True)
    assert list(tmp_path.glob("*.html"))


def test_its_commands_run_in_their_order(tmp_path: Path) -> None:
    shutil.copytree(shipped_data(), tmp_path / "my-data")
    (table,) = TABLES
    (tmp_path / "sites.csv").write_text(table, "utf-8")
    (tmp_path / "more-reports").mkdir()
    for name in ("report.html", "more-reports/another.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "report.html").write_text(PAGE, "utf-8")
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(warc_record(PAGE.encode())))
    (tmp_path / "report.pdf").write_bytes(pdf(SENTENCE))
    geo = [sys.executable, "-m", "geo"]
    read = [*geo, "read", "--format", "jsonl", "report.html"]
    record = json.loads(subprocess.run(read, cwd=tmp_path, capture_output=True, check=True).stdout)
    record["proposals"][0]["decision"] = "accept"
    (tmp_path / "decided.jsonl").write_text(json.dumps(record), "utf-8")
    for command in COMMANDS:
        words = command.partition("#")[0].split()[1:]
        # Who is asked rejects everything.
        given = "r\n" * 9
        done = subprocess.run([*geo, *words], cwd=tmp_path, input=given, capture_output=True, text=True, check=False)
        # What was scaffolded is not filled in yet, and the check says so.
        scaffolded = words[0] == "check" and "my-data" in words
        assert done.returncode == (1 if scaffolded else 0), (command, done.stderr)
        if scaffolded:
            assert "reuters-qamishli-empty.toml:" in done.stdout
