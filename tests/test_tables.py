"""Tables of statements: every format is read, and everything wrong with one is told, each in one line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pytest
import shapely

import geo
from geo.table_files import READERS
from geo.tables import COLUMNS, Table, read_table

ROW: dict[str, Any] = {
    "site": "qamishli",
    "name": "Qamishli airport – مطار القامشلي",
    "kind": "airport",
    "host": "SYR",
    "latitude": 37.021,
    "longitude": 41.191,
    "within_km": 2.5,
    "operator": "RUS",
    "status": "present",
    "about": "2025-12",
    "since": "2019~",
    "until": "2026/..",
    "title": 'Says "there", still',
    "publisher": "The Daily",
    "url": "https://daily.example.org/1?a=b&c=d",
    "published": "2026-01-02",
    "language": "ar",
    "note": "line one\nline two, with a comma",
}
NEEDED = {"name": "camp", "latitude": 36.0, "longitude": 37.0, "operator": "TUR", "status": "left", "about": "2024"}


def frame_of(*changes: dict[str, Any]) -> pandas.DataFrame:
    """Rows of a table, each the needed columns with some changed."""
    return pandas.DataFrame([NEEDED | change for change in changes])


def points_of(frame: pandas.DataFrame, crs: int = 4326) -> geopandas.GeoDataFrame:
    """The same rows with points in place of latitude and longitude."""
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"], crs=4326)
    return geopandas.GeoDataFrame(frame.drop(columns=["latitude", "longitude"]), geometry=points).to_crs(crs)


def problems_of(source: Any) -> list[str]:
    """What is told of a table, line by line."""
    with pytest.raises(geo.DataError) as told:
        read_table(source)
    return str(told.value).split("\n")


WRITERS: dict[str, Callable[[pandas.DataFrame, Path], Any]] = {
    "sites.csv": lambda frame, path: frame.to_csv(path, index=False),
    "with a mark.csv": lambda frame, path: frame.to_csv(path, index=False, encoding="utf-8-sig"),
    "lines of Windows.CSV": lambda frame, path: frame.to_csv(path, index=False, lineterminator="\r\n"),
    "sites.parquet": lambda frame, path: frame.to_parquet(path),
    "sites.geojson": lambda frame, path: points_of(frame).to_file(path, driver="GeoJSON"),
    "sites.json": lambda frame, path: points_of(frame).to_file(path, driver="GeoJSON"),
    "sites.gpkg": lambda frame, path: points_of(frame).to_file(path, driver="GPKG"),
    "sites.geoparquet": lambda frame, path: points_of(frame).to_parquet(path),
    "points.parquet": lambda frame, path: points_of(frame).to_parquet(path),
    "another name of geometry.parquet": lambda frame, path: points_of(frame).rename_geometry("at").to_parquet(path),
    "metres.gpkg": lambda frame, path: points_of(frame, 32637).to_file(path, driver="GPKG"),
    "metres.parquet": lambda frame, path: points_of(frame, 3857).to_parquet(path),
    "metres.geojson": lambda frame, path: points_of(frame, 32637).to_file(path, driver="GeoJSON"),
}


def test_every_ending_that_is_read_is_tested() -> None:
    assert {Path(name).suffix.lower() for name in WRITERS} == set(READERS)


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_gives_back_what_was_written(tmp_path: Path, name: str) -> None:
    rows = [ROW, ROW | NEEDED | {"site": "camp", "since": None, "until": None, "note": None, "published": None}]
    path = tmp_path / name
    WRITERS[name](pandas.DataFrame(rows), path)
    table = read_table(path)
    for column, values in table.texts.items():
        assert list(values) == [row[column] or "" for row in rows], column
    for column, values in table.numbers.items():
        assert values.tolist() == pytest.approx([row[column] for row in rows], abs=1e-7), column


@pytest.mark.parametrize("crs", [4326, 3857, 32637, 2154])
def test_points_in_any_crs_become_degrees(crs: int) -> None:
    table = read_table(points_of(frame_of({}, {"latitude": 48.8, "longitude": 2.3}), crs))
    assert table.numbers["latitude"].tolist() == pytest.approx([36, 48.8], abs=1e-7)
    assert table.numbers["longitude"].tolist() == pytest.approx([37, 2.3], abs=1e-7)


def test_a_frame_is_left_as_it_was() -> None:
    frame = points_of(frame_of({}, {"about": "2025"}))
    before = frame.copy(deep=True)
    read_table(frame)
    pandas.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("column", [column for column, required in COLUMNS.items() if required])
def test_a_column_that_is_needed_is_missed_by_its_name(column: str) -> None:
    (problem,) = problems_of(frame_of({}).drop(columns=column))
    assert problem.startswith(f"frame:1: error: columns: has no column {column}; a row is one statement")


@pytest.mark.parametrize("column", [column for column, required in COLUMNS.items() if not required])
def test_a_column_that_is_not_needed_may_be_absent(column: str) -> None:
    rows = pandas.DataFrame([ROW]).drop(columns=column)
    table = read_table(rows)
    assert table.numbers[column][0] == 1 if column == "within_km" else table.texts[column] == [""]


def test_columns_of_another_kind_are_left_alone() -> None:
    assert set(read_table(frame_of({"strength": 40, "geometry": "none"})).texts) < set(COLUMNS)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (2024, "2024"),
        (2024.0, "2024"),
        (numpy.int16(2024), "2024"),
        (date(2024, 2, 29), "2024-02-29"),
        (pandas.Timestamp("2024-02-29"), "2024-02-29"),
        (pandas.Timestamp("2024-02-29T23:59", tz="Asia/Damascus"), "2024-02-29"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_date_may_come_as_a_number_or_a_time(given: Any, read: str, alone: bool) -> None:
    others: list[dict[str, Any]] = [] if alone else [{"about": "2019-11"}]
    assert read_table(frame_of({"about": given}, *others)).texts["about"][0] == read


@pytest.mark.parametrize("absent", [None, float("nan"), pandas.NA, pandas.NaT, ""])
@pytest.mark.parametrize("column", ["since", "site", "kind", "note", "published", "url"])
def test_what_is_missing_is_absent(column: str, absent: Any) -> None:
    frame = frame_of({column: ROW[column]}, {column: absent})
    assert list(read_table(frame).texts[column]) == [ROW[column], ""]


@pytest.mark.parametrize("absent", [None, float("nan"), pandas.NA, ""])
def test_a_point_without_a_radius_is_as_near_as_a_point_can_be(absent: Any) -> None:
    assert read_table(frame_of({"within_km": absent}, {"within_km": 7})).numbers["within_km"].tolist() == [1, 7]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "words: name is empty; write one"),
    ({"operator": None}, "words: operator is empty; write one"),
    ({"status": "gone"}, "words: status: 'gone'; write one of planned, present, reduced, leaving, left, denied"),
    ({"status": None}, "words: status: ''; write one of planned, present, reduced, leaving, left, denied"),
    ({"kind": "fort"}, "words: kind: 'fort'; write one of air-base, naval-base, airport, base, outpost"),
    ({"latitude": 90.01}, "numbers: latitude is 90.01; write a number from -90 to 90"),
    ({"longitude": -181}, "numbers: longitude is -181.0; write a number from -180 to 180"),
    ({"latitude": float("nan")}, "numbers: latitude is nan; write a number from -90 to 90"),
    ({"longitude": float("inf")}, "numbers: longitude is inf; write a number from -180 to 180"),
    ({"within_km": -1}, "numbers: within_km is -1.0; write a number from 0 to 20040"),
    ({"about": None}, "dates: about: '' is not a date; write EDTF"),
    ({"about": "24/12/2025"}, "dates: about: '24/12/2025' is not a date; write EDTF"),
    ({"about": "2025-02-30"}, "dates: about: '2025-02-30' is not in the calendar"),
    ({"since": "2025/2024"}, "dates: since: '2025/2024' has its ends out of order; put the earlier date first"),
    ({"until": "../.."}, "dates: until: '../..' says nothing; leave the key out"),
    ({"published": "yesterday"}, "dates: published: 'yesterday' is not a date; write EDTF"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[f"{next(iter(change))} {told[:40]}" for change, told in WRONG])
def test_what_is_wrong_is_told_with_its_row_rule_and_remedy(change: dict[str, Any], told: str) -> None:
    (problem,) = problems_of(frame_of({}, {"latitude": 35.5, "longitude": 36.5} | change, {}))
    assert problem.startswith(f"frame:2: error: {told}")


def test_everything_wrong_is_told_at_once_in_the_order_of_rows() -> None:
    told = problems_of(frame_of(*(change for change, _ in WRONG)))
    assert [int(line.split(":")[1]) for line in told] == list(range(1, len(WRONG) + 1))


@pytest.mark.parametrize("change", [{"name": "another"}, {"latitude": 36.5}, {"longitude": 37.5}])
def test_a_site_has_one_name_and_one_place(change: dict[str, Any]) -> None:
    (problem,) = problems_of(frame_of({"site": "camp"}, {"site": "camp"} | change))
    told = "sites: site 'camp' has another name or place than in its first row; give each place a site id of its own"
    assert problem == f"frame:2: error: {told}"


def test_a_row_of_text_is_told_by_its_line_whatever_stands_before_it(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    head = "name,latitude,longitude,operator,status,about,note"
    path.write_text(f'{head}\nA,35,38,RUS,present,2025,"two\nlines"\n\nB,99,38,RUS,present,2025,\n')
    (problem,) = problems_of(path)
    assert problem == "sites.csv:5: error: numbers: latitude is '99'; write a number from -90 to 90"


def test_a_hostile_value_is_told_on_one_line() -> None:
    (problem,) = problems_of(frame_of({"status": "a\nb\r\x1b[31m\u2028c"}))
    assert re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]+", problem)


def test_every_geometry_that_is_no_point_is_told() -> None:
    frame = points_of(frame_of({}, {}, {}, {}))
    frame.loc[[1, 3], "geometry"] = shapely.box(37, 36, 38, 37)
    frame.loc[2, "geometry"] = None
    assert [line.split(": give")[0].split(";")[0] for line in problems_of(frame)] == [
        f"frame:{row}: error: geometry: is no point" for row in (2, 3, 4)
    ]


BROKEN = {
    "empty.csv": b"",
    "latin.csv": "name,latitude,longitude,operator,status,about\nÄ,1,2,RUS,present,2025\n".encode("latin-1"),
    "ragged.csv": b"name,latitude\nA,1\nB,1,2,3\n",
    "commas.csv": b"name,latitude,longitude,operator,status,about\nA,1,2,RUS,present,2025,\nB,1,2,RUS,present,2025,\n",
    "text.geojson": b"{hello",
    "text.gpkg": b"hello",
    "text.parquet": b"hello",
    "sheet.xlsx": b"PK",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_table_is_one_problem(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    (problem,) = problems_of(path)
    assert re.fullmatch(rf"{name}:1: error: table: .+; .+", problem)


def test_a_table_without_rows_is_a_problem() -> None:
    assert problems_of(frame_of({}).iloc[:0]) == ["frame:1: error: rows: has no row; a row is one statement"]


def test_a_column_that_stands_twice_is_a_problem() -> None:
    (problem,) = problems_of(pandas.concat([frame_of({}), frame_of({})[["about"]]], axis=1))
    assert problem.startswith("frame:1: error: columns: has more than one column about; ")


@pytest.mark.parametrize("ending", sorted(READERS))
def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path, ending: str) -> None:
    with pytest.raises(FileNotFoundError):
        read_table(tmp_path / f"none{ending}")


def publish() -> Table:
    """Four rows: two with a day, one with a year, one whose page shows no date."""
    days = ["2025-01-10", "2025", "2025-06-01", None]
    return read_table(frame_of(*({"name": f"camp {at}", "published": day} for at, day in enumerate(days))))


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2025-01-09", []), ("2025-01-10", [0]), ("2025-12-30", [0, 2]), ("2025-12-31", [0, 1, 2])],
)
def test_known_by_keeps_what_was_surely_out(day: str, kept: list[int]) -> None:
    known = publish().known_by(day)
    assert known.texts["name"] == [f"camp {row}" for row in kept]
    assert len(known.numbers["latitude"]) == len(kept)


def test_undated_rows_are_counted() -> None:
    assert publish().undated() == 1


def test_select_keeps_the_rows_of_an_operator_or_a_host() -> None:
    pairs = [("RUS", "SYR"), ("TUR", "SYR"), ("RUS", "LBY")]
    table = read_table(frame_of(*({"operator": operator, "host": host} for operator, host in pairs)))
    assert len(table.select(operator="RUS")) == 2
    assert table.select(operator="RUS", host="LBY").texts["host"] == ["LBY"]
    with pytest.raises(KeyError, match="'FRA' is not in the table; it has RUS, TUR"):
        table.select(operator="FRA")


def page_bytes(table: Table) -> bytes:
    file = io.BytesIO()
    geo.PresenceMap(table).save(file, close_file=False)
    return file.getvalue()


def test_the_page_of_a_table_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    pandas.DataFrame([ROW, ROW | NEEDED | {"site": "camp"}]).to_csv(tmp_path / "sites.csv", index=False)
    first, second = (page_bytes(read_table(tmp_path / "sites.csv")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("column", ["operator", "host", "language"])
def test_more_words_than_a_page_tells_apart_are_told_of(column: str) -> None:
    frame = pandas.DataFrame([ROW] * 65_536).drop(columns="site")
    frame[column] = [f"x{number}" for number in range(len(frame))]
    with pytest.raises(geo.DataError, match=f"{column} has 65536 different values"):
        read_table(frame)
