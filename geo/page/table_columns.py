"""The columns of a page from a table, without an object for each row.

Most sites of a large table have one statement. What one statement answers on every day depends on nothing but its
status and the order in which a few days stand that follow from its dates. So it is worked out once for each
order that there is, by `geo.presence`, and the days are put in. Where several statements speak of one presence,
`geo.presence` works out each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.dates import Date, parse_date
from geo.model import Report, Statement, Status
from geo.names import all_visible, visible
from geo.page.payload import Columns, day_number, safe_address
from geo.page.timelines import EPOCH, NEVER_DATED, Answers, known_timelines, single_timelines
from geo.tables import Table, vocabulary

if TYPE_CHECKING:
    import numpy

__all__ = ["table_columns"]

_COLOURS = 8
_RUSSIA = "RUS"


def table_columns(table: Table) -> Columns:
    """The columns of a table: sites in the order of their first rows, each with its operators and statements."""
    import numpy

    made = Columns(statements=len(table))
    sites, first_rows = _sites(table)
    operators, operator_names = _factorize(table.texts["operator"])
    presence = sites * len(operator_names) + operators
    order = numpy.argsort(presence, kind="stable")
    starts = numpy.flatnonzero(numpy.diff(presence[order], prepend=-1))
    bounds = numpy.append(starts, len(table))
    _add_sites(made, table, first_rows)
    made.numbers |= {
        "presence_site": ("i4+", sites[order][starts]),
        "presence_operator_codes": ("u2", operators[order][starts]),
        "presence_statement_first": ("i4+", bounds),
    }
    made.lists["operators"] = _operators(operator_names, numpy.bincount(operators[order][starts]))
    dates = _Dates(table)
    _add_statements(made, table, dates, order)
    _add_timelines(made, table, dates, order, bounds)
    return made


class _Dates:
    """The different dates of a table by code; a column has 0 for none, and codes counted from 1."""

    def __init__(self, table: Table) -> None:
        import numpy

        columns = ("about", "since", "until", "published")
        rows = len(table)
        every, texts = _factorize([text for column in columns for text in table.texts[column]])
        kept = [text for text in texts if text]
        code_of = {text: code for code, text in enumerate(kept, start=1)}
        codes = numpy.array([code_of.get(text, 0) for text in texts], dtype="u4")[every]
        self.codes: Mapping[str, numpy.ndarray[Any, Any]] = {
            column: codes[at * rows : (at + 1) * rows] for at, column in enumerate(columns)
        }
        self.dates: list[Date] = [parse_date(text) for text in kept]
        # As `datetime.date.toordinal` has them; the first entry stands for none.
        self.earliest = numpy.array([0, *(each.earliest.toordinal() for each in self.dates)])
        self.latest = numpy.array([0, *(each.latest.toordinal() for each in self.dates)])

    def day(self, column: str, row: int) -> Date | None:
        """The date in a row of a column."""
        code = int(self.codes[column][row])
        return self.dates[code - 1] if code else None


def _factorize(texts: Sequence[str]) -> tuple[numpy.ndarray[Any, Any], list[str]]:
    """The code of each text, and the texts, in the order of their first coming."""
    import numpy
    import pandas

    codes, found = pandas.factorize(numpy.array(texts, dtype=object))
    return codes.astype("i8"), [str(text) for text in found]


def _sites(table: Table) -> tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]:
    """The number of each row's site, and each site's first row: by id, or else by name and place."""
    import numpy

    places = (table.numbers["latitude"].tolist(), table.numbers["longitude"].tolist())
    if all(table.texts["site"]):
        codes, _ = _factorize(table.texts["site"])
    else:
        keys = zip(table.texts["site"], table.texts["name"], *places, strict=True)
        known: dict[object, int] = {}
        codes = numpy.fromiter((known.setdefault(key[0] or key[1:], len(known)) for key in keys), "i8", len(table))
    return codes, numpy.unique(codes, return_index=True)[1]


def _add_sites(made: Columns, table: Table, rows: numpy.ndarray[Any, Any]) -> None:
    import numpy

    def chosen(column: str) -> list[str]:
        texts = table.texts[column]
        return [texts[row] for row in rows.tolist()]

    kinds, kind_words = _factorize(chosen("kind"))
    hosts, host_words = _factorize(chosen("host"))
    made.numbers |= {
        "site_latitude_e7": ("i4", numpy.round(table.numbers["latitude"][rows] * 1e7)),
        "site_longitude_e7": ("i4", numpy.round(table.numbers["longitude"][rows] * 1e7)),
        "site_within_km": ("f4", table.numbers["within_km"][rows]),
        "site_kind_codes": ("u1", kinds),
        "site_host_codes": ("u2", hosts),
    }
    ids = [given or f"row-{row + 1}" for given, row in zip(chosen("site"), rows.tolist(), strict=True)]
    made.texts |= {"site_id": ids, "site_name": all_visible(chosen("name")), "site_more": [""] * len(ids)}
    made.lists |= {"kinds": kind_words, "hosts": [*map(visible, host_words)]}


def _operators(ids: Sequence[str], counts: numpy.ndarray[Any, Any]) -> list[dict[str, Any]]:
    """A colour for each of the operators with the most presences, 0 for all others; Russia's is the dataset's."""
    ranked = sorted(range(len(ids)), key=lambda code: (-int(counts[code]), ids[code]))
    colours = {_RUSSIA: 1} if _RUSSIA in ids else {}
    free = iter([colour for colour in range(1, _COLOURS + 1) if colour not in colours.values()])
    for code in ranked:
        if ids[code] not in colours:
            colours[ids[code]] = next(free, 0)
    return [
        {"id": each, "colour": colours[each], "names": {} if visible(each) == each else {"en": visible(each)}}
        for each in ids
    ]


def _shown(operator: str) -> dict[str, str]:
    """A name in place of an id that cannot be read as it is."""
    return {"en": visible(operator)} if visible(operator) != operator else {}


def _add_statements(made: Columns, table: Table, dates: _Dates, order: numpy.ndarray[Any, Any]) -> None:
    import numpy

    statuses = list(vocabulary()["status"])
    status_codes, words = _factorize(table.texts["status"])
    languages, language_words = _factorize(table.texts["language"])
    publishers, names = _factorize(table.texts["publisher"])
    named = [name for name in names if name]
    code_of = {name: code for code, name in enumerate(named, start=1)}
    publisher_codes = numpy.array([code_of.get(name, 0) for name in names], dtype="u4")[publishers]
    origins, origin_names = _factorize(_origins_of(table, range(len(table))))
    reports = _reports(table)
    made.numbers |= {
        "statement_status_codes": ("u1", numpy.array([statuses.index(word) for word in words])[status_codes][order]),
        **{
            f"statement_{column}_codes_or_0": ("u4", dates.codes[column][order])
            for column in ("about", "since", "until", "published")
        },
        "statement_language_codes": ("u2", languages[order]),
        "statement_report_codes": ("i4+", reports[order]),
        "statement_publisher_codes_or_0": ("u4", publisher_codes[order]),
        "statement_origin_codes": ("u4-", origins[order]),
        "statement_via_codes_or_0": ("u4", numpy.zeros(len(table))),
        "date_earliest": ("i4", [day_number(each.earliest, date.min) for each in dates.dates]),
        "date_latest": ("i4", [day_number(each.latest, date.max) for each in dates.dates]),
    }
    made.texts |= {
        "date_text": [each.text for each in dates.dates],
        "origin_name": [visible(name.removeprefix("report:")) for name in origin_names],
    }
    made.evidence_numbers |= {"row": ("i4+", order + 1)}
    rows = order.tolist()
    empty = [""] * len(table)

    def chosen(texts: Sequence[str]) -> list[str]:
        return [texts[row] for row in rows]

    made.evidence_texts |= {
        "title": all_visible(chosen(table.texts["title"])),
        "link": [safe_address(url) for url in chosen(table.texts["url"])],
        "archived": empty,
        "strength": empty,
        "note": all_visible(chosen(table.texts["note"])),
    }
    made.lists |= {
        "statuses": statuses,
        "languages": [*map(visible, language_words)],
        "publishers": [{"name": visible(name), "country": "", "stateRun": False} for name in named],
    }


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc if url else ""
    except ValueError:
        return ""


def _reports(table: Table) -> numpy.ndarray[Any, Any]:
    """The number of each row's report: rows with one address, or one title, publisher and date, are one report's."""
    texts = table.texts
    keys = zip(texts["url"], texts["title"], texts["publisher"], texts["published"], strict=True)
    texts_of = [url or ("\0".join(rest) if any(rest) else f"\0{row}") for row, (url, *rest) in enumerate(keys)]
    return _factorize(texts_of)[0]


def _add_timelines(
    made: Columns, table: Table, dates: _Dates, order: numpy.ndarray[Any, Any], bounds: numpy.ndarray[Any, Any]
) -> None:
    """What each presence answers on every day, as known from each day on which a report of it came out."""
    import numpy

    statuses = {key: Status(key, int(each["holds_for_days"]), "") for key, each in vocabulary()["status"].items()}
    answers = Answers()
    sizes = numpy.diff(bounds)
    alone = numpy.flatnonzero(sizes == 1)
    rows = order[bounds[alone]]
    counts, days, codes = single_timelines(dates, table.texts["status"], rows, statuses, answers)
    published = numpy.where(dates.codes["published"] > 0, dates.latest[dates.codes["published"]] - EPOCH, NEVER_DATED)
    # One record for each timeline: its presence, from which day on it is known, how many runs it has.
    presences, known, run_counts, run_days, run_codes = [alone], [published[rows]], [counts], [days], [codes]
    for at in numpy.flatnonzero(sizes > 1).tolist():
        statements = _statements(table, dates, order[bounds[at] : bounds[at + 1]].tolist())
        for day, runs in known_timelines(statements, statuses, answers):
            presences.append(numpy.array([at]))
            known.append(numpy.array([day]))
            run_counts.append(numpy.array([len(runs)]))
            run_days.append(numpy.array([first for first, _ in runs]))
            run_codes.append(numpy.array([answer for _, answer in runs]))
    owner, sizes_of_runs = numpy.concatenate(presences), numpy.concatenate(run_counts)
    sorting = numpy.argsort(owner, kind="stable")
    gathered = _gather(sizes_of_runs, sorting)
    made.numbers |= {
        "presence_known_first": ("i4+", numpy.searchsorted(owner[sorting], numpy.arange(len(sizes) + 1))),
        "known_day": ("i4", numpy.concatenate(known)[sorting]),
        "known_run_first": ("i4+", numpy.append(0, numpy.cumsum(sizes_of_runs[sorting]))),
        "run_day": ("i4+", numpy.concatenate(run_days)[gathered]),
        "run_answer": ("u4", numpy.concatenate(run_codes)[gathered]),
    }
    made.texts["answers"] = [answers.to_json()]


def _gather(sizes: numpy.ndarray[Any, Any], sorting: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """The places of the members of groups that lie one after another, once the groups are put into another order."""
    import numpy

    firsts = numpy.append(0, numpy.cumsum(sizes))[:-1][sorting]
    counts = sizes[sorting]
    begins = numpy.append(0, numpy.cumsum(counts))[:-1]
    places: numpy.ndarray[Any, Any] = numpy.repeat(firsts - begins, counts) + numpy.arange(counts.sum())
    return places


def _statements(table: Table, dates: _Dates, rows: Sequence[int]) -> list[Statement]:
    """The statements of some rows, with what `geo.presence` goes by."""
    origins = _origins_of(table, rows)
    made = []
    for row, origin in zip(rows, origins, strict=True):
        report = Report(
            id=table.texts["url"][row] or f"row-{row + 1}",
            file=table.name,
            language=table.texts["language"][row],
            publisher=origin,
            published=dates.day("published", row),
        )
        about = dates.day("about", row)
        if about is None:
            raise ValueError(f"row {row + 1} speaks of no date")
        made.append(
            Statement(
                report=report,
                number=row,
                site="",
                operator="",
                status=table.texts["status"][row],
                about=about,
                since=dates.day("since", row),
                until=dates.day("until", row),
            )
        )
    return made


def _origins_of(table: Table, rows: Sequence[int]) -> list[str]:
    """Whose voice each row is: its publisher's, else the host's that it was found on, else nobody's but its own."""
    texts = table.texts
    return [
        texts["publisher"][row] or _host(texts["url"][row]) or f"report:{texts['title'][row] or row}" for row in rows
    ]
