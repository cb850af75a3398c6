"""`PresenceLayer`: the dataset as a layer for anybody's `folium.Map`."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from branca.element import Element, Figure
from folium.map import Layer

from geo.dataset import Dataset, as_day, load
from geo.page.document import built
from geo.page.view import Entry, View, make_view, script_json
from geo.page.wording import read_wording

__all__ = ["PresenceLayer"]


class PresenceLayer(Layer):
    """Presences on a date as a Leaflet layer: marks, their areas, and their evidence as popups.

    Add it to a `folium.Map` beside other layers; it takes part in `folium.LayerControl` under `name`. It brings its own
    style and code inline and asks for nothing from the network; text from the data is put in as text. Its id comes
    from its content, so that the same layer has the same id.

    dataset: what `geo.load()` gives; the shipped dataset without one. on, known_by: `datetime.date` or `YYYY-MM-DD`,
    as in `Dataset.on`. Raises ValueError for text that is not a day, KeyError for a language the page does not speak.
    """

    def __init__(
        self,
        dataset: Dataset | None = None,
        *,
        on: date | str | None = None,
        known_by: date | str | None = None,
        language: str = "en",
        name: str = "Reported presence",
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(name=name, overlay=overlay, control=control, show=show)
        self._name = "PresenceLayer"
        dataset = dataset if dataset is not None else load()
        view = make_view(dataset, read_wording(language), on=as_day(on), known_by=as_day(known_by))
        self.view = view
        self.data = script_json(_data(view))
        self._id = hashlib.sha256(self.data.encode()).hexdigest()[:32]

    def render(self, **kwargs: Any) -> str:
        """Put style, code and data into the figure of the map that this layer was added to; itself it is no text."""
        figure, parent = self.get_root(), self._parent
        if not isinstance(figure, Figure) or parent is None:
            raise TypeError("a PresenceLayer is rendered by the folium.Map that it is added to")
        figure.header.add_child(_Verbatim(f"<style>{built('layer.css')}</style>"), name="presence-style")
        figure.html.add_child(_Verbatim(f"<script>{built('layer.js')}</script>"), name="presence-code")
        made = f"var {self.get_name()} = geoPresence.layer({self.data});"
        figure.script.add_child(_Verbatim(made), name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)
        if self.show:
            added = f"{self.get_name()}.addTo({parent.get_name()});"
            figure.script.add_child(_Verbatim(added), name=f"{self.get_name()}_add")
        return ""


class _Verbatim(Element):
    """Text that goes into the document as it is: branca would read other text as a template, and data could be one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        return self.text


def _data(view: View) -> dict[str, Any]:
    """What the layer's code draws: each entry with its answer and evidence in words; see `source/layer.ts`."""
    shown = [entry for entry in view.entries if entry.answer.certainty != "none"]
    return {"mark": view.wording.words["map"]["mark"], "entries": [_entry(view, entry) for entry in shown]}


def _entry(view: View, entry: Entry) -> dict[str, Any]:
    location = entry.site.location
    return {
        "name": entry.name,
        "operator": entry.operator,
        "colour": entry.colour,
        "kind": entry.site.kind,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "withinKm": location.within_km,
        "certainty": entry.answer.certainty,
        "certaintyName": view.wording.say("certainty", entry.answer.certainty),
        "verdict": entry.answer.verdict,
        "evidence": [
            {
                "about": row.about,
                "says": view.wording.listed(row.says),
                "title": row.title,
                "source": view.wording.listed(row.particulars),
                "link": row.link,
                "note": row.note,
            }
            for row in entry.rows
        ],
    }
