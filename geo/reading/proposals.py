"""A report's text in, proposals out: what a person may accept as statements."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace

from geo.reading.finding import Mention, finder
from geo.reading.judging import Judgement, judge
from geo.reading.letters import has_arabic_letters, level, lower, without_marks
from geo.reading.lexicon import Lexicon, languages, read_lexicon
from geo.reading.passage import Passage
from geo.reading.sentences import split_sentences
from geo.reading.spoken import date_judgement, dates_of
from geo.reading.strength import strength_of
from geo.reading.unlisted import find_unlisted
from geo.reading.when import find_dateline

__all__ = ["Proposal", "open_report", "propose"]

# A script without spaces, and what stands between two signs of it.
_WITHOUT_SPACES = re.compile("[\u3400-\u9fff]{6}")
_BETWEEN_SIGNS = re.compile("[^，、；：。！？,;:!?“”「」『』（）()《》〈〉—…\\s]+")
# So many letters of it say enough.
_ENOUGH = 5
_WITHOUT_MARKS = ("en", "he", "ru", "uk")
# What a name needs around it, and what does for one that means nothing else.
_COMPANY, _FATES = {"base", "force"}, {"leaving", "left", "staying", "reduced"}
# How many characters around a name are looked at before the whole report is.
REACH = 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a report seems to say of one operator at one site.

    `start` and `end` are the name's offsets in the text, in characters; `about` and `since` are EDTF, or None where
    nothing dates it; `reason` has the words that decided; `confidence` is from 0 to 1.
    """

    site: str
    name: str
    name_as_written: str
    operator: str
    host: str
    status: str
    about: str | None
    since: str | None
    start: int
    end: int
    reason: tuple[str, ...]
    confidence: float
    # The first and the last words of the sentence, by which a link opens at it; all of a short one is the first.
    passage: tuple[str, str]
    # By unit of the vocabulary, how many are said to be there: `200`, `~200`.
    strength: dict[str, str]
    # The offsets of the sentence.
    sentence: tuple[int, int]

    def record(self) -> dict[str, object]:
        """As `--format jsonl` has it."""
        record = asdict(self)
        del record["sentence"]
        start, end = self.passage
        return record | {"reason": list(self.reason), "passage": {"start": start, "end": end}}


def propose(text: str, language: str, published: str | None = None) -> list[Proposal]:
    """The proposals of a report, in the order of their names in its text.

    language: BCP 47; published: EDTF, if known. A language that cannot be read has none.
    """
    if language not in languages():
        return []
    bare = without_marks(text)
    if bare is None:
        return _propose(text, language, published)
    return [_placed(proposal, text, bare[1]) for proposal in _propose(bare[0], language, published)]


def _placed(proposal: Proposal, text: str, places: list[int]) -> Proposal:
    """A proposal of a text without marks in the text with them; `places` is where each letter was."""
    first, last = proposal.sentence
    start, end = places[proposal.start], places[proposal.end - 1] + 1
    sentence = places[first], places[last - 1] + 1
    return replace(
        proposal,
        start=start,
        end=end,
        name_as_written=text[start:end],
        sentence=sentence,
        passage=_passage(text, *sentence),
    )


def _propose(text: str, language: str, published: str | None) -> list[Proposal]:
    # Names are found in lower case alone where neither they nor their endings have marks.
    is_plain = language in _WITHOUT_MARKS and not has_arabic_letters(text)
    quick = lower(text) if is_plain else level(text)
    mentions, is_military = finder(language).find(quick, text)
    if not mentions and not is_military:
        return []
    lexicon = read_lexicon(language)
    levelled = level(text)
    mentions, _ = finder(language).find(levelled, text)
    if not is_military and not any(_has_company(lexicon, levelled, text, mention) for mention in mentions):
        return []
    passage = open_report(text, language)
    judgements = judge(passage)
    if not judgements:
        return []
    published = published or find_dateline(text, language=language)
    dates = dates_of(text, language, published)
    return [
        _proposal(passage, judgement, *date_judgement(passage, judgement, dates, published)) for judgement in judgements
    ]


def open_report(text: str, language: str) -> Passage:
    """A report laid open: its sentences, its words, and all names in it, of places that nobody has listed too."""
    lexicon = read_lexicon(language)
    levelled = level(text)
    mentions, _ = finder(language).find(levelled, text)
    passage = Passage(text, levelled, language, lexicon, split_sentences(text), lexicon.find(levelled, text), mentions)
    passage.mentions.extend(find_unlisted(passage))
    passage.mentions.sort(key=lambda mention: mention.start)
    return passage


def _has_company(lexicon: Lexicon, levelled: str, text: str, mention: Mention) -> bool:
    """Whether bases or armed people are spoken of around a name, or who left it.

    Only then it is worth a closer look.
    """
    start, end = max(0, mention.start - REACH), mention.end + REACH
    kinds = {cue.kind for cue in lexicon.find(levelled[start:end], text[start:end])}
    if kinds & _COMPANY:
        return True
    # A name that means other things too is at least called a port, a post, an airport.
    is_place = not mention.site.needs_company or "place" in kinds
    return is_place and "operator" in kinds and bool(kinds & _FATES)


def _proposal(passage: Passage, judgement: Judgement, about: str | None, since: str | None) -> Proposal:
    text = passage.text
    mention = judgement.mention
    site = mention.site
    return Proposal(
        site=site.id,
        name=site.names["en"][0],
        name_as_written=text[mention.start : mention.end],
        operator=judgement.operator,
        host=site.host,
        status=judgement.status,
        about=about,
        since=since,
        start=mention.start,
        end=mention.end,
        reason=judgement.reason,
        confidence=round(judgement.confidence, 2),
        passage=_passage(text, judgement.sentence.start, judgement.sentence.end),
        strength=strength_of(passage, judgement),
        sentence=(judgement.sentence.start, judgement.sentence.end),
    )


def _passage(text: str, start: int, end: int) -> tuple[str, str]:
    """The first and last words of a sentence: up to five each, none twice."""
    words = text[start:end].split()
    if _WITHOUT_SPACES.search(text, start, end):
        # Only signs tell where a word ends there, and a browser finds whole words alone.
        parts = list(_BETWEEN_SIGNS.finditer(text, start, end))
        first = next((part.end() for part in parts if part.end() - parts[0].start() >= _ENOUGH), end)
        last = next((part.start() for part in reversed(parts) if parts[-1].end() - part.start() >= _ENOUGH), start)
        if first < last:
            return text[parts[0].start() : first], text[last : parts[-1].end()]
        return " ".join(words), ""
    if len(words) <= 6:
        return " ".join(words), ""
    each = min(5, len(words) // 2)
    return " ".join(words[:each]), " ".join(words[-each:])
