"""A decided report as a file of the dataset: its values, its name, and whether the dataset is sound with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from geo.dates import parse_date
from geo.files import write_atomically
from geo.reading.accepting.decided import Decided
from geo.rules import check
from geo.store import Document, Folder, Problem, canonical

__all__ = ["document_of", "find_publisher", "problems_with", "write_report"]

# How many words of a title a file's name has, and how many statements' sites where the title has none to use.
_WORDS = 4


def find_publisher(folder: Folder, named: str | None, address: str | None) -> str | None:
    """The id in publishers.toml of a publisher: by its id or name, else by the host of an address; None if unknown."""
    publishers: dict[str, Any] = folder.lists["publishers"].values
    if named is not None:
        plain = named.strip().casefold()
        for id_, values in publishers.items():
            if plain in (id_, str(values["name"]).casefold()):
                return id_
    host = urlsplit(address).hostname or "" if address else ""
    for id_, values in publishers.items():
        if any(host == known or host.endswith("." + known) for known in values.get("hosts", ())):
            return id_
    return None


def document_of(folder: Folder, decided: Decided) -> Document:
    """The report file that a decided report becomes, under a name that is not there yet; nothing is written."""
    publisher = find_publisher(folder, decided.publisher, decided.address)
    values: dict[str, Any] = {
        "title": decided.title,
        "publisher": publisher,
        "url": decided.address,
        "published": decided.published,
        "language": decided.language,
        "via": find_publisher(folder, decided.via, None) if decided.via else None,
        "statement": [dict(statement) for statement in decided.statements],
    }
    values = {key: value for key, value in values.items() if value}
    stem = _stem(publisher, decided)
    name = f"reports/undated/{stem}.toml"
    if decided.published:
        parse_date(decided.published)
        stamp = re.sub(r"[~?%]", "", decided.published).replace("/", "-to-")
        name = f"reports/{stamp[:4]}/{stamp.lower()}-{stem}.toml"
    name = _free(folder, name)
    path = folder.path / name
    document = Document("report", path.stem, path, name, "", values)
    return replace(document, text=canonical(document))


def _stem(publisher: str | None, decided: Decided) -> str:
    """A few words for a file's name: the publisher, and the title's, or where it has no Latin ones the sites."""
    latin = unicodedata.normalize("NFKD", decided.title or "").encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", latin) if len(word) > 2][:_WORDS]
    if len(words) < 2:
        words = sorted({str(statement["site"]) for statement in decided.statements})[:2]
        words.append(str(decided.statements[0]["status"]))
    return "-".join([*([publisher] if publisher else []), *words])


def _free(folder: Folder, name: str) -> str:
    """A name that no file has: with a number from 2 on where there is one."""
    ids = {report.id for report in folder.reports}
    stem = name.removesuffix(".toml")
    number = 1
    tried = stem
    while (folder.path / f"{tried}.toml").exists() or tried.rpartition("/")[2] in ids:
        number += 1
        tried = f"{stem}-{number}"
    return f"{tried}.toml"


def problems_with(folder: Folder, document: Document) -> Sequence[Problem]:
    """What `geo check` would find wrong with a file if it were in the folder, and did not find before."""
    before = {(problem.file, problem.rule, problem.what) for problem in check(folder)}
    reports = tuple(sorted((*folder.reports, document), key=lambda report: report.name))
    after = check(replace(folder, reports=reports))
    return [
        problem
        for problem in after
        if problem.severity == "error" and (problem.file, problem.rule, problem.what) not in before
    ]


def write_report(document: Document) -> None:
    """Put a report's file in its place, in canonical spelling. Raises FileExistsError where there is one, OSError."""
    document.path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(document.path, canonical(document), replace=False)
