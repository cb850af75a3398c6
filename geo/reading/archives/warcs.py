"""WARC (ISO 28500), cut into its records.

Only lengths and types are looked at here, so that one record that lies does not take the others with it: what fastwarc
opens, in a process that can be thrown away, is one record at a time. Behind a record that is broken the next one is
looked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from geo.reading.archives.frames import BYTES, END, Frame
from geo.reading.archives.streams import open_stream
from geo.reading.documents.shown import NotReadableError

__all__ = ["frame_warc"]

_VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d\r?\n)")
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_EMPTY = (b"\r\n", b"\n")
# The most that a record's headers have, in bytes, and the beginning of its block that tells what it is.
_HEADERS, _BEGINNING = 64 << 10, 16 << 10
# What is read of a packed archive at a time. A record that claims a length it has not costs no more than twice that.
_CHUNK = 1 << 18

_CONTENT_TYPE = re.compile(rb"(?im)^content-type:[ \t]*([^;\s]*)")
_SUCCESS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+2\d\d\b", re.IGNORECASE)
_HTML = (b"text/html", b"application/xhtml+xml")
_TEXT = (*_HTML, b"text/plain")
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


class _BrokenError(Exception):
    """A record that is not as it says; the text says how."""


def frame_warc(path: str, after: tuple[int, ...] = ()) -> Iterator[Frame]:
    """The records of a WARC that are documents: successful responses of HTML, resources and conversions of text.

    `after`: the byte of the file (in a gzipped one, of a member), and of the content from there, to go on at. In an
    archive that is gzipped as one, positions count in its content, and nothing behind a broken record can be read.
    """
    start, inner = after or (0, 0)
    while True:
        try:
            records = _Records(path, start, inner)
        except (NotReadableError, OSError) as error:
            yield Frame("problem", str(error).encode(), start, END)
            return
        with closing(records):
            try:
                yield from records
                return
            except (_BrokenError, NotReadableError, OSError) as error:
                records.locate()
                problem, position = str(error), records.position
        following = _next_record(path, records.member, records.is_packed)
        if following is None:
            rest = records.size - records.member
            lost = f"; none of the {rest:,} bytes from here on can be read" if rest > _CHUNK else ""
            yield Frame("problem", f"{problem}{lost}".encode(), position, END, records.size)
            return
        yield Frame("problem", problem.encode(), position, (following, 0), following)
        start, inner = following, 0


class _Records:
    """The documents among a WARC's records. Raises _BrokenError and NotReadableError at one that is broken."""

    def __init__(self, path: str, start: int, inner: int) -> None:
        self.size = Path(path).stat().st_size
        self._stream = open_stream(path, start)
        self.is_packed = self._stream.is_packed
        # Where the record begins that is being read, and the gzip member that it is in; of a plain file, both the same.
        self.position = self.member = start
        self._member_content = 0
        if inner:
            self._stream.skip(inner)

    def close(self) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[Frame]:
        while self._reach():
            headers, named = self._headers()
            length = self._length(named)
            data = self._block(length, BYTES if _is_of_text(named) else 0)
            if not _is_document(named, data):
                continue
            position, after = self.position, self._after()
            if length > len(data):
                yield Frame("problem", _too_large(length), position, after, self._stream.consumed)
            else:
                yield Frame("warc", headers + data, position, after, self._stream.consumed)

    def locate(self) -> None:
        """Find out where the record begins that comes now."""
        content = self._stream.tell()
        if not self.is_packed:
            self.position = self.member = content
            return
        members = self._stream.members
        while members and members[0][0] <= content:
            self._member_content, self.member = members.popleft()
        self.position = self.member + content - self._member_content

    def _reach(self) -> bool:
        """Go to the next record, past empty lines; whether there is one."""
        while True:
            following = self._stream.peek()
            self.locate()
            if following[:1] not in (b"\r", b"\n"):
                return bool(following)
            self._stream.readline(2)

    def _after(self) -> tuple[int, int]:
        content = self._stream.tell()
        return (self.member, content - self._member_content) if self.is_packed else (content, 0)

    def _headers(self) -> tuple[bytes, Mapping[bytes, bytes]]:
        """A record's headers as they are, and by their names in lower case."""
        lines = [self._stream.readline(_HEADERS)]
        if not _VERSION.fullmatch(lines[0]):
            raise _BrokenError("is no WARC record")
        size = 0
        while lines[-1] not in _EMPTY:
            lines.append(self._stream.readline(_HEADERS))
            size += len(lines[-1])
            if size > _HEADERS:
                raise _BrokenError("has headers without end")
            if not lines[-1].endswith(b"\n"):
                raise _BrokenError("is cut short; download the archive again")
        named = (line.partition(b":") for line in lines[1:-1])
        return b"".join(lines), {name.strip().lower(): value.strip() for name, _, value in named}

    def _length(self, named: Mapping[bytes, bytes]) -> int:
        length = named.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 18:
            raise _BrokenError("does not say how long it is")
        return int(length)

    def _block(self, length: int, most: int) -> bytes:
        """A record's block if it is no larger than `most`, else the beginning of it; goes on to its end."""
        return self._packed_block(length, most) if self.is_packed else self._plain_block(length, most)

    def _plain_block(self, length: int, most: int) -> bytes:
        stream = self._stream
        begins = stream.tell()
        if begins + length > self.size:
            raise _BrokenError(f"claims {length:,} bytes, and the archive has {self.size - begins:,} more")
        # First whether it ends where it says: only then is it worth reading.
        stream.skip(length)
        self._end(length)
        ends = stream.tell()
        stream.skip(begins - ends)
        data = stream.read(length if length <= most else min(length, _BEGINNING))
        stream.skip(ends - stream.tell())
        return data

    def _packed_block(self, length: int, most: int) -> bytes:
        stream = self._stream
        keep = length if length <= most else min(length, _BEGINNING)
        kept: list[bytes] = []
        size = 0
        while size < length:
            begins = stream.tell()
            part = stream.read(min(_CHUNK, length - size))
            if not part:
                raise _BrokenError(f"claims {length:,} bytes, and the archive has {size:,} more")
            inside = (place - begins for place, _ in stream.members)
            if any(0 <= place < len(part) and part.startswith(b"WARC/", place) for place in inside):
                raise _BrokenError(f"claims {length:,} bytes, and has fewer")
            if size < keep:
                kept.append(part[: keep - size])
            size += len(part)
        self._end(length)
        return b"".join(kept)

    def _end(self, length: int) -> None:
        """See that a block ends in an empty line. If what follows is broken, that is the next record's matter."""
        with suppress(NotReadableError):
            if (following := self._stream.peek()) and not following.startswith((b"\r", b"\n", b"WARC/")):
                raise _BrokenError(f"claims {length:,} bytes, and has more")


def _next_record(path: str, start: int, is_packed: bool) -> int | None:
    """The byte behind another one at which the next record seems to begin: in a packed file a member with a record."""
    pattern = _MEMBER if is_packed else _NEXT
    overlap = 32
    with Path(path).open("rb") as file:
        at = start + 1
        while True:
            file.seek(at)
            part = file.read(_CHUNK + overlap)
            for match in pattern.finditer(part):
                found = at + (match.start() if is_packed else match.end())
                if not is_packed or _is_member_with_record(path, found):
                    return found
            if len(part) < _CHUNK + overlap:
                return None
            at += _CHUNK


def _is_member_with_record(path: str, at: int) -> bool:
    with Path(path).open("rb") as file, suppress(zlib.error):
        file.seek(at)
        return zlib.decompressobj(wbits=31).decompress(file.read(4096), 16).startswith(b"WARC/")
    return False


def _is_of_text(named: Mapping[bytes, bytes]) -> bool:
    """Whether a record may be a document by its own headers."""
    match named.get(b"warc-type", b"").lower():
        case b"response":
            return True
        case b"resource" | b"conversion":
            return named.get(b"content-type", b"").partition(b";")[0].strip().lower() in _TEXT
    return False


def _is_document(named: Mapping[bytes, bytes], data: bytes) -> bool:
    """Whether a record is a document, by its headers and the beginning of its block."""
    if not _is_of_text(named):
        return False
    if named[b"warc-type"].lower() != b"response":
        return True
    headers, _, body = data[:_BEGINNING].replace(b"\r\n", b"\n").partition(b"\n\n")
    if not _SUCCESS.match(headers):
        return False
    found = _CONTENT_TYPE.search(headers)
    return found[1].lower() in _HTML if found else _MARKUP.match(body) is not None


def _too_large(length: int) -> bytes:
    return f"is larger than {BYTES >> 20} MB ({length:,} bytes)".encode()
