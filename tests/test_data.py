"""The dataset that comes with the package keeps its own contract."""

from __future__ import annotations

import pytest

from geo.rules import check
from geo.store import Folder, canonical, read_folder, shipped_data


@pytest.fixture(scope="module")
def shipped() -> Folder:
    return read_folder(shipped_data())


def test_shipped_data_has_no_error(shipped: Folder) -> None:
    assert [str(problem) for problem in check(shipped) if problem.severity == "error"] == []


def test_shipped_data_is_in_canonical_spelling(shipped: Folder) -> None:
    assert [each.name for each in shipped.documents() if canonical(each) != each.text] == []


def test_every_shipped_report_states_something(shipped: Folder) -> None:
    assert [report.name for report in shipped.reports if not report.values.get("statement")] == []


def test_shipped_reports_are_in_six_languages_at_least(shipped: Folder) -> None:
    assert len({report.values["language"] for report in shipped.reports}) >= 6


def test_shipped_reports_are_twenty_six_at_least(shipped: Folder) -> None:
    assert len(shipped.reports) >= 26


def test_shipped_sites_are_the_three_of_the_first_map_at_least(shipped: Folder) -> None:
    assert {"hmeimim", "qamishli", "tartus"} <= {site.id for site in shipped.sites}
