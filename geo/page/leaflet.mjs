// The parts of Leaflet that `source/map.ts` uses, each from the file of its own: half of the whole, and no pictures.
import { Control, control } from "leaflet/src/control/Control.js";
import { Zoom, zoom } from "leaflet/src/control/Control.Zoom.js";
import * as DomUtil from "leaflet/src/dom/DomUtil.js";

Control.Zoom = Zoom;
control.zoom = zoom;

export { Control, DomUtil, control };
export { toLatLngBounds as latLngBounds } from "leaflet/src/geo/LatLngBounds.js";
export { TileLayer, tileLayer } from "leaflet/src/layer/tile/TileLayer.js";
export { Renderer } from "leaflet/src/layer/vector/Renderer.js";
export { Map, map } from "leaflet/src/map/index.js";
