"""`geo read`: reports in, proposals out, as text for people or as JSON Lines for machines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.reading.archives.run import add_options as add_archive_options
from geo.reading.archives.run import read_archive

if TYPE_CHECKING:
    from geo.reading.documents.reader import Document
    from geo.reading.proposals import Proposal
    from geo.reading.review.page import Reviewed

__all__ = ["add_options", "read"]

_FINE, _FOUND, _WRONG_CALL = 0, 1, 2


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `geo read`."""
    files = "reports: text, saved web pages, PDF, e-mail, folders of them; - is the standard input"
    parser.add_argument("files", nargs="*", metavar="FILE", help=files)
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="for people, or a JSON object a line"
    )
    parser.add_argument(
        "--published", metavar="DATE", help="when the report was published (EDTF), if it does not say so"
    )
    parser.add_argument(
        "--page", metavar="FILE", help="also write an offline page to decide on, as geo accept takes it"
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="for --page: the dataset to choose words from")
    parser.add_argument("--language", metavar="TAG", help="the report's language, if it is not as the report says")
    add_archive_options(parser)


def read(options: argparse.Namespace) -> int:
    """Read the reports asked for; exit status 0: all were read, 1: some could not be, and were passed over."""
    if bool(options.files) == bool(options.archive):
        print("geo read: give reports to read, or --archive with archives; see geo read --help", file=sys.stderr)
        return _WRONG_CALL
    if options.archive:
        if options.page or options.published or options.language or options.format != "text":
            print("geo read: --archive goes with --out, --workers, --scheduler and --chart alone", file=sys.stderr)
            return _WRONG_CALL
        return read_archive(options)
    if options.scheduler or options.workers or options.chart:
        print("geo read: --workers, --scheduler and --chart go with --archive", file=sys.stderr)
        return _WRONG_CALL
    from geo.dates import parse_date
    from geo.reading.documents.reader import UnreadableError, read_documents
    from geo.reading.lexicon import languages
    from geo.reading.report import read_report
    from geo.reading.review.page import Reviewed

    if options.published is not None:
        try:
            parse_date(options.published)
        except ValueError as error:
            print(f"geo read: --published {error}", file=sys.stderr)
            return 2
    if options.language is not None and options.language not in languages():
        print(
            f"geo read: --language {options.language!r} cannot be read; {', '.join(languages())} can", file=sys.stderr
        )
        return 2
    write = _write_line if options.format == "jsonl" else _write_text
    status = _FINE
    reviews = []
    for document in read_documents(options.files):
        if isinstance(document, UnreadableError):
            print(f"geo read: {document}", file=sys.stderr)
            status = _FOUND
            continue
        published, language, proposals = read_report(document, options.published, options.language)
        if options.page:
            reviews.append(Reviewed(document, published, language or None, tuple(proposals)))
        else:
            write(document, published, language, proposals)
    if options.page:
        return _write_page(Path(options.page), reviews, options.data) or status
    return status


def _write_page(path: Path, reviews: list[Reviewed], data: Path | None) -> int:
    """The page to decide on."""
    from geo.files import write_atomically
    from geo.reading.review.page import make_review
    from geo.store import read_folder, shipped_data

    folder = read_folder(data if data is not None else shipped_data())
    if any(problem.severity == "error" for problem in folder.problems):
        print(f"geo read: {folder.problems[0]}", file=sys.stderr)
        return _WRONG_CALL
    known = {
        "site": sorted(site.id for site in folder.sites),
        "operator": sorted(folder.lists["operators"].values),
        "status": list(folder.lists["vocabulary"].values["status"]),
        "publisher": sorted(folder.lists["publishers"].values),
    }
    write_atomically(path, make_review(reviews, known))
    print(f"{path}: {sum(len(each.proposals) for each in reviews)} proposals in {len(reviews)} reports")
    return _FINE


def _write_line(document: Document, published: str | None, language: str, proposals: list[Proposal]) -> None:
    from geo.reading.report import record_of

    print(json.dumps(record_of(document, published, language, proposals), ensure_ascii=False))


def _write_text(document: Document, published: str | None, language: str, proposals: list[Proposal]) -> None:
    from geo.names import visible
    from geo.reading.lexicon import languages

    known = [part for part in (published, language) if part]
    print(visible("  ".join([document.name, *known])))
    if not language:
        print("  not read: its language is not plain; say it with --language")
    elif language not in languages():
        print(f"  not read: {language} is none of the languages that are read")
    elif not proposals:
        print("  nothing found")
    for proposal in proposals:
        when = f", {proposal.about}" if proposal.about else ""
        since = f", since {proposal.since}" if proposal.since else ""
        since += "".join(f", {count} {unit}" for unit, count in proposal.strength.items())
        host = f" ({proposal.host})" if proposal.host else ""
        print(
            visible(f"  {proposal.site}: {proposal.operator} {proposal.status}{when}{since}, at {proposal.name}{host}")
        )
        start, end = proposal.passage
        passage = f"{start} … {end}" if end else start
        print(visible(f"    “{passage}”  characters {proposal.start} to {proposal.end}: {proposal.name_as_written}"))
        print(visible(f"    because of: {', '.join(proposal.reason)}; confidence {proposal.confidence}"))
