"""Borders, and the lines that are contested.

Syria's lines with Turkey, Iraq, Jordan and Lebanon are OpenStreetMap's, all others Natural Earth's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geometry import Topology, in_degrees, simplify_line, tolerance_m
from shapely.ops import substring
from sources import DEGREE_M, german_view, natural_earth, osm_outlines

__all__ = ["add_borders"]

SYRIAN_NEIGHBOURS = {"Iraq", "Jordan", "Lebanon", "Turkey"}  # with these, the line is OpenStreetMap's
NOT_BORDERS = {"Lease limit", "Overlay limit"}
CONTESTED = {"Disputed", "Indeterminant frontier", "Line of control", "Unrecognized"}
DOUBTS = {"Claim boundary", "Disputed", "Unrecognized"}
NOT_STATES = {"FCLASS_OSM", "FCLASS_TLC"}  # columns of Natural Earth that are no state's view

# what to call a contested line between two sides; the rest is called by its sides
AREAS: dict[tuple[str, ...], str] = {
    ("Cyprus No Mans Area", "Northern Cyprus"): "Cyprus: ceasefire line",
    ("India", "Pakistan"): "Kashmir: line of control",
    ("India", "Siachen Glacier"): "Kashmir: Siachen Glacier",
    ("China", "Siachen Glacier"): "Kashmir: Siachen Glacier",
    ("Pakistan", "Siachen Glacier"): "Kashmir: Siachen Glacier",
    ("Israel", "Lebanon"): "Shebaa Farms: northern line",
    ("Israel", "Syria"): "Golan Heights: ceasefire line of 1974",
    ("Morocco", "Western Sahara"): "Western Sahara: line of control",
    ("North Korea", "South Korea"): "Korea: military demarcation line of 1953",
    ("Russia", "Ukraine"): "Crimea: northern line",
}
SEA_LINES = {"E": "Kuril Islands", "W": "Crimea: Kerch Strait"}  # Natural Earth names no sides for these two

# lines that only Natural Earth's German view draws: the state whose outline differs, and the line's name
OTHER_VIEW = {
    "ISR": "Golan Heights: line before 1967",
    "LBN": "Shebaa Farms: southern line",
    "MAR": "Western Sahara: northern line",
}


def syrian_lines(node_modules: Path, golan: Any) -> list[Any]:
    """Syria's border from the sea round to the Golan Heights, and from there to the sea.

    golan: the ceasefire line, which is Natural Earth's; the border stops at its two ends.
    """
    outlines = osm_outlines(node_modules, {"SYR", "TUR", "LBN"})
    ring = max(shapely.get_parts(outlines["SYR"]), key=lambda part: part.area).exterior
    shared = (ring.intersection(outlines[code].boundary) for code in ("TUR", "LBN"))
    turkey, lebanon = map(shapely.get_coordinates, shared)
    sea_north = turkey[turkey[:, 0].argmin()]
    sea_south = lebanon[(lebanon[:, 1] - lebanon[:, 0]).argmax()]  # the most north-westerly
    north, south = sorted((golan.coords[0], golan.coords[-1]), key=lambda point: -point[1])
    return [_stretch(ring, sea_north, south, east=True), _stretch(ring, north, sea_south, east=False)]


def _stretch(ring: Any, start: Any, end: Any, *, east: bool) -> Any:
    """The part of a ring between the points nearest to two others: the one that reaches further east, or not."""
    first, last = sorted(ring.project(shapely.Point(point)) for point in (start, end))
    inner = substring(ring, first, last)
    twice = shapely.LineString([*ring.coords, *ring.coords[1:]])
    outer = substring(twice, last, ring.length + first)
    return (max if east else min)((inner, outer), key=lambda line: line.bounds[2])


def _classes(row: dict[str, Any]) -> tuple[str, set[str]]:
    """Natural Earth's class of a border line, and the classes it has in the views of states."""
    views = {value for key, value in row.items() if key.startswith("FCLASS_") and key not in NOT_STATES}
    return _plain(row["FEATURECLA"]), {_plain(view) for view in views if isinstance(view, str)}


def _plain(feature_class: str) -> str:
    return feature_class.split(" (")[0]


def _sides(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(side for side in (row["ADM0_LEFT"], row["ADM0_RIGHT"]) if isinstance(side, str)))


def contested_name(row: dict[str, Any]) -> str | None:
    """The name of a contested line; None if no state's view in Natural Earth calls it into question."""
    own, views = _classes(row)
    if own not in CONTESTED and not views & DOUBTS:
        return None
    sides = _sides(row)
    if not sides:
        return SEA_LINES["E" if row["geometry"].bounds[0] > 100 else "W"]
    return AREAS.get(sides) or " – ".join(sides)


def natural_earth_lines() -> Iterator[tuple[str | None, Any]]:
    """Name (of contested lines) and line, without Syria's lines that are drawn by OpenStreetMap."""
    for row in natural_earth("cultural", "admin_0_boundary_lines_land").to_dict("records"):
        sides = set(_sides(row))
        if _classes(row)[0] in NOT_BORDERS or ("Syria" in sides and sides & SYRIAN_NEIGHBOURS):
            continue
        for line in shapely.get_parts(shapely.line_merge(row["geometry"])):
            yield contested_name(row), line
    yield from other_view_lines()


def other_view_lines() -> Iterator[tuple[str, Any]]:
    """Lines that are in Natural Earth's German view and not in its own."""
    german = german_view().set_index("ADM0_A3").geometry
    own = natural_earth("cultural", "admin_0_countries").set_index("ADM0_A3").geometry
    for code, name in OTHER_VIEW.items():
        moved = shapely.line_merge(german[code].boundary.difference(own[code].boundary))
        yield name, max(shapely.get_parts(moved), key=lambda line: line.length)


def _with_ends(line: Any, ends: dict[tuple[float, float], tuple[float, float]]) -> Any:
    """The line with its first and last point replaced where `ends` has another for them."""
    points = list(line.coords)
    points[0], points[-1] = (ends.get(point, point) for point in (points[0], points[-1]))
    return shapely.LineString(points)


def join_syria(lines: list[Any], syria: list[Any]) -> tuple[list[Any], list[Any]]:
    """Natural Earth's lines moved (by up to 3 km) to meet Syria's, and Syria's cut where they are met."""
    border = shapely.MultiLineString(syria)
    ends: dict[tuple[float, float], tuple[float, float]] = {}
    for end in sorted({point for line in lines for point in (line.coords[0], line.coords[-1])}):
        if border.distance(shapely.Point(end)) * DEGREE_M < 3000:
            ends[end] = shapely.shortest_line(border, shapely.Point(end)).coords[0]
    cuts = shapely.MultiPoint(list(ends.values()))
    return [_with_ends(line, ends) for line in lines], [part for line in syria for part in _cut(line, cuts)]


def _cut(line: Any, cuts: Any) -> list[Any]:
    """The line in pieces that end at the points lying on it."""
    here = [point for point in cuts.geoms if line.distance(point) < 1e-9]
    stops = sorted({0.0, line.length, *(line.project(point) for point in here)})
    return [substring(line, start, end) for start, end in pairwise(stops) if end - start > 1e-9]


def reach_coast(lines: list[Any], land: Any) -> list[Any]:
    """Ends that meet no other line are moved to the coast, if it is near: the two come from different sources."""
    uses = Counter(point for line in lines for point in (line.coords[0], line.coords[-1]))
    coast = in_degrees(land).boundary
    ends = {}
    for end in sorted(point for point, count in uses.items() if count == 1):
        gap = shapely.shortest_line(coast, shapely.Point(end))
        reach_m = max(2000, 3 * float(tolerance_m(np.array([end]))[0]))
        if gap.length * DEGREE_M < reach_m:
            ends[end] = gap.coords[0]
    return [_with_ends(line, ends) for line in lines]


def add_borders(topology: Topology, land: Any, node_modules: Path) -> None:
    """The object `borders`: one geometry of international lines, one for each contested name."""
    names, found = zip(*natural_earth_lines(), strict=True)
    golan = found[names.index(AREAS["Israel", "Syria"])]
    lines, syria = join_syria(list(found), syrian_lines(node_modules, golan))
    groups: dict[str | None, list[Any]] = {}
    at_sea = {name: line for name, line in zip(names, lines, strict=True) if name in SEA_LINES.values()}
    named = [(name, line) for name, line in zip(names, lines, strict=True) if name not in at_sea]
    ashore = reach_coast([line for _, line in named] + syria, land)
    all_names = [name for name, _ in named] + [None] * len(syria) + list(at_sea)
    for name, line in zip(all_names, [*ashore, *at_sea.values()], strict=True):
        simple = simplify_line(line)
        if not simple.is_empty:
            groups.setdefault(name, []).append(simple)
    contested = sorted(name for name in groups if name)
    topology.collect("borders", [
        topology.lines(groups[None], kind="international"),
        *(topology.lines(groups[name], kind="contested", name=name) for name in contested),
    ])  # fmt: skip
