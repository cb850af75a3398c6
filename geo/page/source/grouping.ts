// Groups of marks that would lie on one another at a zoom.
//
// The world is cut into cells half a radius wide, and the sites of each cell become one point: no two of them are farther apart
// than 0.71 of the radius. Then the points are put down one by one, those of most sites first, at the centroid of their sites.
// A point that comes nearer to one put down before than the radius is joined with the nearest such, which is taken up and put
// down anew at the centroid of both, until nothing is nearer. So the centres of any two groups are at least the radius apart.
// The cells begin at the corner of the world, so that panning changes nothing. Sites are gone through along a Morton curve, which
// settles ties and keeps neighbours together in memory.
import { Cells } from "./cells.ts";

export interface Grouping {
  count: number;
  /** The group of each site, -1 where it is hidden. */
  groupOf: Int32Array;
  /** The centroid of each group's sites, in the unit square of Web Mercator. */
  x: Float64Array;
  y: Float64Array;
  /** The number of each group's sites. */
  size: Uint32Array;
  /** The sites of a group, in their order. */
  members(group: number): Uint32Array;
}

/** Points with the number of sites that each stands for; x and y hold centroids. */
interface Points {
  count: number;
  x: Float64Array;
  y: Float64Array;
  size: Uint32Array;
  /** The point of each site, -1 where it is hidden. */
  of: Int32Array;
}

const TILE_PX = 256;
const CELLS_A_RADIUS = 2;
// What is within a radius of a point then lies in four cells at most.
const RADII_A_CELL = 2;
// Deeper in, the numbers of cells would leave 32 bits. A radius of 22 px is 0.2 m there.
const DEEPEST_ZOOM = 24;

/**
 * Group the sites that are shown (mask 1) at a zoom (a fraction too) with a radius in pixels.
 *
 * x and y are the sites' positions in the unit square of Web Mercator. Groups do not reach across the antimeridian.
 */
export function groupSites(x: Float64Array, y: Float64Array, shown: Uint8Array, zoom: number, radiusPx = 22): Grouping {
  const radius = radiusPx / (TILE_PX * 2 ** Math.min(zoom, DEEPEST_ZOOM));
  const points = pointsOfCells(x, y, shown, radius / CELLS_A_RADIUS);
  const joined = join(points, radius);
  return made(points, joined);
}

/** The group nearest to a position within a radius (both in the unit square), or -1. */
export function nearest(grouping: Grouping, x: number, y: number, radius: number): number {
  let found = -1;
  let least = radius * radius;
  for (let group = 0; group < grouping.count; group += 1) {
    const distance = ((grouping.x[group] as number) - x) ** 2 + ((grouping.y[group] as number) - y) ** 2;
    if (distance > least || (distance === least && found >= 0)) continue;
    least = distance;
    found = group;
  }
  return found;
}

/** One point for the shown sites of each cell, numbered along the curve. */
function pointsOfCells(x: Float64Array, y: Float64Array, shown: Uint8Array, width: number): Points {
  const curve = alongCurve(x, y);
  const most = curve.length;
  const cells = new Cells(width, most);
  const points = { count: 0, x: new Float64Array(most), y: new Float64Array(most), size: new Uint32Array(most), of: new Int32Array(most) };
  for (let at = 0; at < most; at += 1) {
    const site = curve[at] as number;
    if (shown[site] === 0) {
      points.of[site] = -1;
      continue;
    }
    const column = cells.of(x[site] as number);
    const row = cells.of(y[site] as number);
    let point = cells.first(column, row);
    if (point === -1) {
      point = points.count++;
      cells.put(column, row, point);
    }
    points.of[site] = point;
    gather(points, point, x[site] as number, y[site] as number, 1);
  }
  return points;
}

/** Let a point stand for some more sites, which have a centroid. */
function gather(points: Points, point: number, x: number, y: number, size: number): void {
  const all = (points.size[point] as number) + size;
  const share = size / all;
  points.x[point] = (points.x[point] as number) + share * (x - (points.x[point] as number));
  points.y[point] = (points.y[point] as number) + share * (y - (points.y[point] as number));
  points.size[point] = all;
}

/** Join points that are nearer than the radius; for each the point it went to, itself if to none. Changes the points it joins to. */
function join(points: Points, radius: number): Int32Array {
  const cells = new Cells(radius * RADII_A_CELL, points.count);
  const next = new Int32Array(points.count).fill(-1);
  const wentTo = Int32Array.from({ length: points.count }, (_, point) => point);
  const order = biggestFirst(points);
  for (let at = 0; at < order.length; at += 1) {
    let point = order[at] as number;
    for (;;) {
      const near = nearestPut(points, cells, next, point, radius);
      if (near === -1) break;
      takeUp(points, cells, next, near);
      gather(points, near, points.x[point] as number, points.y[point] as number, points.size[point] as number);
      wentTo[point] = near;
      point = near;
    }
    const column = cells.of(points.x[point] as number);
    const row = cells.of(points.y[point] as number);
    next[point] = cells.first(column, row);
    cells.put(column, row, point);
  }
  return wentTo;
}

/** The points in the order of their sizes, and within one size of their numbers: a counting sort. */
function biggestFirst(points: Points): Uint32Array {
  const sizes = points.size.subarray(0, points.count);
  const biggest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const starts = new Uint32Array(biggest + 2);
  for (const size of sizes) starts[biggest - size + 1] = (starts[biggest - size + 1] as number) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const order = new Uint32Array(points.count);
  sizes.forEach((size, point) => {
    const at = starts[biggest - size] as number;
    order[at] = point;
    starts[biggest - size] = at + 1;
  });
  return order;
}

/** The nearest of the points put down that is nearer to a point than the radius, or -1. */
function nearestPut(points: Points, cells: Cells, next: Int32Array, point: number, radius: number): number {
  const x = points.x[point] as number;
  const y = points.y[point] as number;
  const [firstRow, lastRow] = [cells.of(y - radius), cells.of(y + radius)];
  const lastColumn = cells.of(x + radius);
  let found = -1;
  let least = radius * radius;
  for (let column = cells.of(x - radius); column <= lastColumn; column += 1) {
    for (let row = firstRow; row <= lastRow; row += 1) {
      for (let other = cells.first(column, row); other !== -1; other = next[other] as number) {
        const distance = ((points.x[other] as number) - x) ** 2 + ((points.y[other] as number) - y) ** 2;
        if (distance > least || (distance === least && (found === -1 || other > found))) continue;
        least = distance;
        found = other;
      }
    }
  }
  return found;
}

function takeUp(points: Points, cells: Cells, next: Int32Array, point: number): void {
  const column = cells.of(points.x[point] as number);
  const row = cells.of(points.y[point] as number);
  const after = next[point] as number;
  let before = cells.first(column, row);
  if (before === point) {
    cells.put(column, row, after);
    return;
  }
  while (next[before] !== point) before = next[before] as number;
  next[before] = after;
}

/** The groups, numbered along the curve, with the sites of each side by side. */
function made(points: Points, wentTo: Int32Array): Grouping {
  const groups = new Int32Array(points.count);
  const starts = new Uint32Array(points.count + 1);
  let count = 0;
  for (let point = 0; point < points.count; point += 1) {
    if (wentTo[point] !== point) continue;
    points.x[count] = points.x[point] as number;
    points.y[count] = points.y[point] as number;
    points.size[count] = points.size[point] as number;
    starts[count + 1] = (starts[count] as number) + (points.size[count] as number);
    groups[point] = count++;
  }
  const groupOf = points.of;
  for (let site = 0; site < groupOf.length; site += 1) {
    let point = groupOf[site] as number;
    if (point === -1) continue;
    while (wentTo[point] !== point) point = wentTo[point] as number;
    groupOf[site] = groups[point] as number;
  }
  const sites = sitesOfGroups(groupOf, starts, count);
  return {
    count,
    groupOf,
    x: points.x.slice(0, count),
    y: points.y.slice(0, count),
    size: points.size.slice(0, count),
    members: (group) => sites.subarray(starts[group], starts[group + 1]),
  };
}

function sitesOfGroups(groupOf: Int32Array, starts: Uint32Array, count: number): Uint32Array {
  const ends = starts.slice();
  const sites = new Uint32Array(starts[count] as number);
  for (let site = 0; site < groupOf.length; site += 1) {
    const group = groupOf[site] as number;
    if (group === -1) continue;
    const at = ends[group] as number;
    sites[at] = site;
    ends[group] = at + 1;
  }
  return sites;
}

const curves = new WeakMap<Float64Array, Uint32Array>();

/** The sites along a Morton curve of 65,536 columns and rows, made once for each array of positions, which must not change. */
function alongCurve(x: Float64Array, y: Float64Array): Uint32Array {
  const known = curves.get(x);
  if (known !== undefined) return known;
  // The key above, the site below: together they stay within the whole numbers that a float holds.
  const keyed = Float64Array.from(x, (_, site) => {
    const key = spread((x[site] as number) * 65_536) + 2 * spread((y[site] as number) * 65_536);
    return key * 2 ** 21 + site;
  }).sort();
  const curve = Uint32Array.from(keyed, (value) => value % 2 ** 21);
  curves.set(x, curve);
  return curve;
}

/** The 16 bits of a whole number with a gap after each. */
function spread(value: number): number {
  let bits = Math.max(0, Math.min(65_535, value));
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
