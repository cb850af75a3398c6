// The locator: where in the world the map looks, in a corner.
import { type Basemap, type View, drawBasemap } from "./basemap.ts";
import { colour } from "./colours.ts";
import type { Pen } from "./pen.ts";
import { stylesOf } from "./scene.ts";

const SIZE = 108;
/** A locator shows a world so many times smaller than the map, and at most the whole of it. */
const SMALLER = 24;

/** Whether the map looks so near that a locator tells anything. */
export function hasInset(view: View): boolean {
  return view.world > 256 * 2 ** 3.5 && view.width >= 480;
}

/** Draw it at the lower right. */
export function paintInset(pen: Pen, basemap: Basemap, view: View): void {
  if (!hasInset(view)) return;
  const world = Math.max(SIZE * 1.15, view.world / SMALLER);
  const ratio = world / view.world;
  const middle = { x: (view.left + view.width / 2) * ratio, y: (view.top + view.height / 2) * ratio };
  const [left, top] = [view.width - SIZE - 10, view.height - SIZE - 10];
  pen.save();
  pen.translate(left, top);
  pen.beginPath();
  pen.rect(0, 0, SIZE, SIZE);
  pen.clip();
  pen.fillStyle = colour("sea");
  pen.fillRect(0, 0, SIZE, SIZE);
  const small = { world, left: middle.x - SIZE / 2, top: Math.max(0, Math.min(world - SIZE, middle.y - SIZE / 2)), width: SIZE, height: SIZE };
  const styles = stylesOf();
  drawBasemap(pen, basemap, small, { ...styles, river: { width: 0 }, land: { ...styles.land, width: 0.5 }, international: { ...styles.international, width: 0.5 } });
  pen.setLineDash([]);
  pen.beginPath();
  pen.rect(view.left * ratio - small.left, view.top * ratio - small.top, Math.max(4, view.width * ratio), Math.max(4, view.height * ratio));
  pen.strokeStyle = colour("accent");
  pen.lineWidth = 2;
  pen.stroke();
  pen.beginPath();
  pen.rect(0, 0, SIZE, SIZE);
  pen.strokeStyle = colour("border");
  pen.lineWidth = 1;
  pen.stroke();
  pen.restore();
}
