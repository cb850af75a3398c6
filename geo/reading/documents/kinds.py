"""Which kind of document some bytes are: by their content first, then by their name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from geo.reading.documents.encodings import decode_head
from geo.reading.documents.shown import NotReadableError

__all__ = ["Kind", "kind_of"]

Kind = Literal["text", "page", "archived page", "mail", "mailbox", "pdf"]

_PICTURE = "is a picture; reading needs text: save the page, or make text of it by optical character recognition"
_SOUND = "is sound or film; give its transcript"
_PACKED = "is a packed archive; unpack it, and give its folder"
_OFFICE = "is an office document; save it as PDF, HTML or plain text"
_PROGRAM = "is not a document but a program or a database; give the report's page, PDF, mail or text"
_BINARY = "has bytes that are no text; give the report's page, PDF, mail or text"
# What begins so is not read.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ\x00", _PACKED),
    (b"7z\xbc\xaf'\x1c", _PACKED),
    (b"Rar!\x1a\x07", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", _OFFICE),
    (b"bplist00", "is a Safari archive; save the page as its source, or print it as PDF"),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\x00", _PROGRAM),
)
_ZIPPED_OFFICE = re.compile(rb"\A.{26}....(?:\[Content_Types\]\.xml|_rels/|word/|mimetypeapplication/)", re.DOTALL)

_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|div|section|p|h1|table)\b",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:\?xml|rss|feed)\b", re.IGNORECASE)
_HTML_WITHIN = re.compile(r"<html\b", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|\Z)")
_HEADERS = frozenset(
    {
        "from",
        "to",
        "date",
        "subject",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "reply-to",
        "cc",
        "sender",
        "list-id",
        "list-unsubscribe",
        "dkim-signature",
        "snapshot-content-location",
    }
)
_MAILBOX = re.compile(r"From \S+ .*\d{4}")
_BY_SUFFIX: dict[str, Kind] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".mhtml": "archived page",
    ".mht": "archived page",
    ".eml": "mail",
    ".mbox": "mailbox",
}


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of document that some bytes are. Raises NotReadableError."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse_others(data)
    head = decode_head(data)
    if "\0" in head:
        raise NotReadableError(_BINARY)
    beginning = _without_comments(head)
    if _TAG.match(beginning):
        return "page"
    if _FEED.match(beginning):
        if _HTML_WITHIN.search(head):
            return "page"
        raise NotReadableError("is XML, such as a feed, and no web page; give the report's own page")
    mail = _mail_kind(head)
    if mail is not None:
        return mail
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        raise NotReadableError("is called a PDF but is none; download it again")
    return _BY_SUFFIX.get(suffix, "text")


def _refuse_others(data: bytes) -> None:
    if not data:
        raise NotReadableError("is empty; download it again")
    if not data.strip(b"\0"):
        raise NotReadableError("has nothing but zeros; download it again")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise NotReadableError(_OFFICE if _ZIPPED_OFFICE.match(data) else _PACKED)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise NotReadableError(_PICTURE)
    if data[4:8] == b"ftyp":
        raise NotReadableError(_SOUND)
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            raise NotReadableError(what)


def _without_comments(head: str) -> str:
    """The text from its first mark that is no comment."""
    head = head.lstrip()
    while head.startswith("<!--"):
        head = head.partition("-->")[2].lstrip()
    return head


def _mail_kind(head: str) -> Kind | None:
    """A mail, a mailbox or a page archived as a mail (MHTML), if the text begins with two headers that those have."""
    lines = head.lstrip("\r\n").splitlines()
    is_mailbox = bool(lines) and _MAILBOX.match(lines[0]) is not None
    names = []
    for line in lines[is_mailbox:]:
        header = _HEADER.match(line)
        if header:
            names.append(header[1].lower())
        elif not line.strip() or not line[0].isspace():
            break
    if len(_HEADERS.intersection(names)) < 2:
        return None
    if is_mailbox:
        return "mailbox"
    # Browsers write no sender's address, and these headers.
    top = head[:4096].lower()
    if "snapshot-content-location:" in top or (
        "multipart/related" in top and "received" not in names and "to" not in names
    ):
        return "archived page"
    return "mail"
