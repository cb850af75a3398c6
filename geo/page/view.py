"""What the page says without its code: every entry in words, for the template.

`geo.page.payload` has the same as columns, for the page's code; tests hold that both say the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.dataset import Dataset
from geo.dates import Date
from geo.model import Location, Operator, Site, Statement
from geo.names import visible
from geo.page.payload import presence_id, safe_address
from geo.page.wording import Wording
from geo.presence import Presence, Segment

__all__ = ["Entry", "Row", "View", "make_view", "script_json"]


@dataclass(frozen=True)
class Row:
    """One statement as a row of evidence, in words."""

    statement: Statement
    about: str
    says: tuple[str, ...]
    title: str
    particulars: tuple[str, ...]
    link: str
    archived: str
    note: str | None


@dataclass(frozen=True)
class Answer:
    """What an entry says for a run of days."""

    certainty: str
    verdict: str
    status: str
    last_reported: str
    counts: str
    supporting: tuple[int, ...]
    opposing: tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """One operator at one site, in words: the answer on the page's date, and all the evidence."""

    id: str
    site: Site
    name: str
    operator: str
    operator_id: str
    colour: int
    where: str
    where_source: str
    also: tuple[tuple[str, str], ...]
    since: str | None
    disagreements: tuple[str, ...]
    rows: tuple[Row, ...]
    answer: Answer


@dataclass(frozen=True)
class View:
    """All that one page shows."""

    on: date
    first: date
    last: date
    known_by: date | None
    left_out: int
    edition: str
    wording: Wording
    entries: tuple[Entry, ...]
    # What a table too long to be written out has: so many sites, so many statements.
    sites: int
    rows: int
    # south, west, north, east, in degrees (EPSG:4326)
    box: tuple[float, float, float, float]


def make_view(dataset: Dataset, wording: Wording, *, on: date | None = None, known_by: date | None = None) -> View:
    """What a page of a dataset shows on a date, as known by another, in a language."""
    known = dataset if known_by is None else dataset.known_by(known_by)
    days = [each.about for each in known.statements] + [each.since for each in known.statements if each.since]
    today = on or (known.latest_day if known.statements else known_by or date(2000, 1, 1))
    entries = tuple(
        _entry(known, wording, site, operator, segments, today)
        for (site, operator), segments in known.timelines().items()
    )
    return View(
        on=today,
        first=min([day.earliest for day in days if day.earliest != date.min] + [today]),
        last=max([day.latest for day in days if day.latest != date.max] + [today]),
        known_by=known_by,
        left_out=len(dataset.undated()),
        edition=dataset.edition,
        wording=wording,
        entries=entries,
        sites=len(known.sites),
        rows=len(known.statements),
        box=_box([site.location for site in known.sites.values()]),
    )


def _box(locations: Sequence[Location]) -> tuple[float, float, float, float]:
    if not locations:
        return (-90, -180, 90, 180)
    latitudes = [location.latitude for location in locations]
    longitudes = [location.longitude for location in locations]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def script_json(value: object) -> str:
    """JSON that cannot end the script element it stands in, nor begin a comment in it; sorted and compact."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _entry(
    dataset: Dataset, wording: Wording, site_id: str, operator_id: str, segments: Sequence[Segment], on: date
) -> Entry:
    site, operator = dataset.sites[site_id], dataset.operators[operator_id]
    statements = dataset.by_presence[site_id, operator_id]
    numbers = {statement.id: number for number, statement in enumerate(statements)}
    name = site.name(wording.language)
    begun = [each.presence for each in segments if each.first <= on]
    where = {
        "kind": wording.say("kind", site.kind),
        "host": wording.country(site.host),
        "latitude": _degrees(site.location.latitude),
        "longitude": _degrees(site.location.longitude),
        "within_km": f"{site.location.within_km:g}",
        "reason": visible(site.location.reason),
    }
    return Entry(
        id=presence_id(site_id, operator_id),
        site=site,
        name=visible(name),
        operator=visible(_operator_name(wording, operator)),
        operator_id=operator_id,
        colour=operator.colour,
        where=wording.say("list", "where_value", **where),
        where_source=wording.say("list", "where_source", source=visible(site.location.source)),
        also=_other_names(site, name),
        since=_since(wording, dataset, statements),
        disagreements=_disagreements(wording, dataset, statements, segments),
        rows=tuple(_row(dataset, wording, statement) for statement in statements),
        answer=_answer(dataset, wording, begun[-1] if begun else None, numbers),
    )


def _operator_name(wording: Wording, operator: Operator) -> str:
    """An operator's name in the page's language: as the data have it, else as CLDR calls the country, else as it is."""
    for tag in (wording.language, wording.language.partition("-")[0]):
        if tag in operator.names:
            return operator.names[tag]
    named = wording.country(operator.id)
    return named if named != operator.id else operator.name(wording.language)


def _answer(dataset: Dataset, wording: Wording, presence: Presence | None, numbers: dict[str, int]) -> Answer:
    if presence is None:
        return Answer("none", wording.say("verdict", "none"), "", "", "", (), ())
    date_said = wording.say_date(presence.last_reported)
    status = wording.say("status", presence.last.status)
    last = "hindsight" if presence.in_hindsight else "last" if presence.silent_since else "last_of_then"
    counts = {"reports": presence.reports, "origins": presence.origins}
    return Answer(
        certainty=presence.certainty,
        verdict=f"{_verdict(dataset, wording, presence)} {wording.say('verdict', last, date=date_said, status=status)}",
        status=status,
        last_reported=date_said,
        counts=wording.say("list", "counts_value", **counts),
        supporting=tuple(numbers[statement.id] for statement in presence.supporting),
        opposing=tuple(numbers[statement.id] for statement in presence.opposing),
    )


def _verdict(dataset: Dataset, wording: Wording, presence: Presence) -> str:
    """The one sentence that says whether the operator is there on the date, and who disagrees."""
    if presence.reason in ("disputed", "disputed-start"):
        sides = {
            "supporting": wording.listed(_origins(dataset, presence.supporting)),
            "opposing": wording.listed(_origins(dataset, presence.opposing)),
        }
        return wording.say("verdict", presence.reason, **sides)
    if presence.reason in ("silent", "imprecise", "divided"):
        return wording.say("verdict", presence.reason)
    return wording.say("verdict", "planned" if presence.status == "planned" else presence.certainty)


def _origins(dataset: Dataset, statements: Iterable[Statement]) -> list[str]:
    """The names of the origins of some statements, each once."""
    origins = dict.fromkeys(statement.report.origin for statement in statements)
    return sorted({visible(dataset.origin_name(origin)) for origin in origins})


def _starts(statements: Sequence[Statement]) -> list[tuple[Date, list[Statement]]]:
    """Each claimed start with those who claim it, the earliest first."""
    starts: dict[str, tuple[Date, list[Statement]]] = {}
    for statement in statements:
        if statement.since is not None:
            starts.setdefault(statement.since.text, (statement.since, []))[1].append(statement)
    return [starts[text] for text in sorted(starts, key=lambda text: (starts[text][0].earliest, text))]


def _since(wording: Wording, dataset: Dataset, statements: Sequence[Statement]) -> str | None:
    """The earliest and the latest claimed start, with who claims it."""
    starts = _starts(statements)
    if not starts:
        return None
    ends = (
        starts if len(starts) == 1 else [starts[0], max(starts, key=lambda start: (start[0].earliest, start[0].latest))]
    )
    return " – ".join(_start(wording, dataset, *start) for start in ends)


def _start(wording: Wording, dataset: Dataset, since: Date, claimants: Sequence[Statement]) -> str:
    origins = wording.listed(_origins(dataset, claimants))
    return wording.say("evidence", "started_claim", date=wording.say_date(since), origins=origins)


def _disagreements(
    wording: Wording, dataset: Dataset, statements: Sequence[Statement], segments: Sequence[Segment]
) -> tuple[str, ...]:
    """What the sources disagree about, in words."""
    said = []
    starts = _starts(statements)
    if any(one.latest < other.earliest for one, _ in starts for other, _ in starts):
        claims = "; ".join(_start(wording, dataset, *start) for start in starts)
        said.append(wording.say("evidence", "started", claims=claims))
    disputed = [
        wording.say_day(segment.first)
        for segment in segments
        if segment.presence and segment.presence.reason == "disputed"
    ]
    if disputed:
        said.append(wording.say("evidence", "differed", dates=wording.listed(disputed)))
    return tuple(said)


def _row(dataset: Dataset, wording: Wording, statement: Statement) -> Row:
    report = statement.report
    publisher = dataset.publishers[report.publisher] if report.publisher else None
    says = [wording.say("status", statement.status)]
    if statement.since is not None:
        says.append(wording.say("evidence", "since", date=wording.say_date(statement.since)))
    if statement.until is not None:
        says.append(wording.say("evidence", "until", date=wording.say_date(statement.until)))
    for unit in sorted(statement.strength):
        count = statement.strength[unit]
        says.append(wording.say("evidence", "strength", count=count, unit=wording.say("unit", unit)))
    particulars = [visible(publisher.name)] if publisher else []
    if publisher and publisher.country:
        particulars.append(wording.country(publisher.country))
    if report.language:
        particulars.append(wording.language_name(report.language))
    if publisher and publisher.state_run:
        particulars.append(wording.say("evidence", "state_run"))
    if report.published is None:
        particulars.append(wording.say("evidence", "undated"))
    else:
        particulars.append(wording.say("evidence", "published", date=wording.say_date(report.published)))
    if report.via:
        origin = visible(dataset.publishers[report.via].name)
        particulars.append(wording.say("evidence", "via", origin=origin))
    if not report.url:
        particulars.append(wording.say("evidence", "no_address"))
    return Row(
        statement=statement,
        about=wording.say_date(statement.about),
        says=tuple(visible(text) for text in says),
        title=visible(report.title or wording.say("evidence", "untitled")),
        particulars=tuple(particulars),
        link=safe_address(statement.link),
        archived=safe_address(report.archived),
        note=visible(statement.note) if statement.note else None,
    )


def _other_names(site: Site, name: str) -> tuple[tuple[str, str], ...]:
    """Every other name of a site with its language, each once."""
    found = {spelling: language for language, spelling in sorted(site.names.items())}
    for language, spellings in sorted(site.spellings.items()):
        for spelling in spellings:
            found.setdefault(spelling, language)
    return tuple((language, visible(spelling)) for spelling, language in found.items() if spelling != name)


def _degrees(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
