"""Columns for the page's code: named arrays in one buffer, compressed into text that a script element can hold.

A pack is: the length of its head (uint32), the head (JSON: name, kind and count of each column, in order), then
the columns, each from the next multiple of eight bytes on. All numbers are little-endian. A column of texts is the
lengths in bytes of each (uint32), followed by the texts in UTF-8, without anything between them.

A column of prose has each word once: how many words each text has (uint16), how many bytes the words are (uint32), the
words in UTF-8 with a space between, the most frequent first, and the words' numbers text after text. Numbers below
160 are a byte; others are two, 160 and what is above it in 256s, then the rest. That is a dictionary coding before
gzip's (as in Moffat and Isal, 2005), which takes two fifths from prose; Huffman codes alone are left for gzip to find.
`source/columns.ts` and `source/prose.ts` read it.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

__all__ = ["Pack", "codes", "compress"]

_GZIP = 31
# Prose is words that come again: of so few texts, or with fewer of each, it would not be smaller for being coded.
_TEXTS, _AGAIN = 256, 4
_SHORT, _WORDS = 160, 160 + 96 * 256
# Level 4 is where zlib begins to look for better matches: a third smaller than level 1 on prose, at half its speed.
_LEVEL = 4


class Pack:
    """Named columns, to be written in the order in which they were added."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, str, int, bytes]] = []
        self._before: Any = ()

    def add_numbers(self, name: str, kind: str, values: Any) -> None:
        """Add a column of numbers; `kind` is one of u1, u2, u4, i4, f4, f8 (numpy's names).

        `i4+` is i4 as each value's difference from the one before: a column that climbs evenly then packs to nothing.
        `u4-` is u4 as each value's difference (modulo 2^32) from that of the column before, which has as many.
        """
        import numpy

        if kind == "i4+":
            column = numpy.diff(numpy.asarray(values, dtype="<i4"), prepend=numpy.int32(0))
        elif kind == "u4-":
            column = numpy.asarray(values, dtype="<u4") - numpy.asarray(self._before, dtype="<u4")
        else:
            column = numpy.ascontiguousarray(values, dtype=f"<{kind}")
        self._before = values
        self._columns.append((name, kind, column.size, column.tobytes()))

    def add_texts(self, name: str, values: Sequence[str]) -> None:
        """Add a column of texts; lone surrogates become question marks."""
        import numpy

        texts = [value.encode("utf-8", "replace") for value in values]
        lengths = numpy.fromiter(map(len, texts), dtype="<u4", count=len(texts))
        self._columns.append((name, "text", len(texts), lengths.tobytes() + b"".join(texts)))

    def add_prose(self, name: str, values: Sequence[str]) -> None:
        """Add a column of texts whose words come again and again; as `add_texts` does where they do not."""
        data = _prose(values) if len(values) >= _TEXTS else None
        if data is None:
            self.add_texts(name, values)
        else:
            self._columns.append((name, "prose", len(values), data))

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


def _prose(values: Sequence[str]) -> bytes | None:
    """Texts as the numbers of their words; None where plain texts are smaller, or a word cannot be numbered."""
    import numpy
    import pyarrow
    import pyarrow.compute

    try:
        parts = pyarrow.compute.split_pattern(pyarrow.array(values, pyarrow.string()), " ")
    except UnicodeError:
        return None
    counts = numpy.diff(parts.offsets.to_numpy())
    coded = parts.flatten().dictionary_encode()
    words, codes = coded.dictionary.to_pylist(), coded.indices.to_numpy()
    if len(words) * _AGAIN > len(codes) or len(words) > _WORDS or counts.max() >= 1 << 16:
        return None
    order = numpy.argsort(-numpy.bincount(codes, minlength=len(words)), kind="stable")
    rank = numpy.empty_like(order)
    rank[order] = numpy.arange(len(order))
    spelled = " ".join([words[place] for place in order.tolist()]).encode()
    lengths: bytes = counts.astype("<u2").tobytes()
    return lengths + len(spelled).to_bytes(4, "little") + spelled + _word_numbers(rank[codes])


def _word_numbers(numbers: numpy.ndarray[Any, Any]) -> bytes:
    """Each number as a byte, or as two from 160 on."""
    import numpy

    is_long = numbers >= _SHORT
    two = numpy.empty((len(numbers), 2), "u1")
    two[:, 0] = numpy.where(is_long, _SHORT + (numbers - _SHORT >> 8), numbers)
    two[:, 1] = numbers - _SHORT & 255
    kept = numpy.ones(two.shape, bool)
    kept[:, 1] = is_long
    return two[kept].tobytes()


def compress(data: bytes, *, level: int = _LEVEL) -> str:
    """Bytes as text: gzip (RFC 1952, without a time), then base64 (RFC 4648)."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP, 9)
    return base64.b64encode(packer.compress(data) + packer.flush()).decode("ascii")


def codes(values: Iterable[str]) -> tuple[list[int], list[str]]:
    """Each text as its number in the list of those that there are, in the order of their first coming."""
    known: dict[str, int] = {}
    return [known.setdefault(value, len(known)) for value in values], list(known)
