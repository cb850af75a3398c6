// The map's stage: the one module of the page that knows Leaflet. It moves and zooms; others draw and decide.
import * as L from "leaflet";
import type { View } from "./basemap.ts";
import type { Box, Look } from "./state.ts";

export interface Point {
  x: number;
  y: number;
}
export interface Place {
  latitude: number;
  longitude: number;
}
export type Draw = (context: CanvasRenderingContext2D, view: View) => void;

export interface StageWords {
  zoomIn: string;
  zoomOut: string;
}

/** From here on canvases are not drawn finer: what a screen's third pixel shows is not seen, and costs its time. */
const FINEST_RATIO = 2;

/** The map in its element: where it looks, what is drawn on it, what is put on it. */
export class Stage {
  private readonly map: L.Map;
  private readonly calm: boolean;
  private readonly sheets: SheetLayer[] = [];
  private zoomControl: L.Control.Zoom | undefined;
  private tiles: L.TileLayer | undefined;
  /** Where an address asked the map to look, until it is moved. */
  private asked: Look | undefined;
  private isSettling = false;
  readonly overlay: HTMLElement;

  constructor(container: HTMLElement, maxZoom: number) {
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 1,
      maxZoom,
      zoomSnap: 0.5,
      maxBounds: [[-85, -220], [85, 220]],
      fadeAnimation: !this.calm,
      zoomAnimation: !this.calm,
      inertia: !this.calm,
    });
    this.overlay = this.map.createPane("pointers");
    this.map.on("zoomstart", () => (this.overlay.hidden = true));
    this.map.on("zoomend moveend", () => (this.overlay.hidden = false));
    // The page gives and takes room as parts of it open and close.
    new ResizeObserver(() => this.resized()).observe(container);
    this.map.on("movestart", () => (this.asked = undefined));
  }

  /** Say the names of the zoom's buttons, in a language that may have changed. */
  nameControls({ zoomIn, zoomOut }: StageWords): void {
    this.zoomControl?.remove();
    this.zoomControl = L.control.zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.map);
  }

  /** Where the map looks. */
  look(): Look {
    const { lat, lng } = this.map.getCenter();
    return { latitude: lat, longitude: lng, zoom: this.map.getZoom() };
  }

  turnTo({ latitude, longitude, zoom }: Look, animate = false): void {
    const animated = animate && !this.calm;
    // A pan that is not animated would be rounded to pixels, a little further off each time.
    const how: L.ZoomPanOptions & { reset: boolean } = { animate: animated, reset: !animated };
    this.map.setView([latitude, longitude], zoom, how);
    this.asked = { latitude, longitude, zoom };
  }

  /** The map stays where it is under what opens and closes; where an address had it look, it goes on looking there. */
  private resized(): void {
    const { asked } = this;
    // Where it looks in between is nobody's business.
    this.isSettling = asked !== undefined;
    this.map.invalidateSize({ pan: false });
    this.isSettling = false;
    if (asked) this.turnTo(asked);
  }

  /** Bring some places into view together, no nearer than a zoom. */
  fit(places: Place[], maxZoom: number, animate = false): void {
    const bounds = L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, longitude]));
    const { x, y } = this.map.getSize();
    const padding: L.PointTuple = [Math.min(64, x / 8), Math.min(56, y / 6)];
    this.map.fitBounds(bounds, { padding, maxZoom, animate: animate && !this.calm });
  }

  /** Bring a place into view at the zoom that the reader has. */
  panTo({ latitude, longitude }: Place, animate = false): void {
    this.asked = undefined;
    this.map.panInside([latitude, longitude], { padding: [80, 60], animate: animate && !this.calm });
  }

  /** Call when the map has come to rest somewhere else. */
  whenMoved(listener: () => void): void {
    this.map.on("moveend resize", () => this.isSettling || listener());
  }

  /** Call with the place that was clicked, and whether it was a plain click. */
  whenClicked(listener: (place: Place, point: Point) => void): void {
    this.map.on("click", ({ latlng, containerPoint }) => listener({ latitude: latlng.lat, longitude: latlng.lng }, containerPoint));
  }

  whenPointed(listener: (place: Place, point: Point) => void): void {
    this.map.on("mousemove", ({ latlng, containerPoint }) => listener({ latitude: latlng.lat, longitude: latlng.lng }, containerPoint));
  }

  /** What part of the world is in sight. */
  view(): View {
    const { x: width, y: height } = this.map.getSize();
    const corner = this.map.getPixelOrigin().add(this.map.containerPointToLayerPoint([0, 0]));
    return { world: 256 * 2 ** this.map.getZoom(), left: corner.x, top: corner.y, width, height };
  }

  /** What is in sight, in degrees. */
  box(): Box {
    const bounds = this.map.getBounds();
    return { south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() };
  }

  size(): Point {
    return this.map.getSize();
  }

  /** Where a place is in the element, in pixels from its corner. */
  pointOf({ latitude, longitude }: Place): Point {
    return this.map.latLngToContainerPoint([latitude, longitude]);
  }

  placeAt({ x, y }: Point): Place {
    const { lat, lng } = this.map.containerPointToLatLng([x, y]);
    return { latitude: lat, longitude: lng };
  }

  /** Put an element of the overlay with its middle at a place. */
  put(element: HTMLElement, point: Point): void {
    L.DomUtil.setPosition(element, this.map.containerPointToLayerPoint([point.x, point.y]).round());
  }

  /** Add a canvas that moves with the map and is drawn anew when it has come to rest; the answer draws it at once. */
  addSheet(name: string, order: number, draw: Draw): () => void {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    this.map.createPane(name).style.zIndex = String(order);
    const sheet = new Sheet({
      pane: name,
      padding: 0.1,
      canvas,
      draw: (bounds) => {
        const { x: width, y: height } = bounds.getSize();
        const corner = (bounds.min as L.Point).add(this.map.getPixelOrigin());
        const context = resize(canvas, width, height);
        const view = { world: 256 * 2 ** this.map.getZoom(), left: corner.x, top: corner.y, width, height };
        if (context) draw(context, view);
      },
    });
    sheet.addTo(this.map);
    this.sheets.push(sheet);
    return () => sheet._update();
  }

  /** Show online tiles in place of the ground, or the ground again; only ever called when the reader asked for it. */
  showTiles(tiles: { address: string; subdomains: string; maxZoom: number } | undefined): void {
    this.tiles?.remove();
    const options = { maxZoom: tiles?.maxZoom ?? 0, subdomains: tiles?.subdomains ?? "", referrerPolicy: "strict-origin-when-cross-origin" as const };
    this.tiles = tiles && L.tileLayer(tiles.address, options).addTo(this.map);
    const ground = this.map.getPane("ground");
    if (ground) ground.style.visibility = tiles ? "hidden" : "";
  }
}

interface SheetOptions extends L.RendererOptions {
  canvas: HTMLCanvasElement;
  draw: (bounds: L.Bounds) => void;
}
type SheetLayer = L.Layer & { _update: () => void };

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
}) as unknown as new (options: SheetOptions) => SheetLayer;

/** Give a canvas a size in CSS pixels, sharp on this screen; the answer draws in those pixels. */
export function resize(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = Math.min(FINEST_RATIO, devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context?.scale(ratio, ratio);
  return context;
}
