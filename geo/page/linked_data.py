"""What the page tells machines of itself: schema.org `Dataset` as JSON-LD, and Open Graph for previews."""

from __future__ import annotations

from typing import Any

from geo.page.view import View

__all__ = ["graph_of", "linked_data_of"]

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def linked_data_of(view: View, address: str | None) -> dict[str, Any]:
    """The page as a schema.org `Dataset` (https://schema.org/Dataset, JSON-LD 1.1); absent values are left out."""
    wording = view.wording
    south, west, north, east = view.box
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": wording.say("page", "title"),
        "description": wording.say("page", "lead"),
        "version": view.edition,
        "identifier": view.edition,
        "inLanguage": wording.language,
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{view.first}/{view.last}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south:g} {west:g} {north:g} {east:g}"},
        },
        "variableMeasured": ["certainty", "status", "last reported"],
        "url": address,
    }
    return {key: value for key, value in found.items() if value is not None}


def graph_of(view: View, address: str | None, picture: str | None) -> list[tuple[str, str]]:
    """Open Graph properties (https://ogp.me): a preview needs to know where the page and its picture will be."""
    wording = view.wording
    found = [
        ("og:type", "website"),
        ("og:title", f"{wording.say('page', 'title')} · {wording.say_day(view.on)}"),
        ("og:description", wording.say("page", "lead")),
        ("og:locale", str(wording.words["locale"])),
        ("og:url", address),
        ("og:image", picture),
    ]
    return [(name, content) for name, content in found if content]
