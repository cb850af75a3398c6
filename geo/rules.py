"""The data contract: one small function per rule; every rule tells all that it finds.

`SHAPE` is what the rest of the code relies on, and `geo.load` refuses a folder that breaks it. `CONTRACT` is what makes
the dataset worth citing; `geo check` holds the folder to both. A rule takes the folder as read and yields a `Problem`
for each thing found. To add one, write a function and put it into the list.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeGuard
from urllib.parse import urlsplit

from geo.dates import Date, parse_date
from geo.names import fold
from geo.store import FORMS, Document, DocumentForm, Folder, Key, Problem

__all__ = ["CONTRACT", "SHAPE", "Rule", "check"]

Rule = Callable[[Folder], Iterator[Problem]]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_COUNT = re.compile("[<>~]?[0-9]+|[0-9]+-[0-9]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_KM_PER_DEGREE = 111.2


def check(folder: Folder) -> tuple[Problem, ...]:
    """Every problem in a folder, in the order of files and lines; the contract waits until the shape is right."""
    problems = [*folder.problems, *_run(SHAPE, folder)]
    if not problems:
        problems += _run(CONTRACT, folder)
    return tuple(sorted(problems))


def shape_problems(folder: Folder) -> tuple[Problem, ...]:
    """What keeps a folder from being loaded at all."""
    return tuple(sorted([*folder.problems, *_run(SHAPE, folder)]))


def _run(rules: Iterable[Rule], folder: Folder) -> Iterator[Problem]:
    for rule in rules:
        yield from rule(folder)


# --- shape: keys, kinds of values, words that must be known ------------------------------------------------------


def keys(folder: Folder) -> Iterator[Problem]:
    """Every key is one we know, every required key is there, every value is of its kind."""
    for document in folder.documents():
        form = FORMS[document.form]
        for path, values, known in _tables(document, form):
            yield from _keys_of(document, path, values, known)


def dates(folder: Folder) -> Iterator[Problem]:
    """Every date is EDTF text."""
    for document in folder.reports:
        for path, value in _dates(document):
            try:
                parse_date(value)
            except ValueError as error:
                what, _, remedy = str(error).partition("; ")
                yield _problem(document, path, "dates", what, remedy or "write EDTF")


def words(folder: Folder) -> Iterator[Problem]:
    """Every id and every word of a closed list is known, and languages are BCP 47 tags."""
    known = _known(folder)
    for document in (*folder.sites, *folder.reports):
        if not _ID.fullmatch(document.id):
            remedy = "use lower-case ASCII letters, digits and hyphens"
            yield _problem(document, (), "words", f"the file name {document.id!r} is no id", remedy)
    for document in folder.sites:
        yield from _word(document, ("kind",), document.values.get("kind"), known["kind"])
        host = document.values.get("host")
        if isinstance(host, str) and not _is_country(host):
            yield _problem(document, ("host",), "words", f"{host!r} is no state", "use ISO 3166-1 alpha-3, such as SYR")
        for table in ("names", "spellings"):
            for language in _table(document.values.get(table)):
                yield from _language(document, (table, language), language)
    for document in folder.reports:
        yield from _language(document, ("language",), document.values.get("language"))
        for key in ("publisher", "via"):
            yield from _word(document, (key,), document.values.get(key), known["publisher"])
        for number, statement in enumerate(_statements(document)):
            for key in ("site", "operator", "status"):
                yield from _word(document, ("statement", number, key), statement.get(key), known[key])
            for unit in _table(statement.get("strength")):
                yield from _word(document, ("statement", number, "strength"), unit, known["unit"])


def numbers(folder: Folder) -> Iterator[Problem]:
    """Coordinates are degrees, distances are above zero, counts can be read."""
    for document in folder.sites:
        location = _table(document.values.get("location"))
        for key, limit in (("latitude", 90), ("longitude", 180)):
            value = location.get(key)
            if _is_number(value) and not abs(value) <= limit:
                what = f"{key} {value} is not on the globe"
                yield _problem(document, ("location", key), "numbers", what, f"give degrees from -{limit} to {limit}")
        within_km = location.get("within_km")
        if _is_number(within_km) and not 0.001 <= within_km < 20_000:
            what = f"within_km {within_km} is no distance"
            yield _problem(document, ("location", "within_km"), "numbers", what, "give kilometres, from 0.001 up")
    for document in folder.reports:
        for number, statement in enumerate(_statements(document)):
            for unit, count in _table(statement.get("strength")).items():
                if isinstance(count, str) and not _COUNT.fullmatch(count):
                    path = ("statement", number, "strength")
                    remedy = "write 8, >100, <50, ~300 or 20-30"
                    yield _problem(document, path, "numbers", f"{unit} {count!r} is no count", remedy)


def durations(folder: Folder) -> Iterator[Problem]:
    """There are statuses, and each says for how many days it answers."""
    document = folder.lists.get("vocabulary")
    if document is None:
        return
    statuses = _table(document.values.get("status"))
    if not statuses:
        yield _problem(document, (), "durations", "has no status", "add [status.present] and the others")
    for name, entry in statuses.items():
        days = _table(entry).get("holds_for_days")
        if not isinstance(days, int) or isinstance(days, bool) or days < 0:
            what = f"{name} does not say for how long it answers"
            path = (f"status.{name}", "holds_for_days")
            yield _problem(document, path, "durations", what, "give holds_for_days in whole days")


def one_id_one_report(folder: Folder) -> Iterator[Problem]:
    """No two reports, in whatever folders, have the same file name: it is their id."""
    seen: dict[str, Document] = {}
    for document in folder.reports:
        if document.id in seen:
            what = f"{seen[document.id].name} has the same name"
            yield _problem(document, (), "one-id-one-report", what, "give one of them another slug")
        seen.setdefault(document.id, document)


# --- contract: what makes it worth citing -------------------------------------------------------------------------


def something_to_show(folder: Folder) -> Iterator[Problem]:
    """There is at least one site and one report."""
    for name, documents in (("sites", folder.sites), ("reports", folder.reports)):
        if not documents:
            yield Problem(name, 1, "something-to-show", f"there are no {name}", f"add one with geo new {name[:-1]}")


def place(folder: Folder) -> Iterator[Problem]:
    """A report lies in the folder of its year, under a name that begins with its date."""
    for document in folder.reports:
        published = document.values.get("published")
        # A slash cannot stand in a file name; EDTF marks would read badly in one.
        stamp = re.sub(r"[~?%]", "", str(published)).replace("/", "-to-") if published else None
        year = stamp[:4] if stamp else "undated"
        folder_name = document.path.parent.name
        if folder_name != year:
            what = f"lies in {folder_name}/ but is {'of ' + year if stamp else 'undated'}"
            yield _problem(document, ("published",), "place", what, f"move it to reports/{year}/")
        if stamp and not document.id.startswith(stamp.lower() + "-"):
            what = f"is published {published} but named {document.id}"
            yield _problem(document, ("published",), "place", what, f"name it {stamp}-<slug>.toml")


def order_of_dates(folder: Folder) -> Iterator[Problem]:
    """No report speaks of its own future, and no stay ends before it begins."""
    for document in folder.reports:
        published = _date(document.values.get("published"))
        for number, statement in enumerate(_statements(document)):
            about, since, until = (_date(statement.get(key)) for key in ("about", "since", "until"))
            pairs = (
                ("about", about, "published", published),
                ("since", since, "about", about),
                ("until", until, "about", about),
                ("since", since, "until", until),
            )
            for early_key, early, late_key, late in pairs:
                if early and late and early.earliest > late.latest:
                    what = f"{early_key} {early} is later than {late_key} {late}"
                    path = ("statement", number, early_key)
                    yield _problem(document, path, "order-of-dates", what, "read both again; one of them is wrong")


def addresses(folder: Folder) -> Iterator[Problem]:
    """An address is one that a reader can open, on a host of its publisher, and no two reports share it."""
    publishers = folder.lists["publishers"].values
    seen: dict[str, Document] = {}
    for document in folder.reports:
        for key in ("url", "archived"):
            url = document.values.get(key)
            if url is not None and (fault := _address_fault(url)):
                yield _problem(
                    document, (key,), "addresses", f"{key} {fault}", "give the http(s) address as it was read"
                )
        url = document.values.get("url")
        publisher = document.values.get("publisher")
        if url is None or _address_fault(url):
            continue
        host = urlsplit(url).hostname or ""
        hosts = publishers[publisher].get("hosts", []) if publisher else []
        if publisher and not any(host == known or host.endswith("." + known) for known in hosts):
            what = f"{host} is not a host of {publisher}"
            yield _problem(document, ("url",), "addresses", what, "mend publisher, or add the host to publishers.toml")
        if url in seen:
            yield _problem(
                document, ("url",), "addresses", f"{seen[url].name} has the same address", "keep one of them"
            )
        seen.setdefault(url, document)


def cited(folder: Folder) -> Iterator[Problem]:
    """Nothing is on the map without a report that can be found again, and no report is entered twice."""
    named = {statement["site"] for document in folder.reports for statement in _statements(document)}
    for document in folder.sites:
        if document.id not in named:
            yield _problem(document, (), "cited", "no report speaks of this site", "add a report, or take the site out")
    seen: dict[tuple[object, ...], Document] = {}
    for document in folder.reports:
        values = document.values
        if not any(key in values for key in ("title", "publisher", "url")):
            what = "has neither title, publisher nor address"
            yield _problem(document, (), "cited", what, "give what its page shows, or leave the report out")
        if not values["statement"]:
            yield _problem(document, (), "cited", "states nothing", "add a [[statement]], or leave the report out")
        same = (fold(values.get("title", "")), values.get("publisher"), values.get("published"))
        if same[0] and same in seen:
            what = f"{seen[same].name} has the same title, publisher and date"
            yield _problem(document, ("title",), "cited", what, "keep one of them")
        seen.setdefault(same, document)


def voices(folder: Folder) -> Iterator[Problem]:
    """`via` names another publisher, and an operator is not the host of the site."""
    hosts = {document.id: document.values["host"] for document in folder.sites}
    for document in folder.reports:
        via = document.values.get("via")
        if via is not None and via == document.values.get("publisher"):
            yield _problem(document, ("via",), "voices", f"via {via} is the publisher itself", "leave via out")
        for number, statement in enumerate(_statements(document)):
            if statement["operator"] == hosts[statement["site"]]:
                what = f"{statement['operator']} is the host of {statement['site']}"
                path = ("statement", number, "operator")
                yield _problem(document, path, "voices", what, "only foreign presence is entered")


def passages(folder: Folder) -> Iterator[Problem]:
    """A passage is located by a few words at each end, never copied; a note is short and in our own words."""
    for document in folder.reports:
        for number, statement in enumerate(_statements(document)):
            passage = statement.get("passage", {})
            for end, text in passage.items():
                if not 1 <= len(text.split()) <= 6 or len(text) > 120:
                    what = f"passage.{end} has {len(text.split())} words"
                    path = ("statement", number, "passage")
                    yield _problem(document, path, "passages", what, "give three to six of its words")
            note = statement.get("note", "")
            if len(note) > 400:
                path = ("statement", number, "note")
                yield _problem(document, path, "passages", f"the note has {len(note)} characters", "keep it under 400")
            if document.values.get("url") and not passage:
                what = "has an address but no passage"
                yield _problem(
                    document,
                    ("statement", number),
                    "passages",
                    what,
                    "locate the words that it was read from",
                )


def plain_text(folder: Folder) -> Iterator[Problem]:
    """No text has control, zero-width or direction-overriding characters, or white space at its ends."""
    for document in folder.documents():
        for path, text in _texts(document.values):
            found = _CONTROL.search(text)
            if found:
                what = f"has the invisible character U+{ord(found[0]):04X}"
                yield _problem(document, path, "plain-text", what, "take it out")
            elif text != text.strip() or not text:
                yield _problem(
                    document,
                    path,
                    "plain-text",
                    f"{text!r} is empty or padded",
                    "trim it, or leave the key out",
                )


def one_name_one_site(folder: Folder) -> Iterator[Problem]:
    """No two sites claim a name, however it is spelled."""
    owners: dict[str, Document] = {}
    for document in folder.sites:
        values = document.values
        named = [(("names", language), name) for language, name in values["names"].items()]
        for language, spellings in values.get("spellings", {}).items():
            named += [(("spellings", language), spelling) for spelling in spellings]
        for path, name in named:
            owner = owners.setdefault(fold(name), document)
            if owner is not document:
                what = f"{name!r} is a name of {owner.id} too"
                yield _problem(document, path, "one-name-one-site", what, "leave it to the one that reports mean by it")


def precision(folder: Folder) -> Iterator[Problem]:
    """Coordinates are not written finer than a tenth of within_km."""
    for document in folder.sites:
        location = document.values["location"]
        for key in ("latitude", "longitude"):
            decimals = len(repr(float(location[key])).partition(".")[2].rstrip("0"))
            most = max(0, math.floor(math.log10(_KM_PER_DEGREE * 10 / location["within_km"])))
            if decimals > most:
                what = f"{key} {location[key]} is finer than within_km {location['within_km']} justifies"
                remedy = f"round it to {most} decimals, or say why it is known better"
                yield _problem(document, ("location", key), "precision", what, remedy)


def in_host(folder: Folder) -> Iterator[Problem]:
    """Coordinates lie in the host country or near its coast, not on its centroid, not on another site."""
    from geo.countries import read_countries

    countries = read_countries()
    points: dict[tuple[float, float], Document] = {}
    for document in folder.sites:
        location, host = document.values["location"], document.values["host"]
        latitude, longitude = location["latitude"], location["longitude"]
        path = ("location", "latitude")
        km = countries.km_from(host, latitude=latitude, longitude=longitude)
        if km > location["within_km"] + countries.tolerance_km:
            what = f"{latitude}, {longitude} lies {km:.0f} km outside {host}"
            yield _problem(document, path, "in-host", what, "are latitude and longitude swapped, or the host wrong?")
        elif km > 0 and not countries.is_land(latitude=latitude, longitude=longitude):
            what = f"{latitude}, {longitude} lies in the sea, {km:.1f} km from {host}"
            yield _problem(document, path, "in-host", what, "look at it once more", "warning")
        if countries.is_centroid(host, latitude=latitude, longitude=longitude):
            what = f"{latitude}, {longitude} is the middle of {host}, not a site"
            yield _problem(document, path, "in-host", what, "find the place itself, or widen within_km")
        other = points.setdefault((round(latitude, 3), round(longitude, 3)), document)
        if other is not document:
            yield _problem(document, path, "in-host", f"{other.id} has the same coordinates", "give each site its own")


def floors(folder: Folder) -> Iterator[Problem]:
    """What `expect.toml` says must be there has not shrunk."""
    document = folder.lists.get("expect")
    if document is None:
        return
    statements = [statement for report in folder.reports for statement in _statements(report)]
    years = [parse_date(statement["about"]) for statement in statements]
    have = {
        "sites": len(folder.sites),
        "reports": len(folder.reports),
        "statements": len(statements),
        "languages": len({report.values["language"] for report in folder.reports}),
        "publishers": len({report.values.get("publisher") for report in folder.reports} - {None}),
    }
    for key, count in have.items():
        if count < document.values[key]:
            what = f"{count} {key}, and {document.values[key]} are expected"
            yield _problem(document, (key,), "floors", what, "find what was lost, or lower the floor and say why")
    first = min((about.earliest.year for about in years), default=9999)
    last = max((about.latest.year for about in years), default=0)
    for key, bad in (
        ("first_year", first > document.values["first_year"]),
        ("last_year", last < document.values["last_year"]),
    ):
        if bad:
            what = f"statements speak of {first} to {last}"
            yield _problem(document, (key,), "floors", what, "find what was lost, or move the floor and say why")


def unused(folder: Folder) -> Iterator[Problem]:
    """Every publisher and operator listed is one that some report names."""
    named: Counter[str] = Counter()
    for document in folder.reports:
        named.update(str(document.values[key]) for key in ("publisher", "via") if key in document.values)
        named.update(str(statement["operator"]) for statement in _statements(document))
    for form in ("operators", "publishers"):
        document = folder.lists[form]
        for entry in document.values:
            if entry not in named:
                what = f"no report names {entry}"
                yield _problem(document, (entry,), "unused", what, "take it out, or enter its report", "warning")


SHAPE: tuple[Rule, ...] = (keys, dates, words, numbers, durations, one_id_one_report)
CONTRACT: tuple[Rule, ...] = (
    something_to_show,
    place,
    order_of_dates,
    addresses,
    cited,
    voices,
    passages,
    plain_text,
    one_name_one_site,
    precision,
    in_host,
    floors,
    unused,
)


# --- what the rules share -----------------------------------------------------------------------------------------


def _problem(
    document: Document,
    path: tuple[str | int, ...],
    rule: str,
    what: str,
    remedy: str,
    severity: Literal["error", "warning"] = "error",
) -> Problem:
    line = document.line_of(*path) if path else 1
    # One line each, whatever the data holds.
    what = re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", "\N{REPLACEMENT CHARACTER}", what)
    return Problem(document.name, line, rule, what if len(what) <= 300 else what[:297] + "...", remedy, severity)


def _tables(
    document: Document, form: DocumentForm
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any], tuple[Key, ...]]]:
    """Each table of a document with its path and the keys it may have."""
    if not form.entries:
        yield (), document.values, form.keys
        return
    # The vocabulary has two levels, [status.present]; every other list has one, [RUS].
    groups = document.values if document.form == "vocabulary" else {"": document.values}
    for group, entries in groups.items():
        if not isinstance(entries, dict):
            yield (), {group: entries}, ()
            continue
        for name, entry in entries.items():
            if isinstance(entry, dict):
                yield (f"{group}.{name}" if group else name,), entry, form.entries
            else:
                yield (group,) if group else (), {name: entry}, ()


def _keys_of(
    document: Document, path: tuple[str | int, ...], values: Mapping[str, Any], known: tuple[Key, ...]
) -> Iterator[Problem]:
    names = [key.name for key in known]
    for name in values:
        if name not in names:
            remedy = f"use one of {', '.join(names)}" if names else "write an entry as a table"
            yield _problem(document, (*path, name), "keys", f"unknown key {name!r}", remedy)
    for key in known:
        where = (*path, key.name)
        if key.name not in values:
            if key.required:
                yield _problem(document, path, "keys", f"{key.name} is missing", "give it; see data/README.md")
            continue
        value = values[key.name]
        if not _KINDS[key.kind](value):
            what = f"{key.name} is not {_KIND_NAMES[key.kind]}"
            yield _problem(document, where, "keys", what, "see data/README.md for an example")
        elif key.kind == "table":
            yield from _keys_of(document, where, value, key.keys)
        elif key.kind == "tables":
            for number, table in enumerate(value):
                yield from _keys_of(document, (key.name, number), table, key.keys)


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "date": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": _is_number,
    "names": lambda value: isinstance(value, dict) and bool(value) and all(isinstance(v, str) for v in value.values()),
    "counts": lambda value: isinstance(value, dict) and all(isinstance(v, str) for v in value.values()),
    "texts": _is_texts,
    "lists": lambda value: isinstance(value, dict) and all(_is_texts(item) for item in value.values()),
    "table": lambda value: isinstance(value, dict),
    "tables": lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
}
_KIND_NAMES = {
    "text": "text in quotes",
    "date": "text in quotes",
    "flag": "true or false",
    "number": "a number",
    "names": "a table of a name per language",
    "counts": "a table of counts in quotes",
    "texts": "a list of texts",
    "lists": "a table of a list of texts per language",
    "table": "a table",
    "tables": "an array of tables, [[...]]",
}


def _known(folder: Folder) -> Mapping[str, set[str]]:
    vocabulary = folder.lists["vocabulary"].values if "vocabulary" in folder.lists else {}
    listed = {form: set(document.values) for form, document in folder.lists.items()}
    return {
        "site": {document.id for document in folder.sites},
        "operator": listed.get("operators", set()),
        "publisher": listed.get("publishers", set()),
        **{group: set(_table(vocabulary.get(group))) for group in ("status", "kind", "unit")},
    }


def _word(document: Document, path: tuple[str | int, ...], value: object, known: set[str]) -> Iterator[Problem]:
    if isinstance(value, str) and value not in known:
        what = f"{path[-1]} {value!r} is not known"
        listed = ", ".join(sorted(known)) if 0 < len(known) <= 12 else "another, or list it first"
        yield _problem(document, path, "words", what, f"use {listed}")


def _language(document: Document, path: tuple[str | int, ...], value: object) -> Iterator[Problem]:
    if isinstance(value, str) and not _LANGUAGE.fullmatch(value):
        yield _problem(document, path, "words", f"{value!r} is no language tag", "use BCP 47, such as ar or ku-Arab")


def _is_country(code: str) -> bool:
    # Babel's data has every ISO 3166-1 alpha-3 code as an alias of its alpha-2 code.
    from babel.core import get_global

    return bool(re.fullmatch("[A-Z]{3}", code)) and code in get_global("territory_aliases")


def _address_fault(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in ("http", "https"):
        return f"begins with {url[:12]!r}"
    if (
        not parts.hostname
        or "." not in parts.hostname
        or parts.username is not None
        or re.search(r'[\s<>"`{}|\\^]', url)
    ):
        return "is no address of the public web"
    return None if port in (None, 80, 443) else f"has the unusual port {port}"


def _statements(document: Document) -> list[dict[str, Any]]:
    statements = document.values.get("statement")
    return [each for each in statements if isinstance(each, dict)] if isinstance(statements, list) else []


def _dates(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(document.values.get("published"), str):
        yield ("published",), document.values["published"]
    for number, statement in enumerate(_statements(document)):
        for key in ("about", "since", "until"):
            if isinstance(statement.get(key), str):
                yield ("statement", number, key), statement[key]


def _date(text: str | None) -> Date | None:
    return parse_date(text) if text is not None else None


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(values: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(values, str):
        yield path, values
    elif isinstance(values, dict):
        for name, value in values.items():
            yield from _texts(value, (*path, name))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from _texts(value, (*path, number))
