"""The text of a PDF, its lines made paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.reading.documents.shown import (
    CHARACTERS,
    GIVEN_UP,
    NotReadableError,
    TooLongError,
    one_line,
    paragraphs_of_lines,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

__all__ = ["read_pdf"]

# A line this much shorter than the page's long ones ends its paragraph; one that ends a sentence does so sooner.
_SHORT, _SHORT_ENDING = 0.66, 0.93
_ENDS_SENTENCE = re.compile(r"[.!?…؟۔。！？][\"'»”’)\]」』]*\Z")
_BULLET = re.compile(r"[•◦▪‣∙●■–—-]\s|\(?\d{1,3}[.)]\s")
# A word that goes on in the next line. PDFium marks the hyphens that it knows by U+FFFE, and takes the line end out.
_BROKEN_WORD = re.compile(r"(\w+)(?:\ufffe|[-\u2010\u00ad]\r?\n)(\w+)")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
# Letters that stand for two or for one in its place in a word: fi, and those of Arabic script in their shapes.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")
# Words of the scripts that are written from the right: Hebrew, Arabic and the like.
_FROM_THE_RIGHT = re.compile(
    "[\u05d0-\u05ea\u0620-\u065f\u066e-\u06d5\u06fa-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]{2,}"
)
# Titles that programs give: the file's name, or none.
_NO_TITLE = re.compile(
    r"\s*(?:untitled.*|microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pdf|indd|odt|rtf|qxd|pptx?|html?))\s*\Z",
    re.IGNORECASE,
)
_LONG = 500


def read_pdf(data: bytes) -> dict[str, Any]:
    """A PDF's text and particulars.

    The date at which the file was made is not when the report was published, and is left. Raises NotReadableError.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        pages: list[str] = []
        size = 0
        for page in document:
            pages.append(_page_text(page.get_textpage()))
            size += len(pages[-1])
            if size > CHARACTERS:
                raise TooLongError
            page.close()
        title, language = _facts(document)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise NotReadableError("is locked with a password; save it without one") from error
        raise NotReadableError(f"is a PDF that cannot be opened; download it again, or {GIVEN_UP}") from error
    text = _paragraphs(pages)
    if not text:
        remedy = "make text of it by optical character recognition"
        raise NotReadableError(f"is a PDF without text, as scanned ones are; {remedy}")
    return {"text": text, "title": title, "languages": language}


def _page_text(page: PdfTextPage) -> str:
    """A page's text in PDFium's order, which is that of reading; but words from the right by where their letters stand.

    Browsers print those letter by letter from the left, and PDFium then gives some words backwards.
    """
    text: str = page.get_text_range()
    words = list(_FROM_THE_RIGHT.finditer(text))
    if not words or page.count_chars() != len(text):
        return text
    parts: list[str] = []
    at = 0
    for word in words:
        places = [sum(page.get_charbox(index)[::2]) for index in range(*word.span())]
        order = sorted(range(len(places)), key=[-place for place in places].__getitem__)
        parts += (text[at : word.start()], "".join(word[0][letter] for letter in order))
        at = word.end()
    return "".join([*parts, text[at:]])


def _facts(document: PdfDocument) -> tuple[str | None, list[str]]:
    """The title and the language that the file names."""
    import pypdfium2.raw as pdfium

    title = one_line(document.get_metadata_value("Title"))
    is_title = title and len(title) <= _LONG and not _NO_TITLE.match(title)
    language = ""
    if hasattr(pdfium, "FPDFCatalog_GetLanguage"):
        import ctypes

        buffer = ctypes.create_string_buffer(128)
        size = pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 128)
        language = one_line(buffer.raw[: max(0, min(size, 128) - 2)].decode("utf-16-le", "replace"))
    return title if is_title else None, [language] if language else []


def _in_letters(text: str) -> str:
    """A text with ligatures and Arabic letters' shapes as the letters they show (Unicode's form KC, of those alone)."""
    return _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _paragraphs(pages: list[str]) -> str:
    pages = [_in_letters(page) for page in pages]
    words = Counter(word for page in pages for word in _WORD.findall(page))
    texts = []
    for page in pages:
        lines = [one_line(line) for line in _BROKEN_WORD.sub(lambda broken: _whole(broken, words), page).splitlines()]
        lengths = sorted(len(line) for line in lines if line)
        width = lengths[len(lengths) * 9 // 10] if lengths else 0
        texts.append(paragraphs_of_lines(lines, partial(_goes_on, width=width)))
    return "\n".join(filter(None, texts))


def _whole(broken: re.Match[str], words: Counter[str]) -> str:
    """A word that was broken at a line's end: with its hyphen if it is no lower-case word, or has one elsewhere."""
    first, last = broken.groups()
    has_hyphen = words[f"{first}-{last}"] > words[first + last] or not last[0].islower()
    return f"{first}-{last}" if has_hyphen else first + last


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a paragraph goes on after a line of a page whose long lines are so many characters long."""
    if _BULLET.match(following):
        return False
    share = len(line) / width
    if _ENDS_SENTENCE.search(line):
        return share >= _SHORT_ENDING
    return share >= _SHORT or following[0].islower()
