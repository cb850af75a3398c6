"""A Chromium to test with: Playwright's own where it can be had, else the system's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

_SYSTEM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Start the browser that there is; raises RuntimeError where there is none."""
    own = Path(playwright.chromium.executable_path)
    if own.is_file():
        return playwright.chromium.launch(args=_ARGUMENTS)
    system = next(filter(None, map(shutil.which, _SYSTEM)), None)
    if system is None:
        raise RuntimeError("no Chromium: run python -m tests, which installs one")
    return playwright.chromium.launch(executable_path=system, args=_ARGUMENTS)


def provide_browser() -> bool:
    """Install a browser where there is none: Playwright's, else Debian's; whether there is one then."""
    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).is_file() or any(map(shutil.which, _SYSTEM)):
            return True
    for commands in (
        [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]],
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
        [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]],
    ):
        try:
            if all(subprocess.run(command, check=False).returncode == 0 for command in commands):
                return True
        except OSError:
            continue
    print("no Chromium could be installed; install one, and have it on the PATH", file=sys.stderr)
    return False
