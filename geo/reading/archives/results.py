"""The folder with the results: parts until all is read, so that a run that was stopped can go on; then three files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.files import write_atomically
from geo.reading.archives.batch import TABLES, join_tables, schemas, unpack_tables

if TYPE_CHECKING:
    import pyarrow

    from geo.reading.archives.crew import Batch

__all__ = ["Results", "WrongCallError", "program"]

_STATE, _PARTS = "state.json", "parts"
# What is read is put on disk after so many rows, or when so much of the run's time has gone by since: no less than a
# second, no more than a minute. What a stop costs is what was read since then.
_ROWS, _SHARE, _SECONDS = 50_000, 0.02, (1.0, 60.0)
# Rows that a Parquet file keeps together.
_GROUP = 100_000


class WrongCallError(Exception):
    """A call that cannot be answered; its text says what to write instead."""


@cache
def program() -> str:
    """What names this version of what reads reports: a digest of its code, words and places."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


class Results:
    """The results of reading some archives, in a folder.

    `counts` has the number of rows of each table, and `documents`; `place` is the file, by number and path, and the
    place in it, to go on at. Raises WrongCallError where the folder has something else.
    """

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        self.folder = folder
        self._paths = list(paths)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(folder)
        state = self._read_state()
        self.is_finished: bool = state.get("finished", False)
        self.counts: dict[str, int] = state.get("counts", dict.fromkeys(("documents", *TABLES), 0))
        self.place: tuple[int, str | None, tuple[int, ...]] = (
            state.get("file", 0),
            state.get("path"),
            tuple(state.get("after", ())),
        )
        self._parts: int = state.get("parts", 0)
        self._waiting: list[dict[str, pyarrow.Table]] = []
        self._rows = 0
        self._begun = self._written = time.monotonic()
        if not self.is_finished:
            (folder / _PARTS).mkdir(exist_ok=True)
            self._write_state()

    def add(self, batch: Batch, packed: bytes) -> None:
        """Take in the tables of the batch that comes next."""
        tables = unpack_tables(packed)
        self._waiting.append(tables)
        self._rows += sum(table.num_rows for table in tables.values())
        for name, table in tables.items():
            self.counts[name] += table.num_rows
        self.counts["documents"] += len(batch.items)
        self.place = (batch.file, batch.path, batch.after)
        since = time.monotonic() - self._written
        shortest, longest = _SECONDS
        if self._rows >= _ROWS or since > min(longest, max(shortest, _SHARE * (self._written - self._begun))):
            self.keep()

    def keep(self) -> None:
        """Put on disk what was read so far."""
        if self._waiting:
            for name, table in join_tables(self._waiting).items():
                if table.num_rows:
                    write_atomically(self._part(self._parts, name), _as_parquet(table))
            self._parts += 1
            self._waiting.clear()
            self._rows = 0
            self._write_state()
        self._written = time.monotonic()

    def finish(self) -> None:
        """Make one file of each table. Raises RuntimeError where a document is neither read nor a problem."""
        self.keep()
        if self.counts["documents"] != self.counts["reports"] + self.counts["problems"]:
            raise RuntimeError(f"documents were lost: {self.counts}")
        for name in TABLES:
            self._join(name)
        self.is_finished = True
        self._write_state()
        shutil.rmtree(self.folder / _PARTS)

    def close(self) -> None:
        """Let others write into the folder."""
        if self._lock is not None:
            os.close(self._lock)

    def _join(self, name: str) -> None:
        """One Parquet file of all parts, with the same bytes however many parts there were."""
        import pyarrow.parquet

        partial = self.folder / f".{name}.parquet.part"
        with pyarrow.parquet.ParquetWriter(partial, schemas()[name], compression="zstd") as writer:
            for table in _regrouped(self._tables(name), _GROUP):
                writer.write_table(table.combine_chunks(), row_group_size=_GROUP)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(self.folder / f"{name}.parquet")

    def _tables(self, name: str) -> Iterator[pyarrow.Table]:
        import pyarrow.parquet

        for number in range(self._parts):
            path = self._part(number, name)
            if path.exists():
                yield pyarrow.parquet.read_table(path, schema=schemas()[name])

    def _part(self, number: int, name: str) -> Path:
        return self.folder / _PARTS / f"{number:06d}-{name}.parquet"

    def _read_state(self) -> dict[str, Any]:
        path = self.folder / _STATE
        if not path.exists():
            if any(self.folder.iterdir()):
                raise WrongCallError(f"{self.folder} has other files; choose another folder for --out")
            return {}
        state: dict[str, Any] = json.loads(path.read_text("utf-8"))
        for key, what in (("archives", "other archives, or they have changed"), ("program", "another version")):
            if state.get(key) != self._run()[key]:
                raise WrongCallError(
                    f"{self.folder} has results of {what}; choose another folder for --out, or remove it"
                )
        if not state["finished"]:
            self._remove_others(state["parts"])
        return state

    def _remove_others(self, parts: int) -> None:
        """Take away parts that were not counted any more when the run was stopped."""
        for path in (self.folder / _PARTS).glob("*.parquet"):
            if int(path.name[:6]) >= parts:
                path.unlink()

    def _run(self) -> dict[str, Any]:
        """What must be the same for a run to go on: the archives as they were, and the program."""
        return {"archives": [[path, *_stamp(path)] for path in self._paths], "program": program()}

    def _write_state(self) -> None:
        file, path, after = self.place
        state = self._run() | {
            "counts": self.counts,
            "parts": self._parts,
            "file": file,
            "path": path,
            "after": after,
            "finished": self.is_finished,
        }
        write_atomically(self.folder / _STATE, json.dumps(state, indent=2) + "\n")


def _regrouped(tables: Iterator[pyarrow.Table], rows: int) -> Iterator[pyarrow.Table]:
    """The same rows in tables of so many each, but for the last."""
    import pyarrow

    waiting: list[pyarrow.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(each.num_rows for each in waiting) >= rows:
            joined = pyarrow.concat_tables(waiting)
            whole = joined.num_rows - joined.num_rows % rows
            for start in range(0, whole, rows):
                yield joined.slice(start, rows)
            waiting = [joined.slice(whole)]
    if waiting and (last := pyarrow.concat_tables(waiting)).num_rows:
        yield last


def _as_parquet(table: pyarrow.Table) -> bytes:
    import pyarrow.parquet

    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _stamp(path: str) -> list[int]:
    """Size in bytes and time of change of a file; of a folder nothing, for what is in it tells."""
    with suppress(OSError):
        if Path(path).is_file():
            status = Path(path).stat()
            return [status.st_size, status.st_mtime_ns]
    return []


def _lock(folder: Path) -> int | None:
    """Keep others from writing into a folder at the same time, where the system can."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise WrongCallError(f"{folder} is being written by another geo read; wait for it") from None
    return descriptor
