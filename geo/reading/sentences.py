"""A text as paragraphs and sentences, each by its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "split_sentences"]

_END = re.compile(r"[.!?؟۔…]+[\"'»”’)\]]*\s+|[。！？]+[”」』）]*|\n+")
# A full stop after these, or after a single letter, ends no sentence.
_SHORT = re.compile(
    r"(?:^|[\s(«\"])(?:\w|[A-Z]\.\w|mr|mrs|ms|dr|st|gen|col|lt|maj|capt|sgt|adm|brig|gov|sen|rep|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|no|inc|co|vs|u\.s|u\.k|u\.n|e\.g|i\.e|"
    r"г|гг|им|тыс|млн|млрд|руб|ул|см|т|п|стр|р|рр|ст|тис|bzw|ca|z\.\s?b|nr|abs|bld|mme|mm|m|sr|sra|dra|art|núm|av|ing|prof|op|pp|fig|al)$",
    re.IGNORECASE,
)


# A sentence that is longer (in characters) is told in stretches, so that what is looked at around a word is bounded.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """From `start` up to `end`; `paragraph` counts the paragraphs of the text."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order, that cover all of it but white space between them."""
    sentences: list[Sentence] = []
    start = paragraph = 0
    for match in _END.finditer(text):
        ends_paragraph = "\n" in match.group()
        if not ends_paragraph:
            if match.group()[0] == "." and _SHORT.search(text[max(start, match.start() - 12) : match.start()]):
                continue
            following = text[match.end() : match.end() + 1]
            # A sentence begins with a capital, where there are any.
            if match.group()[0] in ".…" and following.islower():
                continue
        if text[start : match.end()].strip():
            sentences += _stretches(text, start, match.end(), paragraph)
        start = match.end()
        paragraph += ends_paragraph
    if text[start:].strip():
        sentences += _stretches(text, start, len(text), paragraph)
    return sentences


def _stretches(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """A sentence, or the stretches of one that is too long, each up to a blank where there is one."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield Sentence(start, blank, paragraph)
        start = blank
    yield Sentence(start, end, paragraph)


def sentence_at(sentences: list[Sentence], offset: int) -> int:
    """Which sentence an offset is in."""
    return max(0, bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1)
