"""Those who read batches: processes on this machine or on a Dask cluster; their answers come in the batches' order."""

from __future__ import annotations

import atexit
import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from geo.reading.archives.batch import (
    Item,
    join_tables,
    pack_items,
    pack_tables,
    tables_of,
    unpack_items,
    unpack_tables,
)
from geo.reading.archives.frames import shown
from geo.reading.archives.watched import EndedError, WatchedProcess
from geo.reading.documents.guard import MEMORY

__all__ = ["Batch", "Crew", "LocalCrew", "read_batch", "read_in_order"]

# Batches that are under way for each who reads, and bytes of them at most: what is read ahead, and the memory it takes.
_AHEAD = 3
_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that are read together, where to go on behind them, and how many bytes of all archives come before that."""

    items: tuple[Item, ...]
    file: int
    path: str
    after: tuple[int, ...]
    consumed: int

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(len(item.data) for item in self.items)


class Crew(Protocol):
    """Who reads batches."""

    @property
    def workers(self) -> int:
        """How many batches can be read at the same time."""

    def submit(self, data: bytes) -> Any:
        """Have a packed batch read; what comes back has `result()`."""

    def close(self) -> None:
        """Let everybody go."""


class LocalCrew:
    """Processes on this machine, each watched by a thread."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._threads = ThreadPoolExecutor(workers, "geo-read")

    def submit(self, data: bytes) -> Future[bytes]:
        """Have a packed batch read."""
        return self._threads.submit(read_batch, data)

    def close(self) -> None:
        """End the processes; what is under way is lost."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        end_processes()


def read_in_order(batches: Iterable[Batch], crew: Crew) -> Iterator[tuple[Batch, bytes]]:
    """The batches with their tables, in their order, however many read them."""
    under_way: deque[tuple[Batch, Any]] = deque()
    size = 0
    for batch in batches:
        under_way.append((batch, crew.submit(pack_items(batch.items))))
        size += batch.size
        while len(under_way) > _AHEAD * crew.workers or (size > _BYTES and under_way):
            first, answer = under_way.popleft()
            size -= first.size
            yield first, answer.result()
    for first, answer in under_way:
        yield first, answer.result()


# Each thread has a process of its own that reads for it, here as on a cluster.
_own = threading.local()
_processes: list[WatchedProcess] = []
_lock = threading.Lock()


def read_batch(data: bytes) -> bytes:
    """The packed tables of a packed batch, read in this thread's process.

    Where that process ends, each item is read on its own, and the one that ends it again is a problem.
    """
    try:
        return _ask(data)
    except EndedError as error:
        items = unpack_items(data)
        if len(items) > 1:
            parts = [unpack_tables(read_batch(pack_items([item]))) for item in items]
            return pack_tables(join_tables(parts))
        return _as_problem(items[0], str(error))


def end_processes() -> None:
    """End all processes that were started here."""
    with _lock:
        for process in _processes:
            process.close()
        _processes.clear()


def _ask(data: bytes) -> bytes:
    process: WatchedProcess | None = getattr(_own, "process", None)
    if process is None:
        process = WatchedProcess("geo.reading.archives.worker")
        _own.process = process
        with _lock:
            _processes.append(process)
    try:
        process.write(len(data).to_bytes(8) + data)
        while "size" not in (answer := json.loads(process.readline())):
            pass
        tables = process.read(answer["size"])
    except BaseException:
        _forget(process)
        raise
    if process.memory > MEMORY // 2:
        # What has piled up there would be counted against the next document.
        _forget(process)
    return tables


def _forget(process: WatchedProcess) -> None:
    _own.process = None
    process.close()
    with _lock:
        if process in _processes:
            _processes.remove(process)


def _as_problem(item: Item, problem: str) -> bytes:
    place = {"document": item.document, "archive": shown(item.path), "position": item.position}
    return pack_tables(tables_of({"problems": [place | {"problem": problem}]}))


atexit.register(end_processes)
