"""Reading and writing the TOML files: their keys and their canonical spelling."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

__all__ = [
    "FORMS",
    "Document",
    "DocumentForm",
    "Folder",
    "Key",
    "Problem",
    "canonical",
    "read_folder",
    "shipped_data",
]

Kind = Literal["text", "texts", "number", "date", "names", "lists", "counts", "table", "tables", "flag"]


@dataclass(frozen=True)
class Key:
    """One key of a document: its name, the kind of its value, whether it must be there, the keys inside it."""

    name: str
    kind: Kind
    required: bool = False
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class DocumentForm:
    """A kind of file: the keys it has, or (`entries`) the keys of each of the entries it lists by id."""

    keys: tuple[Key, ...] = ()
    entries: tuple[Key, ...] = ()


_PASSAGE = (Key("start", "text", required=True), Key("end", "text"))
_STATEMENT = (
    Key("site", "text", required=True),
    Key("operator", "text", required=True),
    Key("status", "text", required=True),
    Key("about", "date", required=True),
    Key("since", "date"),
    Key("until", "date"),
    Key("strength", "counts"),
    Key("passage", "table", keys=_PASSAGE),
    Key("note", "text"),
)
_LOCATION = (
    Key("latitude", "number", required=True),
    Key("longitude", "number", required=True),
    Key("within_km", "number", required=True),
    Key("source", "text", required=True),
    Key("reason", "text", required=True),
)

# Every key of every file, in canonical order: reading, checking, writing and scaffolding all go by this one list.
FORMS: Mapping[str, DocumentForm] = {
    "site": DocumentForm(
        keys=(
            Key("kind", "text", required=True),
            Key("host", "text", required=True),
            Key("names", "names", required=True),
            Key("spellings", "lists"),
            Key("location", "table", required=True, keys=_LOCATION),
        )
    ),
    "report": DocumentForm(
        keys=(
            Key("title", "text"),
            Key("publisher", "text"),
            Key("url", "text"),
            Key("archived", "text"),
            Key("published", "date"),
            Key("language", "text", required=True),
            Key("via", "text"),
            Key("statement", "tables", required=True, keys=_STATEMENT),
        )
    ),
    "operators": DocumentForm(
        entries=(
            Key("kind", "text", required=True),
            Key("colour", "number", required=True),
            Key("names", "names", required=True),
        )
    ),
    "publishers": DocumentForm(
        entries=(
            Key("name", "text", required=True),
            Key("hosts", "texts"),
            Key("country", "text"),
            Key("state_run", "flag"),
        )
    ),
    "vocabulary": DocumentForm(entries=(Key("meaning", "text", required=True), Key("holds_for_days", "number"))),
    "expect": DocumentForm(
        keys=(
            Key("sites", "number", required=True),
            Key("reports", "number", required=True),
            Key("statements", "number", required=True),
            Key("languages", "number", required=True),
            Key("publishers", "number", required=True),
            Key("first_year", "number", required=True),
            Key("last_year", "number", required=True),
        )
    ),
}

# The files that lie beside the folders `sites` and `reports`, one of each.
_LISTS = ("operators", "publishers", "vocabulary", "expect")


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong with the data: where, which rule, what, and what to do about it."""

    file: str
    line: int
    rule: str
    what: str
    remedy: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        told = f"{self.file}:{self.line}: {self.severity}: {self.rule}: {self.what}; {self.remedy}"
        # One line each, whatever a file is called or holds.
        return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", "\N{REPLACEMENT CHARACTER}", told)


@dataclass(frozen=True)
class Document:
    """One TOML file as read: its form's name, its id (the file's stem), its path, its text and its values."""

    form: str
    id: str
    path: Path
    name: str
    text: str = field(repr=False)
    values: dict[str, Any] = field(repr=False)

    def line_of(self, *path: str | int) -> int:
        """The line (from 1) on which a key stands, such as `("statement", 1, "about")`; its table's line without it."""
        return _line_of(self.text, path)


@dataclass(frozen=True)
class Folder:
    """A data folder as read: its documents by form, and the problems met in reading it."""

    path: Path
    sites: tuple[Document, ...]
    reports: tuple[Document, ...]
    lists: Mapping[str, Document]
    problems: tuple[Problem, ...]

    def documents(self) -> Iterator[Document]:
        """Every document: the lists, the sites, then the reports."""
        yield from self.lists.values()
        yield from self.sites
        yield from self.reports


def shipped_data() -> Path:
    """The folder of the dataset that comes with the package: in the wheel, or beside `geo` in a checkout."""
    package = Path(__file__).parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def read_folder(path: Path) -> Folder:
    """Read every TOML file of a data folder; what cannot be read becomes a `Problem`, nothing is raised."""
    problems: list[Problem] = []
    if not path.is_dir():
        problem = Problem(str(path), 1, "folder", "there is no such folder", "name a folder with sites/ and reports/")
        return Folder(path, (), (), {}, (problem,))
    lists = {}
    for form in _LISTS:
        if (document := _read(path / f"{form}.toml", path, form, problems)) is not None:
            lists[form] = document
    sites = _read_all(path, "sites", "*.toml", "site", problems)
    reports = _read_all(path, "reports", "*/*.toml", "report", problems)
    problems += _strays(path)
    return Folder(path, sites, reports, lists, tuple(problems))


def canonical(document: Document) -> str:
    """The one canonical spelling of a document's values; keys outside its form keep their place at the end."""
    form = FORMS[document.form]
    if form.entries:
        return document.text
    return "\n".join(_lines(document.values, form.keys)).strip() + "\n"


def _lines(values: Mapping[str, Any], keys: tuple[Key, ...], prefix: str = "") -> Iterator[str]:
    """The lines of a table: plain values first, then its sub-tables, each after a blank line."""
    later = []
    for key in keys:
        if key.name not in values:
            continue
        value = values[key.name]
        if key.kind in ("tables", "names", "lists") or (key.kind == "table" and not prefix):
            later.append((key, value))
        else:
            yield f"{key.name} = {_value(value, [inner.name for inner in key.keys])}"
    for name in sorted(set(values) - {key.name for key in keys}):
        yield f"{_bare(name)} = {_value(values[name])}"
    for key, value in later:
        for table in value if key.kind == "tables" else [value]:
            yield ""
            yield f"[[{key.name}]]" if key.kind == "tables" else f"[{key.name}]"
            if key.keys:
                yield from _lines(table, key.keys, f"{prefix}{key.name}.")
            else:
                yield from (f"{_bare(name)} = {_value(table[name])}" for name in sorted(table))


def _value(value: object, order: list[str] | None = None) -> str:
    """One TOML value on one line."""
    if isinstance(value, dict):
        ranks = {name: rank for rank, name in enumerate(order or [])}
        names = sorted(value, key=lambda name: (ranks.get(name, len(ranks)), name))
        return "{ " + ", ".join(f"{_bare(name)} = {_value(value[name])}" for name in names) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped, and the surrogates JSON may write.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def _bare(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _value(name)


def _read_all(folder: Path, name: str, pattern: str, form: str, problems: list[Problem]) -> tuple[Document, ...]:
    if not (folder / name).is_dir():
        problems.append(Problem(name, 1, "folder", f"{folder / name} is missing", "make it, or name another --data"))
        return ()
    found = (_read(path, folder, form, problems) for path in sorted((folder / name).glob(pattern)))
    return tuple(document for document in found if document is not None)


def _read(path: Path, folder: Path, form: str, problems: list[Problem]) -> Document | None:
    """One file, or None and a problem."""
    name = path.relative_to(folder).as_posix()
    try:
        text = path.read_bytes().decode()
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "toml", "is not UTF-8", "save it as UTF-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.append(Problem(name, 1, "readable", f"cannot be read: {reason}", "put it there, or let it be read"))
    except RecursionError:
        problems.append(Problem(name, 1, "toml", "is nested too deeply", "a value here is one or two levels deep"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        problems.append(Problem(name, line, "toml", f"is not TOML: {error}", "mend the spelling there"))
    except ValueError:
        # Python reads no number of more than some thousand digits.
        problems.append(Problem(name, 1, "toml", "has a number that is too long", "give the number that is meant"))
    else:
        return Document(form, path.stem, path, name, text, values)
    return None


def _strays(folder: Path) -> Iterator[Problem]:
    """TOML files that lie where nothing reads them: a report in the wrong folder must not vanish silently."""
    expected = {*folder.glob("*.toml"), *folder.glob("sites/*.toml"), *folder.glob("reports/*/*.toml")}
    lists = {folder / f"{form}.toml" for form in _LISTS}
    for path in sorted({*folder.rglob("*.toml")} - expected | ({*folder.glob("*.toml")} - lists)):
        name = path.relative_to(folder).as_posix()
        yield Problem(name, 1, "place", "lies where nothing reads it", "put it into sites/ or reports/<year>/")


def _line_of(text: str, path: tuple[str | int, ...]) -> int:
    """Find a key's line by table headers and `key =` at the start of lines; good for one key a line."""
    wanted = [part for part in path if isinstance(part, str)]
    index = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    header_line, seen, inside = 1, -1, len(wanted) == 1
    # Not `splitlines`, which also breaks at characters that a TOML text may hold.
    for number, line in enumerate(text.split("\n"), start=1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)
        if header:
            name = header[2].strip('"')
            if header[1] == "[[" and name == wanted[0]:
                seen += 1
            ours = index is None or seen == index
            inside = ours and name in (wanted[0], ".".join(wanted[:-1]))
            if inside:
                header_line = number
            if ours and name == ".".join(wanted):
                return number
        elif inside and re.match(rf'\s*"?{re.escape(wanted[-1])}"?\s*=', line):
            return number
        elif len(wanted) > 1 and re.match(rf'\s*"?{re.escape(wanted[-2])}"?\s*=', line) and (inside or seen < 0):
            header_line = number
    return header_line
