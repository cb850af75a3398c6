"""All the tests: `python -m tests`. Lint, format, types, data, the page's TypeScript, then pytest with a real browser.

Every step runs, also after one has failed; the exit status is 1 where any did.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.chromium import provide_browser

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run every step in its order; 0 where all passed."""
    python = [sys.executable, "-m"]
    npm = [*python, "geo.page.npm"]
    steps = {
        "lint": [*python, "ruff", "check", "."],
        "format": [*python, "ruff", "format", "--check", "."],
        "types": [*python, "mypy"],
        "data": [*python, "geo", "check"],
        "canonical data": [*python, "geo", "format", "--check"],
        "page types": [*npm, "run", "types"],
        "page tests": [*npm, "test"],
        "folium's files": [*npm, "ci", "--ignore-scripts", "--prefix", str(ROOT / "tests" / "browser")],
        "tests": [*python, "pytest"],
    }
    failed = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        if name == "tests" and not provide_browser():
            failed.append("browser")
        if subprocess.run(command, cwd=ROOT, env=os.environ, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all steps passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
