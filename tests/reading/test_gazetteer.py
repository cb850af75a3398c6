"""The gazetteer's contract, and that a site is found by every name that it lists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import geo.reading
from geo.reading.finding import finder
from geo.reading.gazetteer import read_gazetteer
from geo.reading.letters import level
from geo.reading.lexicon import languages

FOLDER = Path(geo.reading.__file__).parent / "gazetteer"
SITES = read_gazetteer()
# The languages that its names are written in, whether or not reports in them can be read yet.
REPORTING = {"en", "ar", "ru", "tr", "ku", "ckb", "fa", "fr", "de", "es", "it", "pt", "uk", "he", "zh"}
KINDS = {"air-base", "naval-base", "airport", "base", "outpost"}


def test_it_lists_the_worlds_foreign_bases() -> None:
    assert len(SITES) >= 600
    assert {"hmeimim", "tartus", "qamishli"} <= set(SITES)
    assert len({site.host for site in SITES.values()}) >= 100


def test_no_site_is_listed_twice() -> None:
    listed = [site for path in FOLDER.glob("*.toml") for site in tomllib.loads(path.read_text("utf-8"))]
    assert len(listed) == len(set(listed)) == len(SITES)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_site_is_listed_as_the_contract_has_it(site) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", site.id)
    assert site.kind in KINDS
    assert re.fullmatch("[A-Z]{3}", site.host)
    assert site.operators
    assert site.host not in site.operators
    assert {"en", "ar"} <= set(site.names) <= REPORTING
    assert all(names and len(names) == len(set(names)) for names in site.names.values())
    assert all(
        name == name.strip() and not set(name) & set("()[]{}/\n") for names in site.names.values() for name in names
    )


@pytest.mark.parametrize("language", languages())
def test_a_site_is_found_by_each_of_its_names(language: str) -> None:
    """Where a name is within a longer one, or is another site's too, a site of that name is found there."""
    missed = []
    named = 0
    for site in SITES.values():
        for name in site.names.get(language, ()):
            named += 1
            text = f"“{name}”"
            mentions, _ = finder(language).find(level(text), text)
            if [(mention.start, mention.end) for mention in mentions] != [(1, len(text) - 1)]:
                missed.append((site.id, name))
    assert named > 20
    assert not missed
