"""`geo accept`: what a person takes of a report's proposals becomes one new report file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.store import Document as Report
from geo.store import Folder, read_folder, shipped_data

if TYPE_CHECKING:
    from geo.reading.accepting.decided import Decided
    from geo.reading.accepting.twins import Twin
    from geo.reading.documents.reader import Document

__all__ = ["accept", "add_options"]

_FINE, _FOUND, _WRONG_CALL = 0, 1, 2
_WHY = {"address": "the same address", "title": "the same title", "words": "the same words"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `geo accept`."""
    files = "reports whose proposals to go through, as for geo read"
    parser.add_argument("files", nargs="*", metavar="FILE", help=files)
    decided = (
        "a decided list: what geo read --format jsonl or its --page wrote, with decisions; - is the standard input"
    )
    parser.add_argument("--from", dest="decided", metavar="FILE", help=decided)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="a data folder (default: the shipped dataset)")
    parser.add_argument("--again", action="store_true", help="also what seems to be in the dataset already")


def accept(options: argparse.Namespace) -> int:
    """Go through proposals, or take a decided list; exit status 0: done, 1: something not taken, 2: a wrong call."""
    if bool(options.files) == bool(options.decided):
        print("geo accept: give reports to go through, or --from with a decided list", file=sys.stderr)
        return _WRONG_CALL
    path = options.data if options.data is not None else shipped_data()
    folder = read_folder(path)
    broken = [problem for problem in folder.problems if problem.severity == "error"]
    if broken:
        print(f"geo accept: {broken[0]}", file=sys.stderr)
        return _WRONG_CALL
    desk = _Desk(folder, again=options.again)
    if options.decided:
        return _take(desk, options.decided)
    return _walk(desk, options.files)


class _Desk:
    """The dataset, with what was accepted in this run."""

    def __init__(self, folder: Folder, *, again: bool) -> None:
        self.folder = folder
        self.again = again
        self._texts: list[tuple[Report, str]] = []

    def twins(self, *, address: str | None, title: str | None, language: str | None, text: str | None) -> list[Twin]:
        """What in the dataset a report looks like, by the texts read in this run too."""
        from geo.reading.accepting.twins import SAME, Twin, find_twins, share_of_words

        found = find_twins(self.folder, address=address, title=title, language=language, text=text)
        known = {twin.report.id for twin in found}
        for report, its in self._texts:
            if text is not None and report.id not in known and share_of_words(its, text) >= SAME:
                found.append(Twin(report, "words"))
        return found

    def put(self, decided: Decided, text: str | None, *, via_is_decided: bool = False) -> bool:
        """Make a decided report a file, or tell why not."""
        from geo.reading.accepting.files import document_of, find_publisher, problems_with, write_report
        from geo.reading.accepting.twins import find_origin

        twins = self.twins(address=decided.address, title=decided.title, language=decided.language, text=text)
        publisher = find_publisher(self.folder, decided.publisher, decided.address)
        again = [twin for twin in twins if self._is_same(twin, publisher)]
        if again and not self.again:
            for twin in again:
                told = f"{decided.file}: is in the dataset as {twin.report.name} ({_WHY[twin.by]})"
                print(f"geo accept: {told}; nothing written, --again enters it all the same", file=sys.stderr)
            return False
        if decided.via is None and text is not None and not via_is_decided:
            decided = replace(decided, via=find_origin(self.folder, text, publisher, twins))
        document = document_of(self.folder, decided)
        problems = problems_with(self.folder, document)
        if problems:
            for problem in problems:
                print(f"geo accept: {decided.file}: {problem.rule}: {problem.what}; {problem.remedy}", file=sys.stderr)
            return False
        if decided.publisher and publisher is None:
            told = f"{decided.publisher!r} is not in publishers.toml, and was left out"
            print(f"geo accept: {decided.file}: {told}; add it there, then to the report", file=sys.stderr)
        write_report(document)
        via = document.values.get("via")
        print(f"{document.path}: {len(decided.statements)} accepted{f', via {via}' if via else ''}")
        self.folder = replace(self.folder, reports=(*self.folder.reports, document))
        if text is not None:
            self._texts.append((document, text))
        return True

    @staticmethod
    def _is_same(twin: Twin, publisher: str | None) -> bool:
        """Whether a twin is the report itself: another publisher's of the same words or title is a copy."""
        its = twin.report.values.get("publisher")
        return twin.by == "address" or publisher is None or its is None or its == publisher


def _take(desk: _Desk, name: str) -> int:
    from geo.reading.accepting.decided import DecidedListError, parse_decided

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        reports = list(parse_decided(data.decode("utf-8-sig"), name))
    except (DecidedListError, UnicodeDecodeError) as error:
        told = str(error) if isinstance(error, DecidedListError) else f"{name}: is not UTF-8; save it as UTF-8"
        print(f"geo accept: {told}", file=sys.stderr)
        return _WRONG_CALL
    if not reports:
        print(f'geo accept: {name}: nothing is accepted in it; write "decision": "accept"', file=sys.stderr)
        return _FOUND
    taken = [desk.put(decided, _text_of(decided.file)) for decided in reports]
    return _FINE if all(taken) else _FOUND


def _text_of(file: str) -> str | None:
    """The text of a report that a list speaks of, if its file is still there."""
    from geo.reading.documents.reader import UnreadableError, read_document

    if file == "-" or not Path(file).is_file():
        return None
    try:
        return read_document(file).text
    except UnreadableError:
        return None


def _walk(desk: _Desk, files: list[str]) -> int:
    from geo.reading.accepting.walk import QuitError

    status = _FINE
    try:
        for document in _documents(files):
            if document is None or not _go_through(desk, document):
                status = _FOUND
    except QuitError:
        print("stopped; what was written stays", file=sys.stderr)
        return _FOUND
    except KeyboardInterrupt:
        print("\nstopped; what was written stays", file=sys.stderr)
        return _FOUND
    return status


def _documents(files: list[str]) -> Iterator[Document | None]:
    """The reports to go through; None for one that cannot be read, and why on standard error."""
    from geo.reading.documents.reader import UnreadableError, read_documents

    for document in read_documents(files):
        if isinstance(document, UnreadableError):
            print(f"geo accept: {document}", file=sys.stderr)
            yield None
        else:
            yield document


def _go_through(desk: _Desk, document: Document) -> bool:
    """One report, decided and put into the dataset; whether nothing went wrong."""
    from geo.names import visible
    from geo.reading.accepting.files import find_publisher
    from geo.reading.accepting.twins import find_origin
    from geo.reading.accepting.walk import Walk
    from geo.reading.report import read_report

    published, language, proposals = read_report(document)
    print(visible("  ".join(part for part in (document.name, published, language, document.title) if part)))
    if not proposals:
        print("  nothing found")
        return True
    publisher = find_publisher(desk.folder, document.publisher, document.address)
    twins = desk.twins(address=document.address, title=document.title, language=language, text=document.text)
    for twin in twins:
        print(f"  looks like {twin.report.name}: {_WHY[twin.by]}")
    via = find_origin(desk.folder, document.text, publisher, twins)
    if via:
        print(f"  repeats a story of {via}, it seems")
    shown = replace(document, publisher=publisher or document.publisher)
    decided = Walk(desk.folder, shown, published, language, via).decide(proposals)
    return decided is None or desk.put(decided, document.text, via_is_decided=True)
