"""Names in many languages and scripts: folding them for comparison, choosing the one to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = ["all_visible", "fold", "name_in", "visible"]

# Letters that writers use for one another and that Unicode does not decompose. The page folds with the same list
# (`source/names.ts`); tests/data/folding.json holds both to the same answers.
_LETTERS = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ک": "ك", "گ": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
        "ۆ": "و", "ۇ": "و", "ڵ": "ل", "ڕ": "ر", "ڤ": "ف", "ٱ": "ا", "ء": "", "ـ": "",
        "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
        "ь": "", "ъ": "", "і": "и", "є": "е", "ґ": "г",
        "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "",
    }
)  # fmt: skip

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def fold(text: str) -> str:
    """The letters and digits of a text, without case, marks, or the variants that writers mix up.

    Unicode NFKD, lower case, marks (M*) dropped, then the letter list above, then all but letters (L*) and numbers
    (N*) dropped. Two spellings that fold alike are the same name to the search and to `geo check`.
    """
    decomposed = unicodedata.normalize("NFKD", text).lower()
    # Lower case can bring marks of its own (İ), so they are dropped after it.
    letters = "".join(character for character in decomposed if unicodedata.category(character)[0] in "LN")
    return letters.translate(_LETTERS)


def name_in(names: Mapping[str, str], language: str) -> tuple[str, str]:
    """The name to show to readers of a language (BCP 47), and the language it is in.

    Falls back from `ku-Arab` to `ku`, then to English, then to the first of the languages that there are.
    Raises ValueError where there is no name at all.
    """
    for candidate in (language, language.partition("-")[0], "en", *sorted(names)):
        if candidate in names:
            return names[candidate], candidate
    raise ValueError("a site without a name")


def all_visible(texts: Sequence[str]) -> Sequence[str]:
    """Many texts as `visible` has each; looked through at once, since hardly any table has a control character."""
    return [*map(visible, texts)] if _CONTROLS.search("".join(texts)) else texts


def visible(text: str) -> str:
    """The text with its control characters (C0 and DEL) as the pictures Unicode has for them, U+2400 to U+2421."""
    return text.translate(_PICTURES)
