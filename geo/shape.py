"""The shape of the data: keys, kinds of values, words that must be known. `geo.load` refuses a folder without it.

A rule takes the folder as read and yields a `Problem` for each thing found. To add one, write a function and put it
into the list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeGuard

from geo.dates import parse_date
from geo.store import FORMS, Document, DocumentForm, Folder, Key, Problem

__all__ = ["SHAPE", "Rule", "problem_at", "run_rules", "shape_problems", "statements_of", "table_of"]

Rule = Callable[[Folder], Iterator[Problem]]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_COUNT = re.compile("[<>~]?[0-9]+|[0-9]+-[0-9]+")


def shape_problems(folder: Folder) -> tuple[Problem, ...]:
    """What keeps a folder from being loaded at all."""
    return tuple(sorted([*folder.problems, *run_rules(SHAPE, folder)]))


def run_rules(rules: Iterable[Rule], folder: Folder) -> Iterator[Problem]:
    """What some rules find, rule by rule."""
    for rule in rules:
        yield from rule(folder)


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
                yield problem_at(document, path, "dates", what, remedy or "write EDTF")


def words(folder: Folder) -> Iterator[Problem]:
    """Every id and every word of a closed list is known, and languages are BCP 47 tags."""
    known = _known(folder)
    for document in (*folder.sites, *folder.reports):
        if not _ID.fullmatch(document.id):
            remedy = "use lower-case ASCII letters, digits and hyphens"
            yield problem_at(document, (), "words", f"the file name {document.id!r} is no id", remedy)
    for document in folder.sites:
        yield from _word(document, ("kind",), document.values.get("kind"), known["kind"])
        host = document.values.get("host")
        yield from _country(document, ("host",), host)
        for table in ("names", "spellings"):
            for language in table_of(document.values.get(table)):
                yield from _language(document, (table, language), language)
    for document in folder.reports:
        yield from _language(document, ("language",), document.values.get("language"))
        for key in ("publisher", "via"):
            yield from _word(document, (key,), document.values.get(key), known["publisher"])
        for number, statement in enumerate(statements_of(document)):
            for key in ("site", "operator", "status"):
                yield from _word(document, ("statement", number, key), statement.get(key), known[key])
            for unit in table_of(statement.get("strength")):
                yield from _word(document, ("statement", number, "strength"), unit, known["unit"])
    if (publishers := folder.lists.get("publishers")) is not None:
        for publisher, values in publishers.values.items():
            yield from _country(publishers, (publisher, "country"), table_of(values).get("country"))


def numbers(folder: Folder) -> Iterator[Problem]:
    """Coordinates are degrees, distances are above zero, counts can be read."""
    for document in folder.sites:
        location = table_of(document.values.get("location"))
        for key, limit in (("latitude", 90), ("longitude", 180)):
            value = location.get(key)
            if _is_number(value) and not abs(value) <= limit:
                what = f"{key} {value} is not on the globe"
                yield problem_at(document, ("location", key), "numbers", what, f"give degrees from -{limit} to {limit}")
        within_km = location.get("within_km")
        if _is_number(within_km) and not 0.001 <= within_km < 20_000:
            what = f"within_km {within_km} is no distance"
            yield problem_at(document, ("location", "within_km"), "numbers", what, "give kilometres, from 0.001 up")
    for document in folder.reports:
        for number, statement in enumerate(statements_of(document)):
            for unit, count in table_of(statement.get("strength")).items():
                if isinstance(count, str) and not _COUNT.fullmatch(count):
                    path = ("statement", number, "strength")
                    remedy = "write 8, >100, <50, ~300 or 20-30"
                    yield problem_at(document, path, "numbers", f"{unit} {count!r} is no count", remedy)


def durations(folder: Folder) -> Iterator[Problem]:
    """There are statuses, and each says for how many days it answers."""
    document = folder.lists.get("vocabulary")
    if document is None:
        return
    statuses = table_of(document.values.get("status"))
    if not statuses:
        yield problem_at(document, (), "durations", "has no status", "add [status.present] and the others")
    for name, entry in statuses.items():
        days = table_of(entry).get("holds_for_days")
        if not isinstance(days, int) or isinstance(days, bool) or days < 0:
            what = f"{name} does not say for how long it answers"
            path = (f"status.{name}", "holds_for_days")
            yield problem_at(document, path, "durations", what, "give holds_for_days in whole days")


def one_id_one_report(folder: Folder) -> Iterator[Problem]:
    """No two reports, in whatever folders, have the same file name: it is their id."""
    seen: dict[str, Document] = {}
    for document in folder.reports:
        if document.id in seen:
            what = f"{seen[document.id].name} has the same name"
            yield problem_at(document, (), "one-id-one-report", what, "give one of them another slug")
        seen.setdefault(document.id, document)


SHAPE: tuple[Rule, ...] = (keys, dates, words, numbers, durations, one_id_one_report)


# --- what the rules share -----------------------------------------------------------------------------------------


def problem_at(
    document: Document,
    path: tuple[str | int, ...],
    rule: str,
    what: str,
    remedy: str,
    severity: Literal["error", "warning"] = "error",
) -> Problem:
    """Tell a problem of a document, at the line of a key."""
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
            yield problem_at(document, (*path, name), "keys", f"unknown key {name!r}", remedy)
    for key in known:
        where = (*path, key.name)
        if key.name not in values:
            if key.required:
                yield problem_at(document, path, "keys", f"{key.name} is missing", "give it; see data/README.md")
            continue
        value = values[key.name]
        if not _KINDS[key.kind](value):
            what = f"{key.name} is not {_KIND_NAMES[key.kind]}"
            yield problem_at(document, where, "keys", what, "see data/README.md for an example")
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
        **{group: set(table_of(vocabulary.get(group))) for group in ("status", "kind", "unit")},
    }


def _word(document: Document, path: tuple[str | int, ...], value: object, known: set[str]) -> Iterator[Problem]:
    if isinstance(value, str) and value not in known:
        what = f"{path[-1]} {value!r} is not known"
        listed = ", ".join(sorted(known)) if 0 < len(known) <= 12 else "another, or list it first"
        yield problem_at(document, path, "words", what, f"use {listed}")


def _language(document: Document, path: tuple[str | int, ...], value: object) -> Iterator[Problem]:
    if isinstance(value, str) and not _LANGUAGE.fullmatch(value):
        yield problem_at(document, path, "words", f"{value!r} is no language tag", "use BCP 47, such as ar or ku-Arab")


def _country(document: Document, path: tuple[str | int, ...], value: object) -> Iterator[Problem]:
    if isinstance(value, str) and not _is_country(value):
        yield problem_at(document, path, "words", f"{value!r} is no state", "use ISO 3166-1 alpha-3, such as SYR")


def _is_country(code: str) -> bool:
    # Babel's data has every ISO 3166-1 alpha-3 code as an alias of its alpha-2 code.
    from babel.core import get_global

    return bool(re.fullmatch("[A-Z]{3}", code)) and code in get_global("territory_aliases")


def statements_of(document: Document) -> list[dict[str, Any]]:
    """The statements of a report as read; empty where there are none, whatever stands in their place."""
    statements = document.values.get("statement")
    return [each for each in statements if isinstance(each, dict)] if isinstance(statements, list) else []


def _dates(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(document.values.get("published"), str):
        yield ("published",), document.values["published"]
    for number, statement in enumerate(statements_of(document)):
        for key in ("about", "since", "until"):
            if isinstance(statement.get(key), str):
                yield ("statement", number, key), statement[key]


def table_of(value: object) -> dict[str, Any]:
    """A value that should be a table, as one; empty where it is none."""
    return value if isinstance(value, dict) else {}
