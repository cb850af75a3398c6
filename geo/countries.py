"""Country outlines for checking coordinates: Natural Earth 1:50m through the npm package world-atlas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Countries", "read_countries"]

_FILE = Path(__file__).parent / "page" / "built" / "countries-50m.json"


@dataclass(frozen=True)
class Countries:
    """Outlines by ISO 3166-1 alpha-2 code, as shapely geometries in degrees (EPSG:4326).

    tolerance_km: how far off the outlines themselves are: at the Levant coast Natural Earth 1:50m lies 0.9 km from
    OpenStreetMap's in the median, and a few times that at capes and bays.
    """

    outlines: dict[str, Any]
    tolerance_km: float = 5.0

    def km_from(self, host: str, *, latitude: float, longitude: float) -> float:
        """Geodesic distance (km, WGS 84) from a point to a country (ISO alpha-3); 0 inside it.

        Infinite for a country without an outline of its own in Natural Earth.
        """
        from pyproj import Geod
        from shapely import Point
        from shapely.ops import nearest_points

        outline = self.outlines.get(_alpha2(host))
        if outline is None:
            return float("inf")
        point = Point(longitude, latitude)
        if outline.covers(point):
            return 0.0
        nearest = nearest_points(outline, point)[0]
        return float(Geod(ellps="WGS84").inv(longitude, latitude, nearest.x, nearest.y)[2]) / 1000

    def is_land(self, *, latitude: float, longitude: float) -> bool:
        """Whether a point lies in any country."""
        from shapely import Point

        return any(outline.covers(Point(longitude, latitude)) for outline in self.outlines.values())

    def is_centroid(self, host: str, *, latitude: float, longitude: float) -> bool:
        """Whether a point is where gazetteers put a whole country: its centroid, or whole degrees."""
        from pyproj import Geod

        if latitude == int(latitude) and longitude == int(longitude):
            return True
        outline = self.outlines.get(_alpha2(host))
        if outline is None:
            return False
        geodesic = Geod(ellps="WGS84")
        area_m2 = abs(geodesic.geometry_area_perimeter(outline)[0])
        metres = geodesic.inv(longitude, latitude, outline.centroid.x, outline.centroid.y)[2]
        # Two hundredths of the country's size: 9 km for Syria, 0.5 km for Bahrain.
        return bool(metres < 0.02 * area_m2**0.5)


@cache
def read_countries() -> Countries:
    """Read the outlines that came with the package (TopoJSON, through GDAL).

    Raises FileNotFoundError where the package was not built: `pip install` builds it.
    """
    import geopandas

    if not _FILE.is_file():
        raise FileNotFoundError(f"{_FILE} is missing: install the package with pip, which builds it")
    frame = geopandas.read_file(_FILE, layer="countries")
    valid = frame.geometry.make_valid()
    outlines: dict[str, Any] = {}
    for code, outline in zip(frame["id"], valid, strict=True):
        if code is not None:
            outlines[_alpha2(str(code).zfill(3))] = outline
    return Countries(outlines)


def _alpha2(code: str) -> str:
    """The alpha-2 code of an ISO 3166-1 alpha-3 or numeric one; the code itself where there is none."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").get(code)
    return aliases[0] if aliases else code
