"""A table of statements: a row is one statement, and names its site, its operator and its report itself.

The columns are those of `COLUMNS`, named by the data dictionary's words. A table can have hundreds of thousands of
rows, so it stays columns: `geo.page.table_columns` brings it into the page without an object for each row.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.dataset import DataError
from geo.dates import parse_date, parse_day
from geo.store import Problem, shipped_data
from geo.table_files import READERS, lines_of

if TYPE_CHECKING:
    import pandas

__all__ = ["COLUMNS", "Table", "read_table", "vocabulary"]

# The columns there are, and whether a table must have them.
COLUMNS: Mapping[str, bool] = {
    "site": False,
    "name": True,
    "kind": False,
    "host": False,
    "latitude": True,
    "longitude": True,
    "within_km": False,
    "operator": True,
    "status": True,
    "about": True,
    "since": False,
    "until": False,
    "title": False,
    "publisher": False,
    "url": False,
    "published": False,
    "language": False,
    "note": False,
}
_NUMBERS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "within_km": (0.0, 20_040.0)}
# A page has them as codes of two bytes.
_MOST_WORDS = 65_535
_DATES = ("about", "since", "until", "published")
# What a table says of a place that does not say how well it is known: a point is taken as near as a point can be.
_WITHIN_KM = 1.0


@dataclass(frozen=True)
class Table:
    """Statements as columns, one value a row; texts are `str`, empty where absent, numbers are numpy arrays.

    latitude, longitude in degrees (EPSG:4326), within_km in kilometres. `name` is the file's, for messages.
    """

    name: str
    texts: Mapping[str, Sequence[str]] = field(repr=False)
    numbers: Mapping[str, Any] = field(repr=False)

    def __len__(self) -> int:
        return len(self.texts["operator"])

    def known_by(self, day: date | str) -> Table:
        """The table with only the rows whose report was certainly out by a day; those without a date are left out."""
        limit = parse_day(day) if isinstance(day, str) else day
        out = {text for text in set(self.texts["published"]) if text and parse_date(text).latest <= limit}
        return self._keep([row for row, text in enumerate(self.texts["published"]) if text in out])

    def select(self, *, operator: str | None = None, host: str | None = None) -> Table:
        """The table with only one operator's rows, or only one host's; raises KeyError for one it has not."""
        kept = list(range(len(self)))
        for column, wanted in (("operator", operator), ("host", host)):
            if wanted is not None:
                texts = self.texts[column]
                if wanted not in set(texts):
                    raise KeyError(f"{wanted!r} is not in the table; it has {', '.join(sorted(set(texts) - {''}))}")
                kept = [row for row in kept if texts[row] == wanted]
        return self._keep(kept)

    def undated(self) -> int:
        """How many rows `known_by` always leaves out, because their reports have no date."""
        return sum(not text for text in self.texts["published"])

    def box(self) -> tuple[float, float, float, float]:
        """South, west, north and east of all places, in degrees."""
        latitude, longitude = self.numbers["latitude"], self.numbers["longitude"]
        return float(latitude.min()), float(longitude.min()), float(latitude.max()), float(longitude.max())

    def _keep(self, rows: Sequence[int]) -> Table:
        texts = {column: [values[row] for row in rows] for column, values in self.texts.items()}
        return Table(self.name, texts, {column: values[list(rows)] for column, values in self.numbers.items()})


def read_table(source: str | Path | pandas.DataFrame) -> Table:
    """Read a table from a file (CSV, GeoJSON, GeoPackage, Parquet) or a frame with the columns of `COLUMNS`.

    A GeoDataFrame's points may stand in for latitude and longitude; another CRS than EPSG:4326 is converted. Columns
    that are not in `COLUMNS` are left alone. Raises DataError with every problem at once, and OSError where a file
    cannot be read.
    """
    if isinstance(source, str | Path):
        path = Path(source)
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            what = f"{path.suffix or path.name!r} is no kind of table that we read"
            raise DataError([Problem(path.name, 1, "table", what, f"give one of {', '.join(READERS)}")])
        # The system's own error for a file that is not there: readers have many.
        path.stat()
        if path.suffix.lower() != ".csv":
            return _table(path.name, reader(path, COLUMNS), first_line=1)
        try:
            return _table(path.name, reader(path, COLUMNS), first_line=2)
        except DataError as error:
            lines = lines_of(path)
            raise DataError([replace(each, line=lines.get(each.line, each.line)) for each in error.problems]) from None
    return _table("frame", source, first_line=1)


@cache
def vocabulary() -> dict[str, Any]:
    """The words of the shipped dataset, which tables are held to: statuses, kinds, units, each with what it means."""
    return tomllib.loads((shipped_data() / "vocabulary.toml").read_text("utf-8"))


def _table(name: str, frame: pandas.DataFrame, *, first_line: int) -> Table:
    frame = _with_points(name, frame)
    missing = [column for column, required in COLUMNS.items() if required and column not in frame.columns]
    if missing:
        remedy = f"a row is one statement; columns there are: {', '.join(COLUMNS)}"
        raise DataError([Problem(name, 1, "columns", f"has no column {', '.join(missing)}", remedy)])
    doubled = [column for column in COLUMNS if list(frame.columns).count(column) > 1]
    if doubled:
        what = f"has more than one column {', '.join(doubled)}"
        raise DataError([Problem(name, 1, "columns", what, "give each column a name of its own")])
    if len(frame) == 0:
        raise DataError([Problem(name, 1, "rows", "has no row", "a row is one statement")])
    texts = {column: _texts(frame, column) for column in COLUMNS if column not in _NUMBERS}
    numbers, strange = {}, []
    for column in _NUMBERS:
        numbers[column], problems = _numbers(name, frame, column, first_line)
        strange += problems
    table = Table(name, texts, numbers)
    problems = sorted([*strange, *_problems(table, first_line)], key=lambda each: (each.line, each.rule, each.what))
    if problems:
        raise DataError(problems)
    return table


def _with_points(name: str, frame: pandas.DataFrame) -> pandas.DataFrame:
    """The frame with latitude and longitude from its points, where it has no such columns."""
    column = getattr(frame, "active_geometry_name", None)
    if {"latitude", "longitude"} <= set(frame.columns) or column is None:
        return frame
    geometry: Any = frame[column]
    if geometry.crs is not None and geometry.crs.to_epsg() != 4326:
        geometry = geometry.to_crs(4326)
    wrong = ((geometry.geom_type != "Point") | geometry.is_empty).to_numpy()
    if wrong.any():
        remedy = "give a point for each statement, and within_km for how near it is"
        rows = [row for row, is_wrong in enumerate(wrong, start=1) if is_wrong]
        raise DataError([Problem(name, row, "geometry", "is no point", remedy) for row in rows])
    placed: pandas.DataFrame = frame.drop(columns=column).assign(latitude=geometry.y, longitude=geometry.x)
    return placed


def _texts(frame: pandas.DataFrame, column: str) -> list[str]:
    """A column as texts: absent is empty, a timestamp is its day, a whole number has no decimals."""
    if column not in frame.columns:
        return [""] * len(frame)
    values: Any = frame[column]
    if values.dtype.kind == "M":
        return [*values.dt.strftime("%Y-%m-%d").fillna("")]
    if values.dtype.kind == "f" and (values.dropna() == values.dropna().round()).all():
        values = values.astype("Int64")
    texts: list[Any] = values.tolist()
    if set(map(type, texts)) == {str}:
        return texts
    absent = values.isna().tolist()
    return ["" if gone else _text(value) for gone, value in zip(absent, texts, strict=True)]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def _numbers(name: str, frame: pandas.DataFrame, column: str, first_line: int) -> tuple[Any, list[Problem]]:
    """A column as float64, and what of it is no number in its range."""
    import numpy
    import pandas

    lowest, highest = _NUMBERS[column]
    if column not in frame.columns:
        return numpy.full(len(frame), _WITHIN_KM), []
    given: Any = frame[column]
    numbers = pandas.to_numeric(given, errors="coerce").to_numpy(dtype="float64", na_value=numpy.nan)
    if column == "within_km":
        absent = given.isna().to_numpy() | (given.astype(str).to_numpy() == "") if given.dtype.kind != "f" else None
        empty = numpy.isnan(numbers) if absent is None else absent
        numbers = numpy.where(empty, _WITHIN_KM, numbers)
    wrong = ~((numbers >= lowest) & (numbers <= highest))
    given = given.tolist()
    remedy = f"write a number from {lowest:g} to {highest:g}"
    return numbers, [
        Problem(name, row + first_line, "numbers", f"{column} is {given[row]!r}", remedy)
        for row in numpy.flatnonzero(wrong).tolist()
    ]


def _problems(table: Table, first_line: int) -> Iterator[Problem]:
    """What keeps the rows from being statements."""
    for column in ("name", "operator"):
        for row, text in enumerate(table.texts[column]):
            if not text.strip():
                yield Problem(table.name, row + first_line, "words", f"{column} is empty", "write one")
    for column in ("operator", "host", "language"):
        count = len(set(table.texts[column]))
        if count > _MOST_WORDS:
            what = f"{column} has {count} different values"
            yield Problem(table.name, first_line, "words", what, f"a page tells {_MOST_WORDS} apart at most")
    for column, group in (("status", "status"), ("kind", "kind")):
        words = vocabulary()[group]
        strange = {text for text in set(table.texts[column]) if text not in words and (text or column == "status")}
        yield from _rows(table, column, strange, first_line, "words", f"write one of {', '.join(words)}")
    for column in _DATES:
        for text in set(table.texts[column]) - ({""} if column != "about" else set()):
            try:
                parse_date(text)
            except ValueError as error:
                what, _, remedy = str(error).partition("; ")
                yield from _rows(table, column, {text}, first_line, "dates", remedy or "write EDTF", what)
    yield from _differing_sites(table, first_line)


def _rows(
    table: Table, column: str, strange: set[str], first_line: int, rule: str, remedy: str, what: str | None = None
) -> Iterator[Problem]:
    if not strange:
        return
    for row, text in enumerate(table.texts[column]):
        if text in strange:
            yield Problem(table.name, row + first_line, rule, f"{column}: {what or repr(text)}", remedy)


def _differing_sites(table: Table, first_line: int) -> Iterator[Problem]:
    """A site has one name and one place, wherever its id stands."""
    if not any(table.texts["site"]) or len(set(table.texts["site"])) == len(table):
        return
    first: dict[str, tuple[Any, ...]] = {}
    columns = (table.texts["name"], table.numbers["latitude"].tolist(), table.numbers["longitude"].tolist())
    for row, (site, *place) in enumerate(zip(table.texts["site"], *columns, strict=True)):
        if site and first.setdefault(site, tuple(place)) != tuple(place):
            what = f"site {site!r} has another name or place than in its first row"
            yield Problem(table.name, row + first_line, "sites", what, "give each place a site id of its own")
