"""Where a text names listed sites: in any of their languages, with the endings and particles that words take there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.reading.gazetteer import Listed, read_gazetteer
from geo.reading.letters import level, lower
from geo.reading.lexicon import NON_JOINER, read_lexicon

__all__ = ["Finder", "Mention", "finder"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A site's name in a text, from `start` up to `end`, its case ending included, what is put before it not.

    `suffix` is what follows the name in its word after an apostrophe or as an ending of its own (Turkish, Kurdish).
    """

    site: Listed
    start: int
    end: int
    suffix: str = ""


_CYRILLIC = re.compile(
    r"(?:[аяоеєуюыиіьйї]|еві|ові|ой|ою|ей|ею|ом|ем|єм|ям|ам|ах|ях|ами|ями|ов|ев|ів|ія|ії|ію|ые|ый|ого|ому|ым|"
    r"(?:[сц]к|ськ|зьк|цьк)(?:ий|ой|ая|ое|ую|ого|ому|им|ом|их|ие|ими|а|е|у|і|ої|ій))?"
)
_SOFTENED = {"ка": "ц", "га": "з", "ха": "с"}
_TURKISH = re.compile(
    r"(?:(?:n?[ıiuü]n|[dt][ae]n?(?:ki(?:ler(?:i|in|e|den)?|ni|nin|ne)?)?|y?[aeıiuü]|n[aeıiuü]|n[dt][ae]n?(?:ki)?|s[ıiuü]|l[ae]r\w{0,5}|yl[ae]|l[ae]|l[ıiuü]))"
)
_KURMANJI = re.compile(r"(?:y?[eai]|e[nr]?|an|de|da|ra|re|ve)")
_LATIN = re.compile(r"s")
# The article before an Arabic name may be small: al-Asad.
_ARTICLE = re.compile(r"[ae]l[-\u2010\u2011 ][A-ZÀ-Þ]")
# Conjunctions, prepositions and the article that are written together with a name.
_ARABIC_BEFORE = re.compile(r"(?:[وف]?[بلكس]?(?:ال)?|[وف]?لل)")
_ARABIC_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل|[وفبلك]{0,2})")
_ARABIC_AFTER = re.compile(r"(?:ي|ه|دا|وه|يه|ها|هاي|يش|م|ات|يان|مان|تان)?")
_HEBREW_BEFORE = re.compile(r"ו?(?:לכש|כש|ש|מש)?[בלמכ]?ה?")


@dataclass(frozen=True, slots=True)
class _Pattern:
    site: str
    script: str
    # The name begins with a capital.
    is_proper: bool
    # The name's last vowel is left out of the pattern, or its article.
    is_stem: bool = False


def _script(letter: str) -> str:
    code = ord(letter)
    if 0x590 <= code < 0x600:
        return "hebrew"
    if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFF00:
        return "arabic"
    if 0x400 <= code < 0x530:
        return "cyrillic"
    if code >= 0x3000:
        return "han"
    return "latin"


def _patterns(name: str, site: str) -> Iterator[tuple[str, _Pattern]]:
    spelled = level(name)
    # "Air Base 201" is written "air base 201" too.
    is_proper = not name[0].islower() and not any(letter.isdigit() for letter in name)
    script = _script(next((letter for letter in spelled if letter.isalpha()), "a"))
    # As it is written too: texts without any such name are passed over before they are made level.
    yield lower(name), _Pattern(site, script, is_proper)
    forms = {spelled, spelled.replace("-", " "), spelled.replace(" ", "-"), spelled.replace("'", "")}
    if NON_JOINER in name:
        # Written as one word too, where the sign was lost.
        forms |= {level(name.replace(NON_JOINER, other)) for other in ("", " ")}
    for form in forms:
        yield form, _Pattern(site, script, is_proper)
        if script == "cyrillic" and len(form) > 3 and form[-1] in "аяоеуюыиьйі" and " " not in form[-4:]:
            yield form[:-1], _Pattern(site, script, is_proper, is_stem=True)
            # Ukrainian's locatives: Зябрівка, у Зябрівці.
            if form[-2:] in _SOFTENED:
                yield form[:-2] + _SOFTENED[form[-2:]], _Pattern(site, script, is_proper, is_stem=True)
        if script == "arabic" and form.startswith("ال") and len(form) > 5:
            yield form[2:], _Pattern(site, script, is_proper, is_stem=True)


class Finder:
    """Listed names, and words plainly for bases, found in one pass over a text of one language (Aho-Corasick).

    `automaton` finds their spellings, whatever is around them.
    """

    def __init__(self, language: str, plain: Sequence[str]) -> None:
        patterns: dict[str, list[_Pattern]] = {}
        for site in read_gazetteer().values():
            for spoken, names in site.names.items():
                # A Persian name may be an Arabic word: کانت is Kant, كانت is "was".
                if language == "ar" and spoken in ("fa", "ckb"):
                    continue
                for name in names:
                    for text, pattern in _patterns(name, site.id):
                        known = patterns.setdefault(text, [])
                        if len(text) > 1 and pattern not in known:
                            known.append(pattern)
        for word in plain:
            patterns.setdefault(word, [])
        self._language = language
        self._patterns = list(patterns.values())
        self._plain = {place for place, word in enumerate(patterns) if word in set(plain)}
        self._proper = {place for place, known in enumerate(self._patterns) if all(each.is_proper for each in known)}
        # Of scripts that write nothing together with the word after it.
        self._alone = {
            place
            for place, known in enumerate(self._patterns)
            if all(pattern.script in ("latin", "cyrillic") for pattern in known)
        }
        self.automaton = AhoCorasick(list(patterns), matchkind=MatchKind.Standard)
        self._sites = read_gazetteer()

    def find(self, levelled: str, text: str) -> tuple[list[Mention], bool]:
        """The listed sites that a text names, in order, and whether it speaks plainly of bases.

        levelled: the text made level, or in lower case alone, in which most names are found too. Of names that overlap
        the longest stands. A name in a script that has capitals begins with one.
        """
        found: list[Mention] = []
        is_plain = False
        for index, start, end in self.automaton.find_matches_as_indexes(levelled, overlapping=True):
            if index in self._plain:
                is_plain = True
            is_lower = text[start].islower() and not _ARTICLE.match(text, start)
            if (is_lower and index in self._proper) or (
                start and index in self._alone and levelled[start - 1].isalnum()
            ):
                continue
            for pattern in self._patterns[index]:
                if is_lower and pattern.is_proper:
                    continue
                ends = _ends(levelled, start, end, pattern, self._language)
                if ends is not None:
                    found.append(Mention(self._sites[pattern.site], start, *ends))
                    break
        return _longest(found), is_plain


def _longest(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


@cache
def finder(language: str) -> Finder:
    """The finder for reports in a language; raises KeyError for one that cannot be read."""
    return Finder(language, read_lexicon(language).plain)


def _ends(text: str, start: int, end: int, pattern: _Pattern, language: str) -> tuple[int, str] | None:
    """Where the name ends with its own ending, and what else is put to it; None where it is part of another word."""
    if pattern.script == "han":
        return end, ""
    before = _word_before(text, start)
    after = _word_after(text, end)
    match pattern.script:
        case "latin":
            return None if before else _latin_ends(text, end, after, language)
        case "cyrillic":
            # The Baltic and the Black Sea Fleet are in no town of that name.
            if before or not _CYRILLIC.fullmatch(after) or text.startswith(" флот", end + len(after)):
                return None
            return end + len(after), ""
        case "arabic":
            allowed = _ARABIC_ARTICLE if pattern.is_stem else _ARABIC_BEFORE
            if not allowed.fullmatch(before) or (pattern.is_stem and not before):
                return None
            if after and (language not in ("fa", "ckb") or not _ARABIC_AFTER.fullmatch(after)):
                return None
            return end, after
        case _:
            return (end, "") if not after and _HEBREW_BEFORE.fullmatch(before) else None


def _latin_ends(text: str, end: int, after: str, language: str) -> tuple[int, str] | None:
    if not after:
        if text[end : end + 1] == "'":
            return end, _word_after(text, end + 1)
        return end, ""
    if language == "tr":
        return (end, after) if _TURKISH.fullmatch(after) else None
    if language == "ku":
        return (end + len(after), after) if _KURMANJI.fullmatch(after) else None
    return (end, after) if language in ("de",) and _LATIN.fullmatch(after) else None


def _word_before(text: str, start: int) -> str:
    first = start
    while first and start - first < 8 and text[first - 1].isalnum():
        first -= 1
    return text[first:start]


def _word_after(text: str, end: int) -> str:
    return "".join(itertools.takewhile(str.isalnum, text[end : end + 24]))
