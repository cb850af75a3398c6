"""What the words beside a status word make of it: over, to come, of some alone, denied.

"Withdrawal" says that forces leave; "completed its withdrawal" that they have left, "part of its forces withdrew" that
they are fewer, "no plans to withdraw" that they stay.
"""

from __future__ import annotations

from geo.reading.lexicon import Cue
from geo.reading.passage import Passage
from geo.reading.sentences import Sentence

__all__ = ["GOING", "turned"]

GOING = ("leaving", "left", "reduced")
# How far before and behind a withdrawal stands what says how far it has come.
_ASPECT_BEFORE, _ASPECT_AFTER, _ASPECT_CLAUSE = 26, 50, 45
# So near a word for going on stands what goes on; languages that put it behind.
_JOINED = 6
_VERB_LAST = ("tr", "fa", "ckb", "ku")
# So far apart the two parts of a verb may stand in one clause: "wird der Stützpunkt in Niamey Ende August geschlossen".
_FRAME = {"de": 130}


def turned(passage: Passage, cue: Cue, told: Sentence, found: dict[str, float]) -> tuple[str, str]:
    """What a word says in its sentence, and the status that this is; `found` gets what speaks of the turn."""
    kind = cue.kind
    if kind in ("leaving", "left"):
        kind = _aspect(passage, cue, told)
        found["aspect"] = float(kind != cue.kind)
    if kind == "stationed" and _is_denied(passage, cue, told.start):
        return "denied", "denied"
    if kind == "stationed" and _is_to_come(passage, cue, told.start):
        return "planned", "planned"
    if kind == "staying" and _is_going_on(passage, cue, told):
        return "leaving", "leaving"
    if kind in ("staying", "stationed"):
        return kind, "present"
    if kind == "denied" and _is_of_leaving(passage, cue, told):
        return "denied leaving", "present"
    if _is_negated(passage, cue, told.start) or (kind in GOING and _is_denied_after(passage, cue, told.end)):
        if kind in GOING:
            return f"not {kind}", "present"
        if kind == "planned":
            return "denied", "denied"
        found[f"negated {kind}"] = 1.0
    return kind, kind


def _aspect(passage: Passage, cue: Cue, told: Sentence) -> str:
    """Whether a withdrawal is over, under way or one of some, by the words beside it: "completed its withdrawal"."""
    beside = {
        other.kind
        for other in passage.within(
            max(told.start, cue.start - _FRAME.get(passage.language, _ASPECT_CLAUSE)),
            min(told.end, cue.end + _ASPECT_CLAUSE),
            "done",
            "begun",
            "part",
            "will",
        )
        if _bears(passage, other, cue)
    }
    if "part" in beside:
        return "reduced"
    if beside & {"begun", "will"}:
        return "leaving"
    return "left" if "done" in beside else cue.kind


def _bears(passage: Passage, other: Cue, cue: Cue) -> bool:
    """Whether a word says how far a withdrawal has come: beside it, or in its clause."""
    near = _ASPECT_BEFORE if other.start < cue.start else _ASPECT_AFTER
    one, two = (other.start, other.end), (cue.start, cue.end)
    if passage.breaks_between(one, two):
        return passage.distance(one, two) <= near
    frame = _FRAME.get(passage.language, 0) if other.start < cue.start else 0
    return passage.distance(one, two) <= max(_ASPECT_CLAUSE, frame)


def _is_going_on(passage: Passage, cue: Cue, told: Sentence) -> bool:
    """Whether it is leaving that goes on: "continues to withdraw", "çekilmeye devam ediyor"."""
    reach = max(told.start, cue.start - _JOINED), min(told.end, cue.end + _JOINED)
    return any(
        other.start >= cue.end or (passage.language in _VERB_LAST and other.end <= cue.start)
        for other in passage.within(*reach, *GOING)
        if passage.distance((other.start, other.end), (cue.start, cue.end)) <= _JOINED
    )


def _is_to_come(passage: Passage, cue: Cue, start: int) -> bool:
    """Whether forces will only be somewhere: "will be stationed"."""
    return any(
        passage.distance((other.start, other.end), (cue.start, cue.end)) <= 20
        for other in passage.within(max(start, cue.start - 40), cue.start, "will")
    )


def _is_negated(passage: Passage, cue: Cue, start: int) -> bool:
    """Whether a word before turns it about: "not leaving"; from further away where it is a denial of that."""
    return _is_denied(passage, cue, start) or any(
        passage.distance((other.start, other.end), (cue.start, cue.end)) <= 14
        for other in passage.within(max(start, cue.start - 90), cue.start, "not")
    )


def _is_denied(passage: Passage, cue: Cue, start: int) -> bool:
    """Whether a denial before speaks of it: "denied the presence of"."""
    return any(
        passage.distance((other.start, other.end), (cue.start, cue.end)) <= 60
        and bool(passage.within(other.start, other.end, "denied"))
        for other in passage.within(max(start, cue.start - 90), cue.start, "not")
    )


def _is_denied_after(passage: Passage, cue: Cue, end: int) -> bool:
    """Whether a denial behind speaks of it, as where verbs come last: "уходить Россия не намерена"."""
    return any(
        passage.distance((other.start, other.end), (cue.start, cue.end)) <= 45
        and bool(passage.within(other.start, other.end, "denied"))
        for other in passage.within(cue.end, min(end, cue.end + 60), "not")
    )


def _is_of_leaving(passage: Passage, denial: Cue, sentence: Sentence) -> bool:
    """Whether a denial is one of leaving, and no denial of being there."""
    after = passage.within(denial.end, sentence.end, *GOING)
    before = passage.within(max(sentence.start, denial.start - 60), denial.start, *GOING)
    return bool(passage.within(denial.start, denial.end, "not")) and (
        (bool(after) and _is_negated(passage, after[0], sentence.start))
        or (bool(before) and _is_denied_after(passage, before[-1], sentence.end))
    )
