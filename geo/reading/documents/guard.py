"""Takes documents apart in a second process, which is ended when it takes too much time or memory.

Pages, PDF and mail are made by strangers, and the libraries that open them are large. What a document does to them, it
does to a process that can be thrown away. One such process serves document after document, for it takes half a second
to start.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import psutil

from geo.reading.documents.shown import GIVEN_UP, NotReadableError

__all__ = ["MEMORY", "SECONDS", "take_apart", "take_apart_here"]

# What one document may take: seconds on the clock (and again as many of the processor's), and bytes of memory.
SECONDS = 30.0
MEMORY = 1 << 30
# How often the second process is looked at, in seconds.
_LOOK = 0.05
# It is started anew after so many documents, so that nothing piles up.
_DOCUMENTS = 2000

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from geo.reading.documents.worker import serve; serve()"
)


class _Worker:
    """The second process, and what watches it."""

    def __init__(self, limits: bool = True) -> None:
        self.owner = os.getpid()
        self.documents = 0
        self.verdict: str | None = None
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
        # A list without a shell: only this program, started by the same Python.
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-X", "utf8", "-c", _PROGRAM, json.dumps(sys.path), json.dumps(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def ask(self, request: dict[str, Any], data: bytes) -> dict[str, Any]:
        """Send a document and wait for its parts. Raises NotReadableError, and is of no use after it."""
        requests, answers = self.process.stdin, self.process.stdout
        if requests is None or answers is None:
            raise RuntimeError("the second process was started without pipes")
        self.documents += 1
        header = {**request, "size": len(data), "seconds": SECONDS, "memory": MEMORY}
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, time.monotonic() + SECONDS), daemon=True)
        watch.start()
        line = b""
        try:
            with suppress(BrokenPipeError, ConnectionError):
                requests.write(json.dumps(header).encode() + b"\n" + data)
                requests.flush()
            line = answers.readline()
        finally:
            done.set()
            if not line.endswith(b"\n"):
                self.close()
            watch.join()
        if not line.endswith(b"\n"):
            raise NotReadableError(self.verdict or f"breaks the program that opens it; {GIVEN_UP}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _watch(self, done: threading.Event, deadline: float) -> None:
        while not done.wait(_LOOK):
            if time.monotonic() > deadline:
                self.verdict = f"takes more than {SECONDS:g} seconds to open; {GIVEN_UP}"
            elif self._memory() > MEMORY:
                self.verdict = f"takes more than {MEMORY >> 20} MB of memory to open; {GIVEN_UP}"
            if self.verdict:
                self.process.kill()
                return

    def _memory(self) -> int:
        """Bytes of memory that the process has taken; none when it has ended."""
        try:
            return int(psutil.Process(self.process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def close(self) -> None:
        """End the process, if it is ours: after a fork it is still the other one's."""
        if self.owner != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


_lock = threading.Lock()
_worker: _Worker | None = None
_here = False


def take_apart_here() -> None:
    """Take documents apart in this process from now on, because it is one that is watched and can be thrown away."""
    global _here
    _here = True


def take_apart(data: bytes, kind: str, **request: Any) -> dict[str, Any]:
    """The parts of a document, as `geo/reading/documents/worker.py` sends them back.

    Raises NotReadableError for one that is broken or takes more than `SECONDS` or `MEMORY`.
    """
    answer = _answer_here({**request, "kind": kind}, data) if _here else _answer_there({**request, "kind": kind}, data)
    if "problem" in answer:
        raise NotReadableError(answer["problem"])
    return answer


def _answer_here(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    from geo.reading.documents.worker import answer

    return answer({**request, "memory": MEMORY}, data)


def _answer_there(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    global _worker
    with _lock:
        if _worker is not None and (_worker.owner != os.getpid() or _worker.documents >= _DOCUMENTS):
            _close()
        if _worker is None:
            _worker = _Worker()
        try:
            return _worker.ask(request, data)
        except BaseException:
            _close()
            raise


def _close() -> None:
    global _worker
    if _worker is not None:
        _worker.close()
        _worker = None


atexit.register(_close)
