"""The table that every contender draws: invented statements, one a row, each about a site of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tests.benchmarks.towns import TOWNS

SEED = 20260130
STATUSES = ("planned", "present", "reduced", "leaving", "left", "denied")
STATUS_SHARES = (0.08, 0.56, 0.12, 0.08, 0.12, 0.04)
KINDS = ("air-base", "naval-base", "airport", "base", "outpost")
LANGUAGES = ("en", "ar", "fr", "ru", "es", "tr", "fa", "de", "uk", "zh")
TOWNS_WANTED = 300
PUBLISHERS_WANTED = 200
NOTE_LENGTH = 200
FIRST_DAY = "2010-01-01"
LAST_DAY = "2025-12-31"

_OPERATORS = """
    RUS USA TUR FRA GBR CHN IRN ISR ARE SAU EGY IND PAK DEU ITA ESP NLD BEL POL CAN
    AUS JPN KOR PRK UKR BLR SRB GRC QAT JOR ETH KEN UGA RWA NGA ZAF BRA COL VEN CUB
"""
_STEMS = """
    access act advance aid air allow announce appear approach arm arrive assist attack base board border brief bring
    build call camp cargo carry cease centre check claim clear close column command confirm consider contain control
    convoy count cover cross decide deliver demand deny depart deploy describe direct discuss drill drive drone engage
    enter escort establish estimate expand expect explain extend face fence field flight follow force form garrison
    gate grant guard halt hangar head help hold host image increase inform inspect install invite land lead leave
    limit line load locate maintain mark meet mention mission mount move name negotiate note observe offer officer
    open operate order pass patrol place plan point post prepare present press promise protect publish question
    radar raise reach receive record reduce refuel reject release remain remove repair repeat replace report request
    resident return review road rotate route runway say search secure see shelter ship show sign soldier source
    station stay store strike supply support tank target tell tower train transfer travel treaty truck unit vehicle
    village visit wait warn watch withdraw witness work
"""
_ENDINGS = ("", "", "s", "ed", "ing", "er", "ment")
_SMALL = "the of in to and a near by from for with after before at on that which its their while under since"


def make_table(rows: int) -> pd.DataFrame:
    """A frame of so many statements, always the same for the same number; latitude and longitude in degrees."""
    chance = np.random.default_rng(SEED)
    towns = _make_towns(chance)
    # Towns are crowded unequally, as places are; a tenth of the sites stand anywhere around.
    shares = chance.pareto(1.2, len(towns)) + 0.2
    town = chance.choice(len(towns), rows, p=shares / shares.sum())
    spread = np.where(chance.random(rows) < 0.1, 1.0, 0.04)
    names = towns["name"].to_numpy()[town]
    number = np.arange(1, rows + 1)
    kind = np.array(KINDS, dtype=object)[chance.integers(len(KINDS), size=rows)]
    publishers = _make_publishers(chance)
    publisher = chance.integers(len(publishers), size=rows)
    title = _make_prose(chance, rows, 60)
    published, about, since = _make_dates(chance, rows)
    operators = np.array(_OPERATORS.split(), dtype=object)
    return pd.DataFrame(
        {
            "site": [f"{name.lower().replace(' ', '-')}-{count}" for name, count in zip(names, number, strict=True)],
            "name": [f"{name} {what} {count}" for name, what, count in zip(names, kind, number, strict=True)],
            "kind": kind,
            "host": towns["host"].to_numpy()[town],
            "latitude": (towns["latitude"].to_numpy()[town] + chance.normal(0, spread)).round(5),
            "longitude": (towns["longitude"].to_numpy()[town] + chance.normal(0, spread)).round(5),
            "within_km": chance.choice([0.5, 1.0, 1.5], rows),
            "operator": operators[chance.integers(len(operators), size=rows)],
            "status": chance.choice(np.array(STATUSES, dtype=object), rows, p=STATUS_SHARES),
            "about": about,
            "since": since,
            "title": title,
            "publisher": publishers["name"].to_numpy()[publisher],
            "url": publishers["address"].to_numpy()[publisher] + published.str[:4] + "/" + number.astype(str),
            "published": published,
            "language": np.array(LANGUAGES, dtype=object)[chance.integers(len(LANGUAGES), size=rows)],
            "note": _make_prose(chance, rows, NOTE_LENGTH),
        }
    )


def first_days(dates: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """The first day that each EDTF text of the table can mean, for the pages whose sliders need a moment in time."""
    return pd.to_datetime(dates + dates.str.len().map({4: "-01-01", 7: "-01", 10: ""}), format="%Y-%m-%d")


def step_days(frame: pd.DataFrame, count: int) -> list[int]:
    """So many days in a row on which some site begins, from the middle of the table's time on (since 1970-01-01)."""
    begun = np.unique(first_days(frame["since"]).to_numpy().astype("datetime64[D]").astype(int))
    return [int(day) for day in begun[len(begun) // 2 :][:count]]


def _make_towns(chance: np.random.Generator) -> pd.DataFrame:
    known = pd.DataFrame(TOWNS, columns=["name", "host", "latitude", "longitude"])
    more = known.loc[np.arange(TOWNS_WANTED) % len(known)].reset_index(drop=True)
    further = np.arange(TOWNS_WANTED) >= len(known)
    more["name"] = np.where(
        further, more["name"] + " " + np.where(np.arange(TOWNS_WANTED) % 2, "East", "West"), more["name"]
    )
    for axis in ("latitude", "longitude"):
        more[axis] += np.where(further, chance.uniform(-0.4, 0.4, TOWNS_WANTED), 0)
    return more


def _make_publishers(chance: np.random.Generator) -> pd.DataFrame:
    places = chance.permutation(PUBLISHERS_WANTED)
    kinds = ("Times", "Herald", "Monitor", "News", "Review", "Post", "Daily", "Agency")
    names = [
        f"{TOWNS[place % len(TOWNS)][0]} {kinds[number % len(kinds)]}" + (" Online" if place >= len(TOWNS) else "")
        for number, place in enumerate(places)
    ]
    return pd.DataFrame(
        {"name": names, "address": [f"https://www.{name.lower().replace(' ', '')}.example/news/" for name in names]}
    )


def _make_dates(chance: np.random.Generator, rows: int) -> tuple[pd.Series[str], pd.Series[str], pd.Series[str]]:
    """When each report was published, what day it is about, and since when: in that order back through time."""
    first, last = np.datetime64(FIRST_DAY), np.datetime64(LAST_DAY)
    length = int((last - first).astype(int))
    published = first + chance.integers(400, length, rows)
    about = published - chance.integers(0, 20, rows)
    since = about - chance.integers(1, 1500, rows)
    return _as_text(chance, published), _as_text(chance, about), _as_text(chance, since)


def _as_text(chance: np.random.Generator, days: Any) -> pd.Series[str]:
    """Days as EDTF texts: a tenth names only its year, a quarter only its month."""
    lengths = chance.choice([4, 7, 10], len(days), p=[0.1, 0.25, 0.65])
    texts = np.datetime_as_string(days, unit="D")
    return pd.Series([text[:length] for text, length in zip(texts, lengths, strict=True)])


def _make_prose(chance: np.random.Generator, rows: int, length: int) -> list[str]:
    """Texts of exactly so many characters: common words often, rare ones seldom, as in a language."""
    stems = [stem + ending for ending in _ENDINGS for stem in _STEMS.split()]
    words = np.array(_SMALL.split() + [stems[place] for place in chance.permutation(len(stems))], dtype=object)
    shares = 1 / (np.arange(len(words)) + 8)
    picked = words[chance.choice(len(words), (rows, length // 4), p=shares / shares.sum())]
    return [" ".join(row).capitalize().ljust(length, ".")[:length].strip() for row in picked]
