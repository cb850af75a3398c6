"""A small valid data folder in which one thing at a time can be changed, and Python run on the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

VOCABULARY = """\
[status.planned]
holds_for_days = 365
meaning = "announced, not yet there"

[status.present]
holds_for_days = 180
meaning = "there"

[status.reduced]
holds_for_days = 180
meaning = "there with less"

[status.leaving]
holds_for_days = 30
meaning = "there, on the way out"

[status.left]
holds_for_days = 365
meaning = "no longer there"

[status.denied]
holds_for_days = 180
meaning = "said not to be there"

[kind.airport]
meaning = "civil airfield"

[kind.base]
meaning = "camp or headquarters"

[unit.personnel]
meaning = "people"

[unit.aircraft]
meaning = "aeroplanes"
"""

OPERATORS = """\
[RUS]
kind = "state"
colour = 1
names = { en = "Russia", tr = "Rusya" }

[TUR]
kind = "state"
colour = 2
names = { en = "Turkey" }
"""

PUBLISHERS = """\
[agency]
name = "The Agency"
hosts = ["agency.example.org"]

[daily]
name = "The Daily"
hosts = ["daily.example.org", "daily.example.net"]

[channel]
name = "The Channel"
hosts = ["channel.example.org"]
state_run = true
"""

EXPECT = """\
sites = 2
reports = 3
statements = 4
languages = 2
publishers = 2
first_year = 2025
last_year = 2026
"""

AIRPORT = """\
kind = "airport"
host = "SYR"

[names]
ar = "مطار القامشلي"
en = "Qamishli airport"

[spellings]
en = ["Kamishly", "Qamishlo"]

[location]
latitude = 37.021
longitude = 41.191
within_km = 1
source = "the aerodrome's chart"
reason = "the reference point"
"""

CAMP = """\
kind = "base"
host = "SYR"

[names]
en = "Northern camp"

[location]
latitude = 36.21
longitude = 37.16
within_km = 10
source = "the town's coordinates"
reason = "only the town is known"
"""

DAILY = """\
title = "Forces leave the airport"
publisher = "daily"
url = "https://www.daily.example.org/2026/forces-leave"
published = "2026-01-26"
language = "en"
via = "agency"

[[statement]]
site = "qamishli"
operator = "RUS"
status = "leaving"
about = "2026-01-25"
since = "2019-11"
strength = { aircraft = "8", personnel = ">100" }
passage = { start = "Forces have begun", end = "the airport this week" }
note = "Five sources: the withdrawal has begun."

[[statement]]
site = "camp"
operator = "TUR"
status = "present"
about = "2026-01-26"
passage = { start = "Meanwhile the northern camp" }
"""

CHANNEL = """\
title = "قوات في المطار"
publisher = "channel"
url = "https://channel.example.org/a/1"
published = "2025-12"
language = "ar"

[[statement]]
site = "qamishli"
operator = "RUS"
status = "present"
about = "2025-12"
since = "2019"
passage = { start = "وتنشر روسيا قوات في", end = "منذ عام 2019" }
"""

UNDATED = """\
title = "Who is at the airport"
language = "en"

[[statement]]
site = "qamishli"
operator = "RUS"
status = "present"
about = "2025"
"""

FILES = {
    "vocabulary.toml": VOCABULARY,
    "operators.toml": OPERATORS,
    "publishers.toml": PUBLISHERS,
    "expect.toml": EXPECT,
    "sites/camp.toml": CAMP,
    "sites/qamishli.toml": AIRPORT,
    "reports/2025/2025-12-channel.toml": CHANNEL,
    "reports/2026/2026-01-26-daily.toml": DAILY,
    "reports/undated/who-is-there.toml": UNDATED,
}


@dataclass(frozen=True)
class DataFolder:
    """A data folder on disk and the changes a test makes in it."""

    path: Path

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, making its folder."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one occurrence of a text in a file; a change that changes nothing is a mistake in the test."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def move(self, name: str, to: str) -> None:
        """Move a file, making the folder it goes to."""
        self.write(to, (self.path / name).read_bytes())
        self.remove(name)

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.path / name).unlink()

    def text(self, name: str) -> str:
        """A file's text."""
        return (self.path / name).read_bytes().decode()

    def line(self, name: str, beginning: str) -> int:
        """The line (from 1) that is the only one to begin with a text."""
        found = [
            number for number, line in enumerate(self.text(name).split("\n"), start=1) if line.startswith(beginning)
        ]
        assert len(found) == 1, f"{beginning!r} begins {len(found)} lines of {name}"
        return found[0]


def make_data(path: Path) -> DataFolder:
    """A small valid data folder: two sites, three reports, four statements, two operators."""
    data = DataFolder(path)
    for name, text in FILES.items():
        data.write(name, text)
    return data


def run_python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run this Python on the checkout, whether or not the package is installed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    settings: dict[str, object] = {"capture_output": True, "text": True, "encoding": "utf-8", "env": environment}
    return subprocess.run([sys.executable, *arguments], check=False, timeout=60, **(settings | options))  # type: ignore[call-overload, no-any-return]
