"""What a web page says of itself: title, date of publication, language, address, publisher."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from geo.reading.documents.edtf import edtf_of
from geo.reading.documents.shown import one_line

__all__ = ["read_facts"]

# A longer one is no title, nor a name.
_LONG = 500
# How many objects of JSON-LD are looked at, and how large a script of it may be, in characters.
_OBJECTS, _SCRIPT = 5000, 2_000_000

_PUBLISHED = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "article:published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "published_at",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "date",
    "originalpublicationdate",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
]
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Story|Review)\Z")
_CHANGED = re.compile(r"modif|updat|chang|edit", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})|\burl:\s*(https?://\S{1,2000})", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")


def read_facts(root: etree._Element, source: str, address: str | None = None) -> dict[str, Any]:
    """The particulars of a page: `title`, `published`, `address`, `publisher` (each str or None), `languages` (list).

    address: the one that it was saved from, where the file says so. What the page says for machines comes first.
    """
    metas = _metas(root)
    objects = _objects(root)
    article = _article(objects)
    canonical = _address(root, metas, article, source, address)
    publisher = _publisher(metas, objects, article)
    return {
        "title": _title(root, metas, article, publisher),
        "published": _published(root, metas, article),
        "address": canonical,
        "publisher": publisher,
        "languages": list(_languages(root, metas, article)),
    }


def _metas(root: etree._Element) -> dict[str, list[str]]:
    """The contents of the page's meta elements by their name, property, itemprop or http-equiv in lower case."""
    metas: dict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        content = one_line(meta.get("content", "")[: 4 * _LONG])
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = meta.get(key)
            if name and content:
                metas[name.strip().lower()].append(content)
    return metas


def _objects(root: etree._Element) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first."""
    waiting: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and len(script.text or "") <= _SCRIPT:
            with suppress(ValueError, RecursionError):
                waiting.append(json.loads(script.text or "", strict=False))
    objects: list[dict[str, Any]] = []
    for value in waiting:
        if isinstance(value, dict):
            objects.append(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        if len(waiting) > _OBJECTS:
            break
    return objects


def _types(value: dict[str, Any]) -> list[str]:
    types = value.get("@type")
    return [kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)]


def _article(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that is the page's article: the outermost of such a type with a date, or with a headline."""
    articles = [each for each in objects if any(_ARTICLE.search(kind) for kind in _types(each))]
    for key in ("datePublished", "headline"):
        for each in articles:
            if each.get(key):
                return each
    return next((each for each in objects if "WebPage" in _types(each) and each.get("datePublished")), {})


def _said(values: Iterable[object]) -> Iterator[str]:
    """Those of some values that say something, as shown."""
    for value in values:
        if isinstance(value, str):
            text = one_line(unescape(value[: 4 * _LONG]))
            if text and len(text) <= _LONG:
                yield text


def _texts(root: etree._Element, path: str) -> Iterator[str]:
    return ("".join(map(str, element.itertext())) for element in root.iterfind(path))


def _title(
    root: etree._Element, metas: dict[str, list[str]], article: dict[str, Any], publisher: str | None
) -> str | None:
    headlines = list(_said(_texts(root, ".//h1")))
    told = [article.get("headline"), *metas["og:title"], *headlines[: len(headlines) == 1], *metas["twitter:title"]]
    told += [*_texts(root, ".//head/title"), *_texts(root, ".//title"), *headlines]
    title = next(_said(told), None)
    if title and publisher and title not in headlines:
        shorter = re.sub(rf"\s+[|–—·•:-]+\s+{re.escape(publisher)}\s*\Z", "", title, flags=re.IGNORECASE)
        return shorter or title
    return title


def _published(root: etree._Element, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    told = [article.get("datePublished"), *(value for name in _PUBLISHED for value in metas[name])]
    dates = (edtf_of(value) for value in (*told, *_times(root)) if isinstance(value, str))
    return next((date for date in dates if date), None)


def _times(root: etree._Element) -> list[str]:
    """The dates of the elements that are meant for them, those first that say they are of publication."""
    sure, likely = [], []
    for element in root.iter("time", "span", "div", "p", "abbr"):
        about = " ".join(element.get(key, "") for key in ("itemprop", "class", "id"))
        is_published = "datePublished" in element.get("itemprop", "").split() or "pubdate" in element.attrib
        if not (is_published or element.tag == "time") or _CHANGED.search(about):
            continue
        value = element.get("datetime") or element.get("content") or "".join(map(str, element.itertext()))
        if is_published or "publish" in about.lower():
            sure.append(value)
        elif not _is_beside(element):
            likely.append(value)
    return sure + likely


def _is_beside(element: etree._Element) -> bool:
    """Whether an element is in a link or in what stands beside the article, as the dates of other reports are."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("a", "nav", "aside", "footer", "li"):
            return True
        if ancestor.tag in ("article", "main"):
            return (
                ancestor.tag == "article" and next(ancestor.iterancestors("article", "aside", "li"), None) is not None
            )
    return False


def _address(
    root: etree._Element, metas: dict[str, list[str]], article: dict[str, Any], source: str, address: str | None
) -> str | None:
    linked = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    saved = _SAVED_FROM.search(source[:4000])
    page = article.get("mainEntityOfPage")
    told = [*metas["og:url"], page.get("@id") if isinstance(page, dict) else page, article.get("url"), address]
    told += [saved[1] or saved[2]] if saved else []
    base = next((each for each in told if isinstance(each, str) and _is_address(each)), "")
    for each in _said((*linked, *told)):
        with suppress(ValueError):
            whole = urljoin(base, each)
            if _is_address(whole):
                return whole
    return None


def _is_address(text: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"[\s<>\"]", text)
    return False


def _publisher(metas: dict[str, list[str]], objects: list[dict[str, Any]], article: dict[str, Any]) -> str | None:
    told: list[object] = [*metas["og:site_name"]]
    publishers = article.get("publisher")
    for publisher in publishers if isinstance(publishers, list) else [publishers]:
        if isinstance(publisher, dict):
            known = [
                each.get("name") for each in objects if publisher.get("@id") and each.get("@id") == publisher["@id"]
            ]
            told += [publisher.get("name"), *known]
        else:
            told.append(publisher)
    told += metas["publisher"] + metas["dc.publisher"] + metas["citation_publisher"] + metas["application-name"]
    return next((name for name in _said(told) if "://" not in name and not name.startswith("@")), None)


def _languages(root: etree._Element, metas: dict[str, list[str]], article: dict[str, Any]) -> Iterator[str]:
    """The languages that the page says it is in, likeliest first, each once."""
    in_language = article.get("inLanguage")
    told = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    told += [*metas["og:locale"], *metas["content-language"], *metas["language"], *metas["dc.language"]]
    told += [in_language.get("alternateName") if isinstance(in_language, dict) else in_language]
    told += [body.get("lang") for body in root.iter("body", "article")][:10]
    valid = (tag.replace("_", "-") for tag in _said(told) if _TAG.fullmatch(tag))
    yield from dict.fromkeys(valid)
