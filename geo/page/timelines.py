"""Timelines of presences as columns: runs of days, each with the number of an answer.

What a single statement answers on every day depends on nothing but its status and the order in which a few days
stand that follow from its dates. So it is worked out once for each order that there is, by `geo.presence`, and
then the days are put in: a table of a hundred thousand sites has a few dozen orders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from geo.dates import Date
from geo.model import Report, Statement, Status
from geo.presence import Presence, timeline

if TYPE_CHECKING:
    import numpy

__all__ = ["EPOCH", "NEVER_DATED", "NO_DAY", "Answers", "Dates", "known_timelines", "single_timelines"]

EPOCH = date(1970, 1, 1).toordinal()
# A timeline that rests on a report without a date is known on no date that can be asked for.
NEVER_DATED = 2**31 - 1
NO_DAY = -(2**31)
_LAST = date.max.toordinal()


class Dates(Protocol):
    """The dates of some rows: a code for each row, by column, and the days that each code can mean; 0 is none."""

    @property
    def codes(self) -> Mapping[str, numpy.ndarray[Any, Any]]:
        """The code of each row, by column."""

    @property
    def earliest(self) -> numpy.ndarray[Any, Any]:
        """The first day that each code can mean, as `datetime.date.toordinal` has it."""

    @property
    def latest(self) -> numpy.ndarray[Any, Any]:
        """The last day that each code can mean."""

    def day(self, column: str, row: int) -> Date | None:
        """The date in a row of a column."""


class Answers:
    """The different answers there are; a statement in one is counted from the first of its presence."""

    def __init__(self) -> None:
        self._codes: dict[tuple[Any, ...], int] = {}

    def of(self, presence: Presence | None, numbers: Mapping[str, int]) -> int:
        """The number of what a presence answers; `numbers` has its statements by id."""
        if presence is None:
            return self._codes.setdefault(("none",), len(self._codes))
        key = (
            presence.certainty,
            presence.status,
            presence.reason,
            numbers[presence.last.id],
            int(presence.silent_since) + 2 * int(presence.in_hindsight),
            presence.reports,
            presence.origins,
            tuple(numbers[statement.id] for statement in presence.supporting),
            tuple(numbers[statement.id] for statement in presence.opposing),
        )
        return self._codes.setdefault(key, len(self._codes))

    def to_json(self) -> str:
        """All answers, each at its number."""
        return json.dumps(list(self._codes), separators=(",", ":"))


def known_timelines(
    statements: Sequence[Statement], statuses: Mapping[str, Status], answers: Answers
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Each day on which more came to be known of a presence, with the runs as known from then on; last, all there is.

    A run is its first day and the number of its answer. Days are counted from 1970-01-01.
    """
    numbers = {statement.id: number for number, statement in enumerate(statements)}
    before: list[tuple[int, int]] = []
    for day, known in _as_known(statements):
        runs = [
            (each.first.toordinal() - EPOCH, answers.of(each.presence, numbers)) for each in timeline(known, statuses)
        ]
        if runs != before:
            yield day, runs
            before = runs


def _as_known(statements: Sequence[Statement]) -> Iterator[tuple[int, Sequence[Statement]]]:
    for day in sorted({each.report.published.latest for each in statements if each.report.published}):
        known = [each for each in statements if each.report.published and each.report.published.latest <= day]
        yield day.toordinal() - EPOCH, known
    if any(each.report.published is None for each in statements):
        yield NEVER_DATED, statements


def single_timelines(
    dates: Dates,
    status_of: Sequence[str],
    rows: numpy.ndarray[Any, Any],
    statuses: Mapping[str, Status],
    answers: Answers,
) -> tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]:
    """The runs of presences with one statement each: how many each has, and all their first days and answers."""
    import numpy

    if not len(rows):
        return (numpy.zeros(0, dtype="i8"),) * 3
    words = list(statuses)
    codes = numpy.array([words.index(status_of[row]) for row in rows.tolist()])
    holds = numpy.array([statuses[word].holds_for_days for word in words])[codes]
    quantities = _quantities(dates, rows, holds)
    orders = _orders(quantities, _widths(dates, rows), codes)
    _, firsts, order_of = numpy.unique(orders, return_index=True, return_inverse=True)
    counts = numpy.zeros(len(rows), dtype="i8")
    pieces = []
    for number, first in enumerate(firsts.tolist()):
        members = numpy.flatnonzero(order_of == number)
        runs = _runs_of(_statement(dates, status_of, int(rows[first])), statuses, answers, quantities[first])
        counts[members] = len(runs)
        for place, (column, answer) in enumerate(runs):
            pieces.append((members, place, quantities[members, column], answer))
    begins = numpy.append(0, numpy.cumsum(counts))
    days = numpy.zeros(begins[-1], dtype="i8")
    found = numpy.zeros(begins[-1], dtype="i8")
    for members, place, firsts_of_runs, answer in pieces:
        days[begins[members] + place] = firsts_of_runs - EPOCH
        found[begins[members] + place] = answer
    return counts, days, found


def _quantities(dates: Dates, rows: numpy.ndarray[Any, Any], holds: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """Every day that an answer of one statement can begin on or be compared with: rows by 12 ordinals, 0 for none."""
    import numpy

    def ends(column: str) -> tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]:
        codes = dates.codes[column][rows]
        return dates.earliest[codes], dates.latest[codes]

    about_earliest, about_latest = ends("about")
    since_earliest, since_latest = ends("since")
    until_earliest, until_latest = ends("until")
    has_until = (dates.codes["until"][rows] > 0).astype("i8")
    after = holds + 1
    return numpy.stack(
        [
            about_earliest,
            about_latest,
            about_earliest + 1,
            about_latest + 1,
            about_earliest + after,
            about_latest + after,
            since_earliest,
            since_latest,
            until_earliest,
            until_latest,
            (until_earliest + 1) * has_until,
            (until_latest + 1) * has_until,
        ],
        axis=1,
    )


def _widths(dates: Dates, rows: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """How many days wide each of a statement's dates is: rows by 3."""
    import numpy

    codes = [dates.codes[column][rows] for column in ("about", "since", "until")]
    return numpy.stack([dates.latest[each] - dates.earliest[each] for each in codes], axis=1)


def _orders(
    quantities: numpy.ndarray[Any, Any], widths: numpy.ndarray[Any, Any], codes: numpy.ndarray[Any, Any]
) -> numpy.ndarray[Any, Any]:
    """A number for each row that is the same where status and the order of days and of widths are the same.

    The status, then dense ranks: of 12 days and the calendar's last one in 4 bits each, of 3 widths in 2 each; which
    dates are absent shows in the ranks, as do days that lie past the calendar's end.
    """
    import numpy

    limit = numpy.full((len(quantities), 1), _LAST)
    key = codes.astype("i8")
    for group, bits in ((numpy.hstack([quantities, limit, numpy.ones_like(limit)]), 4), (widths, 2)):
        for ranks in _dense_ranks(group).T[: 13 if bits == 4 else 3]:
            key = (key << bits) | ranks
    return key


def _dense_ranks(values: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """The rank of each value in its row, from 0; equal values have one rank."""
    import numpy

    order = numpy.argsort(values, axis=1, kind="stable")
    steps = numpy.diff(numpy.take_along_axis(values, order, axis=1), axis=1) != 0
    ranked = numpy.concatenate([numpy.zeros((len(values), 1), dtype="i8"), numpy.cumsum(steps, axis=1)], axis=1)
    ranks = numpy.empty_like(ranked)
    numpy.put_along_axis(ranks, order, ranked, axis=1)
    return ranks


def _statement(dates: Dates, status_of: Sequence[str], row: int) -> Statement:
    about = dates.day("about", row)
    if about is None:
        raise ValueError(f"row {row + 1} speaks of no date")
    report = Report(id="one", file="", language="")
    since, until = dates.day("since", row), dates.day("until", row)
    return Statement(report, 1, "", "", status_of[row], about, since=since, until=until)


def _runs_of(
    statement: Statement, statuses: Mapping[str, Status], answers: Answers, quantities: numpy.ndarray[Any, Any]
) -> list[tuple[int, int]]:
    """The runs of one statement's timeline: which of its quantities each begins on, and its answer's number."""
    days = quantities.tolist()
    numbers = {statement.id: 0}
    return [
        (days.index(each.first.toordinal()), answers.of(each.presence, numbers))
        for each in timeline([statement], statuses)
    ]
