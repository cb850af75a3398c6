"""`geo map --data` with a table: a map, or one line for each thing that is wrong and an exit status that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = "name,latitude,longitude,operator,host,status,about,published"
ROWS = ("Camp,36,37,TUR,SYR,present,2025-06,2025-07-01", "Port,34.9,35.9,RUS,SYR,left,2026-01-02,2026-01-05")


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "sites.csv"
    path.write_text("\n".join([HEAD, *ROWS, ""]))
    return path


def test_a_table_becomes_a_map(geo_command, sites: Path, tmp_path: Path) -> None:
    answer = geo_command("map", "--data", sites, "-o", tmp_path / "map.html")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"{tmp_path / 'map.html'}: 2 sites on 2026-01-02, edition ")
    assert (tmp_path / "map.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_command_writes_the_same_bytes_each_time(geo_command, sites: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        assert geo_command("map", "--data", sites, "-o", tmp_path / name).status == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_problems_are_a_line_each_and_nothing_is_written(geo_command, sites: Path, tmp_path: Path) -> None:
    sites.write_text("\n".join([HEAD, "Camp,96,37,TUR,SYR,gone,2025-06,", "Port,34.9,x,RUS,SYR,left,soon,", ""]))
    answer = geo_command("map", "--data", sites, "-o", tmp_path / "map.html")
    assert answer.status == 1
    assert answer.out == ""
    assert [line.partition("; ")[0] for line in answer.lines] == [
        "sites.csv:2: error: numbers: latitude is '96'",
        "sites.csv:2: error: words: status: 'gone'",
        "sites.csv:3: error: dates: about: 'soon' is not a date",
        "sites.csv:3: error: numbers: longitude is 'x'",
    ]
    assert not (tmp_path / "map.html").exists()


WRONG_CALLS = {
    "an operator it has not": (["--operator", "FRA"], "'FRA' is not in the table; it has RUS, TUR"),
    "a host it has not": (["--host", "LBY"], "'LBY' is not in the table; it has SYR"),
    "a day that is none": (["--on", "2026-13-01"], "2026-13-01"),
    "a day before every report": (["--known-by", "2020-01-01"], "no report of the table was surely out by 2020-01-01"),
    "a language it does not speak": (["--lang", "xx"], "xx"),
    "tiles that there are not": (["--tiles", "Nobody.None"], "'Nobody.None' is no provider of tiles"),
    "tiles that want a key": (["--tiles", "MapBox"], "'MapBox' wants a key"),
}


@pytest.mark.parametrize("call", WRONG_CALLS)
def test_a_wrong_call_is_one_line(geo_command, sites: Path, tmp_path: Path, call: str) -> None:
    options, told = WRONG_CALLS[call]
    answer = geo_command("map", "--data", sites, "-o", tmp_path / "map.html", *options)
    assert answer.status == 2
    assert len(answer.lines) == 1, answer.lines
    assert told in answer.err
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize("name", ["none.csv", "none.geojson", "none.gpkg", "none.parquet"])
def test_a_table_that_is_not_there_is_one_line(geo_command, tmp_path: Path, name: str) -> None:
    answer = geo_command("map", "--data", tmp_path / name, "-o", tmp_path / "map.html")
    assert answer.status == 2
    assert len(answer.lines) == 1, answer.lines
    assert answer.err.startswith(f"geo: {tmp_path / name}: no such file or directory")


def test_one_operator_of_a_table_can_be_shown_alone(geo_command, sites: Path, tmp_path: Path) -> None:
    answer = geo_command("map", "--data", sites, "-o", tmp_path / "map.html", "--operator", "TUR")
    assert answer.status == 0
    assert ": 1 site on 2025-06-30, " in answer.out
