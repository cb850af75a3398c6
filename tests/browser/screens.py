"""Pictures of the page to compare with: a quarter of its size, so that fonts of another machine make little difference.

`python -m tests.browser.screens` takes them anew; look at each before it is committed.
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import geo
from tests.browser.chromium import launch

STORED = Path(__file__).parent / "screens"
SMALLER = 4
WIDTHS = {320: 640, 768: 1024, 1440: 900}
# A language of each direction.
LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Screen:
    """One state of the page: how wide, in which mode, in which language, with what in its address."""

    name: str
    width: int
    scheme: str
    hash: str

    @property
    def path(self) -> Path:
        """Where its picture is kept."""
        return STORED / f"{self.name}.png"


SCREENS = [
    Screen(f"{width}-{scheme}-{language}", width, scheme, f"#on=2026-01-30&site=qamishli&lang={language}")
    for width in WIDTHS
    for scheme in ("light", "dark")
    for language in LANGUAGES
] + [
    Screen("compare", 1440, "light", "#on=2026-02-21&from=2025-12-01"),
    Screen("embed", 768, "light", "#embed&on=2026-01-30"),
    Screen("world", 1440, "light", "#map=2,25,20"),
]


def take(browser: Browser, page_file: Path, screen: Screen) -> Image.Image:
    """What a screen looks like now, a quarter of its size."""
    context = browser.new_context(
        offline=True,
        viewport={"width": screen.width, "height": WIDTHS[screen.width]},
        color_scheme="dark" if screen.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(page_file.as_uri() + screen.hash)
    page.wait_for_selector("html[data-basemap=ready] #histogram path", state="attached")
    if "site=" in screen.hash:
        page.wait_for_selector(".evidence table", state="attached")
    # What was put in with the last frame is on the screen once the next one has begun.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    context.close()
    return taken.resize((taken.width // SMALLER, taken.height // SMALLER), Image.Resampling.BOX)


def main() -> int:
    """Take every screen anew."""
    STORED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "map.html"
        geo.PresenceMap().save(page_file)
        browser = launch(playwright)
        for screen in SCREENS:
            take(browser, page_file, screen).save(screen.path, optimize=True)
        browser.close()
    print(f"{len(SCREENS)} screens taken into {STORED}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
