"""Online tiles that the reader of a page can turn on: one of xyzservices' providers, and the one host it is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

__all__ = ["DEFAULT_TILES", "Tiles", "tiles_of"]

DEFAULT_TILES = "OpenStreetMap.Mapnik"


@dataclass(frozen=True)
class Tiles:
    """A provider: its address with {z}, {x}, {y} and perhaps {s} to fill in, and what has to be said of it."""

    address: str
    subdomains: str
    host: str
    attribution: str
    max_zoom: int

    def source(self) -> str:
        """Where its pictures come from, as a Content-Security-Policy names it."""
        return f"https://{self.host}"

    def head(self) -> dict[str, Any]:
        """What the page's code needs of it."""
        return {
            "address": self.address,
            "subdomains": self.subdomains,
            "host": self.host,
            "attribution": self.attribution,
            "maxZoom": self.max_zoom,
        }


def tiles_of(name: str) -> Tiles:
    """A provider by its name in xyzservices, such as `OpenStreetMap.Mapnik`.

    Raises KeyError for a name that xyzservices does not have, ValueError for a provider that needs a key or has no
    encrypted address.
    """
    from xyzservices import providers

    try:
        provider = providers.query_name(name)
    except ValueError as error:
        raise KeyError(f"{name!r} is no provider of tiles that xyzservices knows, such as {DEFAULT_TILES}") from error
    if provider.requires_token():
        raise ValueError(f"{name!r} wants a key, which a page cannot keep to itself; choose another")
    # Leaflet fills in place and subdomain; all else is the provider's own.
    kept = {key: f"{{{key}}}" for key in ("x", "y", "z", "s")}
    address = provider["url"].format_map(_Values({**provider, **kept, "r": ""}))
    parts = urlsplit(address)
    if parts.scheme != "https":
        raise ValueError(f"{name!r} has no encrypted address; choose another")
    return Tiles(
        address=address,
        subdomains=str(provider.get("subdomains", "abc")),
        host=parts.netloc.replace("{s}", "*"),
        attribution=str(provider["attribution"]),
        max_zoom=int(provider.get("max_zoom", 19)),
    )


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
