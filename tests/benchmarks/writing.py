"""Writes one contender's page in a process of its own: `python -m tests.benchmarks.writing NAME TABLE PAGE`.

The last line it prints is the seconds that it took from the frame in memory to the file on disk.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from tests.benchmarks.contenders import CONTENDERS, Contender

ROOT = Path(__file__).resolve().parents[2]
_WARM_UP_ROWS = 50


def write_apart(contender: Contender, table: Path, page: Path, limit_s: float) -> float | str:
    """Have another process write the page: the seconds it took, or why it did not."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.writing", contender.name, str(table), str(page)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=limit_s, check=False)
    except subprocess.TimeoutExpired:
        return f"stopped: wrote no page within {limit_s:g} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed without a word"])[-1]
    return float(done.stdout.splitlines()[-1])


def _write(name: str, table: Path, page: Path) -> float:
    contender = next(each for each in CONTENDERS if each.name == name)
    frame = pd.read_pickle(table)  # noqa: S301 - our own file of a moment ago
    with tempfile.TemporaryDirectory() as folder:
        # For imports and caches, and for every contender alike.
        contender.write(frame.head(_WARM_UP_ROWS), Path(folder) / "warm.html")
    began = time.perf_counter()
    contender.write(frame, page)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(_write(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
