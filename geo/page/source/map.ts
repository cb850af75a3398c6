// The map: the one module of the page that knows Leaflet.
import * as L from "leaflet";
import { type Basemap, type ShapeKind, type Style, drawBasemap } from "./basemap.ts";
import { type LabelBox, chooseLabels } from "./labels.ts";
import { drawMark } from "./marks.ts";
import { whenPainted } from "./painted.ts";
import { matches } from "./names.ts";
import { type Entry, type Payload, certaintyOn, fill } from "./payload.ts";
import type { State, Store } from "./state.ts";

/** From here on a place is drawn as its area: a point would claim to know it better. */
const VAGUE_KM = 5;

interface Mark {
  entry: Entry;
  icon: HTMLElement;
  picture: HTMLElement;
  marker: L.Marker;
  area: L.Circle;
}

/** Draw the map and make it follow the state. Sites come first; the basemap, once read, under them in a later frame. */
export function followMap(store: Store, payload: Payload, readBasemap: () => Basemap): void {
  const container = document.querySelector<HTMLElement>("#map .canvas");
  if (container === null) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = makeMap(container, payload, calm);
  const areas = L.svg();
  const marks = payload.entries.map((entry) => drawEntry(map, entry, areas, store));
  const flip = (): void => marks.forEach((mark) => flipLabel(map, mark));
  let redraw: (() => void)[] = [];
  map.on("moveend resize", flip);
  store.follow((state, before) => {
    for (const mark of marks) showMark(map, mark, state, payload);
    const open = marks.find(({ entry }) => entry.id === state.open);
    if (open && (state.open !== before.open || state === before)) showOpen(map, open, !calm && state !== before);
    flip();
    redraw.at(-1)?.();
  });
  whenPainted(() => {
    const basemap = readBasemap();
    const labels = drawLabels(map, basemap, () => marks.filter(({ icon }) => !icon.hidden).map(({ icon }) => icon));
    redraw = [addBasemap(map, basemap), labels];
    labels();
    document.documentElement.dataset["basemap"] = "ready";
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw.forEach((draw) => draw()));
}

function makeMap(container: HTMLElement, { entries, words }: Payload, calm: boolean): L.Map {
  const map = L.map(container, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 2,
    maxZoom: 14,
    zoomSnap: 0.5,
    maxBounds: [[-85, -220], [85, 220]],
    fadeAnimation: !calm,
    zoomAnimation: !calm,
  });
  L.control.zoom({ position: "topright", zoomInTitle: words.map.zoom_in, zoomOutTitle: words.map.zoom_out }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  showAll(map, entries);
  return map;
}

function showAll(map: L.Map, entries: Entry[]): void {
  if (entries.length === 0) {
    map.setView([25, 15], 2);
    return;
  }
  const bounds = L.latLngBounds(entries.map(({ latitude, longitude }) => [latitude, longitude]));
  map.fitBounds(bounds, { padding: [48, 64], maxZoom: 9, animate: false });
}

/** Bring a site into view, at the zoom that the reader has. */
function showOpen(map: L.Map, { entry }: Mark, animate: boolean): void {
  map.panInside([entry.latitude, entry.longitude], { padding: [80, 60], animate });
}

/** Put the basemap under everything, on a canvas that Leaflet moves; the answer draws it again in the colours of now. */
function addBasemap(map: L.Map, basemap: Basemap): () => void {
  const canvas = document.createElement("canvas");
  const sheet = new (Sheet as unknown as new (options: SheetOptions) => L.Layer & { _update: () => void })({
    pane: "basemap",
    padding: 0.1,
    canvas,
    draw: (bounds) => {
      const origin = map.getPixelOrigin();
      const { x: width, y: height } = bounds.getSize();
      const context = resize(canvas, width, height);
      const corner = (bounds.min as L.Point).add(origin);
      const view = { world: 256 * 2 ** map.getZoom(), left: corner.x, top: corner.y, width, height };
      if (context) drawBasemap(context, basemap, view, stylesOf());
    },
  });
  map.createPane("basemap").style.zIndex = "200";
  sheet.addTo(map);
  return () => sheet._update();
}

interface SheetOptions extends L.RendererOptions {
  canvas: HTMLCanvasElement;
  draw: (bounds: L.Bounds) => void;
}

/** A renderer without paths of its own: Leaflet's moves and zooms its canvas, and has it drawn when they end. */
const Sheet = L.Renderer.extend({
  _initContainer(this: { _container: HTMLCanvasElement; options: SheetOptions }) {
    this._container = this.options.canvas;
  },
  _destroyContainer(this: { _container: HTMLCanvasElement }) {
    this._container.remove();
  },
  _update(this: { _container: HTMLCanvasElement; _bounds: L.Bounds; options: SheetOptions }) {
    (L.Renderer.prototype as unknown as { _update: () => void })._update.call(this);
    L.DomUtil.setPosition(this._container, this._bounds.min as L.Point);
    this.options.draw(this._bounds);
  },
});

/** Give a canvas a size in CSS pixels, sharp on this screen; the answer draws in those pixels. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context?.scale(ratio, ratio);
  return context;
}

function stylesOf(): Record<ShapeKind, Style> {
  return {
    land: { fill: colour("land"), stroke: colour("coast"), width: 0.8 },
    lake: { fill: colour("sea"), stroke: colour("coast"), width: 0.6 },
    river: { stroke: colour("river"), width: 0.9 },
    international: { stroke: colour("border"), width: 1 },
    contested: { stroke: colour("border"), width: 1.2, dash: [3, 3] },
  };
}

/** A colour of the style sheet; a canvas cannot use it by name. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function drawEntry(map: L.Map, entry: Entry, renderer: L.Renderer, store: Store): Mark {
  const icon = document.createElement("span");
  const picture = document.createElement("span");
  const name = document.createElement("bdi");
  icon.className = "pin";
  picture.className = "picture";
  name.className = "label";
  name.textContent = entry.name;
  icon.append(picture, name);
  const place: L.LatLngTuple = [entry.latitude, entry.longitude];
  const area = L.circle(place, { radius: entry.withinKm * 1000, interactive: false, renderer, className: "area" });
  area.addTo(map);
  area.getElement()?.setAttribute("data-colour", String(entry.colour));
  const divIcon = L.divIcon({ html: icon, className: "pin-place", iconSize: [28, 28] });
  const marker = L.marker(place, { icon: divIcon, keyboard: true, riseOnHover: true }).addTo(map);
  const element = marker.getElement();
  const select = (): void => store.change({ open: entry.id });
  if (entry.withinKm >= VAGUE_KM) icon.dataset["vague"] = "";
  if (element) {
    element.dataset["site"] = entry.site;
    element.dataset["operator"] = entry.operator;
  }
  marker.on("click", select);
  element?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    select();
  });
  return { entry, icon, picture, marker, area };
}

function showMark(map: L.Map, mark: Mark, state: State, payload: Payload): void {
  const { entry, icon, picture, marker, area } = mark;
  const certainty = certaintyOn(entry, state.on);
  const element = marker.getElement();
  const shown = certainty !== "none" && (state.search === "" || matches(state.search, entry.folded));
  icon.hidden = !shown;
  if (element) {
    element.hidden = !shown;
    element.dataset["certainty"] = certainty;
    element.setAttribute("aria-pressed", String(state.open === entry.id));
    element.setAttribute("aria-label", markName(entry, certainty, payload));
  }
  if (picture.firstElementChild?.getAttribute("data-certainty") !== certainty) {
    picture.replaceChildren(drawMark(entry.kind, entry.colour, certainty));
  }
  if (shown && !map.hasLayer(area)) area.addTo(map).getElement()?.setAttribute("data-colour", String(entry.colour));
  else if (!shown) area.remove();
}

/** Write a name on the other side of its mark where it would run out of the map. */
function flipLabel(map: L.Map, { entry, icon }: Mark): void {
  const label = icon.lastElementChild as HTMLElement;
  const { x } = map.latLngToContainerPoint([entry.latitude, entry.longitude]);
  icon.toggleAttribute("data-flip", map.getSize().x - x < label.offsetWidth + 24);
}

function markName(entry: Entry, certainty: keyof Payload["words"]["certainty"], { words }: Payload): string {
  return fill(words.map.mark, { site: entry.name, operator: entry.operatorName, certainty: words.certainty[certainty] });
}

/** Towns and countries by name, on a canvas above the basemap, clear of the marks; the answer writes them again. */
function drawLabels(map: L.Map, { labels }: Basemap, marks: () => HTMLElement[]): () => void {
  const canvas = L.DomUtil.create("canvas", "labels", map.createPane("labels"));
  canvas.setAttribute("aria-hidden", "true");
  const redraw = (): void => {
    const size = map.getSize();
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const context = resize(canvas, size.x, size.y);
    if (context === null) return;
    const origin = map.getContainer().getBoundingClientRect();
    const taken = marks().flatMap((icon) => boxesOf(icon, origin));
    const project = (latitude: number, longitude: number): { x: number; y: number } => map.latLngToContainerPoint([latitude, longitude]);
    const chosen = chooseLabels(labels, { zoom: map.getZoom(), width: size.x, height: size.y, taken, project, measure: measureWith(context) });
    for (const label of chosen) writeLabel(context, label);
  };
  map.on("zoomstart", () => (canvas.hidden = true));
  map.on("moveend resize", () => {
    canvas.hidden = false;
    redraw();
  });
  return redraw;
}

function boxesOf(icon: HTMLElement, origin: DOMRect): LabelBox[] {
  return [...icon.children].map((child) => {
    const box = child.getBoundingClientRect();
    return { left: box.left - origin.left, top: box.top - origin.top, right: box.right - origin.left, bottom: box.bottom - origin.top };
  });
}

function fontOf(country: boolean): string {
  return `${country ? "600 11px" : "11px"} ${colour("font")}`;
}

function measureWith(context: CanvasRenderingContext2D): (text: string, country: boolean) => number {
  return (text, country) => {
    context.font = fontOf(country);
    return context.measureText(text).width;
  };
}

function writeLabel(context: CanvasRenderingContext2D, label: ReturnType<typeof chooseLabels>[number]): void {
  context.font = fontOf(label.country);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colour("halo");
  context.fillStyle = colour(label.country ? "country" : "town");
  const middle = (label.box.top + label.box.bottom) / 2;
  context.strokeText(label.text, label.box.left, middle);
  context.fillText(label.text, label.box.left, middle);
  if (label.country) return;
  context.beginPath();
  context.arc(label.box.left - 5, middle, 2, 0, 2 * Math.PI);
  context.fill();
}
