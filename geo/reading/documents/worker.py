"""The second process of `geo/reading/documents/guard.py`: a document in, its parts out, until there are no more."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from geo.reading.documents.shown import GIVEN_UP, NotReadableError

__all__ = ["answer", "serve"]

# A process counts more than its own memory against this limit: the libraries, and address space it never touches.
_ADDRESSES_PER_BYTE = 2


def serve() -> None:
    """Read documents from standard input until it ends, and write the parts of each to standard output.

    A document is a line of JSON (its `kind`, its `size` in bytes, what it may take) and its bytes; the answer is a line
    of JSON: the parts, or the `problem`.
    """
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints is no answer.
    sys.stdout = sys.stderr
    # trafilatura would load it for a feature that is not used here, and numpy with it.
    sys.modules["py3langid"] = None  # type: ignore[assignment]
    limits = json.loads(sys.argv[2])
    while line := requests.readline():
        request = json.loads(line)
        if limits:
            _limit(request["seconds"], request["memory"])
        found = answer(request, requests.read(request["size"]))
        answers.write(json.dumps(found).encode() + b"\n")
        answers.flush()


def _limit(seconds: float, memory: int) -> None:
    """Have the system end this process where it can, should the one that watches it be slow."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES_PER_BYTE * memory, hard))


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The parts of a document, taken apart in this process, or the `problem`.

    request: its `kind`, the `memory` it may take in bytes, and of a page, where known, its `declared` encoding and its
    `address`.
    """
    try:
        parts = _parts(request, data)
    except NotReadableError as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": f"takes more than {request['memory'] >> 20} MB of memory to open; {GIVEN_UP}"}
    except RecursionError:
        return {"problem": f"is nested too deep; {GIVEN_UP}"}
    # A document can break its library in any way, and all of them mean the same to who gave it.
    except Exception as error:
        return {"problem": f"breaks the program that opens it ({type(error).__name__}); {GIVEN_UP}"}
    return parts


def _parts(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    kind = request["kind"]
    if kind == "pdf":
        from geo.reading.documents.pdf import read_pdf

        return read_pdf(data)
    if kind == "page":
        from geo.reading.documents.pages import read_page

        return read_page(data, request.get("declared"), request.get("address"))
    from geo.reading.documents.mail import read_archived_page, read_mail

    return read_archived_page(data) if kind == "archived page" else read_mail(data)
