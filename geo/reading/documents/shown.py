"""Text as a person sees it: without what shows nothing, white space as it is shown, wrapped lines made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

__all__ = [
    "CHARACTERS",
    "GIVEN_UP",
    "NotReadableError",
    "TooLongError",
    "one_line",
    "paragraphs_of_lines",
    "paragraphs_of_text",
    "spaceless",
    "unwrap",
]

# The longest text that is read, in characters: some ten long books.
CHARACTERS = 5_000_000

# Taken out: soft hyphens, zero-width spaces, word joiners, marks of writing direction, and controls. Nobody sees them,
# browsers pass over them when they look for the words of a link (#:~:text=), and names are not found with them inside.
# The zero-width non-joiner and joiner (U+200C, U+200D) stay: they shape Persian and Kurdish words, and emoji.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\n\r\f\v\u0085\u2028\u2029]")
_IDEOGRAPH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

# How wide the lines of a text may be, in columns, that a program has wrapped.
_NARROW, _WIDE = 50, 110
# The share of the line ends inside its paragraphs that must look like wraps.
_MOST = 0.7


# What to do about a document that no program opens.
GIVEN_UP = "save what matters of it as plain text"


class NotReadableError(ValueError):
    """A document that is not read; says what is wrong with it and what to do."""


class TooLongError(NotReadableError):
    """There is more text than `CHARACTERS`."""

    def __init__(self) -> None:
        super().__init__(f"has more than {CHARACTERS:,} characters of text; split it")


def one_line(text: str) -> str:
    """A paragraph's characters as they are shown: what shows nothing left out, each run of white space one space.

    White space is Unicode's, the no-break and the ideographic space among it. Half a surrogate pair is U+FFFD.
    """
    if not text.isascii():
        text = _LONE_SURROGATE.sub("\ufffd", text)
    return " ".join(_UNSEEN.sub("", text).split())


def spaceless(text: str) -> str:
    """A text by which two readings of it are compared: in Unicode's form C, without what shows nothing, nor spaces."""
    return "".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def paragraphs_of_text(text: str) -> str:
    """The paragraphs of plain text, a line each: they end at empty lines and at line ends that are no wraps.

    Raises TooLongError.
    """
    if len(text) > 2 * CHARACTERS:
        raise TooLongError
    lines = [one_line(line) for line in _LINE_END.split(text)]
    return paragraphs_of_lines(lines, _wraps(lines))


def unwrap(text: str) -> str:
    """Plain text with a space for each character of a wrap, so that it is as long as before and its offsets hold.

    Raises TooLongError.
    """
    if len(text) > CHARACTERS:
        raise TooLongError
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    lines = [
        one_line(text[start:end]) for start, end in zip(starts, [*(end.start() for end in ends), None], strict=True)
    ]
    goes_on = _wraps(lines)
    parts: list[str] = []
    at = 0
    for end, (line, following) in zip(ends, pairwise(lines), strict=True):
        if line and following and goes_on(line, following):
            parts += (text[at : end.start()], " " * len(end[0]))
            at = end.end()
    return "".join([*parts, text[at:]])


def _wraps(lines: Sequence[str]) -> Callable[[str, str], bool]:
    """What tells whether a line end between two lines of plain text is a wrap.

    It is one where the next word would have made the line wider than the text's lines are, if they are of 50 to 110
    columns and most line ends inside paragraphs are such.
    """
    inner = [(line, following) for line, following in pairwise(lines) if line and following]
    widths = sorted(_columns(line) for line, _ in inner if " " in line or _IDEOGRAPH.search(line))
    width = widths[len(widths) * 9 // 10] if widths else 0
    wraps = sum(_did_not_fit(line, following, width) for line, following in inner)
    is_wrapped = _NARROW <= width <= _WIDE and wraps >= _MOST * len(inner)
    return lambda line, following: is_wrapped and _did_not_fit(line, following, width)


def paragraphs_of_lines(lines: Sequence[str], goes_on: Callable[[str, str], bool]) -> str:
    """Lines put together into paragraphs, a line each.

    `goes_on(line, following)` tells whether a paragraph goes on after a line; an empty line ends it. Raises
    TooLongError.
    """
    parts: list[str] = []
    size = 0
    for line, following in pairwise([*lines, ""]):
        if not line:
            continue
        joined = bool(following) and goes_on(line, following)
        parts += (line, _between(line, following) if joined else "\n")
        size += len(line) + 1
        if size > CHARACTERS + 1:
            raise TooLongError
    return "".join(parts).removesuffix("\n")


def _between(line: str, following: str) -> str:
    """What a wrap stands for: nothing between ideographs, else a space."""
    return "" if _IDEOGRAPH.match(line[-1]) and _IDEOGRAPH.match(following[0]) else " "


def _did_not_fit(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room in this one. Ideographs are wrapped anywhere."""
    if _IDEOGRAPH.match(following[0]):
        return _columns(line) >= width - 3
    return _columns(line) + 1 + len(following.split(" ", 1)[0]) > width


def _columns(line: str) -> int:
    """How wide a line is where every letter is one column and an ideograph two."""
    return len(line) if line.isascii() else len(line) + len(_IDEOGRAPH.findall(line))
