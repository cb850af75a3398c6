"""The files that a table of statements can be in, each read into a frame as it stands.

Readers take a path and the columns that are wanted; they raise DataError for a file that is not what its ending says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.dataset import DataError
from geo.store import Problem

if TYPE_CHECKING:
    import pandas

__all__ = ["READERS", "lines_of"]


def _read_csv(path: Path, _: Collection[str]) -> pandas.DataFrame:
    import pandas

    try:
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (pandas.errors.ParserError, pandas.errors.EmptyDataError, UnicodeDecodeError) as error:
        what = " ".join(str(error).split())
        raise DataError([Problem(path.name, 1, "table", what, "write CSV as RFC 4180 has it, in UTF-8")]) from error
    if not isinstance(frame.index, pandas.RangeIndex):
        # Where lines have a cell more than the first has names, pandas takes the first cell of each for its label.
        what = "has fewer names than the lines below have cells"
        raise DataError([Problem(path.name, 1, "table", what, "name each column; end no line with a comma")])
    return frame


def lines_of(path: Path) -> dict[int, int]:
    """The line of a text file on which each of its records begins; a cell may hold line ends, and a line nothing."""
    lines, before = [], 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file)
        for record in reader:
            if record:
                lines.append(before + 1)
            before = reader.line_num
    return dict(enumerate(lines, start=1))


def _read_features(path: Path, _: Collection[str]) -> pandas.DataFrame:
    import geopandas
    from pyogrio.errors import DataSourceError

    try:
        frame: pandas.DataFrame = geopandas.read_file(path)
    except DataSourceError as error:
        what = " ".join(str(error).split())
        raise DataError([Problem(path.name, 1, "table", what, "write it anew with GDAL or geopandas")]) from error
    return frame


def _read_parquet(path: Path, columns: Collection[str]) -> pandas.DataFrame:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except pyarrow.ArrowInvalid as error:
        what = " ".join(str(error).split())
        raise DataError([Problem(path.name, 1, "table", what, "write it anew as Parquet")]) from error
    wanted = [name for name in table.column_names if name in columns]
    if b"geo" in (table.schema.metadata or {}):
        import geopandas

        frame: pandas.DataFrame = geopandas.read_parquet(path)
        return frame
    selected: pandas.DataFrame = table.select(wanted).to_pandas()
    return selected


READERS: Mapping[str, Callable[[Path, Collection[str]], Any]] = {
    ".csv": _read_csv,
    ".geojson": _read_features,
    ".json": _read_features,
    ".gpkg": _read_features,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
}
