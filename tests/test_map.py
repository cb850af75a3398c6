"""`geo map`: the same bytes every time, whole files only, clear words for what is wrong."""

from __future__ import annotations

import ast
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import geo
from geo.store import shipped_data

PACKAGE = Path(geo.__file__).parent


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)} | environment,
        check=False,
    )


def test_the_same_data_makes_the_same_bytes_in_any_folder_zone_and_process(tmp_path: Path) -> None:
    made = []
    for number, zone in enumerate(("Pacific/Kiritimati", "Pacific/Pago_Pago")):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        shutil.copytree(shipped_data(), folder / "data")
        for path in (folder / "data").rglob("*"):
            os.utime(path, (number * 1e9, number * 1e9))
        done = run("map", "--data", "data", "-o", "map.html", cwd=folder, TZ=zone, PYTHONHASHSEED=str(number + 1))
        assert done.returncode == 0, done.stderr
        made.append((folder / "map.html").read_bytes())
    assert made[0] == made[1]


# End what takes too long, and put by what was read from time to time; the clock decides of nothing that is written.
WATCH_THE_CLOCK = [
    PACKAGE / "reading" / path
    for path in ("documents/guard.py", "archives/results.py", "archives/watched.py", "archives/worker.py")
]


def test_no_module_asks_for_the_time_or_for_chance() -> None:
    modules = sorted(PACKAGE.glob("**/*.py"))
    assert len(modules) > 15
    assert set(WATCH_THE_CLOCK) < set(modules)
    for path in modules:
        if "node_modules" in path.parts or path in WATCH_THE_CLOCK:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("today", "now", "utcnow", "time_ns", "uuid4", "urandom"), path
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", None)]
                assert not {"random", "uuid", "secrets", "time"} & set(names), path


def test_the_map_from_python_is_the_map_from_the_shell(tmp_path: Path) -> None:
    geo.PresenceMap(geo.load(), on="2026-01-30").save(tmp_path / "python.html")
    assert run("map", "-o", tmp_path / "shell.html", "--on", "2026-01-30").returncode == 0
    assert (tmp_path / "python.html").read_bytes() == (tmp_path / "shell.html").read_bytes()


def test_an_open_file_can_be_written_too(tmp_path: Path) -> None:
    geo.PresenceMap().save(tmp_path / "one.html")
    with (tmp_path / "two.html").open("wb") as file:
        geo.PresenceMap().save(file)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_killed_at_any_moment_it_leaves_the_old_map_or_the_new(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    old = b"old" * 100_000
    assert run("map", "-o", target).returncode == 0
    new = target.read_bytes()
    started = time.monotonic()
    run("map", "-o", target)
    whole = time.monotonic() - started
    chance = random.Random(1)
    for _ in range(12):
        target.write_bytes(old)
        child = subprocess.Popen(
            [sys.executable, "-m", "geo", "map", "-o", str(target)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        )
        time.sleep(whole * chance.uniform(0.7, 1.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert target.read_bytes() in (old, new)


BROKEN = {
    "bad TOML": ("reports/2026/2026-01-01-broken.toml", b"title = "),
    "not UTF-8": ("sites/broken.toml", b'kind = "\xff"'),
    "unknown key": ("sites/broken.toml", b'kidn = "airport"'),
    "nested too deep": ("sites/broken.toml", b"kind = " + b"[" * 10_000),
    "misplaced": ("reports/stray.toml", b'title = "x"'),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_data_is_named_line_by_line_and_the_old_map_stays(tmp_path: Path, kind: str) -> None:
    name, content = BROKEN[kind]
    shutil.copytree(shipped_data(), tmp_path / "data")
    (tmp_path / "data" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "data" / name).write_bytes(content)
    (tmp_path / "map.html").write_text("old")
    done = run("map", "--data", tmp_path / "data", "-o", tmp_path / "map.html")
    assert done.returncode == 1
    assert done.stdout == ""
    assert all(line.startswith(f"{name}:") for line in done.stderr.splitlines()), done.stderr
    assert (tmp_path / "map.html").read_text() == "old"


def test_wrong_calls_are_one_line_each_and_the_old_map_stays(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    target.write_text("old")
    calls = [
        ["--on", "2026-13-01"],
        ["--on", "soon"],
        ["--operator", "XXX"],
        ["--host", "XXX"],
        ["--lang", "tlh"],
        ["--nonsense"],
    ]
    for call in calls:
        done = run("map", "-o", target, *call)
        assert done.returncode == 2, call
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert target.read_text() == "old"


def test_a_missing_folder_and_a_folder_in_the_files_place_are_said(tmp_path: Path) -> None:
    assert "there is no such folder" in run("map", "--data", tmp_path / "nowhere", "-o", tmp_path / "x.html").stderr
    done = run("map", "-o", tmp_path / "no" / "such" / "map.html")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    done = run("map", "-o", tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_no_site_at_all_is_said_and_the_old_map_stays(tmp_path: Path) -> None:
    shutil.copytree(shipped_data(), tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "sites")
    shutil.rmtree(tmp_path / "data" / "reports")
    (tmp_path / "data" / "sites").mkdir()
    (tmp_path / "data" / "reports").mkdir()
    (tmp_path / "map.html").write_text("old")
    done = run("map", "--data", tmp_path / "data", "-o", tmp_path / "map.html")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "map.html").read_text() == "old"


def test_known_by_leaves_out_what_was_not_out_yet(tmp_path: Path) -> None:
    assert run("map", "-o", tmp_path / "map.html", "--known-by", "2025-12-31", "--on", "2026-02-01").returncode == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "As known on 31 December 2025" in page
    late = [
        each for each in geo.load().statements if each.report.published and each.report.published.earliest.year == 2026
    ]
    assert late
    assert not any(f'data-statement="{each.id}"' in page for each in late)


def test_is_quicker_than_a_plain_folium_script(tmp_path: Path) -> None:
    plain = tmp_path / "plain.py"
    points = [(site.name(), site.location.latitude, site.location.longitude) for site in geo.load().sites.values()]
    plain.write_text(
        "import folium\nmade = folium.Map(location=[36, 38], zoom_start=7)\n"
        f"for name, latitude, longitude in {points!r}:\n"
        "    folium.Marker([latitude, longitude], popup=name).add_to(made)\n"
        f"made.save({str(tmp_path / 'plain.html')!r})\n"
    )
    command = Path(sys.executable).with_name("geo")
    ours, theirs = [str(command), "map", "-o", str(tmp_path / "map.html")], [sys.executable, str(plain)]
    # An installed package has its bytecode; a checkout has it where it may be written.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "bytecode")
    for command in (ours, theirs):
        # The first run writes the bytecode.
        seconds(command, environment)
    pairs = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(9)]
    # The command writes the page without loading folium: half of a script's time, and never as much as three quarters.
    assert statistics.median(ours / theirs for ours, theirs in pairs) <= 0.75, pairs


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Of the processor, in a whole process: what else the machine does has less part in it than in a clock's."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
