"""JSON Lines and CSV, cut into lines and rows without opening them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing

from geo.reading.archives.fields import has_text_column
from geo.reading.archives.frames import BYTES, END, Frame
from geo.reading.archives.streams import Stream, open_stream
from geo.reading.documents.shown import NotReadableError

__all__ = ["frame_lines", "frame_rows", "row_of"]

_MARK = b"\xef\xbb\xbf"
_DELIMITERS = ",;\t|"
_PART = 1 << 20
# A quotation in a CSV that goes on for so many bytes was never closed.
_QUOTATION = 8 << 20


def frame_lines(path: str, after: tuple[int, ...] = ()) -> Iterator[Frame]:
    """The lines of JSON Lines that are not empty. `after`: the bytes and lines that come before."""
    offset, number = after or (0, 0)
    try:
        with closing(open_stream(path)) as stream:
            stream.skip(offset)
            while line := stream.readline(BYTES + 1):
                size = len(line)
                is_too_long = size > BYTES and not line.endswith(b"\n")
                if is_too_long:
                    line = b""
                    size += _skip_line(stream)
                offset, number = offset + size, number + 1
                place = (number, (offset, number), stream.consumed)
                if is_too_long:
                    yield Frame("problem", _too_long(size), *place)
                elif content := line.removeprefix(_MARK).strip():
                    yield Frame("json", content, *place)
    except (NotReadableError, OSError) as error:
        yield Frame("problem", f"from here on {_words(error)}".encode(), number + 1, END)


def frame_rows(path: str, after: tuple[int, ...] = ()) -> Iterator[Frame]:
    """The rows of a CSV (RFC 4180; commas, semicolons, tabs or bars), each with its columns.

    `after`: the bytes and lines that come before. A row whose quotation is not closed, or that has other columns than
    the head, ends with its line.
    """
    number = 0
    try:
        with closing(open_stream(path)) as stream:
            lines = _Lines(stream)
            columns = _columns(*lines.take_row())
            if after:
                lines.skip(after[0] - lines.offset)
                lines.offset, lines.number = after
            while True:
                number = lines.number
                row, is_closed = lines.take_row()
                if not row:
                    return
                place = ((lines.offset, lines.number), stream.consumed, columns)
                if len(row) > BYTES:
                    yield Frame("problem", _too_long(len(row)), number + 1, *place)
                elif not is_closed:
                    yield Frame("problem", b"has a quotation that is not closed", number + 1, *place)
                elif row.strip():
                    if row.count(b"\n") > 1 and not _fits(row, columns):
                        row = lines.give_back(row)
                        place = ((lines.offset, lines.number), stream.consumed, columns)
                    yield Frame("csv", row, number + 1, *place)
    except (NotReadableError, OSError) as error:
        yield Frame("problem", f"from here on {_words(error)}".encode(), number + 1, END)


class _Lines:
    """The lines of a CSV; those that were taken too many can be given back."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._given: list[bytes] = []
        self.offset = self.number = 0

    def take_row(self) -> tuple[bytes, bool]:
        """A row with its line end, and whether its quotation is closed; its first line alone, where it is not."""
        lines: list[bytes] = []
        size = quotes = 0
        while line := self._given.pop() if self._given else self._next():
            lines.append(line)
            size += len(line)
            quotes += line.count(b'"')
            if quotes % 2 == 0 or size > (BYTES if len(lines) == 1 else _QUOTATION):
                break
        is_closed = quotes % 2 == 0
        if not is_closed:
            self._given += reversed(lines[1:])
            del lines[1:]
        row = b"".join(lines)
        self.offset += len(row)
        self.number += len(lines)
        return row, is_closed

    def give_back(self, row: bytes) -> bytes:
        """The first line of a row; the others will be taken again."""
        lines = row.splitlines(keepends=True) if b"\r" not in row else io.BytesIO(row).readlines()
        self._given += reversed(lines[1:])
        self.offset -= len(row) - len(lines[0])
        self.number -= len(lines) - 1
        return lines[0]

    def skip(self, size: int) -> None:
        """Go on by so many bytes; nothing may have been given back."""
        self._stream.skip(size)

    def _next(self) -> bytes:
        line = self._stream.readline(BYTES + 1)
        if len(line) > BYTES and not line.endswith(b"\n"):
            # What is too long to be read is too long to be kept, but counts.
            self.offset += _skip_line(self._stream)
        return line


def _skip_line(stream: Stream) -> int:
    """Go on to the next line; how many bytes that were."""
    size = 0
    while part := stream.readline(_PART):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _columns(head: bytes, is_closed: bool) -> tuple[str, ...]:
    """The delimiter and the columns of a CSV. Raises NotReadableError where none is known for a report's text."""
    if not is_closed:
        raise NotReadableError("has a head whose quotation is not closed")
    try:
        text = head.removeprefix(_MARK).decode()
    except UnicodeDecodeError:
        raise NotReadableError("is no UTF-8; convert it, for example with iconv") from None
    delimiter = max(_DELIMITERS, key=text.count)
    columns = row_of(text, (delimiter,))
    if not has_text_column(columns):
        raise NotReadableError("has no column of texts; call it text, body, content or html")
    return (delimiter, *columns)


def row_of(text: str, columns: tuple[str, ...]) -> list[str]:
    """The cells of a row. Raises NotReadableError where it is none."""
    csv.field_size_limit(BYTES)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=columns[0], strict=True))
    except csv.Error as error:
        raise NotReadableError(f"is no row of CSV ({error})") from error
    if len(rows) != 1:
        raise NotReadableError("is no row of CSV")
    return rows[0]


def _fits(row: bytes, columns: tuple[str, ...]) -> bool:
    try:
        return len(row_of(row.decode("utf-8", "replace"), columns)) == len(columns) - 1
    except NotReadableError:
        return False


def _too_long(size: int) -> bytes:
    return f"is larger than {BYTES >> 20} MB ({size:,} bytes)".encode()


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, NotReadableError) else f"cannot be read ({error})"
