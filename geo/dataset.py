"""The dataset as loaded: sites, reports and statements, and what they answer for a date."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from geo.dates import Date, parse_date, parse_day
from geo.model import Location, Operator, Passage, Publisher, Report, Site, Statement, Status
from geo.presence import Presence, Segment, presence_on, timeline
from geo.shape import shape_problems
from geo.store import Document, Folder, Problem, read_folder, shipped_data

if TYPE_CHECKING:
    import geopandas

__all__ = ["DataError", "Dataset", "Presences", "load"]


class DataError(Exception):
    """A data folder that cannot be loaded; `problems` says why, each with file, line, rule and remedy."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Dataset:
    """Sites by id, reports by id, and the statements, in the order of the dates they speak of.

    `edition` names the content: the first 12 hexadecimal digits of the SHA-256 of all files, so that two copies with
    the same edition are the same.
    """

    sites: Mapping[str, Site] = field(repr=False)
    reports: Mapping[str, Report] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    operators: Mapping[str, Operator] = field(repr=False)
    publishers: Mapping[str, Publisher] = field(repr=False)
    statuses: Mapping[str, Status] = field(repr=False)
    edition: str

    def __repr__(self) -> str:
        return (
            f"<Dataset of edition {self.edition}: {len(self.sites)} sites, {len(self.reports)} reports, "
            f"{len(self.statements)} statements>"
        )

    def __len__(self) -> int:
        return len(self.statements)

    def __bool__(self) -> bool:
        return True

    @cached_property
    def latest_day(self) -> date:
        """The latest day that any statement speaks of; raises ValueError where there is no statement."""
        if not self.statements:
            raise ValueError("no statement, so no latest day")
        return max(statement.about.latest for statement in self.statements)

    def known_by(self, day: date | str) -> Dataset:
        """The dataset with only the reports that were certainly out by a day.

        A report without a date, or with one that may be later, is not certainly out; it is left out.
        """
        limit = parse_day(day) if isinstance(day, str) else day
        return self._keep(lambda each: each.report.published is not None and each.report.published.latest <= limit)

    def undated(self) -> tuple[Report, ...]:
        """The reports that `known_by` always leaves out, because their pages show no date."""
        return tuple(report for report in self.reports.values() if report.published is None)

    def select(self, *, operator: str | None = None, host: str | None = None) -> Dataset:
        """The dataset with only one operator's statements, or only one host's sites; ids as in the data.

        Raises KeyError, with the ids there are, for an operator or host that the dataset does not have.
        """
        hosts = {site.host for site in self.sites.values()}
        for wanted, known in ((operator, set(self.operators)), (host, hosts)):
            if wanted is not None and wanted not in known:
                raise KeyError(f"{wanted!r} is not in the dataset; it has {', '.join(sorted(known))}")
        return self._keep(
            lambda each: (
                (operator is None or each.operator == operator) and (host is None or self.sites[each.site].host == host)
            )
        )

    def on(self, day: date | str | None = None, *, known_by: date | str | None = None) -> Presences:
        """What is known of each operator at each site on a day, from the statements known by another day.

        Days are `datetime.date` or `YYYY-MM-DD`; without `day`, the latest that any statement speaks of, and without
        `known_by`, from all statements. Sites that nothing had been said about by then are not in the answer.
        Raises ValueError for text that is not a day.
        """
        dataset = self if known_by is None else self.known_by(known_by)
        chosen = as_day(day) or dataset.latest_day
        found = (presence_on(statements, self.statuses, chosen) for statements in dataset.by_presence.values())
        return Presences(dataset, chosen, tuple(each for each in found if each is not None))

    def timelines(self) -> dict[tuple[str, str], tuple[Segment, ...]]:
        """For each site and operator, every answer there is, in the order of time."""
        return {key: timeline(statements, self.statuses) for key, statements in self.by_presence.items()}

    @cached_property
    def by_presence(self) -> dict[tuple[str, str], tuple[Statement, ...]]:
        """The statements by site and operator, in the order of their ids."""
        found: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.site, statement.operator].append(statement)
        return {key: tuple(found[key]) for key in sorted(found)}

    def origin_name(self, origin: str) -> str:
        """An origin's name to show: the publisher's, or the title of the one report that is its own origin."""
        if origin in self.publishers:
            return self.publishers[origin].name
        report = self.reports[origin.removeprefix("report:")]
        return f"“{report.title}”" if report.title else report.id

    def frame(self) -> geopandas.GeoDataFrame:
        """The statements as a GeoDataFrame; see `geo.frames.statements_frame`."""
        from geo.frames import statements_frame

        return statements_frame(self)

    def _keep(self, wanted: Callable[[Statement], bool]) -> Dataset:
        statements = tuple(each for each in self.statements if wanted(each))
        reports = {each.report.id for each in statements}
        sites = {each.site for each in statements}
        return replace(
            self,
            sites={key: site for key, site in self.sites.items() if key in sites},
            reports={key: report for key, report in self.reports.items() if key in reports},
            statements=statements,
        )

    def _repr_html_(self) -> str:
        rows: list[Sequence[object]] = [
            ("Edition", self.edition),
            ("Sites", len(self.sites)),
            ("Reports", len(self.reports)),
        ]
        rows += [("Statements", len(self.statements))]
        return _html_table([], rows)


@dataclass(frozen=True)
class Presences(Sequence[Presence]):
    """The presences on one date, in the order of sites and operators; a frame and a table in a notebook."""

    dataset: Dataset = field(repr=False)
    on: date
    presences: tuple[Presence, ...]

    @overload
    def __getitem__(self, index: int) -> Presence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Presence, ...]: ...
    def __getitem__(self, index: int | slice) -> Presence | tuple[Presence, ...]:
        return self.presences[index]

    def __len__(self) -> int:
        return len(self.presences)

    def __iter__(self) -> Iterator[Presence]:
        return iter(self.presences)

    def records(self) -> list[dict[str, Any]]:
        """One plain dictionary a presence: what `geo show --format json` writes; absent values are None."""
        return [_record(self.dataset, presence) for presence in self.presences]

    def frame(self) -> geopandas.GeoDataFrame:
        """The presences as a GeoDataFrame; see `geo.frames.presences_frame`."""
        from geo.frames import presences_frame

        return presences_frame(self)

    def _repr_html_(self) -> str:
        head = ["Site", "Operator", "Certainty", "Status", "Last reported", "Reports", "Origins"]
        keys = ["name", "operator", "certainty", "status", "last_reported", "reports", "origins"]
        rows = [[record[key] for key in keys] for record in self.records()]
        return f"<p>On {self.on}</p>" + _html_table(head, rows)


def load(path: str | Path | None = None) -> Dataset:
    """Load a data folder (by default the dataset that comes with the package).

    Raises DataError, with every problem at once, for a folder that cannot be read or breaks the shape of the data.
    """
    folder = read_folder(Path(path) if path is not None else shipped_data())
    problems = shape_problems(folder)
    if problems:
        raise DataError(problems)
    return from_folder(folder)


def from_folder(folder: Folder) -> Dataset:
    """The dataset of a folder whose shape has been checked."""
    lists = {form: document.values for form, document in folder.lists.items()}
    reports = {document.id: _report(document) for document in folder.reports}
    statements = [
        _statement(reports[document.id], number, values)
        for document in folder.reports
        for number, values in enumerate(document.values["statement"], start=1)
    ]
    return Dataset(
        sites={document.id: _site(document) for document in folder.sites},
        reports=reports,
        statements=tuple(sorted(statements, key=lambda each: (each.about.earliest, each.about.latest, each.id))),
        operators={
            key: Operator(key, values["kind"], int(values["colour"]), values["names"])
            for key, values in lists["operators"].items()
        },
        publishers={
            key: Publisher(
                key,
                values["name"],
                tuple(values.get("hosts", ())),
                state_run=values.get("state_run", False),
                country=values.get("country"),
            )
            for key, values in lists["publishers"].items()
        },
        statuses={
            key: Status(key, int(values["holds_for_days"]), values["meaning"])
            for key, values in lists["vocabulary"]["status"].items()
        },
        edition=_edition(folder),
    )


def _site(document: Document) -> Site:
    values = document.values
    location = values["location"]
    return Site(
        id=document.id,
        kind=values["kind"],
        host=values["host"],
        names=values["names"],
        spellings={language: tuple(spellings) for language, spellings in values.get("spellings", {}).items()},
        location=Location(
            latitude=float(location["latitude"]),
            longitude=float(location["longitude"]),
            within_km=float(location["within_km"]),
            source=location["source"],
            reason=location["reason"],
        ),
    )


def _report(document: Document) -> Report:
    values = {key: value for key, value in document.values.items() if key != "statement"}
    published = values.pop("published", None)
    return Report(id=document.id, file=document.name, published=_edtf(published), **values)


def _statement(report: Report, number: int, values: Mapping[str, Any]) -> Statement:
    passage = values.get("passage")
    return Statement(
        report=report,
        number=number,
        site=values["site"],
        operator=values["operator"],
        status=values["status"],
        about=parse_date(values["about"]),
        since=_edtf(values.get("since")),
        until=_edtf(values.get("until")),
        strength=values.get("strength", {}),
        passage=Passage(passage["start"], passage.get("end")) if passage else None,
        note=values.get("note"),
    )


def _edtf(text: str | None) -> Date | None:
    return parse_date(text) if text is not None else None


def _edition(folder: Folder) -> str:
    digest = hashlib.sha256()
    for document in sorted(folder.documents(), key=lambda each: each.name):
        digest.update(f"{document.name}\n{len(document.text)}\n{document.text}".encode(errors="surrogateescape"))
    return digest.hexdigest()[:12]


def as_day(day: date | str | None) -> date | None:
    """A day from a `datetime.date`, from `YYYY-MM-DD`, or None from None; raises ValueError for other text."""
    return parse_day(day) if isinstance(day, str) else day


def _record(dataset: Dataset, presence: Presence) -> dict[str, Any]:
    site = dataset.sites[presence.site]
    since = presence.since
    return {
        "site": presence.site,
        "name": site.name(),
        "operator": presence.operator,
        "host": site.host,
        "on": presence.on.isoformat(),
        "certainty": presence.certainty,
        "status": presence.status,
        "reason": presence.reason,
        "since": None
        if since is None
        else {
            end: {
                "date": bound.date.text,
                "origins": sorted({each.report.origin for each in bound.statements}),
            }
            for end, bound in (("earliest", since.earliest), ("latest", since.latest))
        },
        "last_reported": presence.last_reported.text,
        "silent_since": presence.silent_since,
        "in_hindsight": presence.in_hindsight,
        "reports": presence.reports,
        "origins": presence.origins,
        "supporting": [statement.id for statement in presence.supporting],
        "opposing": [statement.id for statement in presence.opposing],
    }


def _html_table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    def row(cells: Sequence[object], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f"<table>{row(head, 'th') if head else ''}{body}</table>"
