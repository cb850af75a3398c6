"""Text made comparable letter by letter: one letter stays one letter, so that every offset counts in the text given."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

__all__ = ["has_arabic_letters", "level", "lower", "without_marks"]

# Letters that writers of Arabic script use for one another, spaces and apostrophes of every kind.
_VARIANTS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ک": "ك", "ؤ": "و",
    "ё": "е", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "s",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "´": "'", "`": "'", "＇": "'", "״": '"', "׳": "'",
    "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ",
    "‐": "-", "\u2011": "-", "־": "-", "–": "-",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(letter): other for letter, other in _VARIANTS.items()}
    # Latin letters with marks, as the letter without: é is e. Other scripts' marks make other letters (й is not и).
    for code in range(0xC0, 0x250):
        first = unicodedata.normalize("NFD", chr(code))[0].lower()
        if first.isascii():
            table.setdefault(code, first)
    for code in (*range(0x1E00, 0x1F00),):
        first = unicodedata.normalize("NFD", chr(code))[0].lower()
        if first.isascii():
            table[code] = first
    return table


_TABLE = _table()
_ARABIC = re.compile("[\u0620-\u06ff]")
_HAN = range(0x3400, 0xA000)
_A_HAN = re.compile("[\u3400-\u9fff]")


@cache
def _simplified() -> dict[int, str]:
    """Chinese characters that are written in two ways, by what each is in the simplified one (OpenCC)."""
    convert = OpenCC("t2s").convert
    table = {code: convert(chr(code)) for code in _HAN}
    # 瞭 is 了 where nothing else is meant by it.
    return {code: one for code, one in table.items() if len(one) == 1 and one != chr(code)} | {ord("瞭"): "了"}


def level(text: str) -> str:
    """A text in lower case, its variants of one letter made alike; always as long as what it was given.

    Lower case is Unicode's simple one (the dotted capital İ becomes i). Letters of Arabic script that writers mix up,
    Latin letters with marks, apostrophes, hyphens and white space of every kind become one of their kind, and Chinese
    characters the simplified ones.
    """
    if text.isascii():
        return lower(text).replace("\r", " ").replace("\t", " ")
    levelled = lower(text).translate(_TABLE)
    return levelled.translate(_simplified()) if _A_HAN.search(levelled) else levelled


def lower(text: str) -> str:
    """A text in lower case with its line ends as spaces; as long as it was, and many times as quick as `level`."""
    return text.replace("İ", "i").replace("\u2011", "-").lower().replace("\n", " ")


def has_arabic_letters(text: str) -> bool:
    """Whether a text has letters of the Arabic script, of which writers mix up many."""
    return not text.isascii() and _ARABIC.search(text) is not None


# Vowel points of Arabic and Hebrew, the stroke that stretches Arabic words, soft hyphens, and what directs the letters.
_MARKS = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def without_marks(text: str) -> tuple[str, list[int]] | None:
    """A text without the marks that writers may leave out, and where each letter of it was; None where it has none."""
    if text.isascii() or _MARKS.search(text) is None:
        return None
    places = [place for place, letter in enumerate(text) if not _MARKS.match(letter)]
    return "".join(text[place] for place in places), places
