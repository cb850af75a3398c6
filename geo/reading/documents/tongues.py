"""Which language a text is in, whatever its document says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

__all__ = ["language_as_declared", "language_of"]

# So much of a text, in characters, tells its language. One with less letters than enough is in a language that can be
# read, and tells nothing against its document.
_SAMPLE, _ENOUGH = 4000, 120
# How likely py3langid must find a language: to name it, and to name it against the document; and its document's at
# most.
_LIKELY, _SURE, _UNLIKELY = 0.4, 0.95, 0.001
# Languages that `geo read` is made for.
_READ = frozenset(["en", "ar", "ru", "tr", "ku", "ckb", "fa", "fr", "de", "es", "it", "pt", "uk", "he", "zh"])
# Other codes of one language (ISO 639-2 and -3, withdrawn ones), and what py3langid calls it or takes for its dialects:
# it knows no Central Kurdish (Sorani), and finds it to be Southern Kurdish, which is written alike, without fail.
_SAME = {
    "eng": "en",
    "ara": "ar",
    "arb": "ar",
    "arz": "ar",
    "ary": "ar",
    "rus": "ru",
    "tur": "tr",
    "kur": "ku",
    "kmr": "ku",
    "fas": "fa",
    "per": "fa",
    "pes": "fa",
    "fra": "fr",
    "fre": "fr",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "ukr": "uk",
    "heb": "he",
    "iw": "he",
    "hbo": "he",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "wuu": "zh",
    "yue": "zh",
    "sdh": "ckb",
    "ell": "el",
    "gre": "el",
    "nb": "no",
    "nn": "no",
    "in": "id",
}
_UNKNOWN = frozenset(("und", "mul", "zxx", "mis"))
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
_ARABIC_LETTER = re.compile("[\u0620-\u06d5]")


def language_of(text: str, declared: Sequence[str] = ()) -> str | None:
    """The language of a text as BCP 47's primary subtag, such as `ar` or `ckb`; None if it cannot be told.

    declared: the language tags that its document gives, likeliest first. They hold unless the text is long enough to
    tell otherwise, for pages are often made from a template in another language. `ku` is Kurmanji, `ckb` Sorani.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    told = [_of_script(tag, sample, letters) for tag in map(_primary, declared) if tag]
    if not letters:
        return told[0] if told else None
    likely = _likelihoods(sample)
    if letters < _ENOUGH:
        likely = {language: share for language, share in likely.items() if language in _READ}
        likely = {language: share / sum(likely.values()) for language, share in likely.items()}
    found = max(likely, key=lambda language: likely[language])
    if found in told:
        return found
    if told and (letters < _ENOUGH or likely[found] < _SURE or likely.get(told[0], 1.0) > _UNLIKELY):
        return told[0]
    return found if likely[found] >= _LIKELY and found not in _UNKNOWN else None


def language_as_declared(text: str, tag: str | None) -> str | None:
    """The language that a tag names, as `language_of` would call it, where the tag can be trusted; None if it is none.

    Kurdish is told apart by the text's script all the same.
    """
    language = _primary(tag) if tag else None
    sample = text[:_SAMPLE] if language in ("ku", "ckb") else ""
    return _of_script(language, sample, sum(map(str.isalpha, sample))) or None


def _primary(tag: str) -> str | None:
    """The language of a tag, by its shortest code."""
    match = _TAG.fullmatch(tag.strip())
    language = match[1].lower() if match else None
    return None if language in _UNKNOWN else _SAME.get(language or "", language)


def _of_script(language: str | None, sample: str, letters: int) -> str:
    """Kurdish by its script, for pages say `ku` of both: Sorani is in Arabic letters, Kurmanji in Latin ones."""
    if language in ("ku", "ckb") and letters:
        return "ckb" if len(_ARABIC_LETTER.findall(sample)) > letters / 2 else "ku"
    return language or ""


def _likelihoods(sample: str) -> Mapping[str, float]:
    """How likely a text is in each language, from 0 to 1."""
    likely: dict[str, float] = defaultdict(float)
    for language, share in _identifier().rank(sample):
        likely[_SAME.get(language, language)] += share
    return dict(likely)


@cache
def _identifier() -> Any:
    """py3langid's model, which takes half a second to load. Its shares are made to tell short texts from long ones."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
