"""`PresenceMap`: a `folium.Map` that saves itself as one closed page."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import folium
from branca.element import Element, Figure

from geo.dataset import Dataset, as_day, load
from geo.files import write_atomically
from geo.page.page import Page, page_of
from geo.page.tiles import DEFAULT_TILES
from geo.page.wording import read_wording
from geo.tables import Table

__all__ = ["PresenceMap"]


class PageFigure(Figure):
    """The figure of a `PresenceMap`: renders the closed page instead of branca's document with its CDN links."""

    def __init__(self, page: Page, **size: Any) -> None:
        super().__init__(**size)
        self.page = page

    def render(self, **kwargs: Any) -> str:
        """The page as text."""
        return self.page.to_html()


class PresenceMap(folium.Map):
    """A dataset or a table as a map of its own: shows itself in a notebook, and saves the self-contained page.

    dataset: what `geo.load()` or `geo.read_table()` gives; the shipped dataset without one. on, known_by:
    `datetime.date` or `YYYY-MM-DD`, as in `Dataset.on`. language: the one the page opens in. height: of the frame in a
    notebook, in CSS units. address, picture: where the page and a picture of it will be published, for previews. tiles:
    a provider of xyzservices whose online tiles the reader may turn on, or None for a page that can call nobody.

    Raises ValueError for text that is not a day and for tiles that need a key, KeyError for a language the page does
    not speak and for tiles that xyzservices does not know. It holds the dataset alone: `add_child` raises TypeError,
    since another element's files could not come along; add a `geo.PresenceLayer` to a `folium.Map` to have both.
    """

    def __init__(
        self,
        dataset: Dataset | Table | None = None,
        *,
        on: date | str | None = None,
        known_by: date | str | None = None,
        language: str = "en",
        height: str = "720px",
        address: str | None = None,
        picture: str | None = None,
        tiles: str | None = DEFAULT_TILES,
    ) -> None:
        super().__init__(tiles=None)
        source = dataset if dataset is not None else load()
        days = {"on": as_day(on), "known_by": as_day(known_by)}
        self.page = page_of(source, read_wording(language), **days, address=address, picture=picture, tiles=tiles)
        self.view = self.page.view
        self._closed = True
        figure = PageFigure(self.page, width="100%", height=height)
        Figure.add_child(figure, self)

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Element:
        """Refuse: the page is closed; raises TypeError."""
        if getattr(self, "_closed", False):
            raise TypeError(
                f"a PresenceMap is one closed page and cannot take a {type(child).__name__}; "
                "add a geo.PresenceLayer to a folium.Map to show both"
            )
        return super().add_child(child, name=name, index=index)

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page: to a path atomically, leaving the old file and raising OSError where that fails.

        Into an open binary file it is written as branca does, which closes the file unless `close_file` is false.
        """
        if isinstance(outfile, str | bytes | Path):
            write_atomically(Path(os.fsdecode(outfile)), self.get_root().render())
        else:
            super().save(outfile, close_file=close_file, **kwargs)
