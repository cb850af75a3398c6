"""What the tests share: a small data folder, the `geo` command, and hypothesis's settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.folders import DataFolder, make_data

# The same examples for everybody, and no folder of past ones.
settings.register_profile("geo", derandomize=True, database=None, deadline=None, max_examples=50)
settings.load_profile("geo")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A small valid data folder."""
    return make_data(tmp_path / "data")


@dataclass(frozen=True)
class Answer:
    """What a command answered: its exit status, and the lines it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """All that it wrote, line by line."""
        return [*self.out.splitlines(), *self.err.splitlines()]


@pytest.fixture
def geo_command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run the `geo` command in this process."""
    from geo.cli import main

    def run(*arguments: str | Path) -> Answer:
        words = [str(argument) for argument in arguments]
        try:
            status = main(words)
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        written = capsys.readouterr()
        return Answer(status, written.out, written.err)

    return run
