// The graticule: meridians and parallels with their degrees, where the scale is so small that shape and size deceive.
import type { View } from "./basemap.ts";
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from "./mercator.ts";
import type { Pen } from "./pen.ts";

export interface GraticuleStyle {
  line: string;
  text: string;
  font: string;
}

/** Degrees between lines, from small scale to large; nearer than the last no lines are drawn. */
const STEPS: [world: number, degrees: number][] = [
  [256 * 2 ** 2.5, 30],
  [256 * 2 ** 4, 15],
  [256 * 2 ** 5.5, 5],
];

/** How far apart the lines are at a size of the world (in pixels), in degrees; undefined where there are none. */
export function graticuleStep(world: number): number | undefined {
  return STEPS.find(([largest]) => world <= largest)?.[1];
}

/** Draw the lines in view and write their degrees at the top and the left. */
export function paintGraticule(pen: Pen, view: View, style: GraticuleStyle): void {
  const step = graticuleStep(view.world);
  if (step === undefined) return;
  const { world, left, top, width, height } = view;
  pen.setLineDash([]);
  pen.strokeStyle = style.line;
  pen.lineWidth = 0.6;
  pen.font = style.font;
  pen.fillStyle = style.text;
  pen.textBaseline = "top";
  pen.textAlign = "left";
  pen.beginPath();
  for (const longitude of multiples(step, longitudeOf(left / world), longitudeOf((left + width) / world))) {
    const x = mercatorX(longitude) * world - left;
    pen.moveTo(x, 0);
    pen.lineTo(x, height);
  }
  const south = latitudeOf((top + height) / world);
  const parallels = multiples(step, south, latitudeOf(top / world)).filter((latitude) => Math.abs(latitude) < 85);
  for (const latitude of parallels) {
    const y = mercatorY(latitude) * world - top;
    pen.moveTo(0, y);
    pen.lineTo(width, y);
  }
  pen.stroke();
}

function multiples(step: number, from: number, to: number): number[] {
  const found = [];
  for (let at = Math.ceil(from / step); at * step <= to; at++) found.push(at * step);
  return found;
}
