"""What speaks for an operator at a site, as figures from 0 to 1: the words around the site's name.

How much a word counts falls with its distance (`Passage.distance`), so that a comma, a conjunction or the end of a
sentence in between takes from it. `judging.py` weighs the figures.
"""

from __future__ import annotations

import math
from collections import defaultdict

from geo.reading.company import company_of, is_beside
from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import ALL, Passage
from geo.reading.sentences import sentence_at
from geo.reading.tellings import STATUSES

__all__ = ["Evidence", "presence_evidence"]

_ACTING = ("attack", "visit")
# How far words of each list reach, in the steps of `Passage.distance`.
_REACH = {"base": 30.0, "place": 14.0, "force": 60.0, "stationed": 50.0, "attack": 50.0, "visit": 50.0, "civil": 50.0}

Evidence = dict[str, float]


def presence_evidence(passage: Passage, mention: Mention, operator: str) -> tuple[Evidence, tuple[Cue, ...]]:
    """What speaks for and against an operator's being where a site is named, and the words that say most of it."""
    around = _surroundings(passage, mention)
    own, cues = _operator(passage, mention, operator)
    return {**around, **own}, cues


def _near(passage: Passage, cue: Cue, mention: Mention, reach: float) -> float:
    """How near a word is to a name (0 to 1); what is said of a list of names is said of each."""
    listed = passage.lists.get(mention.start, (mention,))
    distance = min(passage.distance((cue.start, cue.end), (each.start, each.end)) for each in listed)
    return math.exp(-distance / reach)


def _surroundings(passage: Passage, mention: Mention) -> Evidence:
    """What the words around a name say of it, whoever the operator."""
    known = passage.surroundings.get(mention.start)
    if known is not None:
        return known
    at = sentence_at(passage.sentences, mention.start)
    sentence = passage.sentences[at]
    span = (mention.start, mention.end)
    found: Evidence = defaultdict(float)
    for cue in passage.within(sentence.start, sentence.end, *_REACH):
        found[cue.kind] = max(found[cue.kind], _near(passage, cue, mention, _REACH[cue.kind]))
    for cue in passage.within(sentence.start, sentence.end, *STATUSES, "staying"):
        found["status"] = max(found["status"], _near(passage, cue, mention, 70.0))
    first, last = _around(passage, at, 2, 1)
    beside = passage.within(first, last, "base", "force")
    found["base beside"] = float(any(cue.kind == "base" for cue in beside))
    found["force beside"] = float(any(cue.kind == "force" for cue in beside))
    found["near"] = float(is_beside(passage, mention, sentence))
    for cue in passage.within(max(sentence.start, mention.start - 14), mention.start, "at"):
        found["at"] = max(found["at"], float(mention.start - cue.end <= 6))
    for cue in passage.within(max(sentence.start, mention.start - 4), mention.end + 4, "base"):
        found["base joined"] = max(found["base joined"], float(passage.distance((cue.start, cue.end), span) <= 4))
    for kind in ("past", "cancelled", "perhaps"):
        words = passage.within(sentence.start, sentence.end, kind)
        found[kind] = float(bool(words))
        found[f"{kind} near"] = max((_near(passage, cue, mention, 40.0) for cue in words), default=0.0)
    found["ambiguous"] = float(mention.site.needs_company)
    found["ambiguous, no base"] = found["ambiguous"] * (1.0 - max(found["base"], found["base joined"]))
    is_placed = found["at"] or found["base joined"] or found["place"] > 0.5
    found["ambiguous, nowhere"] = found["ambiguous"] * float(
        not is_placed and mention.site.host not in passage.operators
    )
    found["unlisted"] = float(not mention.site.operators)
    found["again"] = min(1.0, (passage.counts[mention.site.id] - 1) / 3)
    found["first"] = float(at <= 1)
    others = {each.site.id for each in passage.named(sentence.start, sentence.end)} - {mention.site.id}
    found["others"] = min(1.0, len(others) / 2)
    found["company"] = max(-1.0, min(2.0, company_of(passage, mention, at)))
    passage.surroundings[mention.start] = found
    return found


def _around(passage: Passage, at: int, before: int, after: int) -> tuple[int, int]:
    """From where to where the sentences of a paragraph around one go."""
    sentences = passage.sentences
    first = last = at
    while first > 0 and at - first < before and sentences[first - 1].paragraph == sentences[at].paragraph:
        first -= 1
    while last + 1 < len(sentences) and last - at < after and sentences[last + 1].paragraph == sentences[at].paragraph:
        last += 1
    return sentences[first].start, sentences[last].end


def _operator(passage: Passage, mention: Mention, operator: str) -> tuple[Evidence, tuple[Cue, ...]]:
    """What the words for an operator say, by the one that says most; and it, with the word that it is joined to."""
    at = sentence_at(passage.sentences, mention.start)
    sentence = passage.sentences[at]
    found: Evidence = defaultdict(float)
    cues = passage.operators_near(mention.start)
    own = passage.operators_near(mention.start, operator)
    host = mention.site.host
    said, of_host, of_all = (len(passage.operators.get(each, [])) for each in (operator, host, ALL))
    words: tuple[Cue, ...] = ()
    best = -1.0
    for cue in own:
        near = _near(passage, cue, mention, 70.0)
        joined, word = passage.joined(cue, "force", "base")
        acting, _ = passage.joined(cue, *_ACTING)
        found["operator near"] = max(found["operator near"], near)
        found["operator joined"] = max(found["operator joined"], joined * _near(passage, cue, mention, 140.0))
        found["operator here"] = max(found["operator here"], float(sentence.start <= cue.start < sentence.end))
        if near + joined / 2 > best:
            best = near + joined / 2
            words = (cue, word) if word else (cue,)
            found["operator acting"] = acting * near
    # Who is named first where an attack is spoken of last has mostly done it, as where verbs come last.
    deeds = passage.within(sentence.start, sentence.end, *_ACTING)
    named = [cue for cue in cues if sentence.start <= cue.start < sentence.end]
    found["doer"] = float(
        bool(deeds)
        and bool(named)
        and named[0].operator == operator
        and named[0].end <= mention.start < deeds[-1].start
        and not passage.breaks_between((named[0].start, named[0].end), (deeds[-1].start, deeds[-1].end))
    )
    found["operator elsewhere"] = float(operator in passage.forces) if not found["operator here"] else 0.0
    found["operator unnamed"] = float(not own)
    found["usual"] = float(operator in mention.site.operators)
    found["usual, ambiguous"] = found["usual"] * float(mention.site.needs_company)
    found["usual, near"] = found["usual"] * found["operator near"]
    found["share"] = said / of_all if of_all else 0.0
    hosts = passage.operators_near(mention.start, host)
    rivals = [cue for cue in cues if cue.operator not in (operator, host)]
    rival = max((_near(passage, cue, mention, 70.0) for cue in rivals), default=0.0)
    found["rival nearer"] = max(0.0, rival - found["operator near"])
    found["rival is usual"] = float(
        not found["usual"] and any(cue.operator in mention.site.operators for cue in rivals)
    )
    for cue in hosts:
        joined, _ = passage.joined(cue, "force", "base")
        found["host joined"] = max(found["host joined"], joined * _near(passage, cue, mention, 70.0))
    found["host named"] = float(bool(hosts))
    foreign = [cue for cue in cues if cue.operator != host]
    here = [cue for cue in foreign if sentence.start <= cue.start < sentence.end]
    if not here:
        # Who a sentence that names nobody speaks of is mostly who was named last.
        before = [cue for cue in foreign if cue.start < sentence.start]
        if before and before[-1].operator == operator:
            found["operator last named"] = 1.0 / (1 + at - sentence_at(passage.sentences, before[-1].start))
    found["operator alone"] = float(0 < said == of_all - of_host)
    found["operator alone here"] = float(bool(here) and all(cue.operator == operator for cue in here))
    found["operator first"] = float(passage.first_but(host) == operator)
    found["share of foreign"] = said / (of_all - of_host) if said else 0.0
    found["unlisted, abroad"] = float(not mention.site.operators and bool(passage.countries - {operator}))
    return found, words
