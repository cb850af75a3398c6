"""The frozen things that the dataset is made of: sites, reports, statements, operators, publishers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import quote

from geo.dates import Date
from geo.names import name_in

__all__ = ["Location", "Operator", "Passage", "Publisher", "Report", "Site", "Statement", "Status"]


@dataclass(frozen=True)
class Location:
    """A point in WGS 84 degrees (EPSG:4326), how near the true place lies (km), where it is from, and why so near."""

    latitude: float
    longitude: float
    within_km: float
    source: str
    reason: str


@dataclass(frozen=True)
class Site:
    """A place on the ground; it does not say who is there."""

    id: str
    kind: str
    host: str
    names: Mapping[str, str] = field(hash=False)
    spellings: Mapping[str, tuple[str, ...]] = field(hash=False)
    location: Location

    def name(self, language: str = "en") -> str:
        """Its name for readers of a language (BCP 47), else in English, else any."""
        return name_in(self.names, language)[0]

    def every_name(self) -> tuple[str, ...]:
        """All names and spellings, each once, in the order of their languages."""
        spelled = (spelling for language in sorted(self.spellings) for spelling in self.spellings[language])
        return tuple(dict.fromkeys([*(self.names[language] for language in sorted(self.names)), *spelled]))


@dataclass(frozen=True)
class Operator:
    """A state (id: ISO 3166-1 alpha-3) or another armed actor; `colour` is the page's number for it."""

    id: str
    kind: str
    colour: int
    names: Mapping[str, str] = field(hash=False)

    def name(self, language: str = "en") -> str:
        """Its name for readers of a language (BCP 47), else in English, else any."""
        return name_in(self.names, language)[0]


@dataclass(frozen=True)
class Publisher:
    """Who puts reports out, the hosts that its addresses are on, and the country (ISO alpha-3) that it is in."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    state_run: bool = False
    country: str | None = None


@dataclass(frozen=True)
class Status:
    """What a statement can say, and for how many days after its date it still answers."""

    id: str
    holds_for_days: int
    meaning: str


@dataclass(frozen=True)
class Passage:
    """The first and the last few words of the passage that a statement was read from."""

    start: str
    end: str | None = None


@dataclass(frozen=True)
class Report:
    """One published document. What its page does not show is None."""

    id: str
    file: str
    language: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    archived: str | None = None
    published: Date | None = None
    via: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def origin(self) -> str:
        """Whose voice it is: who it got the story from, else its publisher, else nobody's but its own."""
        return self.via or self.publisher or f"report:{self.id}"


@dataclass(frozen=True)
class Statement:
    """What one report says about one operator at one site, and the date it speaks of."""

    report: Report
    number: int
    site: str
    operator: str
    status: str
    about: Date
    since: Date | None = None
    until: Date | None = None
    strength: Mapping[str, str] = field(default_factory=dict, hash=False)
    passage: Passage | None = None
    note: str | None = None

    def __hash__(self) -> int:
        return hash((self.report.id, self.number))

    @property
    def id(self) -> str:
        """The report's id and the statement's place in it, from 1."""
        return f"{self.report.id}#{self.number}"

    @cached_property
    def recency(self) -> tuple[date, date, date, str]:
        """How late a date it surely speaks of; then, perhaps; then how late it was published; then its id."""
        published = self.report.published
        return self.about.earliest, self.about.latest, published.latest if published else date.min, self.id

    @cached_property
    def link(self) -> str | None:
        """The report's address, opening at the passage (WICG text fragment); None where no address is known."""
        url = self.report.url
        if url is None or self.passage is None:
            return url
        parts = [part for part in (self.passage.start, self.passage.end) if part]
        # A hyphen would read as the mark of a prefix or suffix, so it is escaped too.
        directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
        separator = ":~:" if "#" in url else "#:~:"
        return f"{url}{separator}text={directive}"
