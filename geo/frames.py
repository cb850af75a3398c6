"""The dataset as GeoDataFrames: points in degrees, longitude then latitude, WGS 84 (EPSG:4326)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas

    from geo.dataset import Dataset, Presences
    from geo.model import Site

__all__ = ["presences_frame", "sites_frame", "statements_frame"]

_SITE_COLUMNS = ["site", "name", "kind", "host", "latitude", "longitude", "within_km"]


def sites_frame(dataset: Dataset) -> geopandas.GeoDataFrame:
    """One row a site: site, name, kind, host, latitude, longitude (degrees), within_km (km), geometry."""
    return _frame([_site_values(site) for site in dataset.sites.values()], _SITE_COLUMNS)


def statements_frame(dataset: Dataset) -> geopandas.GeoDataFrame:
    """One row a statement, with its site and its report.

    Beside the columns of `sites_frame`: statement, operator, status, about, since, until (EDTF text as reported),
    about_earliest, about_latest, published_earliest, published_latest (`datetime64`; NaT where unknown), title,
    publisher, via, origin, url, link (opens at the passage), published (EDTF text), language, note.
    """
    rows = []
    for statement in dataset.statements:
        report, published = statement.report, statement.report.published
        rows.append(
            _site_values(dataset.sites[statement.site])
            | {
                "statement": statement.id,
                "operator": statement.operator,
                "status": statement.status,
                "about": statement.about.text,
                "about_earliest": statement.about.earliest,
                "about_latest": statement.about.latest,
                "since": statement.since.text if statement.since else None,
                "until": statement.until.text if statement.until else None,
                "title": report.title,
                "publisher": report.publisher,
                "via": report.via,
                "origin": report.origin,
                "url": report.url,
                "link": statement.link,
                "published": published.text if published else None,
                "published_earliest": published.earliest if published else None,
                "published_latest": published.latest if published else None,
                "language": report.language,
                "note": statement.note,
            }
        )
    columns = [
        *_SITE_COLUMNS, "statement", "operator", "status", "about", "about_earliest", "about_latest", "since", "until",
        "title", "publisher", "via", "origin", "url", "link", "published", "published_earliest", "published_latest",
        "language", "note",
    ]  # fmt: skip
    days = ["about_earliest", "about_latest", "published_earliest", "published_latest"]
    return _frame(rows, columns, days)


def presences_frame(presences: Presences) -> geopandas.GeoDataFrame:
    """One row a presence on the date asked for.

    Beside the columns of `sites_frame`: operator, on (`datetime64`), certainty, status, reason, since_earliest,
    since_latest, last_reported (EDTF text), silent_since (bool), reports, origins (counts).
    """
    rows = []
    for presence, record in zip(presences, presences.records(), strict=True):
        since = record["since"]
        rows.append(
            _site_values(presences.dataset.sites[presence.site])
            | {key: record[key] for key in ("operator", "certainty", "status", "reason", "last_reported")}
            | {key: record[key] for key in ("silent_since", "reports", "origins")}
            | {
                "on": presence.on,
                "since_earliest": since["earliest"]["date"] if since else None,
                "since_latest": since["latest"]["date"] if since else None,
            }
        )
    columns = [
        *_SITE_COLUMNS, "operator", "on", "certainty", "status", "reason", "since_earliest", "since_latest",
        "last_reported", "silent_since", "reports", "origins",
    ]  # fmt: skip
    return _frame(rows, columns, ["on"])


def _site_values(site: Site) -> dict[str, Any]:
    return {
        "site": site.id,
        "name": site.name(),
        "kind": site.kind,
        "host": site.host,
        "latitude": site.location.latitude,
        "longitude": site.location.longitude,
        "within_km": site.location.within_km,
    }


def _frame(rows: list[dict[str, Any]], columns: list[str], days: list[str] | None = None) -> geopandas.GeoDataFrame:
    import geopandas
    import pandas

    table = pandas.DataFrame(rows, columns=columns)
    for day in days or []:
        table[day] = pandas.to_datetime(table[day])
    points = geopandas.points_from_xy(table["longitude"].astype(float), table["latitude"].astype(float))
    return geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326")
