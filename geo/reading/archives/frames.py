"""What an archive is cut into: documents as they are stored, not yet opened, and what could not be cut."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from geo.reading.documents.reader import BYTES

__all__ = ["BYTES", "END", "Frame", "Kind", "shown"]

# What the bytes of a frame are: a file of its own, a mail of a mailbox, a line of JSON, a row of CSV, a WARC record
# with its headers, or, in words, why there is no document.
Kind = Literal["file", "mail", "json", "csv", "warc", "problem"]


# `after` the last of an archive, where it would be found again.
END = (-1,)


@dataclass(frozen=True, slots=True)
class Frame:
    """One document as an archive stores it.

    `position` is where it begins: the byte of a WARC record (as in CDX indices), the line of JSON Lines and CSV, the
    row of Parquet, the number of a mail in its mailbox; all but bytes count from 1. `after` is what the archive's
    reader needs to go on behind it, `END` where there is no more; `consumed` is how many of the file's bytes have been
    read by then. `columns` are a CSV's delimiter and its columns.
    """

    kind: Kind
    data: bytes
    position: int
    after: tuple[int, ...]
    consumed: int = 0
    columns: tuple[str, ...] = ()


def shown(path: str) -> str:
    """A path as Unicode: bytes of a name that are none become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
