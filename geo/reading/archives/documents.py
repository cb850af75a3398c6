"""A frame of an archive opened: the document that it is."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geo.reading.archives.fields import Particulars, particulars
from geo.reading.archives.frames import BYTES, Kind
from geo.reading.archives.lines import row_of
from geo.reading.documents.guard import take_apart
from geo.reading.documents.kinds import kind_of
from geo.reading.documents.reader import Document, document_of, parts_of
from geo.reading.documents.shown import NotReadableError, one_line, unwrap
from geo.reading.documents.tongues import language_as_declared, language_of

__all__ = ["open_frame"]

_HTML = ("text/html", "application/xhtml+xml")
_CUT_SHORT = "is cut short: what is packed there ends too early"


def open_frame(kind: Kind, data: bytes, columns: tuple[str, ...], name: str) -> tuple[str | None, Document]:
    """The document of a frame, and what the archive identifies it by. Raises NotReadableError.

    name: the path of a file, by which its kind is told where its content does not tell it.
    """
    match kind:
        case "json":
            return _document_of_record(_json(data), name)
        case "csv":
            return _document_of_record(_row(data, columns), name)
        case "warc":
            return _document_of_warc(data, name)
        case "mail":
            return None, document_of(parts_of(data, "mail"), name)
        case "file":
            return None, document_of(parts_of(data, kind_of(data, name)), name)
    raise NotReadableError(data.decode())


def _json(data: bytes) -> object:
    try:
        return json.loads(data.decode())
    except UnicodeDecodeError as error:
        raise NotReadableError(f"is no UTF-8 (byte {error.start + 1:,})") from error
    except RecursionError as error:
        raise NotReadableError("is nested too deep") from error
    except ValueError as error:
        raise NotReadableError(f"is no JSON ({str(error)[:100]})") from error


def _row(data: bytes, columns: tuple[str, ...]) -> dict[str, str]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotReadableError(f"is no UTF-8 (byte {error.start + 1:,})") from error
    cells = row_of(text, columns)
    if len(cells) != len(columns) - 1:
        raise NotReadableError(f"has {len(cells)} columns, and the head has {len(columns) - 1}")
    return dict(zip(columns[1:], cells, strict=True))


def _document_of_record(record: object, name: str) -> tuple[str | None, Document]:
    """The document of a record with fields: what the record says of it holds, then what its page says."""
    said = particulars(record)
    if said.is_html:
        page = take_apart(_encoded(said.text), "page", declared="utf-8", address=said.address)
        told = {"title": said.title, "published": said.published, "address": said.address}
        document = document_of(page | {key: value for key, value in told.items() if value}, name)
        language = language_as_declared(document.text, said.language)
        return said.id, document if language is None else _in_language(document, language)
    return said.id, _plain_document(said, name)


def _plain_document(said: Particulars, name: str) -> Document:
    text = _encoded(said.text).decode()
    language = language_as_declared(text, said.language) or language_of(text)
    return Document(name, text, unwrap(text), said.title, said.published, language, said.address)


def _in_language(document: Document, language: str) -> Document:
    return replace(document, language=language)


def _encoded(text: str) -> bytes:
    """A text in UTF-8, half a surrogate pair as U+FFFD, so that all offsets stay."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text).encode()


def _document_of_warc(data: bytes, name: str) -> tuple[str | None, Document]:
    """The document of a WARC record with its headers."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), parse_http=False, strict_mode=False)))
        headers = record.headers
        address = _header(headers.get("WARC-Target-URI"))
        declared = [(headers.get("WARC-Identified-Content-Language") or "").split(",")[0]]
        if record.record_type == WarcRecordType.response:
            kind, charset, content = _response(record, data)
        else:
            kind, _, parameters = (headers.get("Content-Type") or "").lower().partition(";")
            charset, content = _charset(parameters), record.reader.read(BYTES + 1)
    except (OSError, ValueError, StopIteration) as error:
        raise NotReadableError(f"is no WARC record that can be opened ({str(error)[:100]})") from error
    identity = _header(record.record_id)
    if len(content) > BYTES:
        raise NotReadableError(f"is larger than {BYTES >> 20} MB when it is unpacked")
    if not content:
        raise NotReadableError("has no content")
    return identity, _of_content(content, kind, charset, address, declared, name)


def _of_content(
    content: bytes, kind: str, charset: str | None, address: str | None, declared: Sequence[str], name: str
) -> Document:
    if kind.strip() in _HTML or not kind:
        parts = take_apart(content, "page", declared=charset, address=address)
        return document_of(parts, name)
    # A text may be said to be one, and be a page.
    parts = parts_of(content, kind_of(content, "text.txt"))
    given: dict[str, Any] = {"address": parts.get("address") or address}
    return document_of(parts | given | {"languages": [*parts["languages"], *filter(None, declared)]}, name)


def _response(record: Any, data: bytes) -> tuple[str, str | None, bytes]:
    """The media type, the encoding, and the unpacked content of a response."""
    record.parse_http(auto_decode="none", strict_mode=False)
    http = record.http_headers
    kind = (record.http_content_type or "").lower()
    charset = record.http_charset
    content = record.reader.read()
    # Archives often keep the headers of what they have unpacked already.
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        content = _unchunked(content)
    for coding in reversed((http.get("Content-Encoding") or "").lower().split(",")):
        content = _unpacked(content, coding.strip())
    return kind, charset, content


def _unchunked(content: bytes) -> bytes:
    """What a chunked body has (RFC 9112), or the body as it is where it is not chunked any more."""
    from fastwarc.stream_io import ChunkedReader

    if not re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?\n", content):
        return content
    try:
        return ChunkedReader(io.BytesIO(content)).read(BYTES + 1)
    except OSError as error:
        raise NotReadableError("is cut short or broken: its chunks are not as long as they say") from error


def _unpacked(content: bytes, coding: str) -> bytes:
    """What a packed body has, or the body as it is where it is not packed any more."""
    match coding:
        case "gzip" | "x-gzip":
            return _inflated(content, 31) if content.startswith(b"\x1f\x8b") else content
        case "deflate":
            # RFC 9110 means zlib's; some servers send what is inside.
            if content[:1] in (b"\x78", b"\x58", b"\x48", b"\x38", b"\x28", b"\x18", b"\x08"):
                return _inflated(content, 15)
            return content if content.lstrip()[:1] == b"<" else _inflated(content, -15)
        case "br" | "zstd":
            return content if content.lstrip()[:1] == b"<" else _read_packed(content, coding)
    return content


def _inflated(content: bytes, window: int) -> bytes:
    inflate = zlib.decompressobj(wbits=window)
    try:
        found = inflate.decompress(content, BYTES + 1)
    except zlib.error as error:
        raise NotReadableError("is damaged: what is packed there cannot be unpacked") from error
    if not inflate.eof and len(found) <= BYTES:
        raise NotReadableError(_CUT_SHORT)
    return found


def _read_packed(content: bytes, coding: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    try:
        found: bytes = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(content)).read(BYTES + 1)
    except OSError as error:
        raise NotReadableError("is damaged: what is packed there cannot be unpacked") from error
    if not found:
        raise NotReadableError(_CUT_SHORT)
    return found


def _header(value: str | None) -> str | None:
    # The first version of the standard was read as asking for angle brackets around addresses.
    return one_line((value or "")[:2000]).removeprefix("<").removesuffix(">") or None


def _charset(parameters: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", parameters)
    return found[1] if found else None
