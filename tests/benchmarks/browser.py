"""Looks at a page in a browser of its own, and gives its figures."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Playwright, TimeoutError

from tests.benchmarks.cdn import Cdn
from tests.benchmarks.contenders import Contender
from tests.browser.chromium import launch

LIMIT_S = 120
_PROBES = Path(__file__).parent / "probes"
# Chromium's own names: the tasks of each thread, and marks.
_TRACED = ["disabled-by-default-devtools.timeline", "blink.user_timing"]


@dataclass
class Seen:
    """What was seen of a page: figures, and for each that could not be had the reason."""

    figures: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def look(
    playwright: Playwright, contender: Contender, path: Path, sites: int, days: list[int], without: Set[str]
) -> Seen:
    """Draw a page twice, each time in a new browser: untraced for times and steps, then traced for its tasks.

    `days` (since 1970-01-01) are those that the slider is moved to, one after the other; the first is not timed.
    `without` are measures to leave out.
    """
    seen = Seen()
    with _opened(playwright, contender, path, sites) as (page, cdn):
        try:
            _wait(page, "drawn")
        except (TimeoutError, Error) as error:
            missing = f"; lacks {', '.join(sorted(set(cdn.refused)))}" if cdn.refused else ""
            reason = _reason(error, "was not drawn") + missing
            seen.reasons |= dict.fromkeys(("drawn_ms", "task_ms", "slider_ms", "zoom_ms"), reason)
            return seen
        seen.figures["drawn_ms"] = page.evaluate("window.benchmark.drawn")
        seen.figures["cdn_mb"] = cdn.size / 1e6
        # The zoom first: it starts from the view that the page opened with.
        for measure in ("zoom_ms", "slider_ms"):
            if measure in without:
                continue
            _take_steps(page, measure, days, seen)
    if "task_ms" in without:
        return seen
    with _opened(playwright, contender, path, sites, traced=True) as (page, _):
        try:
            _wait(page, "drawn")
            trace = json.loads(page.context.browser.stop_tracing())  # type: ignore[union-attr]
            seen.figures["task_ms"] = longest_task(trace["traceEvents"])
        except (TimeoutError, Error) as error:
            seen.reasons["task_ms"] = _reason(error, "was not drawn while traced")
    return seen


def longest_task(events: list[dict[str, Any]]) -> float:
    """Milliseconds of the longest task of the page's main thread from the navigation until all was drawn."""
    drawn = next(event for event in events if event["name"] == "benchmark-drawn")
    thread = (drawn["pid"], drawn["tid"])
    own = [event for event in events if (event["pid"], event["tid"]) == thread and event["ts"] <= drawn["ts"]]
    began = max(event["ts"] for event in own if event["name"] == "navigationStart")
    tasks = [event for event in own if event["name"] == "RunTask" and event["ph"] == "X"]
    return float(max(task["dur"] for task in tasks if task["ts"] + task["dur"] >= began)) / 1000


@contextmanager
def _opened(
    playwright: Playwright, contender: Contender, path: Path, sites: int, *, traced: bool = False
) -> Iterator[tuple[Page, Cdn]]:
    browser = launch(playwright)
    try:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        context.add_init_script(path=_PROBES / "common.js")
        context.add_init_script(path=_PROBES / f"{contender.probe}.js")
        context.add_init_script(f"benchmark.sites = {sites};")
        page = context.new_page()
        cdn = Cdn(page)
        if traced:
            browser.start_tracing(page=page, categories=_TRACED)
        page.goto(path.as_uri(), wait_until="commit", timeout=LIMIT_S * 1000)
        yield page, cdn
    finally:
        browser.close()


def _take_steps(page: Page, measure: str, days: list[int], seen: Seen) -> None:
    try:
        page.evaluate(f"benchmark.measure({measure!r}, {days})")
        _wait(page, measure)
        result = page.evaluate(f"window.benchmark.{measure}")
    except (TimeoutError, Error) as error:
        seen.reasons[measure] = _reason(error, f"took no {len(days) - 1} steps")
        return
    if "error" in result:
        seen.reasons[measure] = result["error"]
    else:
        seen.figures[measure] = statistics.median(result["took"])


def _wait(page: Page, done: str) -> None:
    # By an attribute: a condition in JavaScript would be refused by a page with a Content-Security-Policy.
    page.wait_for_selector(f"html[data-benchmark~={done}]", state="attached", timeout=LIMIT_S * 1000)


def _reason(error: Error, what: str) -> str:
    if isinstance(error, TimeoutError):
        return f"stopped: {what} within {LIMIT_S} s"
    return f"{what}: {error.message.splitlines()[0]}"
