"""Which date a judgement speaks of, and since when: by the expressions of time around it, else the report's date."""

from __future__ import annotations

from geo.dates import parse_date
from geo.reading.judging import Judgement
from geo.reading.passage import Passage
from geo.reading.when import When, find_dates

__all__ = ["date_judgement", "dates_of"]

# How far (as Passage.distance has it) an expression of time may be from the name to be about it.
_REACH, _SINCE_REACH = 130, 110
# A state that lasts is spoken of as on the day of the report, unless a day shortly before it is named.
_RECENT_DAYS = 31


def dates_of(text: str, language: str, published: str | None) -> list[When]:
    """All expressions of time of a report; none for languages without a table of them."""
    try:
        return find_dates(text, language=language, published=published)
    except (KeyError, ValueError):
        return []


def date_judgement(
    passage: Passage, judgement: Judgement, dates: list[When], published: str | None
) -> tuple[str | None, str | None]:
    """The date spoken of, and since when (EDTF); each None where nothing says it."""
    span = (judgement.mention.start, judgement.mention.end)
    first, last = judgement.sentence.start, judgement.sentence.end
    near = [
        (passage.distance((when.start, when.end), span), when)
        for when in dates
        if first <= when.start < last and when.date != published
    ]
    near.sort(key=lambda each: each[0])
    since = next((when.date for distance, when in near if when.kind == "since" and distance <= _SINCE_REACH), None)
    on = [when for distance, when in near if when.kind == "on" and distance <= _REACH]
    if judgement.status in ("left", "leaving", "reduced"):
        about = next((when.date for when in on), None)
    else:
        about = next((when.date for when in on if _is_recent(when.date, published)), None)
    return about or published, since


def _is_recent(date: str, published: str | None) -> bool:
    if published is None:
        return len(date) == 10
    try:
        spoken, out = parse_date(date), parse_date(published)
    except ValueError:
        return False
    return len(date) == 10 and 0 <= (out.latest - spoken.earliest).days <= _RECENT_DAYS
