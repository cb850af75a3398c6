"""Bytes of text into characters."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "decode_head"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that stand for a wider encoding, as in the WHATWG's Encoding Standard.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "koi8-r": "koi8_u",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
}
# Python has more codecs than encodings of text that documents are in; some of them are slow or no encodings at all.
_DECLARABLE = re.compile(
    r"utf-(8|16-le|16-be)|cp(125[0-8]|866|874|932|949)|iso8859-([2-8]|1[013-6])|koi8_u|gb18030|big5hkscs|euc_jp|mac-(cyrillic|roman)"
)
# What is tried where nothing is declared. windows-1254 stands for all Western ones: it is windows-1252 but for six
# letters, Turkish there and Icelandic here; and KOI8-U is KOI8-R with Ukrainian letters in place of frames.
_LATIN = "cp1254"
_TRIED = ["cp1251", "cp1256", _LATIN, "cp1255", "gb18030", "big5hkscs", "koi8_u"]
# How much of what is not ASCII is enough to tell by.
_SAMPLE = 20_000
# Of the bytes that are letters, the share outside ASCII below which a text is in Latin script.
_FEW = 0.25
# UTF-8 with one broken character in so many is broken UTF-8, and not another encoding.
_GOOD_PER_BAD = 10

_MARKUP = re.compile(rb"<[^<>]{0,2000}>")
_FOREIGN = re.compile(rb"[\x80-\xff][^\n]{0,500}")


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a text in whatever encoding.

    In this order: a byte order mark; UTF-16 told by its zeros; UTF-8, if it is that throughout; the declared
    encoding; UTF-8 with breaks; what charset-normalizer finds likeliest. What is not of the encoding becomes U+FFFD.
    """
    encoding = _marked(data)
    if encoding is not None:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    known = _known(declared)
    if known is not None:
        text = data.decode(known, "replace")
        if text.count("\ufffd") * _GOOD_PER_BAD <= _foreign(text):
            return text
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * _GOOD_PER_BAD <= _foreign(text):
        return text
    return data.decode(_likeliest(data), "replace")


def decode_head(data: bytes) -> str:
    """The beginning of a document, of which only the ASCII characters are to be gone by."""
    head = data[:16384]
    return head.decode(_marked(head) or "latin-1", "ignore").removeprefix("\ufeff")


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark tells, or the zeros of UTF-16 without one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _known(declared: str | None) -> str | None:
    """The codec for an encoding's declared name, if documents are written in it."""
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else None


def _foreign(text: str) -> int:
    """How many characters are neither ASCII nor broken."""
    return len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = bytearray()
    for line in _FOREIGN.finditer(_MARKUP.sub(b" ", data[: 40 * _SAMPLE])):
        sample += line.group() + b"\n"
        if len(sample) > _SAMPLE:
            break
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in sample)
    foreign = sum(byte > 127 for byte in sample)
    if foreign < _FEW * letters:
        return _LATIN
    best = from_bytes(bytes(sample), cp_isolation=_TRIED).best()
    return best.encoding if best is not None else _LATIN
