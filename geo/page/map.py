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
from geo.page.document import make_page
from geo.page.payload import View, make_view
from geo.page.wording import read_wording

__all__ = ["PresenceMap"]


class PageFigure(Figure):
    """The figure of a `PresenceMap`: renders the closed page instead of branca's document with its CDN links."""

    def __init__(self, view: View, **size: Any) -> None:
        super().__init__(**size)
        self.view = view

    def render(self, **kwargs: Any) -> str:
        """The page as text; folium's own scripts of further elements run after the page's."""
        return make_page(self.view)


class PresenceMap(folium.Map):
    """The dataset as a map of its own: shows itself in a notebook, and saves the self-contained page.

    dataset: what `geo.load()` gives; the shipped dataset without one. on, known_by: `datetime.date` or `YYYY-MM-DD`,
    as in `Dataset.on`. language: one the page speaks. height: of the frame in a notebook, in CSS units.

    Raises ValueError for text that is not a day, KeyError for a language the page does not speak. It holds the dataset
    alone: `add_child` raises TypeError, since another element's files could not come along; add a `geo.PresenceLayer`
    to a `folium.Map` to have both.
    """

    def __init__(
        self,
        dataset: Dataset | None = None,
        *,
        on: date | str | None = None,
        known_by: date | str | None = None,
        language: str = "en",
        height: str = "720px",
    ) -> None:
        super().__init__(tiles=None)
        view = make_view(
            dataset if dataset is not None else load(),
            read_wording(language),
            on=as_day(on),
            known_by=as_day(known_by),
        )
        self.view = view
        self._closed = True
        figure = PageFigure(view, width="100%", height=height)
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
