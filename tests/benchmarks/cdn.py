"""Serves a page's CDN files from the npm packages beside this file, and counts them; everything else is refused."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, Route

_PACKAGES = Path(__file__).parent / "node_modules"
# What is not where jsDelivr has it, by the end of its address.
_ELSEWHERE = {
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    # jsDelivr minifies what a package did not; this one is minified in all but its name.
    "leaflet.timeline.min.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "moment.min.js": "moment/min/moment.min.js",
    "mapbox-gl.js": "mapbox-gl/dist/mapbox-gl.js",
    "bootstrap-theme.min.css": "bootstrap-3/dist/css/bootstrap-theme.min.css",
    "font-awesome.min.css": "font-awesome/css/font-awesome.min.css",
    "require.min.js": "requirejs/require.js",
}
# No package of ours has these, and the sites are drawn without them.
_DISPENSABLE = ("glyphicons", "awesome.rotate", "maplibre-gl.css", "@deck.gl/widgets")
_INTEGRITY = re.compile(rb' integrity="[^"]*" crossorigin="[^"]*"')


class Cdn:
    """The files that a page asked for: how many bytes, and which there were not."""

    def __init__(self, page: Page) -> None:
        self.size = 0
        self.refused: list[str] = []
        page.route(re.compile("^https?://"), self._answer)

    def _answer(self, route: Route) -> None:
        address = unquote(route.request.url)
        if any(part in address for part in _DISPENSABLE):
            route.fulfill(body="", content_type="text/css")
            return
        on_npm = re.search(r"/npm/((?:@[^/]+/)?[^@/]+)@[^/]+/(.+?)(?:\?.*)?$", address)
        inside = f"{on_npm[1]}/{on_npm[2]}" if on_npm else ""
        path = _PACKAGES / inside
        if not path.is_file():
            path = _PACKAGES / _ELSEWHERE.get(address.rpartition("/")[2], "nowhere")
        if not path.is_file():
            self.refused.append(address)
            route.abort()
            return
        self.size += path.stat().st_size
        # A page from a file is a stranger to every host: what it fetches must be allowed to it.
        route.fulfill(path=path, headers={"Access-Control-Allow-Origin": "*", "Content-Type": _kind(path)})


def accept_packaged_files(page_file: Path) -> None:
    """Take a page's checksums of CDN files away: npm's are the same releases, not minified by the same hand."""
    before = page_file.read_bytes()
    after = _INTEGRITY.sub(b"", before)
    if after != before:
        page_file.write_bytes(after)


def _kind(path: Path) -> str:
    kinds = {".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm"}
    return kinds.get(path.suffix, "application/octet-stream")
