"""Simplify shapes by how far they are from the sites, and write them as TopoJSON.

Coordinates come in as degrees (EPSG:4326, longitude first) and leave as whole steps of GRID_DEGREES.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

__all__ = [
    "NORTH_LIMIT",
    "Topology",
    "in_degrees",
    "simplify_area",
    "simplify_line",
    "site_km",
    "tolerance_m",
]

Numbers = npt.NDArray[np.float64]

GRID_DEGREES = 1e-4
GRID_M = 11.1
EARTH_RADIUS_M = 6371008.8
NORTH_LIMIT = 85.06  # Web Mercator ends at 85.0511 degrees

# latitude, longitude: Hmeimim air base, Tartus naval base, Qamishli airport
SITES = ((35.4011, 35.9487), (34.91, 35.86), (37.0206, 41.1914))

# km from the nearest site, and how many metres a line may there move
TAPER = (
    (1, 12), (18, 14), (26, 40), (40, 110), (100, 200), (430, 300), (600, 800), (900, 1600),
    (1500, 4200), (2500, 9000), (4500, 19000), (9000, 32000), (20100, 34000),
)  # fmt: skip


def site_km(points: Numbers) -> Numbers:
    """Distance (km, on a sphere) from each point (n x 2, degrees) to the nearest site."""
    longitude, latitude = np.radians(points).T
    nearest = np.full(len(points), np.inf)
    for site in SITES:
        site_latitude, site_longitude = map(math.radians, site)
        chord = (
            np.sin((latitude - site_latitude) / 2) ** 2
            + np.cos(latitude) * math.cos(site_latitude) * np.sin((longitude - site_longitude) / 2) ** 2
        )
        nearest = np.minimum(nearest, 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.minimum(chord, 1))))
    return nearest


def tolerance_m(points: Numbers) -> Numbers:
    """How far a line may move (metres) at each point (n x 2, degrees)."""
    distances_km, metres = zip(*TAPER, strict=True)
    from_site = np.log(np.maximum(site_km(points), 1))
    return np.asarray(np.exp(np.interp(from_site, np.log(distances_km), np.log(metres))))


def _mercator_m(points: Numbers) -> Numbers:
    """Web Mercator metres: a line is straight in them where the page draws it straight."""
    longitude, latitude = np.radians(np.clip(points, -180, 180)).T
    return EARTH_RADIUS_M * np.column_stack([longitude, np.arctanh(np.sin(latitude))])


def _offsets(points: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """Distance of each point to the stretch from start to end."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.asarray(np.hypot(*(points - start - share[:, None] * along).T))


def _mark(points: Numbers, weights: Numbers, kept: npt.NDArray[np.bool_], first: int, last: int) -> None:
    """Douglas-Peucker: mark the points without which a line would move by more than its tolerance."""
    stretches = [(first, last)]
    while stretches:
        first, last = stretches.pop()
        if last - first < 2:
            continue
        inner = slice(first + 1, last)
        offsets = _offsets(points[inner], points[first], points[last]) * weights[inner]
        farthest = first + 1 + int(offsets.argmax())
        if offsets.max() > 1:
            kept[farthest] = True
            stretches += [(first, farthest), (farthest, last)]


def _simplify(points: Numbers, *, is_ring: bool, sharper: float) -> Numbers:
    flat = _mercator_m(points)
    weights = sharper * np.cos(np.radians(points[:, 1])) / tolerance_m(points)
    kept = np.zeros(len(points), dtype=bool)
    kept[[0, -1]] = True
    if is_ring:
        kept[int(np.hypot(*(flat - flat[0]).T).argmax())] = True
    kept |= np.abs(points[:, 0]) > 179.9999  # the antimeridian stays straight
    anchors = np.flatnonzero(kept)
    for first, last in pairwise(anchors):
        _mark(flat, weights, kept, int(first), int(last))
    return points[kept]


def _snap(points: Numbers) -> Numbers:
    """Whole grid steps, in coarser round numbers (which compress better) where the tolerance is large."""
    step = 10 ** np.clip(np.floor(np.log10(tolerance_m(points) / GRID_M / 2)), 0, 3)
    step = np.where(np.abs(points[:, 0]) > 179.9999, 1, step)[:, None]
    return np.asarray(np.round(points / GRID_DEGREES / step) * step)


def _distinct(points: Numbers) -> Numbers:
    """Points without repetitions of the one before."""
    return points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]


def simplify_line(line: Any, *, sharper: float = 1) -> Any:
    """A line in degrees -> in grid steps; its ends stay (to the grid). Empty if nothing is left.

    sharper: by how much the tolerance is divided.
    """
    points = _distinct(_snap(_simplify(shapely.get_coordinates(line), is_ring=line.is_ring, sharper=sharper)))
    return shapely.LineString(points if len(points) > 1 else [])


def _simplify_ring(ring: Any, smallest: float, sharper: float) -> Any:
    """The ring in grid steps, or None if it is smaller than `smallest` tolerances squared."""
    points = shapely.get_coordinates(ring)
    scale = np.cos(np.radians(points[:, 1].mean()))
    area_m2 = shapely.Polygon(_mercator_m(points) * scale).area
    if area_m2 < (smallest * tolerance_m(points).min()) ** 2:
        return None
    for finer in (1, 2, 4):  # a small island is drawn finer rather than lost
        simple = _distinct(_snap(_simplify(points, is_ring=True, sharper=sharper * finer)))
        if len(simple) > 4:
            break
    return shapely.Polygon(simple) if len(simple) > 3 else None


def simplify_area(area: Any, *, smallest: float, sharper: float = 1) -> Any:
    """Polygons in degrees -> a valid MultiPolygon in grid steps.

    smallest: rings are dropped whose area is under this many tolerances, squared.
    sharper: by how much the tolerance is divided.
    """
    parts = shapely.get_parts(area)
    outer = [_simplify_ring(part.exterior, smallest, sharper) for part in parts]
    holes = [_simplify_ring(ring, smallest, sharper) for part in parts for ring in part.interiors]
    land = shapely.difference(_union(outer), _union(holes), grid_size=1)
    return shapely.MultiPolygon([part for part in shapely.get_parts(land) if part.geom_type == "Polygon"])


def _union(rings: list[Any]) -> Any:
    """What the rings cover, on the grid; overlaps and crossings that simplifying made are merged."""
    found = [shapely.make_valid(ring, method="structure", keep_collapsed=False) for ring in rings if ring]
    return shapely.union_all(found, grid_size=1)


def in_degrees(shape: Any) -> Any:
    """A shape in grid steps -> in degrees."""
    return shapely.transform(shape, lambda points: points * GRID_DEGREES)


class Topology:
    """A TopoJSON topology being filled: every line and ring is one arc."""

    def __init__(self) -> None:
        self.arcs: list[list[list[int]]] = []
        self.objects: dict[str, Any] = {}

    def _arc(self, line: Any) -> int:
        points = shapely.get_coordinates(line).round().astype(int)
        steps = np.vstack([points[:1] - [_steps(-180), _steps(-90)], np.diff(points, axis=0)])
        self.arcs.append(steps.tolist())
        return len(self.arcs) - 1

    def lines(self, lines: list[Any], **properties: Any) -> dict[str, Any]:
        """A MultiLineString geometry."""
        arcs = [[self._arc(line)] for line in lines]
        return {"type": "MultiLineString", "arcs": arcs, "properties": properties}

    def area(self, area: Any, **properties: Any) -> dict[str, Any]:
        """A MultiPolygon geometry, outer rings anticlockwise (RFC 7946)."""
        polygons = shapely.get_parts(shapely.orient_polygons(area))
        arcs = [[[self._arc(ring)] for ring in (one.exterior, *one.interiors)] for one in polygons]
        return {"type": "MultiPolygon", "arcs": arcs, "properties": properties}

    def point(self, *, latitude: float, longitude: float, **properties: Any) -> dict[str, Any]:
        """A Point geometry, to 0.01 degrees: labels need no more."""
        steps = [round(round(value, 2) / GRID_DEGREES) for value in (longitude + 180, latitude + 90)]
        return {"type": "Point", "coordinates": steps, "properties": properties}

    def collect(self, name: str, geometries: list[dict[str, Any]]) -> None:
        """Add a named object of several geometries."""
        self.objects[name] = {"type": "GeometryCollection", "geometries": geometries}

    def document(self) -> dict[str, Any]:
        """The whole topology, as JSON values."""
        transform = {"scale": [GRID_DEGREES, GRID_DEGREES], "translate": [-180, -90]}
        return {"type": "Topology", "transform": transform, "objects": self.objects, "arcs": self.arcs}


def _steps(degrees: float) -> int:
    return round(degrees / GRID_DEGREES)
