// The scale bar: a round length, as long as there is room for, true at the latitude.

import assert from "node:assert/strict";
import { test } from "node:test";
import { metresPerPixel } from "../../geo/page/source/mercator.ts";
import { scaleBar } from "../../geo/page/source/scale.ts";

const WORLDS = Array.from({ length: 29 }, (_, step) => 256 * 2 ** (step / 2));
const LATITUDES = [0, 12.5, 35, -35, 60, 84];
const EACH = WORLDS.flatMap((world) => LATITUDES.map((latitude) => ({ latitude, world, ...scaleBar(latitude, world) })));

test("its length is 1, 2 or 5 times a power of ten", () => {
  for (const { km } of EACH) assert.match(km.toExponential(), /^[125]e/);
});

test("it is never longer than its room, and the next round length would be", () => {
  for (const { km, width } of EACH) {
    assert.ok(width <= 120, `${width} for ${km} km`);
    assert.ok(width > 120 / 2.5 - 1e-9, `${width} for ${km} km`);
  }
});

test("so many pixels are so many kilometres at the latitude", () => {
  for (const { latitude, world, km, width } of EACH) assert.ok(Math.abs((width * metresPerPixel(latitude, world)) / 1000 / km - 1) < 1e-9);
});

test("at 60 degrees a pixel is half as far as at the equator", () => {
  assert.ok(Math.abs(metresPerPixel(60, 256) / metresPerPixel(0, 256) - 0.5) < 1e-12);
});
