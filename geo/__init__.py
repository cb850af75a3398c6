"""Foreign military presence the way reporting supports it.

    import geo
    dataset = geo.load()
    dataset.on("2026-01-30")
    geo.PresenceMap(dataset).save("map.html")

Importing it is quick: geopandas and folium are imported when something needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.dataset import DataError, Dataset, Presences, load
    from geo.dates import Date, parse_date
    from geo.frames import presences_frame, sites_frame, statements_frame
    from geo.page.layer import PresenceLayer
    from geo.page.map import PresenceMap
    from geo.tables import Table, read_table

__all__ = [
    "DataError",
    "Dataset",
    "Date",
    "PresenceLayer",
    "PresenceMap",
    "Presences",
    "Table",
    "load",
    "parse_date",
    "presences_frame",
    "read_table",
    "sites_frame",
    "statements_frame",
]

_HOMES = {
    "DataError": "geo.dataset",
    "Dataset": "geo.dataset",
    "Date": "geo.dates",
    "Presences": "geo.dataset",
    "PresenceLayer": "geo.page.layer",
    "PresenceMap": "geo.page.map",
    "load": "geo.dataset",
    "parse_date": "geo.dates",
    "Table": "geo.tables",
    "presences_frame": "geo.frames",
    "read_table": "geo.tables",
    "sites_frame": "geo.frames",
    "statements_frame": "geo.frames",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
