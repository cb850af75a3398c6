// The scale bar: a round number of kilometres at the latitude of the map's middle.
import type { View } from "./basemap.ts";
import { colour } from "./colours.ts";
import { metresPerPixel } from "./mercator.ts";
import type { Pen } from "./pen.ts";

const LONGEST = 120;

/** The longest round length (1, 2 or 5 times a power of ten) that a bar can show, and how many pixels it is. */
export function scaleBar(latitude: number, world: number): { km: number; width: number } {
  const perPixel = metresPerPixel(latitude, world) / 1000;
  const power = 10 ** Math.floor(Math.log10(LONGEST * perPixel));
  const km = ([5, 2].find((times) => times * power <= LONGEST * perPixel) ?? 1) * power;
  return { km: Number(km.toPrecision(1)), width: km / perPixel };
}

/** Draw it at the lower left. */
export function paintScale(pen: Pen, view: View, latitude: number, say: (km: number) => string): void {
  const { km, width } = scaleBar(latitude, view.world);
  const [x, y] = [12, view.height - 14];
  pen.setLineDash([]);
  for (const [style, thickness] of [[colour("halo"), 5], [colour("ink"), 1.5]] as const) {
    pen.beginPath();
    pen.moveTo(x, y - 6);
    pen.lineTo(x, y);
    pen.lineTo(x + width, y);
    pen.lineTo(x + width, y - 6);
    pen.strokeStyle = style;
    pen.lineWidth = thickness;
    pen.stroke();
  }
  pen.font = `11px ${colour("font")}`;
  pen.textAlign = "left";
  pen.textBaseline = "bottom";
  pen.strokeStyle = colour("halo");
  pen.lineWidth = 3;
  pen.strokeText(say(km), x + 4, y - 3);
  pen.fillStyle = colour("ink");
  pen.fillText(say(km), x + 4, y - 3);
}
