"""A person goes through a report's proposals in the terminal: accept, edit, reject, open the passage."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from geo.dates import parse_date
from geo.names import visible
from geo.reading.accepting.decided import Decided, DecidedListError, statement_of
from geo.reading.documents.reader import Document
from geo.reading.proposals import Proposal
from geo.store import Folder

__all__ = ["QuitError", "Walk"]

# What an answer may be, and what it does.
ANSWERS = {"a": "accept", "e": "edit", "r": "reject", "o": "open the passage", "q": "quit"}
_EDITED = ("site", "operator", "status", "about", "since", "note")
# How many characters before and after a sentence "open" shows.
_AROUND = 600


class QuitError(Exception):
    """The person wants no more."""


@dataclass
class Walk:
    """The walk through one report. `ask` puts a question and gives the answer (EOFError: nobody); `tell` prints."""

    folder: Folder
    document: Document
    published: str | None
    language: str | None
    via: str | None
    ask: Callable[[str], str] = input
    tell: Callable[[str], None] = print
    opener: Callable[[str], bool] = webbrowser.open
    particulars: dict[str, str | None] = field(default_factory=dict)

    def decide(self, proposals: Sequence[Proposal]) -> Decided | None:
        """What was accepted of some proposals; None if nothing was. Raises QuitError."""
        accepted: list[dict[str, Any]] = []
        try:
            for number, proposal in enumerate(proposals, 1):
                self._show(proposal, number, len(proposals))
                statement = self._decide(proposal)
                if statement is not None:
                    accepted.append(statement)
            if not accepted:
                return None
            return self._report(accepted)
        except EOFError as error:
            raise QuitError from error

    def _show(self, proposal: Proposal, number: int, of: int) -> None:
        text = self.document.text
        start, end = proposal.sentence
        before, name, after = text[start : proposal.start], proposal.name_as_written, text[proposal.end : end]
        self.tell(
            visible(f"\n{number} of {of}: {proposal.operator} {proposal.status} at {proposal.site} ({proposal.name})")
        )
        self.tell(
            visible(f"  about {proposal.about or 'no date'}" + (f", since {proposal.since}" if proposal.since else ""))
        )
        self.tell(visible(f"  “{_one_line(before)}»{name}«{_one_line(after)}”"))
        self.tell(visible(f"  because of: {', '.join(proposal.reason)}; confidence {proposal.confidence}"))
        if proposal.site not in {site.id for site in self.folder.sites}:
            self.tell(
                f"  {visible(proposal.site)} is not a site of the dataset: start it with geo new site, or edit the site"
            )

    def _decide(self, proposal: Proposal) -> dict[str, Any] | None:
        record: dict[str, Any] = proposal.record()
        question = ", ".join(f"[{key}]{word[1:]}" for key, word in ANSWERS.items())
        while True:
            answer = self.ask(f"{question}? ").strip().lower()[:1]
            if answer == "q":
                raise QuitError
            if answer == "r":
                return None
            if answer == "o":
                self._open(proposal)
            elif answer in ("a", "e"):
                if answer == "e":
                    self._edit(record)
                problem = self._problem(record)
                if problem is None:
                    return statement_of(record, self.published, self.document.name)
                self.tell(f"  {visible(problem)}")
            else:
                self.tell(f"  answer with one letter: {', '.join(ANSWERS)}")

    def _problem(self, record: dict[str, Any]) -> str | None:
        """What keeps a statement from being one of this dataset."""
        known = {
            "site": {site.id for site in self.folder.sites},
            "operator": set(self.folder.lists["operators"].values),
            "status": set(self.folder.lists["vocabulary"].values["status"]),
        }
        for key, words in known.items():
            if record.get(key) not in words:
                listed = ", ".join(sorted(words)) if len(words) < 40 else "those of the dataset"
                return f"{key} {record.get(key)!r} is not known here; edit it: {listed}"
        try:
            statement_of(record, self.published, self.document.name)
        except DecidedListError as error:
            return str(error)
        return None

    def _edit(self, record: dict[str, Any]) -> None:
        self.tell("  an empty answer keeps what stands there, a hyphen takes it away")
        for key in _EDITED:
            answer = self.ask(f"  {key} [{visible(str(record.get(key) or ''))}]: ").strip()
            if answer:
                record[key] = None if answer == "-" else answer

    def _open(self, proposal: Proposal) -> None:
        text = self.document.text
        start, end = proposal.sentence
        self.tell(
            visible(
                text[max(0, start - _AROUND) : start]
                + ">>> "
                + text[start:end].strip()
                + " <<<"
                + text[end : end + _AROUND]
            )
        )
        if self.document.address:
            first, last = proposal.passage
            words = quote(first, safe="") + (f",{quote(last, safe='')}" if last else "")
            self.opener(f"{self.document.address.partition('#')[0]}#:~:text={words}")

    def _report(self, accepted: list[dict[str, Any]]) -> Decided:
        """The report's particulars, asked for where they are not known."""
        self.tell("\nThe report: an empty answer keeps what stands there, a hyphen takes it away.")
        known = {
            "title": self.document.title,
            "publisher": self.document.publisher,
            "address": self.document.address,
            "published": self.published,
            "language": self.language,
            "via": self.via,
        }
        for key, value in known.items():
            known[key] = self._particular(key, value)
        return Decided(self.document.name, statements=tuple(accepted), **known)

    def _particular(self, key: str, value: str | None) -> str | None:
        while True:
            answer = self.ask(f"  {key} [{visible(value or '')}]: ").strip()
            chosen = None if answer == "-" else answer or value
            if key == "published" and chosen:
                try:
                    parse_date(chosen)
                except ValueError as error:
                    self.tell(f"  {error}")
                    continue
            return chosen


def _one_line(text: str) -> str:
    return " ".join(text.split()).join((" " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""))
