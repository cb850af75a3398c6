"""Bytes of an archive, unpacked as they are read; a file that unpacks to absurd amounts is given up."""

from __future__ import annotations

import io
import zlib
from collections import deque
from pathlib import Path
from typing import BinaryIO, cast

from geo.reading.documents.shown import NotReadableError

__all__ = ["Stream", "open_stream"]

# Bytes that are read and unpacked at a time.
_CHUNK = 1 << 18
# A gzip member may unpack to so many bytes, whatever its size, and beyond that to so many for each of its own. Text and
# markup come to 3 to 30; deflate's most is 1032.
_FREE, _RATIO = 16 << 20, 200
# How many of the members that were met are remembered.
_MEMBERS = 1 << 14
_GZIP = b"\x1f\x8b"
_OTHERS = {b"\x28\xb5\x2f\xfd": "Zstandard", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}


class _Gunzip(io.RawIOBase):
    """The content of a gzip file (RFC 1952) from one of its members on. Raises NotReadableError where it is broken."""

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        file.seek(start)
        self._file = file
        self._read = start
        self._pending = b""
        self._inflate: zlib._Decompress | None = None
        self._out = self._member_out = self._member = 0
        # Where members begin: in the content, counted from the first byte given, and in the file.
        self.members: deque[tuple[int, int]] = deque(maxlen=_MEMBERS)

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._out

    @property
    def consumed(self) -> int:
        return self._read - len(self._pending)

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        while True:
            if not self._pending:
                self._pending = self._file.read(_CHUNK)
                self._read += len(self._pending)
            if self._inflate is None and not self._begin():
                return 0
            inflated = self._inflated(min(len(view), _CHUNK))
            if inflated:
                view[: len(inflated)] = inflated
                self._out += len(inflated)
                return len(inflated)

    def _begin(self) -> bool:
        """Begin the next member, if there is one; zeros may follow the last."""
        while self._pending and not self._pending.strip(b"\0"):
            self._pending = self._file.read(_CHUNK)
            self._read += len(self._pending)
        self._pending = self._pending.lstrip(b"\0")
        if not self._pending:
            return False
        self._member, self._member_out = self.consumed, 0
        self.members.append((self._out, self._member))
        self._inflate = zlib.decompressobj(wbits=31)
        return True

    def _inflated(self, most: int) -> bytes:
        inflate = self._inflate
        if inflate is None:
            return b""
        was_pending = bool(self._pending)
        try:
            data = inflate.decompress(self._pending, most)
        except zlib.error as error:
            raise NotReadableError("is damaged: what is packed there cannot be unpacked; download it again") from error
        if inflate.eof:
            self._pending, self._inflate = inflate.unused_data, None
        else:
            self._pending = inflate.unconsumed_tail
            if not data and not was_pending:
                raise NotReadableError("is cut short; download it again")
        self._member_out += len(data)
        if self._member_out > max(_FREE, _RATIO * (self.consumed - self._member)):
            raise NotReadableError(f"unpacks to more than {_RATIO} times its size, as no text does; it was given up")
        return data


class Stream:
    """Lines and bytes of an archive that may be gzipped. Raises NotReadableError where it is broken, OSError."""

    def __init__(self, path: str, start: int = 0) -> None:
        """Open a file at one of its bytes: any of a plain one, the first of a member of a gzipped one."""
        self._file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed by close()
        head = self._file.read(6)
        for beginning, packing in _OTHERS.items():
            if head.startswith(beginning):
                self._file.close()
                raise NotReadableError(f"is packed with {packing}, which is not unpacked here; unpack it, or use gzip")
        self.is_packed = head.startswith(_GZIP)
        self.start = start
        self._raw: _Gunzip | None = None
        if self.is_packed:
            self._raw = _Gunzip(cast(BinaryIO, self._file), start)
        else:
            self._file.seek(start)
        self._buffered = io.BufferedReader(cast(io.RawIOBase, self._raw or self._file), _CHUNK)
        self.readline = self._buffered.readline
        self.read = self._buffered.read
        self.tell = self._buffered.tell

    @property
    def consumed(self) -> int:
        """How many of the file's bytes have been read."""
        return self._raw.consumed if self._raw is not None else self._buffered.tell()

    @property
    def members(self) -> deque[tuple[int, int]]:
        """Where the gzip members met so far begin: in the content, as `tell` counts, and in the file."""
        return self._raw.members if self._raw is not None else deque()

    def skip(self, size: int) -> None:
        """Go on by so many bytes, or to the end."""
        if self._raw is None:
            self._buffered.seek(size, io.SEEK_CUR)
            return
        while size > 0:
            skipped = len(self.read(min(size, _CHUNK)))
            if not skipped:
                return
            size -= skipped

    def peek(self) -> bytes:
        """Some of the bytes that come next, at least one unless there are none."""
        return self._buffered.peek(1)

    def close(self) -> None:
        """Close the file."""
        self._buffered.close()
        self._file.close()


def open_stream(path: str, start: int = 0) -> Stream:
    """An archive's bytes, from one of them on. Raises NotReadableError, also where there is no such file."""
    try:
        return Stream(path, start)
    except OSError as error:
        raise NotReadableError(f"cannot be read ({error.strerror}); check its name and its permissions") from error
