"""How many a report counts at a site: a number in figures and the word for what it counts, nearest to the name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from geo.reading.judging import Judgement
from geo.reading.letters import level
from geo.reading.passage import Passage

__all__ = ["strength_of"]

# How far (as Passage.distance has it) a number may be from the name.
_REACH = 110
# A number with thousands marked or not; no year, no decimal, no part of a name such as T-4 or Su-24.
_NUMBER = r"(?<![\w.,:/-])(\d{1,3}(?:[., \u00a0\u202f]\d{3})+|\d{1,6})(?![\d%])"
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR = re.compile(r"(?:19|20)\d\d")
# "About", as it stands before a number, in all the languages, their letters made level.
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|nearly|almost|approximately|an estimated|نحو|حوالي|قرابه|زهاء|около|примерно|"
    r"порядка|почти|yaklasik|nezik[iî]|نزيكه|نزيكهي|حدود|قريب|environ|quelque|pres de|rund|etwa|knapp|ungefahr|unos|"
    r"unas|casi|cerca de|alrededor de|circa|quasi|quase|aproximadamente|близько|приблизно|майже|כ|约|約|近|大约)\s*-?$"
)
_WITHOUT_SPACES = {"zh"}


@cache
def _counted(language: str) -> dict[str, re.Pattern[str]]:
    """By unit, what finds a number of it in level text."""
    units = tomllib.loads(files("geo.reading").joinpath("units.toml").read_text("utf-8"))
    between = "" if language in _WITHOUT_SPACES else r"\s+(?:[^\W\d]+\s+){0,2}?"
    found = {}
    for unit, words in units.items():
        spelled = "|".join(re.escape(level(word)) for word in words.get(language, ()))
        if spelled:
            found[unit] = re.compile(f"{_NUMBER}{between}(?:{spelled})")
    return found


def strength_of(passage: Passage, judgement: Judgement) -> dict[str, str]:
    """By unit of the vocabulary, how many are said to be at a site (`200`, `~200`), in the sentence that names it."""
    if judgement.status in ("left", "denied"):
        return {}
    start, end = judgement.sentence.start, judgement.sentence.end
    text = passage.levelled[start:end].translate(_FIGURES)
    span = (judgement.mention.start, judgement.mention.end)
    nearest: dict[str, tuple[float, str]] = {}
    for unit, pattern in _counted(passage.language).items():
        for found in pattern.finditer(text):
            at = (start + found.start(1), start + found.end(1))
            distance = passage.distance(at, span)
            others = passage.named(min(at[0], span[0]), max(at[0], span[0]))
            if (
                distance > _REACH
                or _YEAR.fullmatch(found[1])
                or any(other.site.id != judgement.mention.site.id for other in others)
            ):
                continue
            count = re.sub(r"\D", "", found[1])
            about = "~" if _ABOUT.search(text[: found.start()].rstrip()) else ""
            if int(count) and (unit not in nearest or distance < nearest[unit][0]):
                nearest[unit] = (distance, about + str(int(count)))
    return {unit: count for unit, (_, count) in sorted(nearest.items())}
