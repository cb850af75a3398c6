"""Which of a record's fields is what, by the names that archives of news give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from geo.reading.documents.edtf import edtf_of
from geo.reading.documents.shown import NotReadableError, one_line

__all__ = ["FIELDS", "Particulars", "as_json", "has_text_column", "is_known_column", "particulars"]

# The names of each field, likeliest first; capitals, hyphens, underscores and spaces in them make no difference.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "maintext",
        "fulltext",
        "articletext",
        "articlebody",
        "bodytext",
        "plaintext",
        "body",
        "content",
        "article",
        "contents",
        "story",
        "rawcontent",
    ),
    "html": ("html", "rawhtml", "contenthtml", "htmlcontent", "bodyhtml", "htmlbody", "pagehtml", "articlehtml"),
    "title": ("title", "headline", "heading", "articletitle"),
    "published": (
        "published",
        "datepublished",
        "datepublish",
        "publishdate",
        "publisheddate",
        "publicationdate",
        "publishedat",
        "publishedtime",
        "publishtime",
        "pubdate",
        "pubtime",
        "date",
        "datetime",
        "timestamp",
        "createdat",
        "time",
    ),
    "language": ("language", "lang", "languagecode", "langcode", "inlanguage"),
    "address": ("url", "address", "link", "uri", "canonicalurl", "sourceurl", "articleurl", "weburl", "href"),
    "id": ("id", "recordid", "articleid", "documentid", "docid", "uuid", "guid"),
}  # fmt: skip
# A longer title or identifier, in characters, is cut.
_LONG = 500
_ADDRESS = 2000
# Text that is HTML although its field does not say so.
_MARKUP = re.compile(
    r"\s*<(?:!doctype\s+html|!--|html|head|body|article|main|section|div|p|h[1-6]|span|br|ul|table|figure|img|a)\b"
    r"[^<>]{0,2000}>",
    re.IGNORECASE,
)
# Seconds and milliseconds since 1970, from 1973 on.
_SECONDS, _MILLISECONDS = range(10**8, 10**10), range(10**11, 10**13)
_NOT_A_LETTER = re.compile(r"[^a-z]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a record says: its text, as HTML or plain, and what it says of itself.

    `published` is EDTF, `language` as the record has it, or a tag where it has an English name.
    """

    text: str
    is_html: bool
    id: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None


def has_text_column(columns: Iterable[str]) -> bool:
    """Whether one of some columns bears the reports' text, by its name."""
    return not {_plain(column) for column in columns}.isdisjoint((*FIELDS["text"], *FIELDS["html"]))


def is_known_column(column: str) -> bool:
    """Whether a column of that name is one that is read."""
    return any(_plain(column) in names for names in FIELDS.values())


def particulars(record: object) -> Particulars:
    """What a record of JSON, CSV or Parquet says. Raises NotReadableError where it has no text."""
    if not isinstance(record, dict):
        raise NotReadableError("is no object with named fields")
    fields = {_plain(name): value for name, value in reversed(record.items()) if isinstance(name, str)}
    text, is_html = _text(fields)
    if not text.strip():
        names = "text, body, content or html"
        known = any(name in fields for name in (*FIELDS["text"], *FIELDS["html"]))
        raise NotReadableError("has no text" if known else f"has no field of text; call it {names}")
    return Particulars(
        text,
        is_html,
        id=_first(fields, "id", _LONG),
        title=_first(fields, "title", _LONG),
        published=next((found for name in FIELDS["published"] if (found := _date(fields.get(name)))), None),
        language=_language(_first(fields, "language", 60)),
        address=_first(fields, "address", _ADDRESS),
    )


@cache
def _plain(name: str) -> str:
    return _NOT_A_LETTER.sub("", name.lower()[:60])


def _text(fields: Mapping[str, Any]) -> tuple[str, bool]:
    """The text, and whether it is HTML: plain text where there are both."""
    for name in FIELDS["text"]:
        text = _joined(fields.get(name))
        if text.strip():
            return text, _MARKUP.match(text) is not None
    for name in FIELDS["html"]:
        text = _joined(fields.get(name))
        if text.strip():
            return text, True
    return "", False


def _joined(value: object) -> str:
    """A text, or the paragraphs of one."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    return value if isinstance(value, str) else ""


def _first(fields: Mapping[str, Any], what: str, longest: int) -> str | None:
    for name in FIELDS[what]:
        value = fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            text = one_line(value[: 2 * longest] if isinstance(value, str) else f"{value:d}"[:longest])[:longest]
            if text:
                return text
    return None


def _date(value: object) -> str | None:
    """A date as records have them, as EDTF: words, ISO 8601, a moment since 1970 (in UTC)."""
    if isinstance(value, dict) and len(value) == 1:
        # {"$date": …}, as MongoDB writes it.
        value = next(iter(value.values()))
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and value.isascii() and value.isdecimal()):
        number = _whole(value)
        if number in _MILLISECONDS:
            number //= 1000
        if number in _SECONDS and len(str(value)) != 8:
            return datetime.fromtimestamp(number, UTC).date().isoformat()
        value = str(number)
    return edtf_of(value) if isinstance(value, str) and value.strip() else None


def _whole(value: float | str) -> int:
    with suppress(ValueError, OverflowError):
        return int(value if not isinstance(value, str) else value[:20])
    return 0


def _language(written: str | None) -> str | None:
    """A language's tag, where a record has its English name."""
    if written is None or _TAG.fullmatch(written):
        return written
    return _english_names().get(written.lower())


@cache
def _english_names() -> Mapping[str, str]:
    from babel import Locale

    return {name.lower(): tag for tag, name in Locale("en").languages.items()} | {
        "kurmanji": "ku",
        "sorani": "ckb",
        "farsi": "fa",
    }


def as_json(value: object) -> object:
    """A value of a table's cell in JSON's types; bytes are text in whatever encoding."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        from geo.reading.documents.encodings import decode

        return decode(value)
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value if isinstance(value, str | int | float | None) else str(value)
