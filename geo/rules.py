"""The data contract: one small function per rule; every rule tells all that it finds.

`geo.shape` is what the rest of the code relies on; `CONTRACT` is what makes the dataset worth citing. `geo check` holds
the folder to both. A rule takes the folder as read and yields a `Problem` for each thing found. To add one, write a
function and put it into the list.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from geo.dates import Date, parse_date
from geo.names import fold
from geo.shape import SHAPE, Rule, problem_at, run_rules, statements_of
from geo.store import Document, Folder, Problem

__all__ = ["CONTRACT", "check"]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_KM_PER_DEGREE = 111.2


def check(folder: Folder) -> tuple[Problem, ...]:
    """Every problem in a folder, in the order of files and lines; the contract waits until the shape is right."""
    problems = [*folder.problems, *run_rules(SHAPE, folder)]
    if not problems:
        problems += run_rules(CONTRACT, folder)
    return tuple(sorted(problems))


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
            yield problem_at(document, ("published",), "place", what, f"move it to reports/{year}/")
        if stamp and not document.id.startswith(stamp.lower() + "-"):
            what = f"is published {published} but named {document.id}"
            yield problem_at(document, ("published",), "place", what, f"name it {stamp}-<slug>.toml")


def order_of_dates(folder: Folder) -> Iterator[Problem]:
    """No report speaks of its own future, and no stay ends before it begins."""
    for document in folder.reports:
        published = _date(document.values.get("published"))
        for number, statement in enumerate(statements_of(document)):
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
                    yield problem_at(document, path, "order-of-dates", what, "read both again; one of them is wrong")


def addresses(folder: Folder) -> Iterator[Problem]:
    """An address is one that a reader can open, on a host of its publisher, and no two reports share it."""
    publishers = folder.lists["publishers"].values
    seen: dict[str, Document] = {}
    for document in folder.reports:
        for key in ("url", "archived"):
            url = document.values.get(key)
            if url is not None and (fault := _address_fault(url)):
                yield problem_at(
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
            yield problem_at(
                document, ("url",), "addresses", what, "mend publisher, or add the host to publishers.toml"
            )
        if url in seen:
            yield problem_at(
                document, ("url",), "addresses", f"{seen[url].name} has the same address", "keep one of them"
            )
        seen.setdefault(url, document)


def cited(folder: Folder) -> Iterator[Problem]:
    """Nothing is on the map without a report that can be found again, and no report is entered twice."""
    named = {statement["site"] for document in folder.reports for statement in statements_of(document)}
    for document in folder.sites:
        if document.id not in named:
            yield problem_at(
                document, (), "cited", "no report speaks of this site", "add a report, or take the site out"
            )
    seen: dict[tuple[object, ...], Document] = {}
    for document in folder.reports:
        values = document.values
        if not any(key in values for key in ("title", "publisher", "url")):
            what = "has neither title, publisher nor address"
            yield problem_at(document, (), "cited", what, "give what its page shows, or leave the report out")
        if not values["statement"]:
            yield problem_at(document, (), "cited", "states nothing", "add a [[statement]], or leave the report out")
        same = (fold(values.get("title", "")), values.get("publisher"), values.get("published"))
        if same[0] and same in seen:
            what = f"{seen[same].name} has the same title, publisher and date"
            yield problem_at(document, ("title",), "cited", what, "keep one of them")
        seen.setdefault(same, document)


def voices(folder: Folder) -> Iterator[Problem]:
    """`via` names another publisher, and an operator is not the host of the site."""
    hosts = {document.id: document.values["host"] for document in folder.sites}
    for document in folder.reports:
        via = document.values.get("via")
        if via is not None and via == document.values.get("publisher"):
            yield problem_at(document, ("via",), "voices", f"via {via} is the publisher itself", "leave via out")
        for number, statement in enumerate(statements_of(document)):
            if statement["operator"] == hosts[statement["site"]]:
                what = f"{statement['operator']} is the host of {statement['site']}"
                path = ("statement", number, "operator")
                yield problem_at(document, path, "voices", what, "only foreign presence is entered")


def passages(folder: Folder) -> Iterator[Problem]:
    """A passage is located by a few words at each end, never copied; a note is short and in our own words."""
    for document in folder.reports:
        for number, statement in enumerate(statements_of(document)):
            passage = statement.get("passage", {})
            for end, text in passage.items():
                if not 1 <= len(text.split()) <= 6 or len(text) > 120:
                    what = f"passage.{end} has {len(text.split())} words"
                    path = ("statement", number, "passage")
                    yield problem_at(document, path, "passages", what, "give three to six of its words")
            note = statement.get("note", "")
            if len(note) > 400:
                path = ("statement", number, "note")
                yield problem_at(
                    document, path, "passages", f"the note has {len(note)} characters", "keep it under 400"
                )
            if document.values.get("url") and not passage:
                what = "has an address but no passage"
                yield problem_at(
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
                yield problem_at(document, path, "plain-text", what, "take it out")
            elif text != text.strip() or not text:
                yield problem_at(
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
                yield problem_at(
                    document, path, "one-name-one-site", what, "leave it to the one that reports mean by it"
                )


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
                yield problem_at(document, ("location", key), "precision", what, remedy)


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
            yield problem_at(document, path, "in-host", what, "are latitude and longitude swapped, or the host wrong?")
        elif km > 0 and not countries.is_land(latitude=latitude, longitude=longitude):
            what = f"{latitude}, {longitude} lies in the sea, {km:.1f} km from {host}"
            yield problem_at(document, path, "in-host", what, "look at it once more", "warning")
        if countries.is_centroid(host, latitude=latitude, longitude=longitude):
            what = f"{latitude}, {longitude} is the middle of {host}, not a site"
            yield problem_at(document, path, "in-host", what, "find the place itself, or widen within_km")
        other = points.setdefault((round(latitude, 3), round(longitude, 3)), document)
        if other is not document:
            yield problem_at(
                document, path, "in-host", f"{other.id} has the same coordinates", "give each site its own"
            )


def floors(folder: Folder) -> Iterator[Problem]:
    """What `expect.toml` says must be there has not shrunk."""
    document = folder.lists.get("expect")
    if document is None:
        return
    statements = [statement for report in folder.reports for statement in statements_of(report)]
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
            yield problem_at(document, (key,), "floors", what, "find what was lost, or lower the floor and say why")
    first = min((about.earliest.year for about in years), default=9999)
    last = max((about.latest.year for about in years), default=0)
    for key, bad in (
        ("first_year", first > document.values["first_year"]),
        ("last_year", last < document.values["last_year"]),
    ):
        if bad:
            what = f"statements speak of {first} to {last}"
            yield problem_at(document, (key,), "floors", what, "find what was lost, or move the floor and say why")


def unused(folder: Folder) -> Iterator[Problem]:
    """Every publisher and operator listed is one that some report names."""
    named: Counter[str] = Counter()
    for document in folder.reports:
        named.update(str(document.values[key]) for key in ("publisher", "via") if key in document.values)
        named.update(str(statement["operator"]) for statement in statements_of(document))
    for form in ("operators", "publishers"):
        document = folder.lists[form]
        for entry in document.values:
            if entry not in named:
                what = f"no report names {entry}"
                yield problem_at(document, (entry,), "unused", what, "take it out, or enter its report", "warning")


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


def _date(text: str | None) -> Date | None:
    return parse_date(text) if text is not None else None


def _texts(values: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(values, str):
        yield path, values
    elif isinstance(values, dict):
        for name, value in values.items():
            yield from _texts(value, (*path, name))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from _texts(value, (*path, number))
