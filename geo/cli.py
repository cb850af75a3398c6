"""The `geo` command: map, show, check, format, read, accept, new."""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from geo.dates import parse_date, parse_day
from geo.files import write_atomically
from geo.store import (
    FORMS,
    Document,
    Folder,
    Problem,
    canonical,
    read_folder,
    shipped_data,
)

__all__ = ["main"]

_FINE, _FOUND, _WRONG_CALL = 0, 1, 2


class _WrongCallError(Exception):
    """A call that cannot be answered; its text says what to write instead."""


@dataclass(frozen=True)
class _Command:
    """One command: what it does in a line, its options, and the function that answers with the exit status."""

    name: str
    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; exit status 0: done and nothing wrong, 1: problems in the data, 2: a wrong call."""
    parser = _Parser(prog="geo", description="Foreign military presence the way reporting supports it.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    words = sys.argv[1:] if arguments is None else arguments
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.help, description=command.help)
        added.set_defaults(run=command.run)
        if command.name in words:
            # The others' options, and the modules that know them, are not needed.
            command.add_options(added)
    options = parser.parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot write a letter gets its escape, not an error.
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(options)
    except _WrongCallError as error:
        print(f"geo: {error}", file=sys.stderr)
        return _WRONG_CALL
    except BrokenPipeError:
        # The reader of our output has gone (`geo show | head`): that is no error, and there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FINE
    except OSError as error:
        print(f"geo: {_reason(error)}", file=sys.stderr)
        return _WRONG_CALL
    return status


def run() -> NoReturn:
    """Be the shell's `geo`: run a command, then end the process at once.

    A short run that imports much and frees little: collecting garbage on the way and taking every module down at the
    end would be a fifth of its time. Output is flushed; nothing of ours waits for the interpreter's end.
    """
    gc.disable()
    try:
        status = main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else _WRONG_CALL
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    os._exit(status)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(_WRONG_CALL)


# --- map ---------------------------------------------------------------------------------------------------------


def _map_options(parser: argparse.ArgumentParser) -> None:
    _data_option(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the HTML file to write")
    _date_options(parser)
    parser.add_argument("--operator", metavar="ID", help="show one operator only, such as RUS")
    parser.add_argument("--host", metavar="CODE", help="show one host country only, such as SYR")
    parser.add_argument("--lang", default="en", metavar="TAG", help="the page's first language (default: en)")
    parser.add_argument("--address", metavar="URL", help="where the page will be published, for previews of it")
    tiles = "online tiles that readers may turn on, by xyzservices' name; none for none (default: OpenStreetMap.Mapnik)"
    parser.add_argument("--tiles", default="OpenStreetMap.Mapnik", metavar="NAME", help=tiles)
    parser.add_argument("--picture", metavar="URL", help="where a picture of the page will be, for previews of it")


def _map(options: argparse.Namespace) -> int:
    source = _load_table(options) if _is_table(options) else _load(options)
    if source is None:
        return _FOUND
    if not len(source):
        raise _WrongCallError(f"{_data(options)}: no report matches what was asked for; no map written")
    from geo.page.page import page_of
    from geo.page.wording import read_wording

    try:
        page = page_of(
            source,
            read_wording(options.lang),
            on=options.on,
            known_by=options.known_by,
            address=options.address,
            picture=options.picture,
            tiles=None if options.tiles == "none" else options.tiles,
        )
    except (KeyError, ValueError) as error:
        raise _WrongCallError(error.args[0]) from error
    write_atomically(options.output, page.to_html())
    view = page.view
    sites = "1 site" if view.sites == 1 else f"{view.sites} sites"
    print(f"{options.output}: {sites} on {view.on}, edition {view.edition}")
    return _FINE


def _is_table(options: argparse.Namespace) -> bool:
    return options.data is not None and not options.data.is_dir() and options.data.suffix != ""


def _load_table(options: argparse.Namespace) -> Any:
    """The table that --data names, as far as it was asked for; None after its problems have been told."""
    from geo.dataset import DataError
    from geo.tables import read_table

    try:
        table = read_table(options.data)
    except DataError as error:
        print(error, file=sys.stderr)
        return None
    try:
        return table.select(operator=options.operator, host=options.host)
    except KeyError as error:
        raise _WrongCallError(error.args[0]) from error


# --- show --------------------------------------------------------------------------------------------------------


def _show_options(parser: argparse.ArgumentParser) -> None:
    _data_option(parser)
    parser.add_argument("site", nargs="?", metavar="SITE", help="one site, by id or by any of its names")
    _date_options(parser)
    parser.add_argument("--operator", metavar="ID", help="show one operator only, such as RUS")
    parser.add_argument("--host", metavar="CODE", help="show one host country only, such as SYR")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def _show(options: argparse.Namespace) -> int:
    dataset = _load(options)
    if dataset is None:
        return _FOUND
    site = _find_site(dataset, options.site) if options.site else None
    if not dataset.statements:
        raise _WrongCallError("no report matches what was asked for")
    presences = dataset.on(options.on or dataset.latest_day, known_by=options.known_by)
    chosen = [each for each in presences if site in (None, each.site)]
    if options.format == "json":
        records = [record for record in presences.records() if site in (None, record["site"])]
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return _FINE
    known = f", as known on {options.known_by}" if options.known_by else ""
    print(f"On {presences.on}{known}, edition {dataset.edition}")
    if not chosen:
        print("No report known by then speaks of this date or an earlier one.")
    for presence in chosen:
        print()
        print("\n".join(_presence_lines(dataset, presence)))
    return _FINE


def _find_site(dataset: Any, asked: str) -> str:
    """The id of a site, from its id or any spelling of its name."""
    from geo.names import fold

    if asked in dataset.sites:
        return asked
    for site in dataset.sites.values():
        if fold(asked) and fold(asked) in {fold(name) for name in (*site.every_name(), site.id)}:
            return str(site.id)
    raise _WrongCallError(f"no site is called {asked!r}; there are {', '.join(dataset.sites)}")


def _presence_lines(dataset: Any, presence: Any) -> list[str]:
    """A presence in a few lines for the terminal."""
    from geo.names import visible

    site = dataset.sites[presence.site]
    silence = "no report since" if presence.silent_since else "later reports exist"
    if presence.in_hindsight:
        silence = "told in hindsight"
    since = presence.since
    lines = [
        f"{visible(site.name())} ({presence.site}, {site.host}) · {dataset.operators[presence.operator].name()}",
        f"  certainty      {presence.certainty} ({_REASONS[presence.reason]})",
        f"  status         {presence.status}",
        f"  last reported  {presence.last_reported} ({silence})",
    ]
    if since is not None:
        bounds = [since.earliest] if since.earliest == since.latest else [since.earliest, since.latest]
        lines.append("  since          " + " to ".join(f"{bound.date} ({_who(dataset, bound)})" for bound in bounds))
    lines.append(f"  reports        {presence.reports}, from {presence.origins} independent origins")
    if presence.opposing:
        sides = [{each.report.origin for each in side} for side in (presence.supporting, presence.opposing)]
        named = [", ".join(sorted(visible(dataset.origin_name(each)) for each in side)) for side in sides]
        lines.append(f"  for            {named[0]}")
        lines.append(f"  against        {named[1]}")
    return lines


def _who(dataset: Any, bound: Any) -> str:
    origins = {statement.report.origin for statement in bound.statements}
    return ", ".join(sorted(dataset.origin_name(origin) for origin in origins))


_REASONS = {
    "agreed": "reports agree",
    "imprecise": "the dates reported are too imprecise for this day",
    "silent": "no report recent enough",
    "divided": "one source says both",
    "disputed": "reports disagree",
    "disputed-start": "reports disagree on the start",
}

# --- check, format -----------------------------------------------------------------------------------------------


def _check_options(parser: argparse.ArgumentParser) -> None:
    _data_option(parser)
    parser.add_argument("--format", choices=list(_WRITERS), default="text")


def _check(options: argparse.Namespace) -> int:
    from geo.rules import check

    folder = read_folder(_data(options))
    problems = check(folder)
    _WRITERS[options.format](problems, folder)
    return _FOUND if any(problem.severity == "error" for problem in problems) else _FINE


def _write_text(problems: Sequence[Problem], folder: Folder) -> None:
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    counted = f"{len(folder.sites)} sites, {len(folder.reports)} reports"
    print(f"{counted}: {errors} errors, {len(problems) - errors} warnings", file=sys.stderr)


def _write_json(problems: Sequence[Problem], folder: Folder) -> None:
    print(json.dumps([problem.__dict__ for problem in problems], ensure_ascii=False, indent=2))


def _write_github(problems: Sequence[Problem], folder: Folder) -> None:
    """GitHub's workflow commands, which show a problem beside its line."""
    for problem in problems:
        file = _github(str(folder.path / problem.file)).replace(":", "%3A").replace(",", "%2C")
        message = _github(f"{problem.what}; {problem.remedy}")
        print(f"::{problem.severity} file={file},line={problem.line},title={problem.rule}::{message}")


def _github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_WRITERS: Mapping[str, Callable[[Sequence[Problem], Folder], None]] = {
    "text": _write_text,
    "json": _write_json,
    "github": _write_github,
}


def _format_options(parser: argparse.ArgumentParser) -> None:
    _data_option(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something would change")


def _format(options: argparse.Namespace) -> int:
    from geo.shape import shape_problems

    folder = read_folder(_data(options))
    problems = shape_problems(folder)
    if problems:
        _write_text(problems, folder)
        return _FOUND
    changed = [document for document in folder.documents() if canonical(document) != document.text]
    lossy = [document for document in changed if _comments(document)]
    for document in lossy:
        remedy = "the canonical spelling has none; move it into a note"
        print(Problem(document.name, _comments(document)[0], "format", "has a comment", remedy))
    for document in changed:
        if document in lossy:
            continue
        if options.check:
            remedy = "run geo format"
            print(Problem(document.name, 1, "format", "is not in canonical spelling", remedy))
        else:
            write_atomically(document.path, canonical(document))
            print(f"{document.name}: written anew")
    return _FOUND if lossy or (changed and options.check) else _FINE


def _comments(document: Document) -> list[int]:
    """The lines with a comment of their own or after a value: what writing the values anew would lose."""
    quoted = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
    lines = document.text.splitlines()
    return [number for number, line in enumerate(lines, start=1) if "#" in quoted.sub("", line)]


# --- read and accept ---------------------------------------------------------------------------------------------


def _read_options(parser: argparse.ArgumentParser) -> None:
    from geo.reading.command import add_options

    add_options(parser)


def _read(options: argparse.Namespace) -> int:
    from geo.reading.command import read

    return read(options)


def _accept_options(parser: argparse.ArgumentParser) -> None:
    from geo.reading.accepting.command import add_options

    add_options(parser)


def _accept(options: argparse.Namespace) -> int:
    from geo.reading.accepting.command import accept

    return accept(options)


# --- new ---------------------------------------------------------------------------------------------------------


def _new_options(parser: argparse.ArgumentParser) -> None:
    _data_option(parser)
    kinds = parser.add_subparsers(required=True, metavar="site|report", parser_class=_Parser)
    site = kinds.add_parser("site", help="a file for a place on the ground")
    site.add_argument("id", metavar="ID", help="lower-case ASCII letters, digits and hyphens")
    site.set_defaults(scaffold=_new_site)
    _data_option(site, default=argparse.SUPPRESS)
    report = kinds.add_parser("report", help="a file for a published document")
    report.add_argument("slug", metavar="SLUG", help="a few words: publisher and subject")
    report.add_argument("--published", metavar="EDTF", help="the date on its page, such as 2026-01-26")
    report.add_argument("--site", default="SITE", metavar="ID", help="the site it speaks of")
    report.set_defaults(scaffold=_new_report)
    _data_option(report, default=argparse.SUPPRESS)


def _new(options: argparse.Namespace) -> int:
    folder = _data(options)
    if not folder.is_dir():
        raise _WrongCallError(f"there is no folder {folder}")
    name, form, values = options.scaffold(options)
    path = folder / name
    document = Document(form, path.stem, path, name, "", values)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Made, not replaced: two people's files of one name must not become one.
        write_atomically(path, canonical(document), replace=False)
    except FileExistsError:
        raise _WrongCallError(f"{path} is there already; choose another name") from None
    print(f"{path}: fill in what its {form} says, take out what it does not, then run geo check")
    return _FINE


def _new_site(options: argparse.Namespace) -> tuple[str, str, dict[str, Any]]:
    location = {"latitude": 0.0, "longitude": 0.0, "within_km": 1, "source": "", "reason": ""}
    values = {"kind": "", "host": "", "names": {"en": ""}, "spellings": {"en": []}, "location": location}
    return f"sites/{_slug(options.id)}.toml", "site", values


def _new_report(options: argparse.Namespace) -> tuple[str, str, dict[str, Any]]:
    slug = _slug(options.slug)
    statement = {
        "site": options.site,
        "operator": "",
        "status": "",
        "about": options.published or "",
        "since": "",
        "passage": {"start": "", "end": ""},
        "note": "",
    }
    values: dict[str, Any] = {
        key.name: "" for key in FORMS["report"].keys if key.kind == "text" and key.name != "archived"
    }
    values["statement"] = [statement]
    if options.published is None:
        return f"reports/undated/{slug}.toml", "report", values
    try:
        parse_date(options.published)
    except ValueError as error:
        raise _WrongCallError(f"--published {error}") from error
    values["published"] = options.published
    stamp = re.sub(r"[~?%]", "", options.published).replace("/", "-to-")
    return f"reports/{stamp[:4]}/{stamp.lower()}-{slug}.toml", "report", values


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise _WrongCallError(f"{text!r} is no id; use lower-case ASCII letters, digits and hyphens")
    return text


# --- what the commands share -------------------------------------------------------------------------------------


def _data_option(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    words = "a data folder (default: the shipped dataset)"
    parser.add_argument("--data", type=Path, metavar="FOLDER", default=default, help=words)


def _date_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, metavar="DATE", help="the day asked about (default: the latest spoken of)")
    parser.add_argument("--known-by", type=_day, metavar="DATE", help="only from reports that were out by this day")


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _data(options: argparse.Namespace) -> Path:
    chosen: Path | None = options.data
    return chosen if chosen is not None else shipped_data()


def _load(options: argparse.Namespace) -> Any:
    """The dataset asked for; None, and its problems told, where it cannot be loaded."""
    from geo.dataset import DataError, load

    try:
        dataset = load(_data(options))
        return dataset.select(operator=options.operator, host=options.host)
    except DataError as error:
        print(error, file=sys.stderr)
        return None
    except KeyError as error:
        raise _WrongCallError(error.args[0]) from error


def _reason(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


COMMANDS: tuple[_Command, ...] = (
    _Command("map", "Write the map: one HTML file that works without a network.", _map_options, _map),
    _Command("show", "Tell what is known of a site, or of all, on a date.", _show_options, _show),
    _Command("check", "Hold the data to its contract; tell every problem.", _check_options, _check),
    _Command("format", "Write the data's files in their canonical spelling.", _format_options, _format),
    _Command("read", "Read reports; propose what they say of foreign forces.", _read_options, _read),
    _Command("accept", "Accept proposals of reports as a report file.", _accept_options, _accept),
    _Command("new", "Start a file for a new site or report.", _new_options, _new),
)

if __name__ == "__main__":
    run()
