// Measuring on the map: range rings around a site, a ruler, and the circle that filters by distance.
import type { View } from "./basemap.ts";
import { colour } from "./colours.ts";
import { lengthKm, ringPoints } from "./distance.ts";
import { find } from "./dom.ts";
import type { Place } from "./map.ts";
import { mercatorX, mercatorY } from "./mercator.ts";
import type { Model } from "./model.ts";
import type { Pen } from "./pen.ts";

export interface Overlay {
  rings: { centre: Place; radiusKm: number; text: string }[];
  path: Place[];
  text?: string;
}
/** What a click on the map means now. */
type Mode = "look" | "ruler" | "near";

const RING_POINTS = 180;

export class Tools {
  private readonly model: Model;
  private readonly redraw: () => void;
  private mode: Mode = "look";
  private path: Place[] = [];
  private ringsKm: number[] = [];

  constructor(model: Model, redraw: () => void) {
    this.model = model;
    this.redraw = redraw;
    const rings = find<HTMLInputElement>(document, "#rings");
    rings.addEventListener("input", () => this.setRings(rings.value));
    for (const mode of ["ruler", "near"] as const) {
      find(document, `#${mode}`).addEventListener("click", () => this.turn(this.mode === mode ? "look" : mode));
    }
    find(document, "#ruler-here").addEventListener("click", () => this.measureFromOpen());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.mode !== "look") this.turn("look");
    });
    model.store.follow(() => this.tell());
  }

  /** A place on the map was clicked. */
  clicked(place: Place): void {
    if (this.mode === "ruler") {
      this.path.push(place);
      this.tell();
      this.redraw();
    } else if (this.mode === "near") {
      const radiusKm = Number(find<HTMLInputElement>(document, "#near-km").value) || 50;
      this.turn("look");
      this.model.store.change({ near: { latitude: round(place.latitude), longitude: round(place.longitude), radiusKm } });
    }
  }

  /** What is to be drawn over the ground. */
  overlay(): Overlay {
    const { words, store, open, atlas } = this.model;
    const { near } = store.state;
    const km = (radiusKm: number): string => words.say("tools", "km", { km: formatKm(radiusKm) });
    const rings: Overlay["rings"] = near ? [{ centre: near, radiusKm: near.radiusKm, text: km(near.radiusKm) }] : [];
    if (open !== undefined) {
      const site = atlas.siteOf[open] as number;
      const centre = { latitude: atlas.latitude[site] as number, longitude: atlas.longitude[site] as number };
      for (const radiusKm of this.ringsKm) rings.push({ centre, radiusKm, text: km(radiusKm) });
    }
    return { rings, path: this.path };
  }

  private turn(mode: Mode): void {
    if (mode === "ruler" || this.mode === "ruler") this.path = [];
    this.mode = mode;
    for (const each of ["ruler", "near"]) find(document, `#${each}`).setAttribute("aria-pressed", String(each === mode));
    find(document, "#map .canvas").toggleAttribute("data-measuring", mode !== "look");
    this.tell();
    this.redraw();
  }

  private setRings(text: string): void {
    this.ringsKm = text.split(/[\s,;]+/).map(Number).filter((km) => km > 0 && km <= 20_000);
    this.redraw();
  }

  /** Measure from the open site to the middle of the map: the ruler for those who do not point. */
  private measureFromOpen(): void {
    const { open, atlas, store } = this.model;
    const { look } = store.state;
    if (open === undefined || look === undefined) return;
    const site = atlas.siteOf[open] as number;
    this.turn("ruler");
    this.path = [{ latitude: atlas.latitude[site] as number, longitude: atlas.longitude[site] as number }, look];
    this.tell();
    this.redraw();
  }

  private tell(): void {
    const { words } = this.model;
    const said = find(document, "#measured");
    if (this.mode === "near") said.textContent = words.say("tools", "near_hint");
    else if (this.mode !== "ruler") said.textContent = "";
    else if (this.path.length < 2) said.textContent = words.say("tools", "ruler_hint");
    else said.textContent = words.say("tools", "measured", { km: formatKm(lengthKm(this.path)) });
  }
}

/** Kilometres with as many digits as a ruler on a map is worth. */
export function formatKm(km: number): string {
  return km >= 100 ? String(Math.round(km)) : String(Number(km.toPrecision(3)));
}

/** Draw rings and the ruler's path; geodesics, so that a ring is round on the ground. */
export function paintOverlay(pen: Pen, { rings, path }: Overlay, view: View): void {
  pen.strokeStyle = colour("accent");
  pen.lineWidth = 1.5;
  for (const { centre, radiusKm, text } of rings) {
    const points = ringPoints(centre, radiusKm, RING_POINTS);
    pen.setLineDash([6, 4]);
    trace(pen, points, view, true);
    pen.stroke();
    const top = points.reduce((one, other) => (other.latitude > one.latitude ? other : one), centre);
    label(pen, text, top, view);
  }
  if (path.length === 0) return;
  pen.setLineDash([]);
  pen.lineWidth = 2;
  trace(pen, path, view, false);
  pen.stroke();
  for (const place of path) {
    const { x, y } = pointOf(place, view);
    pen.beginPath();
    pen.arc(x, y, 4, 0, 2 * Math.PI);
    pen.fillStyle = colour("accent");
    pen.fill();
  }
}

function trace(pen: Pen, places: Place[], view: View, closed: boolean): void {
  pen.beginPath();
  places.forEach((place, at) => {
    const { x, y } = pointOf(place, view);
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  if (closed) pen.closePath();
}

function pointOf({ latitude, longitude }: Place, { world, left, top }: View): { x: number; y: number } {
  return { x: mercatorX(longitude) * world - left, y: mercatorY(latitude) * world - top };
}

function label(pen: Pen, text: string, place: Place, view: View): void {
  const { x, y } = pointOf(place, view);
  pen.setLineDash([]);
  pen.font = `600 11px ${colour("font")}`;
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("halo");
  pen.strokeText(text, x, y - 3);
  pen.fillStyle = colour("accent");
  pen.fillText(text, x, y - 3);
  pen.strokeStyle = colour("accent");
  pen.lineWidth = 1.5;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}
