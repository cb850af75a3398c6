"""Parquet, as lines of JSON: opened in a process of its own, for its pages unpack to whatever their writer likes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from geo.reading.archives.fields import as_json, has_text_column, is_known_column
from geo.reading.archives.frames import BYTES, END, Frame
from geo.reading.archives.watched import EndedError, WatchedProcess, limit_memory
from geo.reading.documents.shown import NotReadableError

__all__ = ["frame_table", "serve"]

# Rows that are unpacked at a time.
_ROWS = 64


def frame_table(path: str, after: tuple[int, ...] = ()) -> Iterator[Frame]:
    """The rows of a Parquet file as JSON. `after`: the rows that come before.

    Of a row group that is broken the rows from the broken page on are lost; the next one is read.
    """
    row = after[0] if after else 0
    while True:
        # What is lost where the process ends: until it has told of a row group, the whole file.
        end: int | None = None
        with closing(WatchedProcess("geo.reading.archives.tables", path, str(row))) as process:
            try:
                while (answer := json.loads(process.readline()))["what"] != "end":
                    match answer["what"]:
                        case "group":
                            end = answer["row"]
                        case "row":
                            data = process.read(answer["size"])
                            row = answer["row"]
                            yield Frame(answer["kind"], data, row, (row,), answer["consumed"])
                        case _:
                            first, row = row + 1, max(answer["row"], row)
                            yield _lost(answer["problem"], first, row)
                return
            except EndedError as error:
                first = row + 1
                row = max(end or 0, row)
                yield _lost(str(error), first, row)
                if end is None:
                    return


def _lost(problem: str, first: int, last: int) -> Frame:
    rows = f"rows {first:,} to {last:,}: " if last > first else ""
    return Frame("problem", f"{rows}{problem}".encode(), first, (last,) if last >= first else END)


def serve() -> None:
    """Write the rows of the file that is the second argument to standard output, but for the first so many."""
    path, skipped = sys.argv[2], int(sys.argv[3])
    limit_memory()
    try:
        _write_rows(path, skipped)
    except NotReadableError as problem:
        _write(what="problem", problem=str(problem), row=0)
    # A file can break its library in any way, and all of them mean the same to who gave it.
    except Exception as error:
        _write(what="problem", problem=_words(error), row=0)
    _write(what="end")
    sys.stdout.buffer.flush()


def _write_rows(path: str, skipped: int) -> None:
    import pyarrow.parquet

    size = Path(path).stat().st_size
    # Column by column in pieces, not whole row groups at once.
    file = pyarrow.parquet.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False, memory_map=False)
    names = [name for name in file.schema_arrow.names if is_known_column(name)]
    if not has_text_column(names):
        raise NotReadableError("has no column of texts; call it text, body, content or html")
    end = 0
    rows = max(1, file.metadata.num_rows)
    for group in range(file.metadata.num_row_groups):
        row, end = end, end + file.metadata.row_group(group).num_rows
        if end <= skipped:
            continue
        _write(what="group", row=end)
        try:
            batches = file.iter_batches(_ROWS, row_groups=[group], columns=names, use_threads=False)
            for batch in batches:
                columns = [batch.column(number) for number in range(batch.num_columns)]
                for number in range(batch.num_rows):
                    row += 1
                    if row > skipped:
                        cells = dict(zip(batch.schema.names, columns, strict=True))
                        _write_row(row, {name: cells[name][number] for name in cells}, size * row // rows)
        except Exception as error:
            _write(what="problem", problem=_words(error), row=end)


def _write_row(row: int, cells: dict[str, Any], consumed: int) -> None:
    kind = "json"
    try:
        data = json.dumps({name: as_json(cell.as_py()) for name, cell in cells.items()}).encode()
        if len(data) > BYTES:
            kind, data = "problem", f"is larger than {BYTES >> 20} MB ({len(data):,} bytes)".encode()
    except (ValueError, OverflowError) as error:
        kind, data = "problem", _words(error).encode()
    _write(what="row", kind=kind, row=row, consumed=consumed, size=len(data))
    sys.stdout.buffer.write(data)


def _write(**answer: object) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    if answer["what"] != "row":
        sys.stdout.buffer.flush()


def _words(error: Exception) -> str:
    with suppress(ImportError):
        import pyarrow

        if isinstance(error, MemoryError | pyarrow.ArrowMemoryError):
            return "takes too much memory to unpack; write it anew in smaller pages"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror}); check its name and its permissions"
    message = " ".join(str(error).split())[:200]
    return f"is broken Parquet ({message}); write it anew or download it again"
