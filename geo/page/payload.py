"""The page's data for its own code: a head (JSON) and packs of columns, which `source/atlas.ts` reads.

The page decides nothing. Every answer that a date can have, as known by any other, is worked out by `geo.presence`; the
page's code looks up the run of days that a date falls into. Days are counted from 1970-01-01; an `x_codes`
column holds numbers into the list `x`, and 0 for absent where it is called `x_codes_or_0` (then counted from 1).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from geo.dataset import Dataset
from geo.dates import Date
from geo.model import Site, Statement
from geo.names import visible
from geo.page.cldr import read_cldr
from geo.page.columns import Pack, compress
from geo.page.timelines import EPOCH, NEVER_DATED, NO_DAY, Answers, known_timelines

__all__ = [
    "CHUNK",
    "Codes",
    "Columns",
    "Payload",
    "columns_of",
    "day_number",
    "edition_of",
    "make_payload",
    "presence_id",
    "safe_address",
]

# How many statements one pack of evidence holds: what is unpacked when a reader opens one.
CHUNK = 4096
_PROSE = ("title", "note")


class Codes:
    """Texts as numbers, in the order of their first coming."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._codes: dict[str, int] = {}
        for text in texts:
            self.of(text)

    def of(self, text: str) -> int:
        """The number of a text."""
        return self._codes.setdefault(text, len(self._codes))

    def or_0(self, text: str | None) -> int:
        """The number of a text counted from 1, and 0 for none."""
        return 0 if text is None else self.of(text) + 1

    def texts(self) -> list[str]:
        """All texts, each at its number."""
        return list(self._codes)


@dataclass
class Columns:
    """All columns of a page before they are packed; lists or arrays, as their source has them.

    numbers: name -> (kind, values). texts: name -> values. evidence: the same for statements, packed in chunks.
    lists: what the codes mean. countries, languages: the codes that need names.
    """

    numbers: dict[str, tuple[str, Any]] = field(default_factory=dict)
    texts: dict[str, Sequence[str]] = field(default_factory=dict)
    evidence_numbers: dict[str, tuple[str, Any]] = field(default_factory=dict)
    evidence_texts: dict[str, Sequence[str]] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    statements: int = 0


@dataclass(frozen=True)
class Payload:
    """What goes into the page's data scripts: JSON text, and packs as text."""

    head: dict[str, Any]
    sites: str
    evidence: tuple[str, ...]


def make_payload(columns: Columns, head: Mapping[str, Any]) -> Payload:
    """Pack columns; the head gets the lists, the names that the page needs and how the evidence is cut."""
    first = Pack()
    for name, (kind, values) in columns.numbers.items():
        first.add_numbers(name, kind, values)
    for name, texts in columns.texts.items():
        first.add_texts(name, texts)
    packs = chain([first], (_evidence(columns, start) for start in range(0, columns.statements, CHUNK)))
    sites, *evidence = _compress_all((pack.to_bytes() for pack in packs), many=columns.statements > CHUNK)
    return Payload(
        head={**columns.lists, "languageNames": _names(columns.lists), "chunk": CHUNK, **head},
        sites=sites,
        evidence=tuple(evidence),
    )


def _compress_all(packs: Iterable[bytes], *, many: bool) -> list[str]:
    if not many:
        return [compress(pack) for pack in packs]
    from concurrent.futures import ThreadPoolExecutor

    # zlib lets other threads run while it works: the next pack is put together meanwhile.
    with ThreadPoolExecutor() as pool:
        return list(pool.map(compress, packs))


def _evidence(columns: Columns, start: int) -> Pack:
    pack = Pack()
    for name, (kind, values) in columns.evidence_numbers.items():
        pack.add_numbers(name, kind, values[start : start + CHUNK])
    for name, texts in columns.evidence_texts.items():
        (pack.add_prose if name in _PROSE else pack.add_texts)(name, texts[start : start + CHUNK])
    return pack


def _names(lists: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """In each of the page's languages the names of the languages that are spoken of, its own among them."""
    tags = sorted({*lists["languages"], *read_cldr()} - {""})
    return {
        language: {
            tag: name
            for tag in tags
            if (name := cldr["languages"].get(tag) or cldr["languages"].get(tag.partition("-")[0]))
        }
        for language, cldr in read_cldr().items()
    }


def columns_of(dataset: Dataset) -> Columns:
    """The columns of a dataset: presences in the order of sites and operators, each with its statements."""
    made = Columns()
    keys = list(dataset.by_presence)
    sites = list(dict.fromkeys(site for site, _ in keys))
    statements = [statement for key in keys for statement in dataset.by_presence[key]]
    _add_sites(made, [dataset.sites[site] for site in sites])
    operators = Codes(operator for _, operator in keys)
    made.numbers |= {
        "presence_site": ("i4+", [sites.index(site) for site, _ in keys]),
        "presence_operator_codes": ("u2", [operators.of(operator) for _, operator in keys]),
        "presence_statement_first": ("i4+", _firsts([len(dataset.by_presence[key]) for key in keys])),
    }
    _add_timelines(made, dataset, keys)
    _add_statements(made, dataset, statements)
    made.lists["operators"] = [
        {
            "id": each,
            "colour": dataset.operators[each].colour,
            "names": {tag: visible(name) for tag, name in dataset.operators[each].names.items()},
        }
        for each in operators.texts()
    ]
    return made


def _add_sites(made: Columns, sites: Sequence[Site]) -> None:
    kinds, hosts = Codes(), Codes()
    made.numbers |= {
        # In units of 1e-7 degrees (about a centimetre).
        "site_latitude_e7": ("i4", [round(site.location.latitude * 1e7) for site in sites]),
        "site_longitude_e7": ("i4", [round(site.location.longitude * 1e7) for site in sites]),
        "site_within_km": ("f4", [site.location.within_km for site in sites]),
        "site_kind_codes": ("u1", [kinds.of(site.kind) for site in sites]),
        "site_host_codes": ("u2", [hosts.of(site.host) for site in sites]),
    }
    made.texts |= {
        "site_id": [site.id for site in sites],
        "site_name": [visible(site.name("en")) for site in sites],
        "site_more": [_more(site) for site in sites],
    }
    made.lists |= {"kinds": kinds.texts(), "hosts": hosts.texts()}


def _more(site: Site) -> str:
    """Names, spellings and where the coordinates are from, as JSON."""
    more = {
        "names": {language: visible(name) for language, name in site.names.items()},
        "spellings": {language: [*map(visible, each)] for language, each in site.spellings.items()},
        "source": visible(site.location.source),
        "reason": visible(site.location.reason),
    }
    return json.dumps(more, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _add_timelines(made: Columns, dataset: Dataset, keys: Sequence[tuple[str, str]]) -> None:
    """What each presence answers on every day, as known from each day on which a report of it came out."""
    answers = Answers()
    known_counts, known_days, run_counts, run_days, run_answers = [], [], [], [], []
    for key in keys:
        count = 0
        for day, runs in known_timelines(dataset.by_presence[key], dataset.statuses, answers):
            count += 1
            known_days.append(day)
            run_counts.append(len(runs))
            run_days += [first for first, _ in runs]
            run_answers += [answer for _, answer in runs]
        known_counts.append(count)
    made.numbers |= {
        "presence_known_first": ("i4+", _firsts(known_counts)),
        "known_day": ("i4", known_days),
        "known_run_first": ("i4+", _firsts(run_counts)),
        "run_day": ("i4+", run_days),
        "run_answer": ("u4", run_answers),
    }
    made.texts["answers"] = [answers.to_json()]


def _add_statements(made: Columns, dataset: Dataset, statements: Sequence[Statement]) -> None:
    statuses, dates, languages, origins, reports = Codes(dataset.statuses), Codes(), Codes(), Codes(), Codes()
    publishers = Codes()
    days: dict[str, Date] = {}

    def code(when: Date | None) -> int:
        if when is not None:
            days.setdefault(when.text, when)
        return dates.or_0(when.text if when else None)

    made.statements = len(statements)
    made.numbers |= {
        "statement_status_codes": ("u1", [statuses.of(each.status) for each in statements]),
        "statement_about_codes_or_0": ("u4", [code(each.about) for each in statements]),
        "statement_since_codes_or_0": ("u4", [code(each.since) for each in statements]),
        "statement_until_codes_or_0": ("u4", [code(each.until) for each in statements]),
        "statement_published_codes_or_0": ("u4", [code(each.report.published) for each in statements]),
        "statement_language_codes": ("u2", [languages.of(each.report.language) for each in statements]),
        "statement_report_codes": ("i4+", [reports.of(each.report.id) for each in statements]),
        "statement_publisher_codes_or_0": ("u4", [publishers.or_0(each.report.publisher) for each in statements]),
        "statement_origin_codes": ("u4-", [origins.of(each.report.origin) for each in statements]),
        "statement_via_codes_or_0": ("u4", [publishers.or_0(each.report.via) for each in statements]),
        "date_earliest": ("i4", [day_number(days[text].earliest, date.min) for text in dates.texts()]),
        "date_latest": ("i4", [day_number(days[text].latest, date.max) for text in dates.texts()]),
    }
    made.texts |= {
        "date_text": dates.texts(),
        "origin_name": [visible(dataset.origin_name(origin)) for origin in origins.texts()],
    }
    made.evidence_texts |= {
        "id": [each.id for each in statements],
        "title": [visible(each.report.title or "") for each in statements],
        "link": [safe_address(each.link) for each in statements],
        "archived": [safe_address(each.report.archived) for each in statements],
        "strength": [
            json.dumps(each.strength, ensure_ascii=False, sort_keys=True) if each.strength else ""
            for each in statements
        ],
        "note": [visible(each.note or "") for each in statements],
    }
    made.lists |= {
        "statuses": statuses.texts(),
        "languages": languages.texts(),
        "publishers": [_publisher(dataset, each) for each in publishers.texts()],
    }


def _publisher(dataset: Dataset, publisher_id: str) -> dict[str, Any]:
    publisher = dataset.publishers[publisher_id]
    return {"name": visible(publisher.name), "country": publisher.country or "", "stateRun": publisher.state_run}


def presence_id(site: str, operator: str) -> str:
    """The page's id of a presence: the site's, a hyphen, and the operator's with its own hyphens written out."""
    return f"{site}-{operator.replace('%', '%25').replace('-', '%2D')}"


def safe_address(address: str | None) -> str:
    """An address only where a click on it opens a page of the web: any other scheme could run something."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


def day_number(day: date, open_end: date) -> int:
    """A day counted from 1970-01-01; an open end as the first or last number there is."""
    if day == open_end:
        return NO_DAY if open_end == date.min else NEVER_DATED
    return day.toordinal() - EPOCH


def _firsts(counts: Sequence[int]) -> list[int]:
    """Where each of some groups of a given size begins in a column, and where the last one ends."""
    firsts = [0]
    for count in counts:
        firsts.append(firsts[-1] + count)
    return firsts


def edition_of(payload: Payload) -> str:
    """The edition of what has no files: the first 12 hexadecimal digits of the SHA-256 of its packs."""
    digest = hashlib.sha256()
    for pack in (payload.sites, *payload.evidence):
        digest.update(pack.encode("ascii"))
    return digest.hexdigest()[:12]
