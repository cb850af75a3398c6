"""What speaks for an operator at a site, and for each status, as figures from 0 to 1: the words around the site's name.

How much a word counts falls with its distance (`Passage.distance`), so that a comma, a conjunction or the end of a
sentence in between takes from it. `judging.py` weighs the figures.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from geo.reading.company import company_of
from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at

__all__ = ["STATUSES", "Evidence", "presence_evidence", "status_evidence"]

STATUSES = ("leaving", "left", "reduced", "planned", "denied")
_ACTING = ("attack", "visit")
# How far words of each list reach, in the steps of `Passage.distance`.
_REACH = {"base": 30.0, "place": 14.0, "force": 60.0, "stationed": 50.0, "attack": 50.0, "visit": 50.0, "civil": 50.0}

# What a word for leaving counts of a place that is left for.
RECEIVING = 0.2

Evidence = dict[str, float]


def presence_evidence(passage: Passage, mention: Mention, operator: str) -> tuple[Evidence, tuple[Cue, ...]]:
    """What speaks for and against an operator's being where a site is named, and the words that say most of it."""
    around = _surroundings(passage, mention)
    own, cues = _operator(passage, mention, operator)
    return {**around, **own}, cues


def _near(passage: Passage, cue: Cue, span: tuple[int, int], reach: float) -> float:
    return math.exp(-passage.distance((cue.start, cue.end), span) / reach)


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
        found[cue.kind] = max(found[cue.kind], _near(passage, cue, span, _REACH[cue.kind]))
    for cue in passage.within(sentence.start, sentence.end, *STATUSES, "staying"):
        found["status"] = max(found["status"], _near(passage, cue, span, 70.0))
    first, last = _around(passage, at, 2, 1)
    beside = passage.within(first, last, "base", "force")
    found["base beside"] = float(any(cue.kind == "base" for cue in beside))
    found["force beside"] = float(any(cue.kind == "force" for cue in beside))
    for cue in passage.within(max(sentence.start, mention.start - 30), mention.start, "near"):
        found["near"] = max(found["near"], float(passage.distance((cue.start, cue.end), span) < 4))
    for cue in passage.within(max(sentence.start, mention.start - 14), mention.start, "at"):
        found["at"] = max(found["at"], float(mention.start - cue.end <= 6))
    for cue in passage.within(max(sentence.start, mention.start - 4), mention.end + 4, "base"):
        found["base joined"] = max(found["base joined"], float(passage.distance((cue.start, cue.end), span) <= 4))
    for kind in ("past", "cancelled", "perhaps"):
        found[kind] = float(bool(passage.within(sentence.start, sentence.end, kind)))
    found["ambiguous"] = float(mention.site.needs_company)
    found["ambiguous, no base"] = found["ambiguous"] * (1.0 - max(found["base"], found["base joined"]))
    found["unlisted"] = float(not mention.site.operators)
    named = [each for each in passage.mentions if each.site.id == mention.site.id]
    found["again"] = min(1.0, (len(named) - 1) / 3)
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
    span = (mention.start, mention.end)
    found: Evidence = defaultdict(float)
    cues = [cue for cue in passage.cues if cue.kind == "operator"]
    own = [cue for cue in cues if cue.operator == operator]
    words: tuple[Cue, ...] = ()
    best = -1.0
    for cue in own:
        near = _near(passage, cue, span, 70.0)
        joined, word = passage.joined(cue, "force", "base")
        acting, _ = passage.joined(cue, *_ACTING)
        found["operator near"] = max(found["operator near"], near)
        found["operator joined"] = max(found["operator joined"], joined * _near(passage, cue, span, 140.0))
        found["operator here"] = max(found["operator here"], float(sentence.start <= cue.start < sentence.end))
        if near + joined / 2 > best:
            best = near + joined / 2
            words = (cue, word) if word else (cue,)
            found["operator acting"] = acting * near
    found["operator elsewhere"] = float(operator in passage.forces) if not found["operator here"] else 0.0
    found["operator unnamed"] = float(not own)
    found["usual"] = float(operator in mention.site.operators)
    found["usual, ambiguous"] = found["usual"] * float(mention.site.needs_company)
    found["usual, near"] = found["usual"] * found["operator near"]
    found["share"] = len(own) / len(cues) if cues else 0.0
    hosts = [cue for cue in cues if cue.operator == mention.site.host]
    rivals = [cue for cue in cues if cue.operator not in (operator, mention.site.host)]
    rival = max((_near(passage, cue, span, 70.0) for cue in rivals), default=0.0)
    found["rival nearer"] = max(0.0, rival - found["operator near"])
    found["rival is usual"] = float(
        not found["usual"] and any(cue.operator in mention.site.operators for cue in rivals)
    )
    for cue in hosts:
        joined, _ = passage.joined(cue, "force", "base")
        found["host joined"] = max(found["host joined"], joined * _near(passage, cue, span, 70.0))
    found["host named"] = float(bool(hosts))
    found["unlisted, abroad"] = float(not mention.site.operators and bool(passage.countries - {operator}))
    return found, words


def status_evidence(
    passage: Passage, mentions: Iterable[tuple[Mention, float]], operator: str
) -> tuple[Evidence, dict[str, Cue]]:
    """What speaks for each status of an operator at a site, by all that names it, and the words that say most of it.

    mentions: each with how likely it is (0 to 1) that the operator's presence is spoken of there.
    """
    found: Evidence = defaultdict(float)
    words: dict[str, Cue] = {}
    for mention, weight in mentions:
        at = sentence_at(passage.sentences, mention.start)
        sentence = passage.sentences[at]
        span = (mention.start, mention.end)
        first, last = _around(passage, at, 1, 2)
        moved = _moved(passage, mention, sentence)
        for cue in passage.within(first, last, *STATUSES, "staying", "stationed"):
            if cue.kind == "denied" and _is_of_leaving(passage, cue, sentence):
                continue
            value, key = _status(passage, mention, cue, sentence, operator)
            # A base that receives those who leave another has not been left.
            value *= weight * (RECEIVING if moved == "to" and cue.kind in ("leaving", "left", "reduced") else 1.0)
            if value > found[key]:
                found[key] = value
                words[key] = cue
        if moved:
            found[moved] = max(found[moved], weight)
        for kind in ("cancelled", "past", "perhaps"):
            for cue in passage.within(sentence.start, sentence.end, kind):
                found[kind] = max(found[kind], weight * _near(passage, cue, span, 75.0))
    for kind in STATUSES:
        everywhere = [cue for cue in passage.cues if cue.kind == kind]
        found[f"{kind} anywhere"] = min(1.0, len(everywhere) / 3)
    found["named again"] = min(1.0, sum(1 for _ in mentions) / 3)
    return found, words


def _status(passage: Passage, mention: Mention, cue: Cue, sentence: Sentence, operator: str) -> tuple[float, str]:
    """How much a word for a status says of a name, and what it says."""
    span = (mention.start, mention.end)
    between = {
        other.site.id
        for other in passage.named(min(cue.start, span[0]), max(cue.start, span[0]))
        if other.site.id != mention.site.id
    }
    reach = 150.0 if cue.kind == "denied" else 75.0
    distance = passage.distance((cue.start, cue.end), span)
    is_here = sentence.start <= cue.start < sentence.end
    value = math.exp(-(distance - (0 if is_here else 40) + 25 * len(between)) / reach)
    kind = cue.kind
    start = passage.sentences[sentence_at(passage.sentences, cue.start)].start
    if kind == "leaving" and passage.within(max(start, cue.start - 18), cue.start, "left"):
        # "Has completed its withdrawal."
        kind = "left"
    if _is_negated(passage, cue, start):
        kind = f"{kind} negated"
    elif not is_here:
        kind = f"{kind} beside"
    elif kind in STATUSES and _owner(passage, cue, start) not in (operator, ""):
        kind = f"{kind} of another"
    return value, kind


def _owner(passage: Passage, cue: Cue, start: int) -> str:
    """Whom a word is said of: the nearest operator before it in its sentence, else none."""
    before = passage.within(start, cue.start, "operator")
    return before[-1].operator if before else ""


def _is_negated(passage: Passage, cue: Cue, start: int) -> bool:
    """Whether a word before turns it about: "not leaving"; from further away where it is a denial of that."""
    for other in passage.within(max(start, cue.start - 90), cue.start, "not"):
        is_denial = bool(passage.within(other.start, other.end, "denied"))
        if passage.distance((other.start, other.end), (cue.start, cue.end)) <= (60 if is_denial else 14):
            return True
    return False


def _is_of_leaving(passage: Passage, denial: Cue, sentence: Sentence) -> bool:
    """Whether a denial is one of leaving, and no denial of being there."""
    after = passage.within(denial.end, sentence.end, "leaving", "left", "reduced")
    return (
        bool(after)
        and bool(passage.within(denial.start, denial.end, "not"))
        and _is_negated(passage, after[0], sentence.start)
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
    return ""
