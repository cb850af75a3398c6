"""What a report says of a site it names: whether forces are there at all, whose, and how they stand.

Each operator that the report names is weighed at each place where it names a site: `evidence.py` says in figures what
speaks for it and against it, and a weight is given to each figure (a logistic model; Cox, 1958). What is likely enough
is proposed. Which status it has is weighed likewise among the six (a conditional logit; McFadden, 1974).

The weights are in `weights.toml`, fitted to the tuning half of the labelled reports by `python -m tests.reading.fit`.
They are few, the same for every language, and may be read: the words are the lexicons'.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.reading.company import is_dateline, is_question
from geo.reading.evidence import STATUSES, Evidence, presence_evidence, status_evidence
from geo.reading.finding import Mention
from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence, sentence_at

__all__ = ["Judgement", "Named", "judge", "named_pairs", "spoken_of", "status_options", "weights"]

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
    for (site, operator), named in named_pairs(passage).items():
        spoken, likely = spoken_of(named)
        if likely < (LIKELY if spoken.mention.site.operators else LIKELY_UNLISTED):
            continue
        found.setdefault(site, []).append((likely, _judgement(passage, operator, named, spoken, likely)))
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
        # Where a report was written, and what it only asks, says nothing.
        if is_dateline(passage, mention, sentence) or is_question(passage, sentence, (mention.start, mention.end)):
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
    options, words = status_options(passage, operator, named)
    sums = {status: _weigh(evidence, "status") for status, evidence in options.items()}
    status = max(sums, key=lambda status: sums[status])
    share = 1 / sum(math.exp(value - sums[status]) for value in sums.values())
    return status, share, words.get("staying" if status == "present" else status)


def status_options(
    passage: Passage, operator: str, named: list[Named]
) -> tuple[dict[str, Evidence], Mapping[str, Cue]]:
    """What speaks for each of the six statuses of an operator at a site, and the words that say most."""
    likely = [_likelihood(each.evidence) for each in named]
    most = max(likely)
    mentions = [(each.mention, value / most) for each, value in zip(named, likely, strict=True)]
    found, words = status_evidence(passage, mentions, operator)
    best = max(found.get(status, 0.0) for status in STATUSES)
    return dict(_options(found, words, best)), words


def _options(found: Evidence, words: Mapping[str, Cue], best: float) -> Iterator[tuple[str, Evidence]]:
    get = found.get
    # "Denied that they were leaving."
    denied = min(
        max(get("denied", 0.0), 0.7 * get("denied beside", 0.0)),
        max(get("leaving", 0.0), get("left", 0.0), get("reduced", 0.0)),
    )
    yield (
        "present",
        {
            "staying": get("staying", 0.0),
            "staying beside": get("staying beside", 0.0),
            "stationed": get("stationed", 0.0),
            "stationed beside": get("stationed beside", 0.0),
            "leaving is negated": max(get(f"{kind} negated", 0.0) for kind in ("leaving", "left", "reduced")),
            "leaving is denied": denied,
            "moved to": get("to", 0.0),
            "no word for another": float(best < 0.3),
            "present, perhaps": get("perhaps", 0.0),
        },
    )
    for status in STATUSES:
        here = get(status, 0.0)
        word = words.get(status)
        evidence = {
            status: 1.0,
            "here": here,
            # A long word is a plain one.
            "here, long": here * min(1.0, (word.end - word.start) / 14) if word else 0.0,
            "nearest": float(here == best and here > 0.05),
            "beside": get(f"{status} beside", 0.0),
            "of another": get(f"{status} of another", 0.0),
            "negated": get(f"{status} negated", 0.0),
            "anywhere": get(f"{status} anywhere", 0.0),
        }
        if status in ("leaving", "left"):
            evidence[f"{status}, from"] = get("from", 0.0)
            evidence[f"{status}, to"] = get("to", 0.0)
            other = "left" if status == "leaving" else "leaving"
            evidence[f"{status}, {other} too"] = get(other, 0.0)
        if status == "planned":
            evidence["planned, stationed"] = get("stationed", 0.0)
        if status == "reduced":
            evidence["reduced, staying"] = get("staying", 0.0)
        if status == "denied":
            evidence["denied, of leaving"] = denied
        yield status, evidence
