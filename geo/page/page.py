"""A page from what there is to show: a dataset, or a table that may be too long to be written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.dataset import Dataset
from geo.page.document import make_page
from geo.page.payload import Columns, Payload, columns_of, edition_of, make_payload
from geo.page.tiles import DEFAULT_TILES, Tiles, tiles_of
from geo.page.timelines import EPOCH, NEVER_DATED, NO_DAY
from geo.page.view import View, make_view
from geo.page.wording import Wording
from geo.tables import Table

__all__ = ["Page", "page_of"]


@dataclass(frozen=True)
class Page:
    """What a page shows, in words and as columns."""

    view: View
    payload: Payload
    address: str | None
    picture: str | None
    tiles: Tiles | None

    def to_html(self) -> str:
        """The page's text."""
        return make_page(self.view, self.payload, address=self.address, picture=self.picture, tiles=self.tiles)


def page_of(
    source: Dataset | Table,
    wording: Wording,
    *,
    on: date | None = None,
    known_by: date | None = None,
    address: str | None = None,
    picture: str | None = None,
    tiles: str | None = DEFAULT_TILES,
) -> Page:
    """The page of a dataset or a table on a date, as known by another, in a language."""
    if isinstance(source, Table):
        view, payload = _of_table(source, wording, on, known_by)
    else:
        view = make_view(source, wording, on=on, known_by=known_by)
        known = source if known_by is None else source.known_by(known_by)
        columns = columns_of(known)
        payload = make_payload(columns, _head(view, columns))
    return Page(view, payload, address, picture, tiles_of(tiles) if tiles else None)


def _of_table(table: Table, wording: Wording, on: date | None, known_by: date | None) -> tuple[View, Payload]:
    from geo.page.table_columns import table_columns

    known = table if known_by is None else table.known_by(known_by)
    if not len(known):
        raise ValueError(f"no report of the table was surely out by {known_by}")
    columns = table_columns(known)
    _, first, last, latest = _span(columns)
    today = on or latest
    payload = make_payload(columns, {})
    view = View(
        on=today,
        first=min(first, today),
        last=max(last, today),
        known_by=known_by,
        left_out=table.undated(),
        edition=edition_of(payload),
        wording=wording,
        entries=(),
        sites=len(columns.texts["site_id"]),
        rows=len(known),
        box=known.box(),
    )
    return view, Payload(payload.head | _head(view, columns), payload.sites, payload.evidence)


def _head(view: View, columns: Columns) -> dict[str, object]:
    spoken = max(view.first, min(view.on, _span(columns)[0])) if columns.statements else view.on
    days = {"on": view.on, "first": view.first, "last": view.last, "knownBy": view.known_by, "spoken": spoken}
    numbers = {key: day.toordinal() - EPOCH for key, day in days.items() if day is not None}
    return numbers | {"edition": view.edition, "leftOut": view.left_out}


def _span(columns: Columns) -> tuple[date, date, date, date]:
    """The first day that is spoken of; the first and the last that any date can mean; the last that is spoken of."""
    import numpy

    earliest = numpy.asarray(columns.numbers["date_earliest"][1], dtype="i8")
    latest = numpy.asarray(columns.numbers["date_latest"][1], dtype="i8")
    about = numpy.unique(numpy.asarray(columns.numbers["statement_about_codes_or_0"][1], dtype="i8")) - 1
    begun, ended = earliest[about], latest[about]
    ends = (
        begun[begun != NO_DAY].min(initial=latest[about].max()),
        earliest[earliest != NO_DAY].min(initial=latest[about].max()),
        latest[latest != NEVER_DATED].max(initial=earliest[about].min()),
        ended[ended != NEVER_DATED].max(initial=earliest[about].min()),
    )
    first_spoken, first, last, spoken = (
        date.fromordinal(min(max(int(day) + EPOCH, 1), date.max.toordinal())) for day in ends
    )
    return first_spoken, first, last, spoken
