"""A report laid open: its sentences, the lexicon's words and the names in it, and how far they are from each other."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from geo.reading.finding import Mention
from geo.reading.lexicon import Cue, Lexicon
from geo.reading.sentences import Sentence

__all__ = ["ALL", "Passage"]

# Steps (in characters, of scripts with an alphabet) that a comma, a conjunction and the end of a sentence are long.
COMMA, CLAUSE, SENTENCE = 14, 22, 70
_HAPPENING = ("leaving", "left", "reduced", "planned", "denied", "staying", "stationed")
# So far from each other names of one list may stand, so many at most; what ends one; what joins two.
_LISTED, _MOST = 32, 24
_COMMA = re.compile(r"[,;:—–()،؛，；：、]")
_ENDS = re.compile(r"[.!?;:؟؛。；：—–\n]")
_JOINT = re.compile(r"[,،、/&]|\s(?:and|y|e|et|und|и|та|і|й|ve|û|و|或|和|及|与|與)\s|\sو|\sו|和|及|与|與")
# So many words for operators are looked at on each side of a name: what is further away says nothing of it.
_SEEN = 40
# No operator's code.
ALL = "*"
# Chinese says as much in a third of the characters.
SCALE = {"zh": 3.0}


@dataclass
class Passage:
    """A report with its sentences and the lexicon's words in it."""

    text: str
    levelled: str
    language: str
    lexicon: Lexicon
    sentences: list[Sentence]
    cues: list[Cue]
    mentions: list[Mention] = field(default_factory=list)
    # What was found out about the surroundings of the name at an offset.
    surroundings: dict[int, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the words by where they start."""
        self._starts = [cue.start for cue in self.cues]
        self._scale = SCALE.get(self.language, 1.0)
        breaks = [(cue.start, CLAUSE) for cue in self.cues if cue.kind == "clause"]
        breaks += [(cue.start - 1, CLAUSE) for cue in self.cues if self._has_and(cue)]
        breaks += [(match.start(), COMMA) for match in _COMMA.finditer(self.text)]
        breaks += [(sentence.end, SENTENCE) for sentence in self.sentences]
        breaks.sort()
        self._breaks = [at for at, _ in breaks]
        self._lengths = [0.0]
        for _, length in breaks:
            self._lengths.append(self._lengths[-1] + length)

    def _has_and(self, cue: Cue) -> bool:
        """Whether "and" is written together with a word for what happens, as Arabic and Hebrew do."""
        before = self.text[max(0, cue.start - 2) : cue.start]
        return cue.kind in _HAPPENING and len(before) == 2 and before[0].isspace() and before[1] in "وו"

    def breaks_between(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """How long the breaks between two stretches are; 0 where both are of one clause."""
        first, last = sorted((one, other))
        return self._lengths[bisect_left(self._breaks, last[0])] - self._lengths[bisect_left(self._breaks, first[1])]

    def within(self, start: int, end: int, *kinds: str) -> list[Cue]:
        """The words of some lists that begin in a stretch."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [cue for cue in self.cues[first:last] if cue.kind in kinds]

    def is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence is the report's title: its first line, without a full stop."""
        line = self.text[sentence.start : sentence.end]
        return sentence.paragraph == 0 and line.endswith("\n") and not line.rstrip().endswith((".", "。"))

    def named(self, start: int, end: int) -> list[Mention]:
        """The names that begin in a stretch."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return self.mentions[first:last]

    @cached_property
    def lists(self) -> dict[int, tuple[Mention, ...]]:
        """By where each begins, the names that are listed together: "left bases in Faya-Largeau and Abeche"."""
        found: dict[int, tuple[Mention, ...]] = {}
        for before, after in pairwise(self.mentions):
            named = found.get(before.start, (before,))
            if len(named) < _MOST and before.site.id != after.site.id and self._is_listed(before, after):
                found[after.start] = (*named, after)
                for each in found[after.start]:
                    found[each.start] = found[after.start]
        return found

    def _is_listed(self, before: Mention, after: Mention) -> bool:
        """Whether nothing but a comma, an "and" and words for places stands between two names."""
        between = self.text[before.end : after.start]
        # Names that are no site's may be listed too.
        joint = _JOINT.search(between)
        if joint is None or _ENDS.search(between):
            return False
        # "And a training camp in the town of": a place of its own, by what it is.
        is_told = bool(self.within(before.end + joint.start(), after.start, "base", "place"))
        room = _LISTED * (1 + is_told) * len(_JOINT.findall(between))
        if len(between) * self._scale > room:
            return False
        apart = (*_HAPPENING, "move", "to", "operator", "force", *(() if is_told else ("at", "from")))
        return not self.within(before.end, after.start, *apart)

    @cached_property
    def paragraphed(self) -> float:
        """How much paragraphs set things apart (0 to 1): not at all where each sentence is one, as agencies write."""
        paragraphs = len({sentence.paragraph for sentence in self.sentences})
        return min(1.0, len(self.sentences) / paragraphs - 1) if paragraphs else 0.0

    @cached_property
    def operators(self) -> dict[str, list[Cue]]:
        """The words for each operator, by its code, in their order; those for all under `ALL`."""
        found: dict[str, list[Cue]] = {ALL: []}
        for cue in self.cues:
            if cue.kind == "operator":
                found[ALL].append(cue)
                found.setdefault(cue.operator, []).append(cue)
        return found

    def operators_near(self, offset: int, operator: str = ALL) -> list[Cue]:
        """The words for an operator, or for all, next to an offset: so many at most before and behind it."""
        cues = self.operators.get(operator, [])
        at = bisect_left(cues, offset, key=lambda cue: cue.start)
        return cues[max(0, at - _SEEN) : at + _SEEN]

    def first_but(self, host: str) -> str:
        """The operator that is named first of all but a site's host; empty where none is."""
        first = {cues[0].start: operator for operator, cues in self.operators.items() if operator not in (ALL, host)}
        return first[min(first)] if first else ""

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each site is named, by its id."""
        return Counter(mention.site.id for mention in self.mentions)

    @cached_property
    def countries(self) -> set[str]:
        """The countries that the report speaks of, ISO 3166-1 alpha-3."""
        return {operator for operator in self.operators if operator.isupper()}

    @cached_property
    def forces(self) -> dict[str, tuple[str, ...]]:
        """Whose forces or bases the report speaks of anywhere, with the first words that say so."""
        found: dict[str, tuple[str, ...]] = {}
        for cue in self.cues:
            if cue.kind != "operator" or cue.operator in found:
                continue
            for other in self.within(max(0, cue.start - 25), cue.end + 25, "force", "base"):
                if self.distance((cue.start, cue.end), (other.start, other.end)) <= 8:
                    found.setdefault(cue.operator, (self.text_of(cue), self.text_of(other)))
        return found

    def joined(self, cue: Cue, *kinds: str) -> tuple[float, Cue | None]:
        """How closely a word is joined to one of some lists (0 to 1), and to which."""
        best, word = 0.0, None
        for other in self.within(max(0, cue.start - 60), cue.end + 40, *kinds):
            value = math.exp(-self.distance((cue.start, cue.end), (other.start, other.end)) / 20)
            if value > best:
                best, word = value, other
        return best, word

    def distance(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """How far two stretches are from each other, breaks between them included."""
        if one[0] > other[0]:
            one, other = other, one
        return max(0, other[0] - one[1]) * self._scale + self.breaks_between(one, other)

    def length(self, start: int, end: int) -> float:
        """How long a stretch is, in letters of scripts with an alphabet."""
        return (end - start) * self._scale

    def text_of(self, cue: Cue) -> str:
        """A word as the report has it."""
        return self.text[cue.start : cue.end]
