"""A document read as a report: when it was published, in which language it is, and what it proposes."""

from __future__ import annotations

from typing import Any

from geo.reading.documents.reader import Document
from geo.reading.lexicon import languages
from geo.reading.proposals import Proposal, propose
from geo.reading.when import find_dateline

__all__ = ["read_report", "record_of"]


def read_report(
    document: Document, published: str | None = None, language: str | None = None
) -> tuple[str | None, str, list[Proposal]]:
    """A document's date of publication (EDTF), its language (BCP 47, empty if unknown), and its proposals.

    published, language: known better than the document says.
    """
    language = language or document.language or ""
    published = published or document.published
    if published is None and language in languages():
        published = find_dateline(document.text, language=language)
    return published, language, propose(document.unwrapped, language, published)


def record_of(document: Document, published: str | None, language: str, proposals: list[Proposal]) -> dict[str, Any]:
    """A report and what it proposes, as `--format jsonl` has it; README.md says what each key means."""
    return {
        "file": document.name,
        "published": published,
        "language": language or None,
        "title": document.title,
        "proposals": [proposal.record() for proposal in proposals],
    }
