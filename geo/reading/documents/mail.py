"""The text and particulars of a mail, and of a web page archived as one (MHTML)."""

from __future__ import annotations

import re
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from geo.reading.documents.edtf import edtf_of
from geo.reading.documents.encodings import decode
from geo.reading.documents.page_text import parse_page, shown_paragraphs
from geo.reading.documents.pages import read_page
from geo.reading.documents.shown import GIVEN_UP, NotReadableError, one_line, paragraphs_of_text, spaceless

__all__ = ["read_archived_page", "read_mail"]

# How many parts a mail may have, and how many inside one another.
_PARTS, _DEEP = 2000, 50
# A mail's plain text is read, unless its HTML has this many times its letters: then it only says to look at that.
_MUCH_MORE = 3
# Headers longer than this, in characters, are cut.
_LONG = 2000
_SOFT_END = re.compile(r"(?<!^--) \r?\n(?!\r?\n|>)", re.MULTILINE)


def read_mail(data: bytes) -> dict[str, Any]:
    """A mail's text and particulars; its sender's name is its publisher. Raises NotReadableError."""
    message = _message(data)
    return {
        "text": _text(message, _DEEP),
        "title": _header(message, "Subject") or None,
        "published": edtf_of(_header(message, "Date")),
        "address": _archived_at(message),
        "publisher": one_line(parseaddr(_header(message, "From"))[0]) or None,
        "languages": [tag.strip() for tag in _header(message, "Content-Language").split(",") if tag.strip()],
        "head": "",
    }


def read_archived_page(data: bytes) -> dict[str, Any]:
    """The parts of a web page that a browser saved with its pictures in one file. Raises NotReadableError."""
    message = _message(data)
    start = message.get_param("start")
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    pages.sort(key=lambda part: part.get("Content-ID") != start)
    if not pages:
        raise NotReadableError(f"is an archived page without the page; {GIVEN_UP}")
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    parts = read_page(_payload(pages[0]), pages[0].get_content_charset(), address or None)
    return parts | {"title": parts["title"] or _header(message, "Subject") or None}


def _message(data: bytes) -> Message:
    message = message_from_bytes(data.lstrip(b"\r\n"))
    for number, _ in enumerate(message.walk()):
        if number > _PARTS:
            raise NotReadableError(f"has more than {_PARTS:,} parts; {GIVEN_UP}")
    return message


def _text(part: Message, deep: int) -> str:
    """The paragraphs of a part of a mail and of the parts in it, attachments left out."""
    if deep == 0:
        raise NotReadableError(f"has more than {_DEEP} parts inside one another; {GIVEN_UP}")
    if part.get_content_disposition() == "attachment":
        return ""
    kind = part.get_content_type()
    if kind == "text/plain":
        return _plain(part)
    if kind in ("text/html", "application/xhtml+xml"):
        page = parse_page(decode(_payload(part), part.get_content_charset()))
        return "\n".join(paragraph.text for paragraph in shown_paragraphs(page))
    if not part.is_multipart():
        return ""
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    if kind == "multipart/alternative":
        plain = [_text(child, deep - 1) for child in children if child.get_content_type() == "text/plain"]
        rich = [_text(child, deep - 1) for child in children if child.get_content_type() != "text/plain"]
        texts = [_better("\n".join(plain), next(filter(None, reversed(rich)), ""))]
    else:
        texts = [_text(child, deep - 1) for child in children]
    return "\n".join(filter(None, texts))


def _better(plain: str, rich: str) -> str:
    """Of two texts of a mail, the plain one if it is not a mere hint at the other."""
    return rich if len(spaceless(rich)) > _MUCH_MORE * len(spaceless(plain)) else plain


def _plain(part: Message) -> str:
    text = decode(_payload(part), part.get_content_charset())
    if part.get_param("format") == "flowed":
        # RFC 3676: a line that ends in a space goes on.
        text = _SOFT_END.sub("" if str(part.get_param("delsp")).lower() == "yes" else " ", text)
    return paragraphs_of_text(text)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: Message, name: str) -> str:
    """A header's words, decoded (RFC 2047, or bytes in whatever encoding); empty if there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[:_LONG]
    if not raw.isascii():
        raw = decode(raw.encode("utf-8", "surrogateescape"))
    words = [raw]
    with suppress(HeaderParseError, ValueError):
        words = [word if isinstance(word, str) else decode(word, charset) for word, charset in decode_header(raw)]
    return one_line("".join(words))


def _archived_at(message: Message) -> str | None:
    """The address at which a mailing list keeps the mail (RFC 5064)."""
    found = re.fullmatch(r"<?(https?://[^\s<>]+)>?", _header(message, "Archived-At"))
    return found[1] if found else None
