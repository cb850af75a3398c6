"""What a report says of a site it names: whether forces are there at all, whose, and how they stand.

Each operator that the report names is weighed at each place where it names a site: `evidence.py` says in figures what
speaks for it and against it, and a weight is given to each figure (a logistic model; Cox, 1958). What is likely enough
is proposed. Which status it has is weighed likewise: each word near the name tells of one (`tellings.py`), and a status
is as likely as all that tells of it (a conditional logit over tellings, McFadden, 1974, of which it is not known which
one counts: a mixture, Dempster, Laird and Rubin, 1977).

The weights are in `weights.toml`, fitted to the tuning half of the labelled reports by `python -m tests.reading.fit`.
They are few, the same for every language, and may be read: the words are the lexicons'.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.reading.company import is_dateline, is_government, is_person, is_province, is_question, is_where_another_is
from geo.reading.evidence import Evidence, presence_evidence
from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at
from geo.reading.tellings import Telling, tellings_of

__all__ = ["Judgement", "Named", "judge", "named_pairs", "spoken_of", "status_tellings", "weights"]

# From here on (0 to 1) a presence is likely enough to be proposed, and how many operators a site may have.
LIKELY, OPERATORS = 0.4, 3
# A place that nobody has listed must be likelier.
LIKELY_UNLISTED = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one operator at one site, where it is said, and which words decided."""

    mention: Mention
    operator: str
    status: str
    confidence: float
    reason: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a site is named, the evidence for an operator there, and the words that say most of it."""

    mention: Mention
    evidence: Evidence
    words: tuple[Cue, ...]


def judge(passage: Passage) -> list[Judgement]:
    """A judgement for each site and operator that a report speaks of, in the order of their naming."""
    found: dict[str, list[tuple[float, Judgement]]] = {}
    pairs = named_pairs(passage)
    of_towns = set()
    for (site, operator), named in pairs.items():
        spoken, likely = spoken_of(named)
        if likely < (LIKELY if spoken.mention.site.operators else LIKELY_UNLISTED):
            continue
        of_town = spoken.mention.site.town, operator
        of_towns.add(of_town)
        # What is said of "the base in Dakar" is said of the one that is named.
        told = [*named, *pairs.get(of_town, [])]
        found.setdefault(site, []).append((likely, _judgement(passage, operator, told, spoken, likely)))
    for town, operator in of_towns:
        found[town] = [each for each in found.get(town, []) if each[1].operator != operator]
    kept = [
        judgement
        for judgements in found.values()
        for _, judgement in sorted(judgements, key=lambda each: -each[0])[:OPERATORS]
    ]
    return sorted(kept, key=lambda judgement: (judgement.mention.start, judgement.operator))


def named_pairs(passage: Passage) -> dict[tuple[str, str], list[Named]]:
    """Every pair of a site that is named and an operator that may be there, with the places where it is named."""
    spoken = {cue.operator for cue in passage.cues if cue.kind == "operator"}
    pairs: dict[tuple[str, str], list[Named]] = {}
    for mention in passage.mentions:
        sentence = passage.sentences[sentence_at(passage.sentences, mention.start)]
        # Where a report was written, and what it only asks, says nothing, nor do the names of persons.
        if (
            is_dateline(passage, mention, sentence)
            or is_question(passage, sentence, (mention.start, mention.end))
            or is_person(passage, mention)
            or is_province(passage, mention)
            or is_where_another_is(passage, mention)
            or is_government(passage, mention)
        ):
            continue
        for operator in sorted((spoken | set(mention.site.operators)) - {mention.site.host}):
            evidence, words = presence_evidence(passage, mention, operator)
            pairs.setdefault((mention.site.id, operator), []).append(Named(mention, evidence, words))
    return pairs


def spoken_of(named: list[Named]) -> tuple[Named, float]:
    """The place that says most of an operator's presence, and how likely (0 to 1) it speaks of one."""
    best = max(named, key=lambda each: _weigh(each.evidence, "presence"))
    return best, _likelihood(best.evidence)


def _likelihood(evidence: Evidence) -> float:
    return 1 / (1 + math.exp(-_weigh(evidence, "presence")))


def _weigh(evidence: Mapping[str, float], part: str) -> float:
    given = weights()[part]
    return given.get("bias", 0.0) + sum(given.get(name, 0.0) * value for name, value in evidence.items())


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of what speaks for a presence (`presence`) and for each status (`status`)."""
    read: dict[str, dict[str, float]] = tomllib.loads(files("geo.reading").joinpath("weights.toml").read_text("utf-8"))
    return read


def _judgement(passage: Passage, operator: str, named: list[Named], spoken: Named, likely: float) -> Judgement:
    status, share, cue = _status(passage, operator, named)
    words = [*spoken.words, *([cue] if cue else [])]
    reason = dict.fromkeys(passage.text_of(word) for word in words)
    sentence = passage.sentences[sentence_at(passage.sentences, spoken.mention.start)]
    return Judgement(spoken.mention, operator, status, likely * share, tuple(reason), sentence)


def _status(passage: Passage, operator: str, named: list[Named]) -> tuple[str, float, Cue | None]:
    """The likeliest status, how likely it is among the six (0 to 1), and the word that says most of it."""
    tellings = status_tellings(passage, operator, named)
    sums = [_weigh(each.evidence, "status") for each in tellings]
    most = max(sums)
    shares = [math.exp(value - most) for value in sums]
    statuses: dict[str, float] = defaultdict(float)
    for each, share in zip(tellings, shares, strict=True):
        statuses[each.status] += share
    status = max(statuses, key=lambda status: statuses[status])
    told = [(share, each.cue) for each, share in zip(tellings, shares, strict=True) if each.status == status]
    return status, statuses[status] / sum(shares), max(told, key=lambda each: each[0])[1]


def status_tellings(passage: Passage, operator: str, named: list[Named]) -> list[Telling]:
    """What each word tells of an operator's status at a site, by the places where it is named."""
    likely = [_likelihood(each.evidence) for each in named]
    most = max(likely)
    return tellings_of(
        passage, [(each.mention, value / most) for each, value in zip(named, likely, strict=True)], operator
    )
