"""What each word near a site's name tells of an operator's status there, as figures.

A report has many words for leaving, plans, cuts and denials; which of them is said of this operator at this site is
not known. So each is a telling: one status that the name may have, with what speaks for its being the one that counts.
One more telling is that no word does: the operator is there. `judging.py` weighs them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at
from geo.reading.turned import GOING, turned

__all__ = ["STATUSES", "Telling", "tellings_of"]

STATUSES = ("leaving", "left", "reduced", "planned", "denied")
_TOLD = (*STATUSES, "staying", "stationed")
# How many sentences before and after a name may tell of it, and how far a word reaches (`Passage.distance`).
_BEFORE, _AFTER, _REACH, _NEAR_REACH = 3, 4, 75.0, 25.0
# What a sentence between takes from the distance again: its end is counted for itself.
_SENTENCE = 60
# So far behind a name its own word may stand, in languages whose verbs come last.
_BEHIND = 40
# So many words at most begin within another.
_BESIDE = 8
# So near behind a name the word for what it is begins.
_BESIDE_NAME = 10
# So near behind a word stands whom it is said of.
_OF = 14
# Whose forces reports call by another name too.
_ALLIED = {
    "USA": ("coalition", "nato"),
    "coalition": ("USA",),
    "nato": ("USA",),
    "RUS": ("wagner", "africa-corps"),
    "wagner": ("RUS",),
    "africa-corps": ("RUS",),
}
# A name at which the operator's presence is less likely than this share of the likeliest one's is passed over.
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Telling:
    """A status, what speaks for it, and the word that tells of it; None where no word does."""

    status: str
    evidence: dict[str, float]
    cue: Cue | None


def tellings_of(passage: Passage, mentions: Iterable[tuple[Mention, float]], operator: str) -> list[Telling]:
    """Each word's telling by the name that it is nearest to, and last that no word tells.

    mentions: the names of one site, each with how likely (0 to 1) the operator's presence is spoken of there.
    """
    nearest: dict[Cue, tuple[float, Telling]] = {}
    for mention, likely in mentions:
        if likely < _SHARE:
            continue
        at = sentence_at(passage.sentences, mention.start)
        first = passage.sentences[max(0, at - _BEFORE)].start
        last = passage.sentences[min(len(passage.sentences) - 1, at + _AFTER)].end
        moved = _moved(passage, mention, passage.sentences[at])
        for cue in passage.within(first, last, *_TOLD):
            if _is_of_another(passage, mention, cue):
                continue
            near, telling = _telling(passage, mention, cue, operator, moved, likely)
            if cue not in nearest or near > nearest[cue][0]:
                nearest[cue] = near, telling
    told = _apart([telling for _, telling in nearest.values()])
    return [*told, _default(told)]


def _apart(told: list[Telling]) -> list[Telling]:
    """Without those that share letters with a longer one of their status: "has begun to leave" is said once."""
    kept: list[tuple[Cue, Telling]] = []
    for cue, each in sorted(((each.cue, each) for each in told if each.cue), key=lambda pair: pair[0].start):
        beside = range(max(0, len(kept) - _BESIDE), len(kept))
        same = [place for place in beside if kept[place][1].status == each.status and kept[place][0].end > cue.start]
        if not same:
            kept.append((cue, each))
        elif len(cue) > len(kept[same[-1]][0]):
            kept[same[-1]] = cue, each
    return [each for _, each in kept]


def _is_of_another(passage: Passage, mention: Mention, cue: Cue) -> bool:
    """Whether a word has another site in its clause, and this one in none: "left Qamishli, but remains at Hmeimim"."""
    told = passage.sentences[sentence_at(passage.sentences, cue.start)]
    if not told.start <= mention.start < told.end:
        return False
    word = (cue.start, cue.end)
    if not passage.breaks_between(word, (mention.start, mention.end)):
        return False
    listed = passage.lists.get(mention.start, (mention,))
    return any(
        not _is_one_of(other, listed)
        and not passage.breaks_between(word, (other.start, other.end))
        # "Left Qamishli and Sarrin" is said of both: something else must be said behind the first.
        and (cue.start > mention.start or bool(passage.within(other.end, mention.end + _BEHIND, *_TOLD)))
        for other in passage.named(told.start, told.end)
    )


def _is_one_of(other: Mention, listed: Iterable[Mention]) -> bool:
    """Whether a name is of one of the sites that are listed together."""
    return any(other.site.is_one_with(each.site) for each in listed)


def _default(told: list[Telling]) -> Telling:
    """That the operator is plainly there: the more so, the less the words near the name tell."""
    evidence = {
        "default": 1.0,
        "default, no word here": float(not any(each.evidence.get("here") for each in told)),
        "default, no word near": float(not any(each.evidence.get("near", 0.0) > 0.3 for each in told)),
        "default, stationed": max((each.evidence.get("stationed near", 0.0) for each in told), default=0.0),
    }
    return Telling("present", evidence, None)


def _telling(
    passage: Passage, mention: Mention, cue: Cue, operator: str, moved: str, likely: float
) -> tuple[float, Telling]:
    """How near a word is to a name, and what it tells of it."""
    at, told_at = sentence_at(passage.sentences, mention.start), sentence_at(passage.sentences, cue.start)
    sentence, told = passage.sentences[at], passage.sentences[told_at]
    away = told_at - at
    # What is said of a list of names is said of each.
    listed = passage.lists.get(mention.start, (mention,))
    distance = min(passage.distance((cue.start, cue.end), (each.start, each.end)) for each in listed)
    found: dict[str, float] = defaultdict(float)
    kind, status = turned(passage, cue, told, found)
    found[f"kind {kind}"] = 1.0
    near = likely * math.exp(-(distance - _SENTENCE * abs(away)) / _REACH)
    prefix = "stationed " if kind == "stationed" else ""
    where = {0: "here", 1: "next", -1: "before"}.get(away, "far")
    found[f"{prefix}near"] = near
    found[f"{prefix}very near"] = likely * math.exp(-distance / _NEAR_REACH)
    found[f"{prefix}{where}"] = 1.0
    if not prefix:
        found[f"{kind} {where}"] = 1.0
        # A long word is a plain one.
        found["letters"] = passage.length(cue.start, cue.end) / 14
        found["words"] = float(min(3, passage.text_of(cue).count(" ")))
    found["likely"] = likely
    found["other paragraph"] = float(told.paragraph != sentence.paragraph) * passage.paragraphed
    found["first sentences"] = float(told_at <= 1)
    found["title"] = float(passage.is_title(told))
    _add_whose(passage, mention, cue, told, operator, distance, found)
    if moved:
        going = "going" if kind in ("leaving", "left") else kind
        found[f"{going}, moved {moved}"] = 1.0
    for other in ("perhaps", "cancelled", "past"):
        if passage.within(told.start, told.end, other):
            found[f"{other} {'present' if status == 'present' else kind}"] = 1.0
    return near - abs(away), Telling(status, dict(found), cue)


def _add_whose(
    passage: Passage,
    mention: Mention,
    cue: Cue,
    told: Sentence,
    operator: str,
    distance: float,
    found: dict[str, float],
) -> None:
    """Of whom a word is said, and which other site it may be said of."""
    before = passage.within(told.start, cue.start, "operator")
    owner = before[-1].operator if before else ""
    found["said of it"] = float(owner == operator)
    found["said of the host"] = float(owner == mention.site.host)
    # A coalition's forces are its members' too.
    found["said of another"] = float(owner not in ("", operator, mention.site.host, *_ALLIED.get(operator, ())))
    listed = passage.lists.get(mention.start, (mention,))
    first, last = min(cue.start, mention.start), max(cue.start, mention.start)
    between = {other.site.id for other in passage.named(first, last) if not other.site.is_one_with(mention.site)}
    # "After the departure of the Americans", "the former American base": whose it is stands right behind.
    behind = next(iter(passage.within(cue.end, min(told.end, cue.end + _OF), "operator")), None)
    inside = behind or next(iter(passage.within(cue.start, cue.end, "operator")), None)
    if inside is not None and cue.kind in GOING and inside.operator != mention.site.host:
        of_it = inside.operator == operator or inside.operator in _ALLIED.get(operator, ())
        found["followed by it" if of_it else "followed by another"] = 1.0
    found["sites between"] = float(min(2, len(between)))
    # Of a list of names the one that is nearest stands for all.
    beside = min(listed, key=lambda each: passage.distance((cue.start, cue.end), (each.start, each.end)))
    own = (beside.start, beside.end)
    if told.start <= mention.start < told.end:
        side = "before" if cue.start < beside.start else "after"
        breaks = passage.breaks_between((cue.start, cue.end), own)
        found[f"{side} the name"] = 1.0
        found[f"{side} the name, one clause"] = float(breaks == 0)
        found["breaks"] = min(3.0, breaks / 30)
        for other in passage.named(told.start, told.end):
            if _is_one_of(other, listed) or passage.breaks_between((cue.start, cue.end), (other.start, other.end)):
                continue
            if not between or other.site.id in between:
                found["before another" if cue.start < other.start else "after another"] = 1.0
    found["nearer to another"] = float(
        any(
            passage.distance((cue.start, cue.end), (other.start, other.end)) < distance
            for other in passage.named(told.start, told.end)
            if not _is_one_of(other, listed)
        )
    )


def _moved(passage: Passage, mention: Mention, sentence: Sentence) -> str:
    """Whether a movement goes from the site or to it."""
    if not passage.within(sentence.start, sentence.end, "move", "left", "leaving"):
        return ""
    for kind in ("from", "to"):
        if mention.suffix and mention.suffix in passage.lexicon.suffixes.get(kind, ()):
            return kind
        for cue in passage.within(max(sentence.start, mention.start - 28), mention.start, kind):
            if mention.start - cue.end <= 14 and not passage.within(cue.end, mention.start, "from", "to"):
                return kind
        # Languages whose words end so say it at the word for the place: "Tower 22 üssüne".
        if passage.lexicon.suffixes.get(kind) and passage.within(mention.end, mention.end + _BESIDE_NAME, kind):
            return kind
    return ""
