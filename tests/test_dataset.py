from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pytest

import geo
from geo.dataset import DataError, Dataset, from_folder, load
from geo.store import read_folder
from tests.folders import DataFolder, make_data

DAILY_FILE = "reports/2026/2026-01-26-daily.toml"
DAILY, CHANNEL, UNDATED = "2026-01-26-daily", "2025-12-channel", "who-is-there"


@pytest.fixture
def dataset(data: DataFolder) -> Dataset:
    return load(data.path)


@pytest.fixture
def empty(data: DataFolder) -> Dataset:
    for folder in ("sites", "reports"):
        shutil.rmtree(data.path / folder)
        (data.path / folder).mkdir()
    return load(data.path)


# --- loading -------------------------------------------------------------------------------------------------------


def test_everything_in_the_folder_is_loaded(dataset: Dataset) -> None:
    assert {
        "sites": list(dataset.sites),
        "reports": list(dataset.reports),
        "statements": len(dataset.statements),
        "operators": list(dataset.operators),
        "publishers": list(dataset.publishers),
    } == {
        "sites": ["camp", "qamishli"],
        "reports": [CHANNEL, DAILY, UNDATED],
        "statements": 4,
        "operators": ["RUS", "TUR"],
        "publishers": ["agency", "daily", "channel"],
    }


def test_folder_can_be_named_by_text(data: DataFolder) -> None:
    assert load(str(data.path)) == load(data.path)


def test_statement_has_the_values_of_its_file(dataset: Dataset) -> None:
    statement = next(each for each in dataset.statements if each.id == f"{DAILY}#1")
    assert {
        "about": statement.about.text,
        "since": statement.since and statement.since.text,
        "until": statement.until,
        "strength": statement.strength,
        "passage": statement.passage and (statement.passage.start, statement.passage.end),
        "origin": statement.report.origin,
        "file": statement.report.file,
    } == {
        "about": "2026-01-25",
        "since": "2019-11",
        "until": None,
        "strength": {"aircraft": "8", "personnel": ">100"},
        "passage": ("Forces have begun", "the airport this week"),
        "origin": "agency",
        "file": DAILY_FILE,
    }


def test_link_opens_at_the_passage(dataset: Dataset) -> None:
    links = {each.id: each.link for each in dataset.statements}
    assert links[f"{DAILY}#1"] == (
        "https://www.daily.example.org/2026/forces-leave#:~:text=Forces%20have%20begun,the%20airport%20this%20week"
    )


def test_link_escapes_what_a_text_directive_gives_a_meaning_to(data: DataFolder) -> None:
    data.change(DAILY_FILE, "Forces have begun", "Forces, pro-A & B")
    link = next(each.link for each in load(data.path).statements if each.id == f"{DAILY}#1")
    assert link is not None
    assert "text=Forces%2C%20pro%2DA%20%26%20B,the" in link


def test_link_to_an_address_with_a_fragment_has_one_fragment(data: DataFolder) -> None:
    data.change(DAILY_FILE, "forces-leave", "forces-leave#part-2")
    link = next(each.link for each in load(data.path).statements if each.id == f"{DAILY}#1")
    assert link is not None
    assert link.partition("#")[2].startswith("part-2:~:text=")


def test_report_without_address_has_no_link(dataset: Dataset) -> None:
    assert [each.link for each in dataset.statements if each.report.id == UNDATED] == [None]


def test_report_of_nobody_is_an_origin_of_its_own(dataset: Dataset) -> None:
    assert dataset.reports[UNDATED].origin == f"report:{UNDATED}"


@pytest.mark.parametrize(
    ("origin", "name"),
    [("agency", "The Agency"), (f"report:{UNDATED}", "“Who is at the airport”")],
    ids=["publisher", "report"],
)
def test_origin_has_a_name_to_show(dataset: Dataset, origin: str, name: str) -> None:
    assert dataset.origin_name(origin) == name


def test_dataset_cannot_be_changed(dataset: Dataset) -> None:
    with pytest.raises(FrozenInstanceError):
        dataset.edition = "x"  # type: ignore[misc]


def test_broken_folder_is_refused_with_all_its_problems(data: DataFolder) -> None:
    data.change("sites/camp.toml", 'kind = "base"', "kind = 5")
    data.change(DAILY_FILE, 'about = "2026-01-25"', 'about = "yesterday"')
    data.write("sites/bad.toml", "=")
    with pytest.raises(DataError) as refusal:
        load(data.path)
    assert {problem.rule for problem in refusal.value.problems} == {"keys", "dates", "toml"}


def test_refusal_tells_one_line_a_problem(data: DataFolder) -> None:
    data.change("sites/camp.toml", 'kind = "base"', "kind = 5")
    data.write("sites/bad.toml", "=")
    with pytest.raises(DataError) as refusal:
        load(data.path)
    assert str(refusal.value).splitlines() == [str(problem) for problem in refusal.value.problems]


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such folder"):
        load(tmp_path / "nowhere")


def test_public_names_are_there() -> None:
    assert [name for name in geo.__all__ if not hasattr(geo, name)] == []


def test_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        geo.nothing  # noqa: B018 - asking for it is the test


# --- known by, select, on ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "reports"),
    [
        ("2025-12-30", []),
        ("2025-12-31", [CHANNEL]),
        ("2026-01-25", [CHANNEL]),
        ("2026-01-26", [CHANNEL, DAILY]),
    ],
    ids=["month-not-over", "month-over", "day-before", "day-of-publication"],
)
def test_known_by_a_day_is_what_was_certainly_out(dataset: Dataset, day: str, reports: list[str]) -> None:
    assert list(dataset.known_by(day).reports) == reports


def test_report_without_a_date_is_never_certainly_out(dataset: Dataset) -> None:
    assert UNDATED not in dataset.known_by(date.max).reports


def test_reports_without_a_date_are_named(dataset: Dataset) -> None:
    assert [report.id for report in dataset.undated()] == [UNDATED]


def test_known_by_a_day_keeps_only_the_sites_spoken_of(dataset: Dataset) -> None:
    assert list(dataset.known_by("2025-12-31").sites) == ["qamishli"]


def test_known_by_takes_a_day_or_its_text(dataset: Dataset) -> None:
    assert dataset.known_by("2025-12-31") == dataset.known_by(date(2025, 12, 31))


@pytest.mark.parametrize("text", ["2026", "26.01.2026", "tomorrow"])
def test_known_by_what_is_not_a_day_is_refused(dataset: Dataset, text: str) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        dataset.known_by(text)


def test_one_operator_is_selected(dataset: Dataset) -> None:
    assert {each.operator for each in dataset.select(operator="TUR").statements} == {"TUR"}


def test_one_host_is_selected(data: DataFolder) -> None:
    data.change("sites/camp.toml", 'host = "SYR"', 'host = "TUR"')
    assert list(load(data.path).select(host="TUR").sites) == ["camp"]


def test_nothing_selected_is_everything(dataset: Dataset) -> None:
    assert dataset.select() == dataset


@pytest.mark.parametrize("asked", [{"operator": "USA"}, {"host": "USA"}, {"operator": "russia"}])
def test_selecting_what_is_not_there_is_refused_with_what_there_is(dataset: Dataset, asked: dict[str, str]) -> None:
    with pytest.raises(KeyError, match=r"it has (RUS, TUR|SYR)"):
        dataset.select(**asked)


def test_presences_are_in_the_order_of_sites_and_operators(data: DataFolder) -> None:
    data.change(DAILY_FILE, 'site = "camp"', 'site = "qamishli"')
    found = load(data.path).on("2026-01-26")
    assert [(each.site, each.operator) for each in found] == [("qamishli", "RUS"), ("qamishli", "TUR")]


def test_without_a_day_the_latest_one_spoken_of_is_meant(dataset: Dataset) -> None:
    assert dataset.on().on == date(2026, 1, 26)


def test_site_that_nothing_was_said_about_yet_is_not_in_the_answer(dataset: Dataset) -> None:
    assert [each.site for each in dataset.on("2026-01-25")] == ["qamishli"]


def test_as_known_on_a_day_is_answered_from_what_was_out(dataset: Dataset) -> None:
    assert {each.report.id for each in dataset.on("2026-01-26", known_by="2025-12-31")[0].known} == {CHANNEL}


def test_day_before_everything_has_no_presences(dataset: Dataset) -> None:
    assert len(dataset.on("1990-01-01")) == 0


def test_presences_can_be_sliced(dataset: Dataset) -> None:
    found = dataset.on()
    assert found[:1] == (found[0],)


def test_timelines_are_by_site_and_operator(dataset: Dataset) -> None:
    assert list(dataset.timelines()) == [("camp", "TUR"), ("qamishli", "RUS")]


def test_latest_day_of_nothing_is_refused(empty: Dataset) -> None:
    with pytest.raises(ValueError, match="no statement"):
        empty.latest_day  # noqa: B018 - asking for it is the test


# --- records -------------------------------------------------------------------------------------------------------


def test_record_has_these_keys_in_this_order(dataset: Dataset) -> None:
    assert {tuple(record) for record in dataset.on().records()} == {
        (
            "site", "name", "operator", "host", "on", "certainty", "status", "reason", "since", "last_reported",
            "silent_since", "in_hindsight", "reports", "origins", "supporting", "opposing",
        )
    }  # fmt: skip


def test_record_says_what_is_known(dataset: Dataset) -> None:
    record = next(each for each in dataset.on("2026-01-26").records() if each["site"] == "camp")
    assert record == {
        "site": "camp",
        "name": "Northern camp",
        "operator": "TUR",
        "host": "SYR",
        "on": "2026-01-26",
        "certainty": "yes",
        "status": "present",
        "reason": "agreed",
        "since": None,
        "last_reported": "2026-01-26",
        "silent_since": True,
        "in_hindsight": False,
        "reports": 1,
        "origins": 1,
        "supporting": [f"{DAILY}#2"],
        "opposing": [],
    }


def test_record_tells_who_claims_which_start(data: DataFolder) -> None:
    data.change("reports/2025/2025-12-channel.toml", 'since = "2019"', 'since = "2015"')
    record = next(each for each in load(data.path).on("2026-01-26").records() if each["site"] == "qamishli")
    assert record["since"] == {
        "earliest": {"date": "2015", "origins": ["channel"]},
        "latest": {"date": "2019-11", "origins": ["agency"]},
    }


# --- frames --------------------------------------------------------------------------------------------------------

SITE = ["site", "name", "kind", "host", "latitude", "longitude", "within_km"]
COLUMNS: dict[str, list[str]] = {
    "sites": [*SITE, "geometry"],
    "statements": [
        *SITE, "statement", "operator", "status", "about", "about_earliest", "about_latest", "since", "until", "title",
        "publisher", "via", "origin", "url", "link", "published", "published_earliest", "published_latest", "language",
        "note", "geometry",
    ],
    "presences": [
        *SITE, "operator", "on", "certainty", "status", "reason", "since_earliest", "since_latest", "last_reported",
        "silent_since", "reports", "origins", "geometry",
    ],
}  # fmt: skip


def frame(name: str, dataset: Dataset) -> geopandas.GeoDataFrame:
    if name == "sites":
        return geo.sites_frame(dataset)
    return geo.statements_frame(dataset) if name == "statements" else geo.presences_frame(dataset.on("2026-01-26"))


@pytest.mark.parametrize("name", COLUMNS)
def test_frame_has_the_documented_columns(dataset: Dataset, name: str) -> None:
    assert list(frame(name, dataset).columns) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_frame_is_in_wgs_84_degrees(dataset: Dataset, name: str) -> None:
    assert frame(name, dataset).crs.to_string() == "EPSG:4326"


@pytest.mark.parametrize("name", COLUMNS)
def test_frame_has_longitude_then_latitude(dataset: Dataset, name: str) -> None:
    found = frame(name, dataset)
    assert [(point.x, point.y) for point in found.geometry] == [*zip(found.longitude, found.latitude, strict=True)]


@pytest.mark.parametrize(("name", "rows"), [("sites", 2), ("statements", 4), ("presences", 2)])
def test_frame_has_a_row_for_each(dataset: Dataset, name: str, rows: int) -> None:
    assert len(frame(name, dataset)) == rows


@pytest.mark.parametrize("name", COLUMNS)
def test_frame_of_nothing_has_the_columns_too(empty: Dataset, name: str) -> None:
    found = frame(name, empty)
    assert (list(found.columns), len(found), found.crs.to_string()) == (COLUMNS[name], 0, "EPSG:4326")


@pytest.mark.parametrize("column", ["about_earliest", "about_latest", "published_earliest", "published_latest"])
def test_days_are_days_to_pandas(dataset: Dataset, column: str) -> None:
    assert pandas.api.types.is_datetime64_any_dtype(geo.statements_frame(dataset)[column])


def test_unknown_day_is_absent(dataset: Dataset) -> None:
    rows = geo.statements_frame(dataset).set_index("statement")
    assert pandas.isna(rows.loc[f"{UNDATED}#1", "published_latest"])


def test_dates_of_the_calendar_s_ends_are_days_too(data: DataFolder) -> None:
    data.change("reports/undated/who-is-there.toml", 'about = "2025"', 'about = "../2025"')
    rows = geo.statements_frame(load(data.path)).set_index("statement")
    assert rows.loc[f"{UNDATED}#1", "about_earliest"].year == 1


def test_frames_leave_the_dataset_as_it_was(data: DataFolder) -> None:
    used, fresh = load(data.path), load(data.path)
    for name in COLUMNS:
        frame(name, used)["site"] = "changed"
    assert used == fresh


def test_dataset_and_presences_give_their_frames(dataset: Dataset) -> None:
    frames = (dataset.frame(), dataset.on("2026-01-26").frame())
    assert [list(each.columns) for each in frames] == [COLUMNS["statements"], COLUMNS["presences"]]


# --- edition -------------------------------------------------------------------------------------------------------

ANY_CONTENT = {
    "note": (DAILY_FILE, "Five sources", "Six sources"),
    "space": (DAILY_FILE, 'title = "F', 'title  = "F'),
    "site": ("sites/camp.toml", "36.21", "36.22"),
    "operator": ("operators.toml", "Turkey", "Türkiye"),
    "publisher": ("publishers.toml", "The Agency", "An Agency"),
    "vocabulary": ("vocabulary.toml", "holds_for_days = 30", "holds_for_days = 31"),
    "expect": ("expect.toml", "sites = 2", "sites = 1"),
}


@pytest.mark.parametrize("name", ANY_CONTENT)
def test_edition_changes_with_any_content(data: DataFolder, name: str) -> None:
    before = load(data.path).edition
    data.change(*ANY_CONTENT[name])
    assert load(data.path).edition != before


def test_edition_changes_with_the_name_of_a_file(data: DataFolder) -> None:
    before = load(data.path).edition
    data.move("reports/undated/who-is-there.toml", "reports/undated/who-was-there.toml")
    assert load(data.path).edition != before


def test_edition_changes_with_a_file_taken_away(data: DataFolder) -> None:
    before = load(data.path).edition
    data.remove("reports/undated/who-is-there.toml")
    assert load(data.path).edition != before


def test_edition_does_not_depend_on_where_the_folder_is(dataset: Dataset, tmp_path: Path) -> None:
    assert load(make_data(tmp_path / "elsewhere" / "ünicode").path).edition == dataset.edition


def test_edition_does_not_depend_on_the_order_of_reading(data: DataFolder) -> None:
    folder = read_folder(data.path)
    turned = replace(
        folder,
        sites=folder.sites[::-1],
        reports=folder.reports[::-1],
        lists=dict(reversed(folder.lists.items())),
    )
    assert from_folder(turned).edition == from_folder(folder).edition


def test_edition_is_twelve_hexadecimal_digits(dataset: Dataset) -> None:
    assert (len(dataset.edition), set(dataset.edition) <= set("0123456789abcdef")) == (12, True)


# --- in a notebook -------------------------------------------------------------------------------------------------


def html(thing: Any) -> str:
    return str(thing._repr_html_())


def test_table_of_presences_escapes_what_is_in_the_data(data: DataFolder) -> None:
    data.change("sites/camp.toml", "Northern camp", "<script>alert(1)</script>")
    table = html(load(data.path).on())
    assert ("<script" in table, "&lt;script&gt;" in table) == (False, True)


def test_table_of_presences_has_a_row_for_each(dataset: Dataset) -> None:
    assert html(dataset.on()).count("<tr>") == 1 + 2


def test_dataset_tells_what_it_has(dataset: Dataset) -> None:
    assert [str(number) in html(dataset) for number in (dataset.edition, 2, 3, 4)] == [True] * 4


def test_dataset_is_told_in_one_line(dataset: Dataset) -> None:
    assert repr(dataset) == f"<Dataset of edition {dataset.edition}: 2 sites, 3 reports, 4 statements>"
