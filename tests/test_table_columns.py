"""The columns of a table answer every day as `geo.presence` does, and are the same each time they are made."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.dates import Date, parse_date
from geo.model import Report, Statement, Status
from geo.page.payload import make_payload
from geo.page.table_columns import table_columns
from geo.page.timelines import EPOCH, NEVER_DATED, Answers, known_timelines, single_timelines
from geo.presence import Presence, timeline
from geo.tables import Table, read_table, vocabulary

STATUSES = {name: Status(name, int(each["holds_for_days"]), "") for name, each in vocabulary()["status"].items()}
Row = dict[str, str]
# A step function over days: on which day it takes which value.
Steps = list[tuple[int, Any]]

years = st.integers(2015, 2027)
days = st.dates(date(2015, 1, 1), date(2027, 12, 31)).map(date.isoformat)
points = st.one_of(
    days,
    # Days near each other, so that spans touch, meet and overlap.
    st.dates(date(2019, 12, 28), date(2020, 1, 4)).map(date.isoformat),
    years.map(str),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
)
marked = st.builds("{}{}".format, points, st.sampled_from("~?%"))
spans = st.tuples(points, points).map(lambda ends: "/".join(sorted(ends, key=lambda end: parse_date(end).earliest)))
open_ends = st.one_of(points.map("../{}".format), points.map("{}/..".format))
calendar_ends = st.sampled_from(
    ["0001", "0001-01-01", "9999", "9999-12-31", "9998-06/9999", "0001/0002", "201X", "20XX"]
)


def is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


dates = st.one_of(points, points, marked, spans, open_ends, calendar_ends).filter(is_date)
maybe_dates = st.one_of(st.just(""), dates)


def rows_of(publishers: st.SearchStrategy[str], published: st.SearchStrategy[str]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "status": st.sampled_from(list(STATUSES)),
            "about": dates,
            "since": maybe_dates,
            "until": maybe_dates,
            "publisher": publishers,
            "published": published,
            "url": st.sampled_from(["", "https://a.example/1", "https://b.example/1"]),
        }
    )


def table_of(rows: Sequence[Row], sites: Sequence[str]) -> Table:
    placed = [
        {"site": site, "name": site, "latitude": 35.0, "longitude": 38.0, "operator": "RUS", **row}
        for row, site in zip(rows, sites, strict=True)
    ]
    return read_table(pandas.DataFrame(placed))


def statement_of(number: int, row: Row) -> Statement:
    """A row as a statement, made without any of the code under test."""

    def day(column: str) -> Date | None:
        return parse_date(row[column]) if row[column] else None

    host = row["url"].removeprefix("https://").partition("/")[0]
    report = Report(
        id=row["url"] or f"row-{number}",
        file="",
        language="",
        publisher=row["publisher"] or host or f"row {number}",
        published=day("published"),
    )
    about = parse_date(row["about"])
    return Statement(report, number, "", "", row["status"], about, since=day("since"), until=day("until"))


def answer_of(presence: Presence | None, numbers: Mapping[str, int]) -> list[Any]:
    if presence is None:
        return ["none"]
    return [
        presence.certainty,
        presence.status,
        presence.reason,
        numbers[presence.last.id],
        presence.silent_since + 2 * presence.in_hindsight,
        presence.reports,
        presence.origins,
        [numbers[each.id] for each in presence.supporting],
        [numbers[each.id] for each in presence.opposing],
    ]


def steps_of(statements: Sequence[Statement], numbers: Mapping[str, int]) -> Steps:
    return [
        (each.first.toordinal() - EPOCH, answer_of(each.presence, numbers)) for each in timeline(statements, STATUSES)
    ]


def value_on(steps: Steps, day: int) -> Any:
    at = bisect_right(steps, day, key=lambda step: step[0])
    return steps[at - 1][1] if at else None


def assert_same_every_day(found: Steps, expected: Steps) -> None:
    """Step functions are the same where they are the same on each day on which one of them may change."""
    for day in sorted({day for day, _ in [*found, *expected]}):
        assert value_on(found, day) == value_on(expected, day), date.fromordinal(day + EPOCH)


def timelines_of(table: Table) -> list[list[tuple[int, Steps]]]:
    """What the columns of a table say: for each presence, from which day on which steps are known."""
    columns = table_columns(table)
    column = {name: numpy.asarray(values).tolist() for name, (_, values) in columns.numbers.items()}
    answers = json.loads(columns.texts["answers"][0])

    def steps(known: int) -> Steps:
        first, end = column["known_run_first"][known : known + 2]
        runs = zip(column["run_day"][first:end], column["run_answer"][first:end], strict=True)
        return [(day, answers[answer]) for day, answer in runs]

    firsts = column["presence_known_first"]
    return [
        [(column["known_day"][known], steps(known)) for known in range(first, end)] for first, end in pairwise(firsts)
    ]


@settings(max_examples=150)
@given(st.lists(rows_of(st.just("wire"), maybe_dates), min_size=1, max_size=40))
def test_a_single_statement_answers_every_day_as_geo_presence_does(rows: list[Row]) -> None:
    found = timelines_of(table_of(rows, [f"site-{number}" for number in range(len(rows))]))
    assert len(found) == len(rows)
    for [(_, steps)], row in zip(found, rows, strict=True):
        statement = statement_of(0, row)
        assert_same_every_day(steps, steps_of([statement], {statement.id: 0}))


def test_many_single_statements_of_like_dates_do_not_get_each_others_answers() -> None:
    """Rows whose days stand in one order share their work: here there are many of each order, of all widths."""
    chance = Random(20260130)
    near = [
        *("2020", "2020~", "2020-01", "2020-01~", "2020-01-01", "2020-01-01~", "2020-01-02", "2019-12-31", "2019-12"),
        *("2019/2020", "2019-12-31/2020-01-01", "2019-12-30/2020-01-03", "../2020-01-01", "2020-01-01/..", "2020-02"),
        *("2020-06-29", "2020-06-30", "2019-12-01/2020-01-31", "9999-12-31", "9999-12", "9999-06-01", "9999", "9998"),
    ]
    rows = [
        {
            "status": chance.choice(list(STATUSES)),
            "about": chance.choice(near),
            "since": chance.choice(["", chance.choice(near)]),
            "until": chance.choice(["", chance.choice(near)]),
            "publisher": "wire",
            "published": "2020",
            "url": "",
        }
        for _ in range(4000)
    ]
    found = timelines_of(table_of(rows, [f"site-{number}" for number in range(len(rows))]))
    for [(_, steps)], row in zip(found, rows, strict=True):
        statement = statement_of(0, row)
        assert steps == steps_of([statement], {statement.id: 0}), row


@settings(max_examples=150)
@given(st.lists(rows_of(st.sampled_from(["wire", "daily", ""]), maybe_dates), min_size=2, max_size=5))
def test_several_statements_answer_every_day_as_geo_presence_does(rows: list[Row]) -> None:
    (found,) = timelines_of(table_of(rows, ["camp"] * len(rows)))
    statements = [statement_of(number, row) for number, row in enumerate(rows)]
    numbers = {each.id: number for number, each in enumerate(statements)}
    assert_same_every_day(found[-1][1], steps_of(statements, numbers))


@settings(max_examples=150)
@given(st.lists(rows_of(st.sampled_from(["wire", "daily", ""]), maybe_dates), min_size=1, max_size=5))
def test_what_was_known_by_a_day_is_what_reports_out_by_then_say(rows: list[Row]) -> None:
    (found,) = timelines_of(table_of(rows, ["camp"] * len(rows)))
    statements = [statement_of(number, row) for number, row in enumerate(rows)]
    numbers = {each.id: number for number, each in enumerate(statements)}
    out = {each.id: each.report.published.latest for each in statements if each.report.published}
    for day in sorted({each.toordinal() - EPOCH for each in out.values()}):
        known = [each for each in statements if each.id in out and out[each.id].toordinal() - EPOCH <= day]
        assert_same_every_day(value_on(found, day) or [], steps_of(known, numbers))


@given(rows_of(st.just("wire"), st.just("")))
def test_an_undated_report_is_known_on_no_day_that_can_be_asked_for(row: Row) -> None:
    ((known, _),) = timelines_of(table_of([row], ["camp"]))[0:1][0]
    assert known == NEVER_DATED


class OneRow:
    """The dates of one row, each at a code of its own."""

    def __init__(self, row: Row) -> None:
        every = [parse_date(row[column]) for column in ("about", "since", "until") if row[column]]
        codes = {text.text: code for code, text in enumerate(every, start=1)}
        self.codes = {each: numpy.array([codes.get(row[each], 0)]) for each in ("about", "since", "until")}
        self.earliest = numpy.array([0, *(each.earliest.toordinal() for each in every)])
        self.latest = numpy.array([0, *(each.latest.toordinal() for each in every)])
        self._row = row

    def day(self, column: str, row: int) -> Date | None:
        return parse_date(self._row[column]) if self._row[column] else None


@settings(max_examples=150)
@given(rows_of(st.just("wire"), st.just("2027-12-31")))
def test_the_quick_way_for_one_statement_gives_what_the_way_for_several_gives(row: Row) -> None:
    quick, plain = Answers(), Answers()
    _, first_days, codes = single_timelines(OneRow(row), [row["status"]], numpy.array([0]), STATUSES, quick)
    found = [(day, json.loads(quick.to_json())[code]) for day, code in zip(first_days.tolist(), codes, strict=True)]
    ((_, runs),) = known_timelines([statement_of(0, row)], STATUSES, plain)
    assert found == [(day, json.loads(plain.to_json())[code]) for day, code in runs]


@given(st.lists(rows_of(st.sampled_from(["wire", "daily", ""]), maybe_dates), min_size=1, max_size=8))
def test_a_table_makes_the_same_columns_each_time(rows: list[Row]) -> None:
    sites = [f"site-{number % 3}" for number in range(len(rows))]
    first, second = (make_payload(table_columns(table_of(rows, sites)), {}) for _ in range(2))
    assert first == second


def test_each_presence_has_its_own_operator_whatever_operators_are_called() -> None:
    # Neither in the order of the alphabet, nor what a JSON object keeps in order.
    operators = ["TUR", "RUS", "10", "9", "", "__proto__"]
    operators.remove("")
    rows = [
        {"name": each, "latitude": 35, "longitude": 38, "operator": each, "status": "present", "about": "2025"}
        for each in operators
    ]
    head = json.loads(
        geo.PresenceMap(read_table(pandas.DataFrame(rows)))
        .page.to_html()
        .partition('id="head">')[2]
        .partition("</script>")[0]
    )
    assert [each["id"] for each in head["operators"]] == operators


@pytest.mark.parametrize("count", [9, 12])
def test_only_as_many_operators_as_there_are_colours_have_one(count: int) -> None:
    rows = [
        {"name": f"{each}-{again}", "latitude": 35, "longitude": 38, "operator": f"O{each}", "status": "present"}
        for each in range(count)
        for again in range(each + 1)
    ]
    made = table_columns(read_table(pandas.DataFrame(rows).assign(about="2025")))
    colours = {each["id"]: each["colour"] for each in made.lists["operators"]}
    assert sorted(filter(None, colours.values())) == list(range(1, 9))
    # Those with the most presences have them.
    assert [each for each, colour in colours.items() if colour == 0] == [f"O{each}" for each in range(count - 8)]
