"""A process of our own that does what strangers' bytes may break, watched, and ended when it takes too much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil

from geo.reading.documents.guard import MEMORY, SECONDS
from geo.reading.documents.shown import GIVEN_UP

__all__ = ["EndedError", "WatchedProcess", "limit_memory"]

# How often processes are looked at, in seconds.
_LOOK = 0.1
# The processor's seconds are counted inside, and end with a word; the clock's are counted here, and longer, for others
# want the processor too.
_ON_THE_CLOCK = 3 * SECONDS
_PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import serve; serve()"


class EndedError(Exception):
    """The process has ended before it had answered; the text says why, as a document's problem."""


class WatchedProcess:
    """A process that runs `serve()` of a module, with pipes for its standard input and output.

    It may take `MEMORY` bytes, and be silent for three times `SECONDS` while it is waited for.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"}
        # A list without a shell: only our module, started by the same Python.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-X", "utf8", "-c", _PROGRAM.format(module=module), json.dumps(sys.path), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process was started without pipes")
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._deadline: float | None = None
        self._verdict: str | None = None
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def write(self, data: bytes) -> None:
        """Send bytes; whether they have arrived shows when the answer is read."""
        with suppress(OSError):
            self._requests.write(data)
            self._requests.flush()

    def readline(self) -> bytes:
        """A line of what it answers. Raises EndedError."""
        self._deadline = time.monotonic() + _ON_THE_CLOCK
        line = self._answers.readline()
        self._deadline = None
        if not line.endswith(b"\n"):
            self._end()
        return line

    def read(self, size: int) -> bytes:
        """So many bytes of what it answers. Raises EndedError."""
        self._deadline = time.monotonic() + _ON_THE_CLOCK
        data = self._answers.read(size)
        self._deadline = None
        if len(data) < size:
            self._end()
        return data

    @property
    def memory(self) -> int:
        """Bytes of memory that the process has; none when it has ended."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def close(self) -> None:
        """End the process."""
        self._ended.set()
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()

    def _end(self) -> None:
        self.close()
        raise EndedError(self._verdict or f"breaks the program that opens it; {GIVEN_UP}")

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK) and self._process.poll() is None:
            if self._deadline is not None and time.monotonic() > self._deadline:
                self._verdict = f"takes more than {_ON_THE_CLOCK:g} seconds to read; {GIVEN_UP}"
            elif self.memory > MEMORY:
                self._verdict = f"takes more than {MEMORY >> 20} MB of memory to read; {GIVEN_UP}"
            if self._verdict:
                self._process.kill()
                return


def limit_memory() -> None:
    """Have the system refuse this process more than twice `MEMORY` of address space, where it can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, hard))
