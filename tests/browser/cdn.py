"""Serves a folium page's CDN files from the npm packages beside this file; everything else is refused."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, Route

_PACKAGES = Path(__file__).parent / "node_modules"
# What is not on jsDelivr's npm paths, by the end of its address.
_ELSEWHERE = {
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
}


def serve_cdn(page: Page) -> None:
    """Answer a page's requests to the web from disk; an address that no package has fails the page's load."""
    page.route(re.compile("^https?://"), _answer)


def _answer(route: Route) -> None:
    address = route.request.url
    if "glyphicons" in address or "awesome.rotate" in address:
        # No package has these two; a marker does without them.
        route.fulfill(body="", content_type="text/css")
        return
    on_npm = re.search(r"/npm/(@?[^@]+)@[^/]+/(.+?)(?:\?.*)?$", address)
    inside = f"{on_npm[1]}/{on_npm[2]}" if on_npm else _ELSEWHERE.get(address.rpartition("/")[2])
    path = _PACKAGES / inside if inside else None
    if path is None or not path.is_file():
        route.abort()
        return
    route.fulfill(path=path)
