"""Fixtures: a browser, the shipped map as a file, pages opened with the network cut and every complaint noted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import geo
from tests.browser.chromium import launch


@dataclass
class Opened:
    """A page, with the requests it made beyond its own file and the complaints it gave."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    return geo.load()


@pytest.fixture(scope="session")
def map_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data's map, written by the command as a user runs it."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    subprocess.run([sys.executable, "-m", "geo", "map", "-o", str(path)], check=True, capture_output=True)
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens a file in a context of its own, offline; `ready=False` for a page without scripts."""
    contexts = []

    def open_file(path: Path, hash: str = "", *, ready: bool = True, **options: Any) -> Opened:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        result = Opened(context.new_page())
        # What a page made itself it does not get from anywhere.
        own = ("blob:", "data:")
        result.page.on("request", lambda each: each.url.startswith(own) or result.requests.append(each.url))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.on(
            "console",
            lambda said: result.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        result.page.goto(path.as_uri() + hash)
        result.requests.remove(path.as_uri())
        if ready:
            result.page.wait_for_selector("html[data-presence=ready]", state="attached", timeout=10_000)
        return result

    yield open_file
    for context in contexts:
        context.close()
