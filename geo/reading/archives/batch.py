"""A batch of frames, its way to who reads it and back, and the tables that come of it.

A batch goes as pickled bytes, for it is ours, and comes back as Arrow's (IPC streams), for what is in it are words of
strangers, and those must not be able to say anything else.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.reading.archives.frames import Kind

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "TABLES",
    "Item",
    "join_tables",
    "pack_items",
    "pack_tables",
    "schemas",
    "tables_of",
    "unpack_items",
    "unpack_tables",
]

# The results, in the order they are sent in.
TABLES = ("reports", "proposals", "problems")


@dataclass(frozen=True, slots=True)
class Item:
    """A frame with its place: the document's number among all, from 1, and the path of its archive or file."""

    document: int
    path: str
    kind: Kind
    data: bytes
    position: int
    columns: tuple[str, ...]


def pack_items(items: Sequence[Item]) -> bytes:
    """Items as bytes."""
    fields = [(each.document, each.path, each.kind, each.data, each.position, each.columns) for each in items]
    return pickle.dumps(fields, protocol=5)


def unpack_items(data: bytes) -> list[Item]:
    """The items of bytes that `pack_items` made."""
    # Only ever given what this program has sent to a process of its own.
    return [Item(*fields) for fields in pickle.loads(data)]  # noqa: S301


@cache
def schemas() -> Mapping[str, pyarrow.Schema]:
    """The columns of the results; README.md says what each means."""
    import pyarrow

    text, whole, real = pyarrow.string(), pyarrow.int64(), pyarrow.float64()
    place = {"document": whole, "archive": text, "position": whole}
    said = {"address": text, "title": text, "published": text, "language": text}
    proposal = {
        "site": text,
        "name": text,
        "name_as_written": text,
        "operator": text,
        "host": text,
        "status": text,
        "about": text,
        "since": text,
        "strength": pyarrow.map_(text, text),
        "start": whole,
        "end": whole,
        "reason": pyarrow.list_(text),
        "confidence": real,
        "passage": pyarrow.struct({"start": text, "end": text}),
    }
    return {
        "reports": pyarrow.schema(place | {"id": text} | said | {"proposals": whole}),
        "proposals": pyarrow.schema(place | {"published": text, "language": text} | proposal),
        "problems": pyarrow.schema(place | {"id": text, "problem": text}),
    }


def tables_of(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, pyarrow.Table]:
    """The tables that have some rows, by their names."""
    import pyarrow

    return {name: pyarrow.Table.from_pylist(rows.get(name, ()), schema=schemas()[name]) for name in TABLES}


def join_tables(parts: Sequence[Mapping[str, pyarrow.Table]]) -> dict[str, pyarrow.Table]:
    """Tables one behind the other."""
    import pyarrow

    return {name: pyarrow.concat_tables([part[name] for part in parts]) for name in TABLES}


def pack_tables(tables: Mapping[str, pyarrow.Table]) -> bytes:
    """Tables as bytes."""
    import pyarrow

    parts: list[bytes] = []
    for name in TABLES:
        sink = pyarrow.BufferOutputStream()
        with pyarrow.ipc.new_stream(sink, schemas()[name]) as writer:
            writer.write_table(tables[name])
        content = sink.getvalue().to_pybytes()
        parts += (len(content).to_bytes(8), content)
    return b"".join(parts)


def unpack_tables(data: bytes) -> dict[str, pyarrow.Table]:
    """The tables of bytes that `pack_tables` made. Raises ValueError for others."""
    import pyarrow

    tables = {}
    at = 0
    for name in TABLES:
        size = int.from_bytes(data[at : at + 8])
        with pyarrow.ipc.open_stream(pyarrow.py_buffer(data[at + 8 : at + 8 + size])) as reader:
            table = reader.read_all()
        if table.schema != schemas()[name]:
            raise ValueError(f"the table of {name} has other columns than it should")
        table.validate(full=True)
        tables[name] = table
        at += 8 + size
    return tables
