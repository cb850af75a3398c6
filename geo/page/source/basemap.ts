// The basemap: TopoJSON from the page, projected once to the unit square of Web Mercator (EPSG:3857, x to the east,
// y to the south), and drawn onto any canvas. Knows nothing of what moves it.
// The decoding is our own: a library's goes by GeoJSON, and took three times as long before the first frame.
import { mercatorX, mercatorY } from "./mercator.ts";
import type { Pen } from "./pen.ts";
import type { GeometryObject as AnyGeometry, Topology } from "topojson-specification";

type GeometryObject = AnyGeometry<GeoJSON.GeoJsonProperties>;

/** name, latitude, longitude, the smallest zoom at which it is labelled */
export type Place = [string, number, number, number];

export interface BasemapScript {
  basemap: Topology;
  places: Place[];
}
export interface Label {
  name: string;
  latitude: number;
  longitude: number;
  zoom: number;
  country: boolean;
  /** Of a country: its ISO 3166-1 alpha-3 code. */
  code?: string;
  /** Of a town: its names in other languages. */
  names?: Record<string, string>;
}

export type ShapeKind = "land" | "lake" | "river" | "international" | "contested";
type Box = [left: number, top: number, right: number, bottom: number];
/** A run of points, x and y in turn, and the box around them. */
interface Arc {
  points: Float64Array;
  box: Box;
}

/** A ring or line, strung together from its arcs when it is first drawn. */
class Line {
  readonly box: Box;
  private readonly arcs: Arc[];
  private readonly indexes: number[];
  private joined: Float64Array | undefined;

  constructor(arcs: Arc[], indexes: number[]) {
    this.arcs = arcs;
    this.indexes = indexes;
    this.box = boxAround(indexes.map((index) => (arcs[index < 0 ? ~index : index] as Arc).box));
  }

  get points(): Float64Array {
    return (this.joined ??= join(this.arcs, this.indexes));
  }
}
export interface Basemap {
  shapes: { kind: ShapeKind; lines: Line[] }[];
  labels: Label[];
}
/** What part of the world is drawn: the size of the world and the place of the canvas's corner, in pixels. */
export interface View {
  world: number;
  left: number;
  top: number;
  width: number;
  height: number;
}
export type Style = { fill?: string; stroke?: string; width: number; dash?: number[] };

/** Decode and project the basemap that comes with the page. */
export function readBasemap({ basemap, places }: BasemapScript): Basemap {
  const arcs = basemap.arcs.map((arc) => projectArc(arc, basemap.transform));
  const shapes = ["land", "water", "borders"].flatMap((name) =>
    geometriesOf(basemap, name).map((geometry) => ({
      kind: ((geometry.properties as { kind?: ShapeKind } | undefined)?.kind ?? "land"),
      lines: linesOf(geometry).map((indexes) => new Line(arcs, indexes)),
    })),
  );
  return { shapes, labels: labelsOf(basemap, places) };
}

function geometriesOf(topology: Topology, name: string): GeometryObject[] {
  const object = topology.objects[name];
  return object?.type === "GeometryCollection" ? object.geometries : [];
}

/** The rings of polygons, the lines of lines: each a list of arcs, one's complement for an arc run backwards. */
function linesOf(geometry: GeometryObject): number[][] {
  if (geometry.type === "MultiPolygon") return geometry.arcs.flat();
  return geometry.type === "MultiLineString" ? geometry.arcs : [];
}

/** Undo an arc's deltas and quantization (TopoJSON 1, sections 2.1.2 and 2.1.3), and project what it gives. */
function projectArc(arc: number[][], transform: Topology["transform"]): Arc {
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [shiftX = 0, shiftY = 0] = transform?.translate ?? [];
  const points = new Float64Array(arc.length * 2);
  let x = 0;
  let y = 0;
  // By index, here and below: taking pairs apart by pattern is slow in code that runs once.
  for (let at = 0; at < arc.length; at++) {
    const step = arc[at] as number[];
    x += step[0] as number;
    y += step[1] as number;
    points[2 * at] = mercatorX(x * scaleX + shiftX);
    points[2 * at + 1] = mercatorY(y * scaleY + shiftY);
  }
  return { points, box: boxOf(points) };
}

/** String arcs together; each begins where the one before ends, and that point is there once. */
function join(arcs: Arc[], indexes: number[]): Float64Array {
  const parts = indexes.map((index) => (index < 0 ? reverse((arcs[~index] as Arc).points) : (arcs[index] as Arc).points));
  // One arc alone is its line.
  if (parts.length === 1) return parts[0] as Float64Array;
  const points = new Float64Array(parts.reduce((length, part) => length + part.length - 2, 2));
  let at = 0;
  for (const part of parts) {
    points.set(part, at);
    at += part.length - 2;
  }
  return points;
}

function reverse(points: Float64Array): Float64Array {
  const back = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    back[points.length - 2 - at] = points[at] as number;
    back[points.length - 1 - at] = points[at + 1] as number;
  }
  return back;
}

function boxAround(boxes: Box[]): Box {
  const edge = (side: number, pick: (...values: number[]) => number): number => boxes.reduce((at, box) => pick(at, box[side] as number), pick());
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

function boxOf(points: Float64Array): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] as number;
    const y = points[at + 1] as number;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return [left, top, right, bottom];
}

function labelsOf(topology: Topology, places: Place[]): Label[] {
  const [scaleX = 1, scaleY = 1] = topology.transform?.scale ?? [];
  const [shiftX = 0, shiftY = 0] = topology.transform?.translate ?? [];
  const countries = geometriesOf(topology, "countries").map((point) => {
    const [x = 0, y = 0] = point.type === "Point" ? point.coordinates : [];
    const { name, code, rank } = point.properties as { name: string; code: string; rank: number };
    return { name, code, latitude: y * scaleY + shiftY, longitude: x * scaleX + shiftX, zoom: rank, country: true };
  });
  const towns = places.map(([name, latitude, longitude, zoom]) => ({ name, latitude, longitude, zoom, country: false }));
  return [...countries, ...towns];
}

/** Draw what of the basemap is in view, in its order: land, water, borders. */
export function drawBasemap(context: Pen, basemap: Basemap, view: View, styles: Record<ShapeKind, Style>): void {
  context.lineJoin = "round";
  for (const { kind, lines } of basemap.shapes) {
    const { fill, stroke, width, dash = [] } = styles[kind];
    context.beginPath();
    for (const line of lines) {
      if (isInView(line, view)) trace(context, line.points, view);
    }
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill("evenodd");
    }
    if (stroke !== undefined) {
      context.setLineDash(dash);
      context.lineWidth = width;
      context.strokeStyle = stroke;
      context.stroke();
    }
  }
}

function isInView({ box }: Line, { world, left, top, width, height }: View): boolean {
  const [boxLeft, boxTop, boxRight, boxBottom] = box;
  const [x, y] = [left / world, top / world];
  return boxLeft < x + width / world && boxRight > x && boxTop < y + height / world && boxBottom > y;
}

/** Points nearer than this to the one before (in pixels, along either axis) would not be seen. */
const FINEST = 0.6;

function trace(context: Pen, points: Float64Array, { world, left, top }: View): void {
  let lastX = Infinity;
  let lastY = Infinity;
  for (let at = 0; at < points.length; at += 2) {
    const x = (points[at] as number) * world - left;
    const y = (points[at + 1] as number) * world - top;
    if (at === 0) context.moveTo(x, y);
    else if (Math.abs(x - lastX) < FINEST && Math.abs(y - lastY) < FINEST && at < points.length - 2) continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
}
