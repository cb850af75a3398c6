"""`geo read --archive`: archives in, a folder of Parquet out."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.reading.archives.crew import Batch, Crew
    from geo.reading.archives.results import Results
    from geo.reading.archives.sources import Placed

__all__ = ["add_options", "read_archive"]

_FINE, _FOUND, _WRONG_CALL, _STOPPED = 0, 1, 2, 130
# A batch has so many documents or bytes at most, and one document at least.
_ITEMS, _BYTES = 256, 1 << 20


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `geo read` that are for archives."""
    archives = "read archives into --out: WARC, JSON Lines, Parquet, CSV (all but Parquet also gzipped), or folders"
    parser.add_argument("--archive", nargs="+", metavar="PATH", help=archives)
    out = "for --archive: the folder to write; the same command goes on there after a stop (default: reading)"
    parser.add_argument("--out", type=Path, default=Path("reading"), metavar="FOLDER", help=out)
    workers = "for --archive: how many processes read (default: one for each core)"
    parser.add_argument("--workers", type=_count, metavar="N", help=workers)
    scheduler = "for --archive: the address of a Dask scheduler, whose cluster then reads"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=scheduler)
    chart = "for --archive: also draw how many reports speak of forces at a site, by month, into --out; may be repeated"
    parser.add_argument("--chart", action="append", default=[], metavar="SITE", help=chart)


def read_archive(options: argparse.Namespace) -> int:
    """Read archives; exit status 0: all documents were read, 1: some were passed over, 2: a wrong call."""
    from geo.reading.archives.chart import write_chart
    from geo.reading.archives.results import Results, WrongCallError
    from geo.reading.documents.shown import NotReadableError
    from geo.reading.gazetteer import read_gazetteer

    unknown = [site for site in options.chart if site not in read_gazetteer()]
    if unknown:
        near = difflib.get_close_matches(unknown[0], read_gazetteer(), 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        print(f"geo read: --chart {unknown[0]}: no site is known by that id{meant}", file=sys.stderr)
        return _WRONG_CALL
    try:
        results = Results(options.out, options.archive)
        try:
            if not results.is_finished:
                _read(options, results)
        finally:
            results.close()
    except (WrongCallError, NotReadableError) as error:
        print(f"geo read: {error}", file=sys.stderr)
        return _WRONG_CALL
    except KeyboardInterrupt:
        print(f"geo read: stopped; the same command goes on where it was (in {options.out})", file=sys.stderr)
        return _STOPPED
    for site in options.chart:
        print(write_chart(options.out, site))
    print(_summary(results), file=sys.stderr)
    return _FOUND if results.counts["problems"] else _FINE


def _read(options: argparse.Namespace, results: Results) -> None:
    """Read what has not been read yet."""
    from geo.reading.archives.crew import read_in_order
    from geo.reading.archives.sources import frames_of

    frames = frames_of(options.archive, options.out, *results.place)
    crew = _crew(options)
    try:
        with _progress(options) as bar:
            for batch, tables in read_in_order(_batches(frames, results.counts["documents"]), crew):
                results.add(batch, tables)
                bar.update(batch.consumed - bar.n)
        results.finish()
    finally:
        crew.close()
        if not results.is_finished:
            results.keep()


def _crew(options: argparse.Namespace) -> Crew:
    if options.scheduler:
        from geo.reading.archives.cluster import ClusterCrew

        return ClusterCrew(options.scheduler)
    from geo.reading.archives.crew import LocalCrew

    return LocalCrew(options.workers or _cores())


def _batches(frames: Iterable[Placed], documents: int) -> Iterator[Batch]:
    """Frames put together, as many as make a message that is worth sending; so many documents have come before."""
    from geo.reading.archives.batch import Item
    from geo.reading.archives.crew import Batch

    items: list[Item] = []
    size = 0
    for number, placed in enumerate(frames, documents + 1):
        frame = placed.frame
        items.append(Item(number, placed.path, frame.kind, frame.data, frame.position, frame.columns))
        size += len(frame.data)
        if len(items) >= _ITEMS or size >= _BYTES:
            yield Batch(tuple(items), placed.file, placed.path, frame.after, placed.consumed)
            items, size = [], 0
    if items:
        yield Batch(tuple(items), placed.file, placed.path, frame.after, placed.consumed)


def _progress(options: argparse.Namespace) -> Any:
    """A bar on the standard error, where that is a terminal: how many bytes of all have been read."""
    from tqdm import tqdm

    from geo.reading.archives.sources import size_of

    is_shown = sys.stderr.isatty()
    total = size_of(options.archive, options.out) if is_shown else None
    return tqdm(total=total, unit="B", unit_scale=True, disable=not is_shown, file=sys.stderr)


def _summary(results: Results) -> str:
    counts = results.counts
    passed = (
        f"{counts['problems']:,} passed over (problems.parquet says why)" if counts["problems"] else "none passed over"
    )
    return (
        f"geo read: {counts['documents']:,} documents: {counts['reports']:,} reports read, {passed}; "
        f"{counts['proposals']:,} proposals in {results.folder}"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
