"""Whether a name is a military place where a report has it, not a town, a person, or where it was written."""

from __future__ import annotations

import math
import re

from geo.reading.finding import Mention
from geo.reading.gazetteer import towns
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at

__all__ = [
    "company_of",
    "is_beside",
    "is_dateline",
    "is_government",
    "is_person",
    "is_province",
    "is_question",
    "is_where_another_is",
]

# After the name of the place where a report was written: perhaps a country, a date, an agency; then a dash.
_DATELINE = re.compile(r"[^.!?\n]{0,28}?\s[-–—]+\s")

# A report that begins with nothing but a name and a full stop was written there.
_STOP = re.compile(r"\.\s+\S")
# Languages that say "near" after the name.
_POSTPOSED = {"tr", "zh"}
# So near behind a site's name stands where it is, and no sign between.
_WHERE = 40
_SIGN = re.compile(r"[.,;:!?\n،؛؟、，。；：()—–]")
# So near a town's name stands that something is in it.
_PLACED, _PLACING = 34, ("at", "from", "to", "near", "base", "place", "force")
# So long before a name the word for a province may begin, and what may join the two.
_PROVINCE, _JOINS = 20, re.compile(r"[\s-]?(?:(?:of|de|di|do|da|von)\s)?")
# Between a preposition and a name: a blank, or a word of no capital: "in the town of", "в місті".
_BEFORE = re.compile(r"\s(?:[a-zß-öø-ÿа-яіїєґ]+\s)?")
# A word with a capital, one blank away.
_NAME = re.compile(r" [A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][^\W\d_]+")


def is_dateline(passage: Passage, mention: Mention, sentence: Sentence) -> bool:
    """Whether the name is where the report was written: first of its sentence, in capitals or before a dash."""
    name = passage.text[mention.start : mention.end]
    if passage.text[sentence.start : mention.start].strip(" \n\"'«“("):
        return False
    if sentence.start == 0 and _STOP.match(passage.text, mention.end):
        return True
    return (name.isupper() and name.lower() != name) or bool(_DATELINE.match(passage.text, mention.end))


def is_question(passage: Passage, sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a sentence asks, or supposes, rather than says."""
    end = passage.text[sentence.start : sentence.end].rstrip().rstrip("\"'»”’)」』")
    if end.endswith(("?", "؟", "？")):
        return True
    return any(
        passage.distance((cue.start, cue.end), span) < 60 for cue in passage.within(sentence.start, span[0], "perhaps")
    )


def is_person(passage: Passage, mention: Mention) -> bool:
    """Whether a name that means other things too is a first name: a capital follows, and nothing says where.

    "Howard Mager said", not "at Howard Air Force Base". German writes every noun so.
    """
    following = _NAME.match(passage.text, mention.end)
    if not mention.site.needs_company or following is None or passage.language == "de":
        return False
    if passage.within(mention.end, following.end(), "base", "place", "force"):
        return False
    before = passage.within(max(0, mention.start - 16), mention.start, "at", "from", "to", "near", "base", "called")
    return not any(_BEFORE.fullmatch(passage.text[cue.end : mention.start]) for cue in before)


def is_province(passage: Passage, mention: Mention) -> bool:
    """Whether a name that means other things too is a province's: "Herat province", "ولاية هرات"."""
    if not mention.site.needs_company:
        return False
    return any(
        _JOINS.fullmatch(passage.text[min(cue.end, mention.end) : max(cue.start, mention.start)]) is not None
        for cue in passage.within(max(0, mention.start - _PROVINCE), mention.end + 2, "province")
    )


def is_where_another_is(passage: Passage, mention: Mention) -> bool:
    """Whether a name only says where the site before it is: "the air base of Harir in Erbil"."""
    if not mention.site.needs_company:
        return False
    before = passage.named(max(0, mention.start - _WHERE), mention.start)
    if not before or before[-1].site.host != mention.site.host or before[-1].site.id == mention.site.id:
        return False
    other = before[-1]
    if _SIGN.search(passage.text, other.end, mention.start) or passage.within(
        other.end, mention.start, "clause", "operator", "force", "move", "from", "to", "leaving", "left", "stationed"
    ):
        return False
    return bool(passage.within(other.end, mention.start, "at"))


def is_government(passage: Passage, mention: Mention) -> bool:
    """Whether a town's name, where nothing says that something is in it, is its government: "Mogadishu closed".

    Nor is something in a town that those who leave only go to: "left the base at Faya for N'Djamena".
    """
    if mention.site.id not in towns() or mention.suffix:
        return False
    beside = passage.within(max(0, mention.start - _PLACED), mention.end + _PLACED, *_PLACING)
    if any(cue.kind == "base" for cue in beside):
        return False
    placing = [cue for cue in beside if cue.start < mention.start]
    told = passage.sentences[sentence_at(passage.sentences, mention.start)]
    if passage.within(told.start, mention.start, "left", "leaving"):
        ways = [cue for cue in placing if cue.kind in ("at", "from", "to")]
        return not placing or (bool(ways) and ways[-1].kind == "to")
    return not placing


def is_beside(passage: Passage, mention: Mention, sentence: Sentence) -> bool:
    """Whether what is spoken of is only near the name: "near the town of Rmelan". Turkish, Chinese say so after it."""
    if passage.language in _POSTPOSED:
        after = passage.within(mention.end, min(sentence.end, mention.end + 30), "near")
        return any(passage.distance((cue.start, cue.end), (mention.start, mention.end)) <= 12 for cue in after)
    before = passage.within(max(sentence.start, mention.start - 30), mention.start, "near")
    return any(
        cue.end + 18 >= mention.start
        and not passage.breaks_between((cue.start, cue.end), (mention.start, mention.end))
        and not passage.within(cue.end, mention.start, "base")
        for cue in before
    )


def company_of(passage: Passage, mention: Mention, at: int) -> float:
    """How surely the name is a military place here: about 0 to 2, and below 0 where its words speak against it."""
    span = (mention.start, mention.end)
    sentence = passage.sentences[at]
    inside = passage.within(sentence.start, sentence.end, "base", "place", "force", "stationed")
    weight = {"base": 1.0, "place": 0.6, "force": 0.5, "stationed": 0.45}
    reach = {"base": 30.0, "place": 14.0, "force": 60.0, "stationed": 50.0}
    near: dict[str, float] = {}
    for cue in inside:
        distance = passage.distance((cue.start, cue.end), span)
        value = weight[cue.kind] * math.exp(-distance / reach[cue.kind])
        near[cue.kind] = max(near.get(cue.kind, 0.0), value)
    company = sum(near.values())
    company += _standing(passage, mention, sentence, span)
    if mention.site.needs_company:
        company -= 0.1
    elif inside:
        # The name alone says that it is a base, where armed people or bases are spoken of at all.
        company += 0.3
    else:
        around = passage.sentences[max(0, at - 2)].start, passage.sentences[min(len(passage.sentences) - 1, at + 1)].end
        company += 0.2 if passage.within(*around, "base", "force") else 0.0
    for kind, cost in (("civil", 0.25), ("visit", 0.25)):
        if near.get("base", 0.0) < 0.5 and passage.within(sentence.start, sentence.end, kind):
            company -= cost
    if is_beside(passage, mention, sentence) and (
        near.get("base", 0.0) < 0.5 or passage.named(max(sentence.start, mention.start - 90), mention.start)
    ):
        company -= 0.5
    return company


def _standing(passage: Passage, mention: Mention, sentence: Sentence, span: tuple[int, int]) -> float:
    """What its usual operator and a word for a status beside it add to a name that means other things too."""
    added = 0.0
    for cue in passage.within(
        sentence.start, sentence.end, "operator", "left", "leaving", "staying", "reduced", "denied"
    ):
        near = math.exp(-passage.distance((cue.start, cue.end), span) / 70)
        if cue.kind != "operator":
            added = max(added, 0.25 * near)
        elif cue.operator in mention.site.operators and cue.operator != mention.site.host:
            added += 0.35 * near if added < 0.3 else 0.0
    around = passage.sentences[max(0, sentence_at(passage.sentences, mention.start) - 2)].start
    return added + (0.2 if passage.within(around, sentence.end + 200, "base") else 0.0)
