"""Claims: the spans of days that statements speak of, and which of them take another's place.

`geo.presence` tells the rules; here is what its words mean. Days are proleptic Gregorian ordinals
(`datetime.date.toordinal`). A day is *certainly* in a span when every reading of its dates puts it there, and
*possibly* when some reading does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from geo.dates import Date
from geo.model import Statement, Status

__all__ = [
    "Bound",
    "Claim",
    "Side",
    "Since",
    "are_independent",
    "claims_of",
    "doubt_of",
    "is_unsettled",
    "precision_of",
    "replaced_from",
    "since_of",
]

# there: it was there; was: it was there until it left; gone: it was not there; planned: it will be.
Side = Literal["there", "was", "gone", "planned"]


@dataclass(frozen=True)
class Claim:
    """A span of days that a statement speaks of, each end with its earliest and latest reading."""

    statement: Statement
    side: Side
    first_earliest: int
    first_latest: int
    last_earliest: int
    last_latest: int
    holds: int

    def possibly(self, day: int) -> bool:
        """Whether some reading of its dates, and the time it answers for after them, holds a day."""
        return self.first_earliest <= day <= self.last_latest + self.holds

    def certainly(self, day: int) -> bool:
        """Whether every reading of its dates, and the time it answers for after them, holds a day."""
        return self.first_latest <= day <= self.last_earliest + self.holds

    def edges(self) -> tuple[int, ...]:
        """The days on which an answer that rests on this claim can change."""
        after = self.holds + 1
        about = self.statement.about.earliest.toordinal()
        ends = self.last_latest + 1, self.last_earliest + after, self.last_latest + after
        return self.first_earliest, self.first_latest, *ends, about


class Bound(NamedTuple):
    """One claimed start and the statements that claim it."""

    date: Date
    statements: tuple[Statement, ...]


class Since(NamedTuple):
    """The earliest and the latest start that any statement claims; the same where they agree."""

    earliest: Bound
    latest: Bound


def claims_of(statement: Statement, status: Status) -> list[Claim]:
    """The spans that a statement speaks of."""
    about, since, until = statement.about, statement.since, statement.until

    def claim(side: Side, first: Date, last: Date, holds: int, after: int = 0) -> Claim:
        return Claim(
            statement,
            side,
            first_earliest=first.earliest.toordinal() + after,
            first_latest=first.latest.toordinal() + after,
            last_earliest=last.earliest.toordinal(),
            last_latest=last.latest.toordinal(),
            holds=holds,
        )

    def absence() -> Claim:
        # The stay's last day is one of the stay.
        return claim("gone", until, about, holds, after=1) if until else claim("gone", about, about, holds)

    holds = status.holds_for_days
    if statement.status == "planned":
        return [claim("planned", about, about, holds)]
    claims = []
    if statement.status in ("left", "denied"):
        claims.append(absence())
        if since is not None:
            claims.append(claim("was", since, until or about, 0))
    elif until is not None:
        claims += [claim("there", since or until, until, 0), absence()]
    else:
        claims.append(claim("there", since or about, about, holds))
    return claims


def replaced_from(claim: Claim, others: Sequence[Claim]) -> int:
    """The first day on which another claim has taken a claim's place; past the calendar's end where none does."""
    return min((day for other in others if (day := _replaces_from(other, claim))), default=date.max.toordinal() + 1)


def _replaces_from(later: Claim, claim: Claim) -> int | None:
    """From when one claim takes another's place: as its origin's later word, or by speaking of later days."""
    contrary = later.side != claim.side
    if later.side not in ("there", "gone") or claim.side not in ("there", "gone"):
        return None
    if (
        contrary
        and later.statement.report.origin == claim.statement.report.origin
        and later.statement.recency[:3] > claim.statement.recency[:3]
    ):
        return later.first_latest
    past = claim.last_latest
    if past >= later.last_earliest:
        return None
    if contrary:
        # It must not have to cover days that the other one spoke of.
        return max(past + 1, later.first_earliest) if past < later.first_latest else None
    # A like one must have begun and have been said by then.
    return max(past + 1, later.first_latest, later.statement.about.earliest.toordinal())


def is_unsettled(stale: Claim, deciding: Sequence[Claim]) -> bool:
    """Whether a contrary claim that no longer answers spoke of days as late as any that decide.

    A contradiction that nothing later has settled does not end because one side has fallen silent first.
    """
    return all(
        {stale.side, claim.side} == {"there", "gone"} and claim.last_latest <= stale.last_latest for claim in deciding
    )


def precision_of(claims: Sequence[Claim]) -> int:
    """Within how many days the most precise of some claims is dated."""
    return min(claim.last_latest - claim.last_earliest for claim in claims)


def doubt_of(claims: Sequence[Claim], day: int) -> int:
    """How many days wide the least wide of the dates is that leave it open whether some claims hold a day."""
    return min(
        claim.first_latest - claim.first_earliest
        if day < claim.first_latest
        else claim.last_latest - claim.last_earliest
        for claim in claims
    )


def are_independent(there: Sequence[Claim], gone: Sequence[Claim]) -> bool:
    """Whether some origin speaks for presence and another one for absence."""
    one = {claim.statement.report.origin for claim in there}
    other = {claim.statement.report.origin for claim in gone}
    return len(one | other) > 1


def since_of(statements: Sequence[Statement]) -> Since | None:
    """The earliest and the latest claimed start; of two that begin alike, the more precise bounds first."""
    claimed = [(each.since, each) for each in statements if each.since is not None]
    if not claimed:
        return None
    earliest = min((since for since, _ in claimed), key=lambda since: (since.earliest, since.latest, since.text))
    latest = max((since for since, _ in claimed), key=lambda since: (since.earliest, since.latest, since.text))
    bounds = (
        Bound(bound, tuple(statement for since, statement in claimed if since == bound)) for bound in (earliest, latest)
    )
    return Since(*bounds)
