"""What a web page shows: its paragraphs in its order, hidden ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from geo.reading.documents.shown import CHARACTERS, GIVEN_UP, NotReadableError, TooLongError, one_line

__all__ = ["Paragraph", "parse_page", "shown_paragraphs", "walk"]

# Elements that begin a new line and end it. What is not here is part of a line, as in browsers.
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol",
    "optgroup", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "xmp", "br",
))
# fmt: on
# Elements that show no text of the page, or none that is read: other pages, controls, what stands in for scripts.
# fmt: off
_UNSHOWN = frozenset((
    "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "audio", "video",
    "canvas", "svg", "select", "datalist", "textarea", "button", "rp", "rt", "noframes", "noembed", "frame",
    "map", "area", "title", "meta", "link", "base", "math-source",
))
# fmt: on
_BESIDE = frozenset(("nav", "header", "footer", "aside", "form"))
_BESIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "dialog", "search"))
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown, and whether it is in a headline, in the page's article, or in what stands beside that."""

    text: str
    headline: bool
    article: bool
    beside: bool


def parse_page(source: str) -> etree._Element:
    """A page's elements. Raises NotReadableError where it has none, or too many inside one another."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise NotReadableError(f"is nested too deep; {GIVEN_UP}")
    if root is None:
        raise NotReadableError("has no text; save the page once it is shown in full")
    return root


def shown_paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """The paragraphs that a page shows, in its order, hidden ones left out. Raises TooLongError."""
    line: list[str] = []
    inside: dict[str, int] = dict.fromkeys(("headline", "article", "beside", "preformatted"), 0)
    size = 0

    def ended() -> Iterator[Paragraph]:
        nonlocal size
        texts = "".join(line).split("\n") if inside["preformatted"] else ["".join(line)]
        line.clear()
        for text in map(one_line, texts):
            if text:
                size += len(text) + 1
                if size > CHARACTERS + 1:
                    raise TooLongError
                yield Paragraph(text, bool(inside["headline"]), bool(inside["article"]), bool(inside["beside"]))

    roles: list[tuple[str, ...]] = []
    for begins, element, hidden in walk(root):
        tag = element.tag
        if not hidden:
            if tag in _BLOCKS:
                yield from ended()
            if begins:
                roles.append(tuple(_roles(element, str(tag), bool(inside["article"]))))
            for role in roles[-1]:
                inside[role] += 1 if begins else -1
            if not begins:
                roles.pop()
            elif element.text:
                line.append(element.text)
        if not begins and element.tail:
            line.append(element.tail)
    yield from ended()


def walk(root: etree._Element) -> Iterator[tuple[bool, etree._Element, bool]]:
    """Each element where it begins (True) and where it ends, and whether it shows nothing; then not what is in it."""
    stack: list[tuple[etree._Element, Iterator[etree._Element], bool]] = [(root, iter(root), False)]
    yield True, root, False
    while stack:
        element, children, hidden = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield False, element, hidden
            continue
        hidden = not isinstance(child.tag, str) or _is_hidden(child, child.tag)
        yield True, child, hidden
        stack.append((child, iter(()) if hidden else iter(child), hidden))


def _is_hidden(element: etree._Element, tag: str) -> bool:
    if tag in _UNSHOWN or "hidden" in element.attrib or (tag == "dialog" and "open" not in element.attrib):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def _roles(element: etree._Element, tag: str, in_article: bool) -> Iterator[str]:
    """What the paragraphs in an element are. An article's header belongs to it, the page's own stands beside it."""
    if tag == "h1":
        yield "headline"
    if tag in _PREFORMATTED:
        yield "preformatted"
    if tag in ("article", "main") or "articleBody" in element.get("itemprop", ""):
        yield "article"
    elif element.get("role") in _BESIDE_ROLES or (tag in _BESIDE and not (tag == "header" and in_article)):
        yield "beside"
