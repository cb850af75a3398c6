"""The passages that `geo read` proposes open a page at the sentence, in a real browser, in every language."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.dates import parse_date
from geo.model import Passage, Report, Statement
from geo.reading.documents.reader import parse_document
from geo.reading.proposals import Proposal, propose
from tests.reading.labelled import Labelled, read_half

# So high that nothing of the article is seen before it is scrolled to.
TALL = 20_000


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and the address that it is served at."""
    folder = tmp_path_factory.mktemp("site")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def page_of(report: Labelled) -> bytes:
    """A report as a page: its paragraphs, names in bold and in links as newspapers have them."""
    paragraphs = []
    for part in report.text.split("\n"):
        text = html.escape(part, quote=False)
        for each in report.expected:
            text = text.replace(each["name"], f'<a href="/tag"><b>{each["name"]}</b></a>', 1)
        if part.strip():
            paragraphs.append(f"<p>{text}</p>")
    return (
        f'<!doctype html><html lang="{report.language}"><head><meta charset="utf-8"><title>A page</title></head><body>'
        f'<div style="height:{TALL}px"></div><article>{"".join(paragraphs)}</article>'
        f'<div style="height:{TALL}px"></div></body></html>'
    ).encode()


def link(address: str, proposal: Proposal) -> str:
    """The address that a statement made of the proposal has."""
    start, end = proposal.passage
    report = Report(id="a", file="a", language="en", url=address)
    statement = Statement(
        report,
        1,
        proposal.site,
        proposal.operator,
        proposal.status,
        parse_date("2026"),
        passage=Passage(start, end or None),
    )
    assert statement.link is not None
    return statement.link


@pytest.mark.parametrize("language", sorted({each.language for each in read_half("tune")}))
def test_a_proposed_passage_opens_the_page_at_its_sentence(
    language: str, site: tuple[Path, str], browser: Browser
) -> None:
    folder, address = site
    opened = 0
    context = browser.new_context(viewport={"width": 800, "height": 600})
    for report in [each for each in read_half("tune") if each.language == language and each.expected][:5]:
        data = page_of(report)
        (folder / f"{report.name}.html").write_bytes(data)
        document = parse_document(data, "a.html")
        for proposal in propose(document.unwrapped, language, report.published):
            page = context.new_page()
            page.goto(link(f"{address}/{report.name}.html", proposal))
            page.wait_for_function("scrollY > 0", timeout=5000)
            # The page's own words at the height that was scrolled to, not only somewhere in the article.
            seen = page.evaluate(
                "[...document.querySelectorAll('p')].filter(p => { const r = p.getBoundingClientRect();"
                " return r.bottom > 0 && r.top < innerHeight }).map(p => p.textContent).join(' ')"
            )
            assert proposal.name_as_written in " ".join(seen.split()), (report.name, proposal.passage)
            opened += 1
            page.close()
    context.close()
    assert opened
