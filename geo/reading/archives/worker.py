"""The process that reads batches: frames in, tables of reports, proposals and problems out, until there are no more."""

from __future__ import annotations

import gc
import json
import re
import signal
import sys
import time
from types import FrameType
from typing import Any

from geo.reading.archives.batch import TABLES, Item, pack_tables, tables_of, unpack_items
from geo.reading.archives.documents import open_frame
from geo.reading.archives.frames import shown
from geo.reading.archives.watched import limit_memory
from geo.reading.documents.guard import MEMORY, SECONDS, take_apart_here
from geo.reading.documents.shown import GIVEN_UP, NotReadableError, one_line
from geo.reading.documents.tongues import language_of
from geo.reading.report import read_report

__all__ = ["read_items", "serve"]

# How long nobody is told that it goes on, in seconds.
_QUIET = 1.0
# How often it is looked whether a document takes too long, in seconds of the processor.
_TICK = 0.5
# A longer title or reason, in characters, is cut.
_LONG = 500
_SURROGATE = re.compile("[\ud800-\udfff]")


class _TooSlowError(BaseException):
    """A document takes too much of the processor's time. No library that catches every Exception may catch it."""


def serve() -> None:
    """Read batches from standard input until it ends, and write their tables to standard output.

    A batch is its size (eight bytes) and its bytes; the answer is lines of JSON, `{"done": 3}` while it goes on and at
    last the `size` of the tables, and the tables.
    """
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints is no answer.
    sys.stdout = sys.stderr
    limit_memory()
    take_apart_here()
    # Loaded once, before the clock of a document runs, and never looked through for garbage again.
    language_of("A text that is as good as any other to load what tells languages apart.")
    gc.collect()
    gc.freeze()
    _alarm.start()
    while len(size := requests.read(8)) == 8:
        told = time.monotonic()
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        for done, item in enumerate(unpack_items(requests.read(int.from_bytes(size)))):
            if time.monotonic() - told > _QUIET:
                told = time.monotonic()
                answers.write(json.dumps({"done": done}).encode() + b"\n")
                answers.flush()
            _read_item(item, rows)
        tables = pack_tables(tables_of(rows))
        answers.write(json.dumps({"size": len(tables)}).encode() + b"\n" + tables)
        answers.flush()


def read_items(items: list[Item]) -> bytes:
    """The tables of some items, read in this process without any guard; for tests and measurements."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for item in items:
        _read_item(item, rows)
    return pack_tables(tables_of(rows))


def _read_item(item: Item, rows: dict[str, list[dict[str, Any]]]) -> None:
    place = {"document": item.document, "archive": shown(item.path), "position": item.position}
    identity = None
    problem = None
    try:
        with _alarm:
            identity, document = open_frame(item.kind, item.data, item.columns, item.path)
            published, language, proposals = read_report(document)
    except NotReadableError as error:
        problem = str(error)
    except _TooSlowError:
        problem = f"takes more than {SECONDS:g} seconds to read; {GIVEN_UP}"
    except MemoryError:
        problem = f"takes more than {MEMORY >> 20} MB of memory to read; {GIVEN_UP}"
    except RecursionError:
        problem = f"is nested too deep; {GIVEN_UP}"
    # A document can break what opens it in any way, and none may take the others with it.
    except Exception as error:
        problem = f"breaks the program that reads it ({type(error).__name__}); {GIVEN_UP}"
    if problem is not None:
        # One line, however long what it quotes.
        row = {"id": identity, "problem": one_line(problem)[: 2 * _LONG]}
        rows["problems"].append(place | _clean(row))
        return
    report = {
        "id": identity,
        "address": document.address,
        "title": document.title and one_line(document.title)[:_LONG],
        "published": published,
        "language": language or None,
        "proposals": len(proposals),
    }
    rows["reports"].append(place | _clean(report))
    dated = {"published": published, "language": language or None}
    rows["proposals"] += (place | dated | _clean(proposal.record()) for proposal in proposals)


def _clean(value: Any) -> Any:
    """A value with U+FFFD for each half of a surrogate pair, which is no Unicode text."""
    match value:
        case str():
            return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
        case dict():
            return {key: _clean(part) for key, part in value.items()}
        case list() | tuple():
            return [_clean(part) for part in value]
    return value


class _Alarm:
    """Raises _TooSlowError when the processor has been busy for `SECONDS` with one document, where that can be told.

    One clock ticks all the time, for setting it twice for each document would take longer than many a document.
    """

    def __init__(self) -> None:
        self._ticks = 0
        self._is_on = False

    def start(self) -> None:
        """Have the clock tick."""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGPROF, self._tick)
            signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)

    def __enter__(self) -> None:
        self._ticks = 0
        self._is_on = True

    def __exit__(self, *_: object) -> None:
        self._is_on = False

    def _tick(self, number: int, frame: FrameType | None) -> None:
        self._ticks += 1
        if self._is_on and self._ticks * _TICK > SECONDS:
            self._is_on = False
            raise _TooSlowError


_alarm = _Alarm()
