// The graticule: lines at round degrees within view, and none where the scale is large.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { View } from "../../geo/page/source/basemap.ts";
import { graticuleStep, paintGraticule } from "../../geo/page/source/graticule.ts";
import { latitudeOf, longitudeOf } from "../../geo/page/source/mercator.ts";
import type { Pen } from "../../geo/page/source/pen.ts";

/** The degrees of the lines that are drawn in a view. */
function drawn(view: View): { meridians: number[]; parallels: number[] } {
  const found = { meridians: [] as number[], parallels: [] as number[] };
  const moveTo = (x: number, y: number): void => {
    if (y === 0) found.meridians.push(Math.round(longitudeOf((x + view.left) / view.world) * 1e6) / 1e6);
    else found.parallels.push(Math.round(latitudeOf((y + view.top) / view.world) * 1e6) / 1e6);
  };
  const pen = { moveTo, lineTo() {}, beginPath() {}, stroke() {}, setLineDash() {} };
  paintGraticule(pen as unknown as Pen, view, { line: "", text: "", font: "" });
  return found;
}
const WORLD: View = { world: 512, left: 0, top: 0, width: 512, height: 512 };

test("the nearer one looks the closer the lines, until there are none", () => {
  const steps = [1, 3, 5, 7, 14].map((zoom) => graticuleStep(256 * 2 ** zoom));
  assert.deepEqual(steps, [30, 15, 5, undefined, undefined]);
});

test("the whole world has its meridians and parallels, the equator among them", () => {
  const { meridians, parallels } = drawn(WORLD);
  assert.deepEqual(meridians, [-180, -150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150, 180]);
  assert.deepEqual(parallels.map((each) => each + 0), [-60, -30, 0, 30, 60]);
});

test("a part of the world has only the lines in view", () => {
  assert.deepEqual(drawn({ ...WORLD, left: 266, width: 118 }).meridians, [30, 60, 90]);
});

test("where the scale is large nothing is drawn", () => {
  assert.deepEqual(drawn({ ...WORLD, world: 256 * 2 ** 9, left: 70_000, top: 50_000 }), { meridians: [], parallels: [] });
});
