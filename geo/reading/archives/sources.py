"""The files that are read, one after the other, and the frames they are cut into."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.reading.archives.frames import END, Frame, Kind, shown
from geo.reading.archives.lines import frame_lines, frame_rows
from geo.reading.archives.tables import frame_table
from geo.reading.archives.warcs import frame_warc
from geo.reading.documents.kinds import kind_of
from geo.reading.documents.mailbox import split_mailbox
from geo.reading.documents.reader import UnreadableError, contents_of, list_files
from geo.reading.documents.shown import NotReadableError

__all__ = ["Placed", "frames_of", "size_of"]

_Framer = Callable[[str, tuple[int, ...]], Iterator[Frame]]
# Which reader opens which file, by the end of its name.
_FRAMERS: Sequence[tuple[tuple[str, ...], _Framer]] = (
    ((".warc", ".warc.gz", ".wet", ".wet.gz"), frame_warc),
    ((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"), frame_lines),
    ((".parquet", ".pq"), frame_table),
    ((".csv", ".csv.gz", ".tsv", ".tsv.gz"), frame_rows),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame with the file it is of: its number among the files, from 0, and its path.

    `consumed` is how many bytes of all files have been read by then.
    """

    frame: Frame
    file: int
    path: str
    consumed: int


def frames_of(
    paths: Sequence[str], besides: Path, file: int = 0, path: str | None = None, after: tuple[int, ...] = ()
) -> Iterator[Placed]:
    """All documents of some archives, files and folders, in the order given; in folders in the order of names.

    besides: a folder that is left out, for it is the one written to. file, path, after: the file to go on in, and where
    in it. Raises NotReadableError where that file is another one than it was.
    """
    number = -1
    before = size = 0
    for number, found in enumerate(_files(paths, besides)):
        before += size
        size = _size(found) if isinstance(found, str) else 0
        if number < file or (number == file and after == END):
            continue
        if number == file and path is not None and str(found if isinstance(found, str) else found.name) != path:
            raise NotReadableError(_others(path))
        if isinstance(found, UnreadableError):
            problem = str(found).removeprefix(f"{found.name}: ").encode("utf-8", "replace")
            yield Placed(Frame("problem", problem, 1, END), number, found.name, before)
            continue
        frames = _framer(found)(found, after if number == file else ())
        yield from (Placed(frame, number, found, before + frame.consumed) for frame in frames)
    if path is not None and number < file:
        raise NotReadableError(_others(path))


def _others(path: str) -> str:
    return f"{shown(path)} was read last, and the files are others now; choose another folder for --out"


def _files(paths: Sequence[str], besides: Path) -> Iterator[str | UnreadableError]:
    written = os.path.realpath(besides) + os.sep
    for given in paths:
        for found in list_files(given):
            if isinstance(found, UnreadableError) or not os.path.realpath(found).startswith(written):
                yield found


def _framer(path: str) -> _Framer:
    name = path.lower()
    return next((framer for endings, framer in _FRAMERS if name.endswith(endings)), _frame_file)


def _frame_file(path: str, after: tuple[int, ...] = ()) -> Iterator[Frame]:
    """A file that is a document of its own, or a mailbox of several. `after`: the mails that come before."""
    done = after[0] if after else 0
    try:
        data = contents_of(path)
        mails = split_mailbox(data) if kind_of(data, path) == "mailbox" else None
    except UnreadableError as problem:
        yield Frame("problem", str(problem).removeprefix(f"{path}: ").encode("utf-8", "replace"), 1, END)
        return
    except NotReadableError as problem:
        yield Frame("problem", str(problem).encode(), 1, END, len(data))
        return
    kind: Kind = "file" if mails is None else "mail"
    for number, content in enumerate(mails or [data], 1):
        if number > done:
            yield Frame(kind, content, number, (number,), len(data))


def size_of(paths: Sequence[str], besides: Path) -> int:
    """How many bytes there are to read."""
    return sum(_size(found) for found in _files(paths, besides) if isinstance(found, str))


def _size(path: str) -> int:
    try:
        status = Path(path).stat()
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
