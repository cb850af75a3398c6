"""What a report says of a site it names: whether forces are there at all, whose, and how they stand.

A judgement is made where the site is named, from the words of the lexicon around it. How much a word counts falls with
its distance, and a comma, a conjunction, or the end of a sentence in between lengthens that. Steps:

1. Company: a name that means other things too is believed only beside a word for a base, or for forces that are there.
2. Operator: each that is named around is weighed; one joined to a word for forces or bases counts more, one joined to a
   word for an attack or a visit counts less; the host never does. The usual operator has some credit.
3. Status: the nearest word for one, turned about where it is negated; else where the name stands in a movement; else
   there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.reading.company import company_of, is_dateline, is_question
from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at

__all__ = ["Judgement", "judge"]

STATUSES = ("leaving", "left", "reduced", "planned", "denied", "staying")
# From here on a name is believed to be a military place.
NAMED = 0.3
# Of a place that nobody has listed more is asked.
UNLISTED, UNLISTED_CREDIT = 0.45, 0.75
# Beside a sentence that names a site, one that names none is likely to go on about it.
NEIGHBOUR = 40
# How far a word for a status reaches: a denial covers all of a sentence.
REACH = {"denied": 150.0, "planned": 90.0}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one operator at one site, where it is said, and which words decided."""

    mention: Mention
    operator: str
    status: str
    confidence: float
    reason: tuple[str, ...]
    sentence: Sentence


def judge(passage: Passage) -> list[Judgement]:
    """One judgement for each site and operator that a report speaks of, in the order of their naming."""
    best: dict[tuple[str, str], Judgement] = {}
    for mention in passage.mentions:
        for judgement in _judge_mention(passage, mention):
            key = (mention.site.id, judgement.operator)
            known = best.get(key)
            if known is None or _weight(judgement) > _weight(known):
                best[key] = judgement
    return sorted(best.values(), key=lambda judgement: judgement.mention.start)


def _weight(judgement: Judgement) -> float:
    """What a status rests on counts more than its mere absence elsewhere."""
    return judgement.confidence + (0.25 if judgement.status != "present" else 0.0)


def _judge_mention(passage: Passage, mention: Mention) -> list[Judgement]:
    at = sentence_at(passage.sentences, mention.start)
    sentence = passage.sentences[at]
    span = (mention.start, mention.end)
    if is_dateline(passage, mention, sentence):
        return []
    if is_question(passage, sentence, span):
        return []
    company = company_of(passage, mention, at)
    if company < NAMED:
        return []
    is_listed = bool(mention.site.operators)
    if not is_listed and company < UNLISTED:
        return []
    judgements = []
    for operator, credit, why in _operators(passage, mention, at):
        # Of a place that nobody has listed more must be said: whose forces, and that another country is spoken of.
        if not is_listed and (credit < UNLISTED_CREDIT or len(why) < 2 or not passage.countries - {operator}):
            continue
        status, how, words = _status(passage, mention, at, operator)
        if status is None:
            continue
        confidence = min(0.99, 0.4 * min(1.0, company) + 0.4 * min(1.0, credit) + 0.2 * how)
        reason = (*why, *words)
        judgements.append(Judgement(mention, operator, status, confidence, reason, sentence))
    return judgements


def _operators(passage: Passage, mention: Mention, at: int) -> list[tuple[str, float, tuple[str, ...]]]:
    """Those who are said to be there, each with its credit and the words that gave it."""
    span = (mention.start, mention.end)
    first, last = _paragraph(passage, at)
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for cue in passage.within(passage.sentences[first].start, passage.sentences[last].end, "operators", "operator"):
        if cue.operator == mention.site.host:
            continue
        credit, words = _credit(passage, cue, span, mention)
        if credit > found.get(cue.operator, (0.0, ()))[0]:
            found[cue.operator] = (credit, words)
    if not found or max(credit for credit, _ in found.values()) < 0.55:
        for operator, words in _elsewhere(passage, mention).items():
            found[operator] = max(found.get(operator, (0.0, ())), (0.56, words))
    chosen = sorted(
        ((credit, operator, words) for operator, (credit, words) in found.items() if credit >= 0.55), reverse=True
    )
    if not chosen:
        return []
    top = chosen[0][0]
    return [
        (operator, credit, words)
        for credit, operator, words in chosen
        if credit >= max(0.85, top - 0.12) or credit == top
    ][:2]


def _paragraph(passage: Passage, at: int) -> tuple[int, int]:
    """The sentences from the two before to the one after, of the same paragraph."""
    sentences = passage.sentences
    first, last = at, at
    while first > 0 and at - first < 3 and sentences[first - 1].paragraph == sentences[at].paragraph:
        first -= 1
    while last + 1 < len(sentences) and last - at < 1 and sentences[last + 1].paragraph == sentences[at].paragraph:
        last += 1
    return first, last


def _credit(passage: Passage, cue: Cue, span: tuple[int, int], mention: Mention) -> tuple[float, tuple[str, ...]]:
    own = (cue.start, cue.end)
    around = passage.within(max(0, cue.start - 40), cue.end + 40, "force", "base", "attack", "visit", "stationed")
    role: float = 0.3
    words: tuple[str, ...] = (passage.text_of(cue),)
    is_base, unit = False, own
    for other in around:
        gap = passage.distance(own, (other.start, other.end))
        if other.kind in ("force", "base"):
            joined = 0.3 + 0.28 * math.exp(-gap / 25)
            if joined > role:
                role, words = joined, (passage.text_of(cue), passage.text_of(other))
                is_base = other.kind == "base" and gap <= 12
                unit = (min(own[0], other.start), max(own[1], other.end)) if gap <= 12 else own
        elif other.kind == "stationed" and gap <= 25 and role < 0.45:
            role, words = 0.45, (passage.text_of(cue), passage.text_of(other))
    acting = [other for other in around if other.kind in ("attack", "visit")]
    if not is_base and any(passage.distance(unit, (other.start, other.end)) <= 5 for other in acting):
        role -= 0.4
    distance = passage.distance(unit, span)
    credit = role + 0.45 * math.exp(-distance / 70)
    if cue.operator in mention.site.operators:
        credit += 0.25
    return credit, words


def _elsewhere(passage: Passage, mention: Mention) -> dict[str, tuple[str, ...]]:
    """The usual operator, where another paragraph speaks of its forces or bases."""
    usual = (
        operator for operator in mention.site.operators if operator in passage.forces and operator != mention.site.host
    )
    first = next(usual, None)
    return {first: passage.forces[first]} if first else {}


def _status(passage: Passage, mention: Mention, at: int, operator: str) -> tuple[str | None, float, tuple[str, ...]]:
    """The status said, how plainly (0 to 1), and by which words; None where what is said was called off."""
    span = (mention.start, mention.end)
    sentence = passage.sentences[at]
    scores: dict[str, float] = {}
    words: dict[str, str] = {}
    first, last = _alone_around(passage, mention, at)
    for cue in passage.within(first, last, *STATUSES):
        distance = passage.distance((cue.start, cue.end), span)
        if not sentence.start <= cue.start < sentence.end:
            distance -= NEIGHBOUR
        # A word is for the nearest name: another site's in between takes it.
        between = sum(
            other.site.id != mention.site.id
            for other in passage.named(min(cue.start, span[0]), max(cue.start, span[0]))
        )
        score = math.exp(-(distance + 25 * between) / REACH.get(cue.kind, 75.0))
        status = cue.kind
        if status == "leaving" and passage.within(max(first, cue.start - 18), cue.start, "left"):
            # "Has completed its withdrawal."
            status = "left"
        if _is_negated(passage, cue, sentence):
            status = {"leaving": "staying", "left": "staying", "planned": "denied", "reduced": "staying"}.get(
                status, ""
            )
        if score > scores.get(status, 0.0):
            scores[status], words[status] = score, passage.text_of(cue)
    scores.pop("", None)
    moved = _moved(passage, mention, sentence)
    if moved == "from":
        scores["left"] = scores.get("left", 0.0) + 0.2
        scores["leaving"] = scores.get("leaving", 0.0) + 0.25 if "leaving" in scores else 0.0
    elif moved == "to":
        for status in ("left", "leaving", "reduced"):
            scores.pop(status, None)
        scores["staying"] = scores.get("staying", 0.0) + 0.3
    if passage.within(sentence.start, sentence.end, "cancelled") and "planned" in scores:
        return None, 0.0, ()
    status = max(scores, key=lambda status: scores[status], default="")
    if not status or scores[status] < 0.3:
        return "present", 0.5, ()
    return (
        ("present" if status == "staying" else status),
        scores[status],
        tuple(word for word in [words.get(status)] if word),
    )


def _alone_around(passage: Passage, mention: Mention, at: int) -> tuple[int, int]:
    """The stretch around a name that speaks of no other site: its sentence, and those beside it in the paragraph."""
    sentences = passage.sentences
    own = sentences[at]
    first, last = own.start, own.end
    for beside in (at - 1, at + 1):
        if not 0 <= beside < len(sentences) or sentences[beside].paragraph != own.paragraph:
            continue
        other = sentences[beside]
        if all(each.site.id == mention.site.id for each in passage.named(other.start, other.end)):
            first, last = min(first, other.start), max(last, other.end)
    return first, last


def _is_negated(passage: Passage, cue: Cue, sentence: Sentence) -> bool:
    for other in passage.within(max(sentence.start, cue.start - 40), cue.start, "not"):
        if passage.distance((other.start, other.end), (cue.start, cue.end)) <= 14:
            return True
    return False


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
    return ""
