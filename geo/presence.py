"""What is known of an operator at a site on a date: from statements to a presence.

A statement makes claims about spans of days. One that says an operator is there claims the days from `since` (or the
date it speaks of) to that date, and answers for `holds_for_days` of its status more. One that says it has left, or is
not there, claims absence from `until` (or the date it speaks of) in the same way. A day is certainly in a span when
every reading of the dates puts it there, and possibly when some reading does.

On a day, from the statements known by then:

1. An origin's later word replaces its earlier one where the two contradict each other.
2. A claim about certainly later days replaces one that spoke of earlier days only. A contrary one does so unless it has
   to cover those days too: that is a change, not a contradiction. What has been replaced stays replaced, so that the
   last word's time to answer is what counts.
3. What is left speaks of overlapping dates. Presence and absence from different origins: **conflict**; but a claim that
   certainly holds the day decides against one that only possibly does and is dated less precisely. Presence before
   the day from which another origin has the operator there, where the two starts cannot be the same: **conflict** about
   the start, unless a report in between says that it had left. One origin that says both in its last word: **maybe**.
   A stay told of by a report of its end yields to any report of absence.
4. Only absence or plans: **no**. Presence: **yes**. But **maybe** where the dates are too imprecise to be sure.
5. Nothing holds the day, but something spoke of an earlier one: **maybe**; so too where of two that contradicted each
   other one no longer answers. A missing end never means "still there".
6. Nothing spoke of the day or an earlier one: there is no presence to tell of.

Days are proleptic Gregorian ordinals (`datetime.date.toordinal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal

from geo.claims import (
    Bound,
    Claim,
    Side,
    Since,
    are_independent,
    claims_of,
    doubt_of,
    is_unsettled,
    precision_of,
    replaced_from,
    since_of,
)
from geo.dates import Date
from geo.model import Statement, Status

__all__ = ["Bound", "Certainty", "Presence", "Reason", "Segment", "Since", "presence_on", "timeline"]

Certainty = Literal["yes", "no", "maybe", "conflict"]
Reason = Literal["agreed", "imprecise", "silent", "divided", "disputed", "disputed-start"]

_recency = attrgetter("recency")


@dataclass(frozen=True)
class Presence:
    """What is known of one operator at one site on one date, and which statements say so.

    last: the statement about the latest date, up to this one; where only later reports tell of this date
    (`in_hindsight`), the first of them. silent_since: no statement speaks of any later date.
    """

    site: str
    operator: str
    on: date
    certainty: Certainty
    status: str
    reason: Reason
    last: Statement
    silent_since: bool
    in_hindsight: bool
    since: Since | None
    known: tuple[Statement, ...]
    supporting: tuple[Statement, ...]
    opposing: tuple[Statement, ...]

    @property
    def last_reported(self) -> Date:
        """The date that the last statement speaks of."""
        return self.last.about

    @property
    def reports(self) -> int:
        """How many reports speak of the time up to this date."""
        return len({statement.report.id for statement in self.known})

    @property
    def origins(self) -> int:
        """How many independent origins those reports have."""
        return len({statement.report.origin for statement in self.known})


@dataclass(frozen=True)
class Segment:
    """A run of days, from `first` to the next segment's, with one answer; `presence` is None before any."""

    first: date
    presence: Presence | None


def presence_on(statements: Iterable[Statement], statuses: Mapping[str, Status], on: date) -> Presence | None:
    """The presence on a date from the statements about one operator at one site that are known; None before any.

    `statuses` is the vocabulary's statuses by id. Raises KeyError for a statement with a status outside it.
    """
    return _Evidence(statements, statuses).on(on)


def timeline(statements: Iterable[Statement], statuses: Mapping[str, Status]) -> tuple[Segment, ...]:
    """Every answer there is, in the order of time: each holds from its first day until the next one's."""
    return _Evidence(statements, statuses).timeline()


class _Evidence:
    """The statements about one operator at one site, and the claims they make."""

    def __init__(self, statements: Iterable[Statement], statuses: Mapping[str, Status]) -> None:
        self.statements = sorted(statements, key=_recency)
        self.claims = [claim for each in self.statements for claim in claims_of(each, statuses[each.status])]

    def timeline(self) -> tuple[Segment, ...]:
        edges = {edge for claim in self.claims for edge in claim.edges()}
        edges |= {start for start, _ in self.starts} | set(self.absences)
        segments: list[Segment] = []
        before: tuple[object, ...] | None = None
        for day in sorted(edge for edge in edges if 1 <= edge <= date.max.toordinal()):
            presence = self.on(date.fromordinal(day))
            answer = _answer(presence)
            if answer != before:
                segments.append(Segment(date.fromordinal(day), presence))
                before = answer
        return tuple(segments)

    def on(self, on: date) -> Presence | None:
        day = on.toordinal()
        begun = [claim for claim in self.claims if claim.first_earliest <= day]
        if not begun:
            return None
        standing = [claim for claim, replaced in self.standing if claim.first_earliest <= day < replaced]
        live = [claim for claim in standing if claim.possibly(day)]
        stale = [claim for claim in standing if not claim.possibly(day)]
        sides: dict[Side, list[Claim]] = {"there": [], "was": [], "gone": [], "planned": []}
        for claim in live:
            sides[claim.side].append(claim)
        there, gone, planned = sides["there"], sides["gone"], sides["planned"]
        if not gone:
            # That it was there until it left tells of the time before only where nothing tells of its absence.
            there += sides["was"]
        deciding, opposing, reason = self._weigh(there, gone, planned, day)
        certainty: Certainty
        if not deciding:
            deciding = [max(begun, key=lambda claim: (claim.last_latest, claim.statement.recency))]
            certainty, reason = "maybe", "silent"
        elif reason != "agreed":
            certainty = "maybe" if reason == "divided" else "conflict"
        elif not any(claim.certainly(day) for claim in deciding):
            certainty, reason = "maybe", "imprecise"
        elif any(is_unsettled(claim, deciding) for claim in stale):
            certainty, reason = "maybe", "silent"
        else:
            certainty = "no" if deciding[0].side in ("gone", "planned") else "yes"
        return self._presence(on, certainty, reason, begun, deciding, opposing)

    def _weigh(
        self, there: list[Claim], gone: list[Claim], planned: list[Claim], day: int
    ) -> tuple[list[Claim], list[Claim], Reason]:
        """Which claims decide the day, which speak against them, and whether they are at odds."""
        if there and gone:
            sure_there = [claim for claim in there if claim.certainly(day)]
            sure_gone = [claim for claim in gone if claim.certainly(day)]
            if sure_there and not sure_gone and precision_of(sure_there) < doubt_of(gone, day):
                return there, gone, "agreed"
            if sure_gone and not sure_there and precision_of(sure_gone) < doubt_of(there, day):
                return gone, there, "agreed"
            # Those whose dates only perhaps hold the day are not named beside those that surely do.
            there, gone = sure_there or there, sure_gone or gone
            return there, gone, "disputed" if are_independent(there, gone) else "divided"
        if there and (denials := self._denials_of_start(there, day)):
            return there, denials, "disputed-start"
        return there or gone + planned, [], "agreed"

    def _presence(
        self,
        on: date,
        certainty: Certainty,
        reason: Reason,
        begun: Sequence[Claim],
        deciding: Sequence[Claim],
        opposing: Sequence[Claim],
    ) -> Presence:
        known = _statements_of((*begun, *opposing))
        told = [each for each in known if each.about.earliest <= on]
        # Where only later reports tell of the day, the first of them that decides it is named.
        last = max(told, key=_recency) if told else min((claim.statement for claim in deciding), key=_recency)
        newest = max(deciding, key=lambda claim: (claim.statement.about.earliest <= on, claim.statement.recency))
        spoke = newest.statement.about.earliest <= on
        return Presence(
            site=newest.statement.site,
            operator=newest.statement.operator,
            on=on,
            certainty=certainty,
            # Before the date that a statement speaks of, the stay it tells of is plain presence.
            status=_status(newest) if spoke or newest.side not in ("there", "was") else "present",
            reason=reason,
            last=last,
            silent_since=bool(told) and self.latest_about <= last.about.earliest,
            in_hindsight=not told,
            since=self.since,
            known=known,
            supporting=_statements_of(deciding),
            opposing=_statements_of(opposing),
        )

    def _denials_of_start(self, there: Sequence[Claim], day: int) -> list[Claim]:
        """The claims of other origins that the stay began only after this day, and after those who say it had begun."""
        denials = [
            claim
            for start, claim in self.starts
            if day < start and not any(day < gone < start for gone in self.absences)
        ]
        origins = {claim.statement.report.origin for claim in there}
        deniers = {claim.statement.report.origin for claim in denials}
        begun = [claim.first_latest for claim in there if claim.statement.report.origin not in deniers]
        return [
            denial
            for denial in denials
            if denial.statement.report.origin not in origins and any(first < denial.first_earliest for first in begun)
        ]

    @cached_property
    def standing(self) -> list[tuple[Claim, int]]:
        """Each claim, and the first day on which another one has taken its place."""
        return [(claim, replaced_from(claim, self.claims)) for claim in self.claims]

    @cached_property
    def since(self) -> Since | None:
        """The earliest and the latest start that is claimed."""
        return since_of(self.statements)

    @cached_property
    def latest_about(self) -> date:
        """The latest date that is surely spoken of."""
        return max(each.about.earliest for each in self.statements)

    @cached_property
    def starts(self) -> list[tuple[int, Claim]]:
        """For each origin the start it claims last, and the claim."""
        newest: dict[str, Claim] = {}
        for claim in self.claims:
            if claim.statement.since is not None and claim.side in ("there", "was"):
                origin = claim.statement.report.origin
                if origin not in newest or newest[origin].statement.recency <= claim.statement.recency:
                    newest[origin] = claim
        return [(claim.first_earliest, claim) for claim in newest.values()]

    @cached_property
    def absences(self) -> list[int]:
        """The days by which the operator was gone, as statements of absence have it."""
        return [claim.first_latest for claim in self.claims if claim.side == "gone"]


def _statements_of(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """The statements that make the claims, each once, in the claims' order."""
    return tuple({id(claim.statement): claim.statement for claim in claims}.values())


def _status(claim: Claim) -> str:
    """The status that a claim tells of: its statement's, unless that is about the other side of `until`."""
    status = claim.statement.status
    if claim.side == "gone":
        return status if status in ("left", "denied") else "left"
    return "present" if claim.side in ("there", "was") and status in ("left", "denied") else status


def _answer(presence: Presence | None) -> tuple[object, ...] | None:
    """All that a presence says but its date."""
    if presence is None:
        return None
    return (
        presence.certainty,
        presence.status,
        presence.reason,
        presence.last,
        presence.silent_since,
        presence.in_hindsight,
        presence.known,
        presence.supporting,
        presence.opposing,
    )
