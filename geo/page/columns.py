"""Columns for the page's code: named arrays in one buffer, compressed into text that a script element can hold.

A pack is: the length of its head (uint32), the head (JSON: name, kind and count of each column, in order), then
the columns, each from the next multiple of eight bytes on. All numbers are little-endian. A column of texts is the
lengths in bytes of each (uint32), followed by the texts in UTF-8, without anything between them.
`source/columns.ts` reads it.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass

__all__ = ["Pack", "codes", "compress"]

_GZIP = 31
# Level 4 is where zlib begins to look for better matches: a third smaller than level 1 on prose, at half its speed.
_LEVEL = 4


class Pack:
    """Named columns, to be written in the order in which they were added."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, str, int, bytes]] = []

    def add_numbers(self, name: str, kind: str, values: Any) -> None:
        """Add a column of numbers; `kind` is one of u1, u2, u4, i4, f4, f8 (numpy's names).

        `i4+` is i4 as each value's difference from the one before: a column that climbs evenly then packs to nothing.
        """
        import numpy

        if kind == "i4+":
            column = numpy.diff(numpy.asarray(values, dtype="<i4"), prepend=numpy.int32(0))
        else:
            column = numpy.ascontiguousarray(values, dtype=f"<{kind}")
        self._columns.append((name, kind, column.size, column.tobytes()))

    def add_texts(self, name: str, values: Sequence[str]) -> None:
        """Add a column of texts; lone surrogates become question marks."""
        import numpy

        texts = [value.encode("utf-8", "replace") for value in values]
        lengths = numpy.fromiter(map(len, texts), dtype="<u4", count=len(texts))
        self._columns.append((name, "text", len(texts), lengths.tobytes() + b"".join(texts)))

    def to_bytes(self) -> bytes:
        """The pack, not compressed."""
        head = json.dumps([[name, kind, count, len(data)] for name, kind, count, data in self._columns]).encode()
        parts = [len(head).to_bytes(4, "little"), head]
        at = 4 + len(head)
        for _, _, _, data in self._columns:
            gap = -at % 8
            parts += [b"\0" * gap, data]
            at += gap + len(data)
        return b"".join(parts)


def compress(data: bytes, *, level: int = _LEVEL) -> str:
    """Bytes as text: gzip (RFC 1952, without a time), then base64 (RFC 4648)."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP, 9)
    return base64.b64encode(packer.compress(data) + packer.flush()).decode("ascii")


def codes(values: Iterable[str]) -> tuple[list[int], list[str]]:
    """Each text as its number in the list of those that there are, in the order of their first coming."""
    known: dict[str, int] = {}
    return [known.setdefault(value, len(known)) for value in values], list(known)
