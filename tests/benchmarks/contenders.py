"""Those who draw the table: how each writes its page, and which probe tells what its page does.

Another contender is one more entry in `CONTENDERS`, with a function that writes the page. Libraries are imported where
they are used: one that is not installed costs its own line in the report, not the run, and the warm-up takes the time
of importing.
"""

# The libraries: some have no types, some have types that leave things out.
# mypy: disable-error-code="import-not-found, import-untyped, no-untyped-call, attr-defined, arg-type"
from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from tests.benchmarks.table import LAST_DAY, first_days

_HERE = Path(__file__).parent
_RADIUS = 4
_NO_SLIDER = "has no time slider"


@dataclass(frozen=True)
class Contender:
    """One way to make a page of the table; `missing` says, for a measure, why the page cannot have it."""

    name: str
    write: Callable[[pd.DataFrame, Path], None]
    probe: str
    missing: Mapping[str, str] = field(default_factory=dict)


def write_ours(frame: pd.DataFrame, path: Path) -> None:
    """The page that this project writes."""
    import geo

    geo.PresenceMap(geo.read_table(frame)).save(path)


def write_bare(frame: pd.DataFrame, path: Path) -> None:
    """The least that shows the table: JSON, a canvas, a slider."""
    # pandas writes each slash as \/, so that no text can close the script.
    table = frame.to_json(orient="split", index=False)
    path.write_text((_HERE / "bare.html").read_text("utf-8").replace("{{table}}", table), "utf-8")


def write_folium(frame: pd.DataFrame, path: Path, library: str = "folium") -> None:
    """folium's GeoJson on canvas, with every column as popup and tooltip."""
    folium = import_module(library)
    made = _folium_map(folium, frame)
    _folium_points(folium, frame).add_to(made)
    made.save(path)


def write_folium_offline(frame: pd.DataFrame, path: Path) -> None:
    """The same with PyPI's `folium-offline`, a copy of folium that puts the CDN files into the page."""
    write_folium(frame, path, "offlinefolium")


def write_folium_cluster(frame: pd.DataFrame, path: Path) -> None:
    """The same points in a MarkerCluster, not animated."""
    import folium
    from folium.plugins import MarkerCluster

    made = _folium_map(folium, frame)
    # A GeoJson in a cluster: a folium.Marker for each row would be one template for each row.
    _folium_points(folium, frame).add_to(MarkerCluster(options={"animate": False}).add_to(made))
    made.save(path)


def write_folium_timeline(frame: pd.DataFrame, path: Path) -> None:
    """folium's Timeline and TimelineSlider, each site from its `since` on, with the same popups and tooltips."""
    import folium
    from branca.element import MacroElement
    from folium.plugins import Timeline, TimelineSlider
    from folium.template import Template
    from folium.utilities import JsCode

    made = _folium_map(folium, frame)
    times = {"start": _milliseconds(first_days(frame["since"])), "end": _last_moment()}
    circle = f"function (feature, at) {{ return L.circleMarker(at, {{radius: {_RADIUS}}}); }}"
    # Through JSON, as Timeline takes a dictionary and no frame.
    timeline = Timeline(json.loads(_points(frame.assign(**times)).to_json()), point_to_layer=JsCode(circle)).add_to(
        made
    )
    for text in _folium_texts(folium, frame):
        text.add_to(timeline)
    slider = TimelineSlider(auto_play=False, show_ticks=False).add_timelines(timeline).add_to(made)
    # It opens on its first moment, when nothing is there yet; the others open on the last.
    opening = MacroElement()
    name = slider.get_name()
    opening._template = Template(f"{{% macro script(this, kwargs) %}}{name}.setTime({name}.end);{{% endmacro %}}")
    opening.add_to(made)
    made.save(path)


def write_explore(frame: pd.DataFrame, path: Path) -> None:
    """geopandas' `explore`, with every column as popup and tooltip."""
    _points(frame).explore(tiles=None, popup=True, tooltip=True, marker_kwds={"radius": _RADIUS}).save(path)


def write_bokeh(frame: pd.DataFrame, path: Path) -> None:
    """A Bokeh figure with its files in the page, a hover tool with every column and a slider that filters."""
    from bokeh.layouts import column
    from bokeh.models import CDSView, ColumnDataSource, CustomJS, CustomJSFilter, DateSlider
    from bokeh.plotting import figure, save
    from bokeh.resources import INLINE

    places = _points(frame).to_crs(3857).geometry
    since = _milliseconds(first_days(frame["since"]))
    source = ColumnDataSource(frame.assign(x=places.x, y=places.y, start=since))
    slider = DateSlider(name="slider", start=int(since.min()), end=_last_moment(), value=_last_moment())
    code = "const on = slider.value; return Array.from(source.data.start, (start) => start <= on);"
    chosen = CustomJSFilter(args={"slider": slider}, code=code)
    slider.js_on_change("value", CustomJS(args={"chosen": chosen}, code="chosen.change.emit();"))
    plot = figure(
        name="map",
        x_axis_type="mercator",
        y_axis_type="mercator",
        match_aspect=True,
        sizing_mode="stretch_width",
        height=800,
        tools="pan,wheel_zoom,tap,hover",
        tooltips=[(name, f"@{name}") for name in frame.columns],
    )
    plot.scatter("x", "y", size=2 * _RADIUS, fill_alpha=0.5, source=source, view=CDSView(filter=chosen))
    save(column(slider, plot, sizing_mode="stretch_width"), path, resources=INLINE, title="Bokeh")


def write_pydeck(frame: pd.DataFrame, path: Path) -> None:
    """pydeck's ScatterplotLayer without a basemap, with a tooltip of every column."""
    import pydeck

    layer = pydeck.Layer(
        "ScatterplotLayer",
        data=frame,
        get_position="[longitude, latitude]",
        get_fill_color=[51, 136, 255],
        radius_min_pixels=_RADIUS,
        radius_max_pixels=_RADIUS,
        get_radius=1,
        pickable=True,
    )
    view = pydeck.data_utils.compute_view(frame[["longitude", "latitude"]])
    text = "".join(f"{name}: {{{name}}}<br>" for name in frame.columns)
    deck = pydeck.Deck([layer], initial_view_state=view, map_provider=None, map_style=None, tooltip={"html": text})
    # With its bundle in the page: no npm package has the one that its CDN serves.
    deck.to_html(path, offline=True)


def write_lonboard(frame: pd.DataFrame, path: Path) -> None:
    """lonboard's ScatterplotLayer without a basemap."""
    import lonboard

    layer = lonboard.ScatterplotLayer.from_geopandas(
        _points(frame),
        get_fill_color=[51, 136, 255],
        radius_min_pixels=_RADIUS,
        radius_max_pixels=_RADIUS,
        pickable=True,
    )
    lonboard.Map(layer, basemap=None).to_html(path)


CONTENDERS = (
    Contender("ours", write_ours, "ours"),
    Contender("bare", write_bare, "bare"),
    Contender("folium", write_folium, "leaflet", {"slider_ms": _NO_SLIDER}),
    Contender("folium-offline", write_folium_offline, "leaflet", {"slider_ms": _NO_SLIDER}),
    Contender("folium-cluster", write_folium_cluster, "leaflet", {"slider_ms": _NO_SLIDER}),
    Contender("folium-timeline", write_folium_timeline, "leaflet"),
    Contender("explore", write_explore, "leaflet", {"slider_ms": _NO_SLIDER}),
    Contender("bokeh", write_bokeh, "bokeh"),
    Contender("pydeck", write_pydeck, "deck", {"slider_ms": _NO_SLIDER}),
    Contender("lonboard", write_lonboard, "deck", {"slider_ms": _NO_SLIDER}),
)


def _points(frame: pd.DataFrame) -> Any:
    import geopandas

    return geopandas.GeoDataFrame(
        frame, geometry=geopandas.points_from_xy(frame["longitude"], frame["latitude"]), crs="EPSG:4326"
    )


def _milliseconds(days: pd.Series[pd.Timestamp]) -> Any:
    """Days as JavaScript counts time."""
    return days.astype("datetime64[ms]").astype("int64")


def _last_moment() -> int:
    return int(pd.Timestamp(LAST_DAY).timestamp() * 1000)


def _folium_map(folium: Any, frame: pd.DataFrame) -> Any:
    # A cluster must know where zooming ends; without tiles nothing else says.
    made = folium.Map(tiles=None, prefer_canvas=True, maxZoom=18)
    latitude, longitude = frame["latitude"], frame["longitude"]
    made.fit_bounds([[latitude.min(), longitude.min()], [latitude.max(), longitude.max()]])
    return made


def _folium_texts(folium: Any, frame: pd.DataFrame) -> tuple[Any, Any]:
    columns = list(frame.columns)
    return folium.GeoJsonPopup(columns), folium.GeoJsonTooltip(columns)


def _folium_points(folium: Any, frame: pd.DataFrame) -> Any:
    popup, tooltip = _folium_texts(folium, frame)
    marker = folium.CircleMarker(radius=_RADIUS, fill=True)
    return folium.GeoJson(_points(frame), marker=marker, popup=popup, tooltip=tooltip)
