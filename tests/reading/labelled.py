"""Labelled reports, and how well their reading fits the labels.

`tune/` is the half by which rules may be changed, `held/` the half by which they are judged. Each report is of our own
making, after what pages in its language say; `site` is an id of the gazetteer, or `new`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from geo.reading.finding import finder
from geo.reading.letters import level
from geo.reading.lexicon import languages
from geo.reading.proposals import Proposal, propose

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """A report and what a careful person takes from it."""

    name: str
    text: str
    language: str
    published: str | None
    expected: list[dict[str, Any]]


@dataclass
class Score:
    """Counts over some reports; the figures are None where there was nothing to count."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    right: int = 0
    unlike: int = 0
    unsaid: int = 0
    operators: list[bool] = field(default_factory=list)
    statuses: list[bool] = field(default_factory=list)
    quiet: list[bool] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def told(self) -> str:
        """In one line, for people."""
        share = {name: sum(given) / max(1, len(given)) for name, given in vars(self).items() if isinstance(given, list)}
        return (
            f"site F1 {self.site_f1:.3f} ({self.wrong} wrong, {self.missed} missed), all F1 {self.all_f1:.3f}, "
            f"operator {share['operators']:.3f}, status {share['statuses']:.3f}, "
            f"nothing to find: {len(self.quiet) - sum(self.quiet)} of {len(self.quiet)} with a proposal"
        )

    @property
    def site_f1(self) -> float:
        """F1 of the sites that were found."""
        return 2 * self.found / (2 * self.found + self.missed + self.wrong)

    @property
    def all_f1(self) -> float:
        """F1 of site, operator and status together."""
        return 2 * self.right / (2 * self.right + self.unlike + self.unsaid)


def read_half(half: str) -> list[Labelled]:
    """The labelled reports of a half, in the order of their names."""
    reports = []
    for path in sorted((FOLDER / half).glob("*.toml")):
        label = tomllib.loads(path.read_text("utf-8"))
        reports.append(
            Labelled(path.stem, label["text"], label["language"], label.get("published"), label.get("expected", []))
        )
    return reports


def score(reports: Iterable[Labelled]) -> Score:
    """How well the reading of some reports fits their labels."""
    total = Score()
    for report in reports:
        proposals = propose(report.text, report.language, report.published)
        expected = {_site(label): label for label in report.expected}
        found = {_site_of(proposal, report) for proposal in proposals}
        total.found += len(found & set(expected))
        total.missed += len(set(expected) - found)
        total.wrong += len(found - set(expected))
        wanted = {(_site(label), label["operator"], label["status"]) for label in report.expected}
        given = {(_site_of(proposal, report), proposal.operator, proposal.status) for proposal in proposals}
        total.right += len(wanted & given)
        total.unsaid += len(wanted - given)
        total.unlike += len(given - wanted)
        if not report.expected:
            total.quiet.append(not proposals)
        for proposal in proposals:
            _judge(total, proposal, report)
    return total


def _judge(total: Score, proposal: Proposal, report: Labelled) -> None:
    labels = [label for label in report.expected if _site(label) == _site_of(proposal, report)]
    if labels:
        total.operators.append(any(label["operator"] == proposal.operator for label in labels))
    total.statuses += [label["status"] == proposal.status for label in labels if label["operator"] == proposal.operator]
    if report.text[proposal.start : proposal.end] != proposal.name_as_written:
        total.beside.append(report.name)
    for label in labels:
        name = label["name"].lower()
        if not (
            proposal.name_as_written.lower() in name
            or name in proposal.name_as_written.lower()
            or _is_named(label, proposal)
        ):
            total.beside.append(report.name)


def _is_named(label: dict[str, Any], proposal: Proposal) -> bool:
    """Whether the proposal's name is another of the site's names than the label's."""
    text = proposal.name_as_written
    mentions = [m for language in languages() for m in finder(language).find(level(text), text)[0]]
    return any(mention.site.id == label["site"] for mention in mentions)


def _site(label: dict[str, Any]) -> str:
    return f"new: {label['name']}" if label["site"] == "new" else str(label["site"])


def _site_of(proposal: Proposal, report: Labelled) -> str:
    """A proposal's site as its label names it, where an unlisted one has part of the label's name or all and more."""
    if not proposal.site.startswith("new"):
        return proposal.site
    for label in report.expected:
        if label["site"] == "new" and (
            label["name"] in proposal.name_as_written or proposal.name_as_written in label["name"]
        ):
            return _site(label)
    return proposal.site
