"""The benchmark: `python -m tests.benchmarks [--sizes 1000,10000] [--rounds 3] [--only ours,bare] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.benchmarks.browser import LIMIT_S, look
from tests.benchmarks.cdn import accept_packaged_files
from tests.benchmarks.contenders import CONTENDERS, Contender
from tests.benchmarks.report import MEASURES, Result, describe
from tests.benchmarks.table import make_table, step_days
from tests.benchmarks.writing import write_apart

_HERE = Path(__file__).parent
_STEPS = 9


def main() -> None:
    """Measure what was asked for, and print each size when it is done."""
    asked = _arguments()
    names = asked.only.split(",") if asked.only else [contender.name for contender in CONTENDERS]
    unknown = set(names) - {contender.name for contender in CONTENDERS}
    if unknown:
        raise SystemExit(
            f"no contender {', '.join(sorted(unknown))}; there are {', '.join(c.name for c in CONTENDERS)}"
        )
    chosen = [contender for contender in CONTENDERS if contender.name in names]
    _provide_packages()
    everything: dict[str, dict[str, object]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in map(int, asked.sizes.split(",")):
            results = measure(playwright, chosen, size, asked.rounds, Path(folder))
            print(describe(size, results), end="\n\n", flush=True)
            everything[str(size)] = {name: asdict(result) for name, result in results.items()}
            if asked.json:
                machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
                asked.json.write_text(json.dumps({"machine": machine, "sizes": everything}, indent=2) + "\n", "utf-8")


def measure(
    playwright: Playwright, contenders: Sequence[Contender], size: int, rounds: int, folder: Path
) -> dict[str, Result]:
    """All contenders at one size, round by round, so that a machine that slows down slows all of them."""
    frame = make_table(size)
    table = folder / "table.pickle"
    frame.to_pickle(table)
    days = step_days(frame, _STEPS + 1)
    results = {contender.name: Result(reasons=dict(contender.missing)) for contender in contenders}
    for number in range(rounds):
        for contender in contenders:
            result = results[contender.name]
            if "drawn_ms" in result.reasons:
                continue
            print(f"{size:,} statements, round {number + 1} of {rounds}: {contender.name}", file=sys.stderr, flush=True)
            page = folder / f"{contender.name}.html"
            seconds = write_apart(contender, table, page, LIMIT_S)
            if isinstance(seconds, str):
                result.add({}, dict.fromkeys(MEASURES, seconds))
                continue
            result.add({"file_s": seconds, "page_mb": page.stat().st_size / 1e6}, {})
            accept_packaged_files(page)
            seen = look(playwright, contender, page, size, days, set(result.reasons))
            result.add(seen.figures, seen.reasons)
            page.unlink()
    return results


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="statements in the table, separated by commas")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contender is measured")
    parser.add_argument("--only", help="contenders, separated by commas")
    parser.add_argument("--json", type=Path, help="a file to write every round's figures to")
    return parser.parse_args()


def _provide_packages() -> None:
    """Install the npm packages that stand in for CDNs, where they are not or not as the lock file has them."""
    installed = _HERE / "node_modules" / ".package-lock.json"
    lock = _HERE / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        command = [sys.executable, "-m", "geo.page.npm", "ci", "--ignore-scripts", "--prefix", str(_HERE)]
        subprocess.run(command, cwd=_HERE.parents[1], check=True)


if __name__ == "__main__":
    main()
