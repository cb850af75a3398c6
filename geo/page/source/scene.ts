// Everything that the map draws, in its order; with a pen, so that a picture of it is the same.
import { type Atlas, type Certainty, CERTAINTIES } from "./atlas.ts";
import { type Basemap, type ShapeKind, type Style, type View, drawBasemap } from "./basemap.ts";
import { type Change, changeBetween } from "./changes.ts";
import { colour, inks } from "./colours.ts";
import { paintGroup, radiusOf } from "./glyphs.ts";
import { paintGraticule } from "./graticule.ts";
import { COLOURS, type Group, countOf } from "./groups.ts";
import { type LabelBox, type PlacedLabel, chooseLabels } from "./labels.ts";
import { type Ink, paintMark } from "./marks.ts";
import { mercatorX, mercatorY, metresPerPixel } from "./mercator.ts";
import type { Pen } from "./pen.ts";
import type { Words } from "./words.ts";

/** From here on a place is drawn as its area: a point would claim to know it better. */
export const VAGUE_KM = 5;
const MARK = 24;
/** So many names of sites are written at most: more cannot be read. */
const NAMED = 400;

export function stylesOf(): Record<ShapeKind, Style> {
  return {
    land: { fill: colour("land"), stroke: colour("coast"), width: 0.8 },
    lake: { fill: colour("sea"), stroke: colour("coast"), width: 0.6 },
    river: { stroke: colour("river"), width: 0.9 },
    international: { stroke: colour("border"), width: 1 },
    contested: { stroke: colour("border"), width: 1.2, dash: [3, 3] },
  };
}

/** Land, water, borders, and at small scale the graticule. */
export function paintGround(pen: Pen, basemap: Basemap, view: View): void {
  drawBasemap(pen, basemap, view, stylesOf());
  paintGraticule(pen, view, { line: colour("graticule"), text: colour("soft"), font: `10px ${colour("font")}` });
}

export interface Marks {
  atlas: Atlas;
  words: Words;
  groups: Group[];
  answers: Int32Array;
  basemap: Basemap | undefined;
  /** The answers of the day that this one is compared with. */
  before: Int32Array | undefined;
  /** How many pixels on each side are drawn beyond what is in sight. */
  margin: number;
}

/** Areas, names, marks and groups, the ones above the others; names give way to marks. */
export function paintMarks(pen: Pen, marks: Marks, view: View): void {
  const ink = inks();
  const points = marks.groups.map(({ x, y }) => ({ x: x * view.world - view.left, y: y * view.world - view.top }));
  const taken = points.map(({ x, y }, at) => boxAround(x, y, radiusOf(marks.groups[at]?.size ?? 1) + 2));
  marks.groups.forEach((group, at) => paintArea(pen, marks, group, points[at] as Point, view, ink));
  const names = namesOf(pen, marks, points, taken, view);
  paintPlaces(pen, marks, view, taken);
  marks.groups.forEach((group, at) => {
    const { x, y } = points[at] as Point;
    if (group.size === 1) paintOne(pen, marks, group, x, y, ink);
    else paintGroup(pen, group, x, y, ink, briefly(group.size), `700 11px ${colour("font")}`);
  });
  for (const name of names) writeName(pen, name);
  if (marks.before) marks.groups.forEach((group, at) => paintChange(pen, marks, group, points[at] as Point));
}

/** A count that fits into a ring. */
function briefly(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

interface Point {
  x: number;
  y: number;
}

function boxAround(x: number, y: number, half: number): LabelBox {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

function paintOne(pen: Pen, { atlas, answers }: Marks, { presence }: Group, x: number, y: number, ink: Ink[]): void {
  const site = atlas.siteOf[presence] as number;
  const kind = atlas.head.kinds[atlas.kind[site] as number] ?? "";
  const certainty: Certainty = atlas.answers[answers[presence] as number]?.certainty ?? CERTAINTIES[4] as Certainty;
  const vague = (atlas.withinKm[site] as number) >= VAGUE_KM;
  paintMark(pen, kind, certainty, x, y, vague ? 14 : MARK, ink[atlas.colourOf(presence)] as Ink);
  if (vague) circle(pen, x, y, 14, { stroke: colour("colour-0"), width: 2, dash: [4, 3] });
}

/** What became of a presence since the day it is compared with, as a sign beside its mark. */
const SIGNS: Record<Change, string> = { appeared: "+", ended: "×", silent: "?", changed: "~" };

function paintChange(pen: Pen, marks: Marks, group: Group, { x, y }: Point): void {
  const change = changeOf(marks, group);
  if (change === undefined) return;
  circle(pen, x + 11, y - 11, 8, { fill: colour("ink"), stroke: colour("paper"), width: 1.5 });
  pen.font = `700 12px ${colour("font")}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour("paper");
  pen.fillText(SIGNS[change], x + 11, y - 10.5);
}

function changeOf({ atlas, before, answers }: Marks, { size, presence }: Group): Change | undefined {
  return size === 1 && before ? changeBetween(atlas, before[presence] as number, answers[presence] as number) : undefined;
}

/** The ground that a place may lie on, where it can be seen at this scale. */
function paintArea(pen: Pen, { atlas }: Marks, group: Group, { x, y }: Point, view: View, ink: Ink[]): void {
  if (group.size !== 1) return;
  const site = atlas.siteOf[group.presence] as number;
  const radius = ((atlas.withinKm[site] as number) * 1000) / metresPerPixel(atlas.latitude[site] as number, view.world);
  if (radius < 8) return;
  const { mark } = ink[atlas.colourOf(group.presence)] as Ink;
  circle(pen, x, y, radius, { fill: `${mark}1a`, stroke: mark, width: 1.5, dash: [4, 4] });
}

function circle(pen: Pen, x: number, y: number, radius: number, style: Style): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (style.fill !== undefined) {
    pen.fillStyle = style.fill;
    pen.fill();
  }
  if (style.stroke === undefined) return;
  pen.setLineDash(style.dash ?? []);
  pen.strokeStyle = style.stroke;
  pen.lineWidth = style.width;
  pen.stroke();
  pen.setLineDash([]);
}

interface Name {
  text: string;
  x: number;
  y: number;
}

/** The names of single marks that have room, each to the right of its mark, or else to the left; theirs is then taken. */
function namesOf(pen: Pen, { atlas, words, groups, margin }: Marks, points: Point[], taken: LabelBox[], view: View): Name[] {
  const names: Name[] = [];
  const single = groups.filter((group) => group.size === 1).length;
  if (single > NAMED) return names;
  pen.font = `700 13px ${colour("font")}`;
  groups.forEach((group, at) => {
    const { x, y } = points[at] as Point;
    if (group.size !== 1 || x < 0 || y < 0 || x > view.width || y > view.height) return;
    const text = shorten(atlas.siteName(atlas.siteOf[group.presence] as number, words.language));
    const width = pen.measureText(text).width;
    // What is out of sight may have its name anywhere.
    const isOut = x < margin || x > view.width - margin;
    for (const left of [x + 17, x - 17 - width]) {
      const box = { left, right: left + width, top: y - 9, bottom: y + 9 };
      const free = (isOut || (left >= margin && box.right <= view.width - margin)) && !taken.some((other, of) => of !== at && overlaps(box, other));
      if (!free) continue;
      taken.push(box);
      names.push({ text, x: left, y });
      return;
    }
  });
  return names;
}

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length > 32 ? `${letters.slice(0, 31).join("")}…` : text;
}

function overlaps(one: LabelBox, other: LabelBox): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function writeName(pen: Pen, { text, x, y }: Name): void {
  pen.font = `700 13px ${colour("font")}`;
  write(pen, text, x, y, colour("ink"), colour("paper"));
}

function write(pen: Pen, text: string, x: number, y: number, ink: string, halo: string): void {
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = halo;
  pen.fillStyle = ink;
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/** Towns and countries, clear of what is taken. */
function paintPlaces(pen: Pen, { basemap, words }: Marks, view: View, taken: LabelBox[]): void {
  if (basemap === undefined) return;
  const fontOf = (country: boolean): string => `${country ? "600 11px" : "11px"} ${colour("font")}`;
  const chosen = chooseLabels(basemap.labels, {
    zoom: Math.log2(view.world / 256),
    width: view.width,
    height: view.height,
    taken,
    name: (label) => label.names?.[words.language] ?? (label.code ? words.country(label.code) : label.name),
    project: (latitude, longitude) => ({
      x: mercatorX(longitude) * view.world - view.left,
      y: mercatorY(latitude) * view.world - view.top,
    }),
    measure: (text, country) => {
      pen.font = fontOf(country);
      return pen.measureText(text).width;
    },
  });
  for (const label of chosen) writePlace(pen, label, fontOf(label.country));
}

function writePlace(pen: Pen, label: PlacedLabel, font: string): void {
  const middle = (label.box.top + label.box.bottom) / 2;
  pen.font = font;
  write(pen, label.text, label.box.left, middle, colour(label.country ? "country" : "town"), colour("halo"));
  if (label.country) return;
  pen.beginPath();
  pen.arc(label.box.left - 5, middle, 2, 0, 2 * Math.PI);
  pen.fill();
}

/** A group in words: its site and operator, or how many of whom there are and how sure. */
export function sayGroup(marks: Marks, group: Group): string {
  const { atlas, words, answers } = marks;
  if (group.size === 1) {
    const certainty = atlas.answers[answers[group.presence] as number]?.certainty ?? "none";
    const change = changeOf(marks, group);
    const said = words.say("map", "mark", {
      site: atlas.siteName(atlas.siteOf[group.presence] as number, words.language),
      operator: words.operator(atlas.operatorOf[group.presence] as number),
      certainty: words.say("certainty", certainty),
    });
    return change === undefined ? said : words.listed([said, words.say("change", change)]);
  }
  const drawn = CERTAINTIES.filter((certainty) => certainty !== "none");
  const sure = drawn.map((certainty) => {
    let count = 0;
    for (let at = 0; at < COLOURS; at++) count += countOf(group, at, certainty);
    return count === 0 ? "" : `${words.say("certainty", certainty)} ${words.count(count)}`;
  });
  return words.say("map", "group", { count: words.count(group.size), certainties: words.listed(sure.filter(Boolean)) });
}
