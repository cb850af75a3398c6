// Distances to lines are those of densified brute force, and what is within a radius follows from them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceKm } from "../../geo/page/source/distance.ts";
import type { Place } from "../../geo/page/source/ellipsoid.ts";
import { type Line, distanceToLineKm, withinKmOfLines, withinKmOfLinesInSlices } from "../../geo/page/source/lines.ts";
import { chanceFrom } from "./chance.ts";

function lineOf(...points: number[]): Line {
  return { points: Float64Array.from(points) };
}

/** A line of some legs about as long as `degrees`, and a place up to as many `away`. */
function randomCase(chance: () => number, degrees: number, away: number): { line: Line; place: Place } {
  let [longitude, latitude] = [360 * chance() - 180, 160 * chance() - 80];
  const place = { latitude: Math.max(-90, Math.min(90, latitude + away * (chance() - 0.5))), longitude: longitude + 2 * away * (chance() - 0.5) };
  const points: number[] = [];
  for (let leg = 0; leg < 2 + 3 * chance(); leg += 1) {
    points.push(longitude, latitude);
    longitude += 2 * degrees * (chance() - 0.5);
    latitude = Math.max(-89, Math.min(89, latitude + degrees * (chance() - 0.5)));
  }
  return { line: lineOf(...points), place };
}

/** The least distance to places along the line, closer and closer about the least. */
function bruteForceKm(place: Place, { points }: Line): number {
  let least = Infinity;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [longitude, latitude, east, north] = points.subarray(at, at + 4) as unknown as [number, number, number, number];
    const kmAt = (part: number): number => distanceKm(place, { latitude: latitude + part * (north - latitude), longitude: longitude + part * (east - longitude) });
    let best = 0;
    for (let step = 0; step <= 200; step += 1) if (kmAt(step / 200) < kmAt(best)) best = step / 200;
    for (let width = 1 / 200; width > 1e-8; width /= 10) {
      const middle = best;
      for (let step = -20; step <= 20; step += 1) {
        const part = Math.min(1, Math.max(0, middle + (width * step) / 20));
        if (kmAt(part) < kmAt(best)) best = part;
      }
    }
    least = Math.min(least, kmAt(best));
  }
  return least;
}

for (const [degrees, away] of [[0.01, 0.02], [0.3, 0.02], [0.3, 2], [5, 0.5], [5, 60], [30, 10]] as const) {
  test(`lines of ${degrees} degrees and places ${away} degrees off: right to a millionth`, () => {
    const chance = chanceFrom(degrees * 100 + away);
    for (let round = 0; round < 12; round += 1) {
      const { line, place } = randomCase(chance, degrees, away);
      const brute = bruteForceKm(place, line);
      assert.ok(Math.abs(distanceToLineKm(place, [line]) - brute) <= 1e-6 * brute + 1e-6, `${brute} km`);
    }
  });
}

test("of many lines the nearest counts, right to a thousandth also at the other end of the world", () => {
  const chance = chanceFrom(9);
  for (let round = 0; round < 100; round += 1) {
    const lines = Array.from({ length: 20 }, () => randomCase(chance, 5, 0).line);
    const place = { latitude: 180 * chance() - 90, longitude: 360 * chance() };
    const nearest = Math.min(...lines.map((line) => distanceToLineKm(place, [line])));
    assert.ok(Math.abs(distanceToLineKm(place, lines) - nearest) <= 1e-3 * nearest);
  }
});

test("a line runs straight in longitude and latitude, as it is drawn, not along the geodesic", () => {
  const parallel = [lineOf(-125, 49, -95, 49)];
  assert.ok(distanceToLineKm({ latitude: 49, longitude: -110 }, parallel) < 1e-6);
});

test("a line goes the short way across the antimeridian", () => {
  const line = [lineOf(179, 10, -179, 10)];
  assert.ok(distanceToLineKm({ latitude: 10, longitude: 180 }, line) < 1e-6);
  assert.ok(distanceToLineKm({ latitude: 10, longitude: 0 }, line) > 10_000);
});

test("a line of one point is that point, and no lines are infinitely far", () => {
  const place = { latitude: 35, longitude: 36 };
  assert.equal(distanceToLineKm(place, [lineOf(36, 36)]), distanceKm(place, { latitude: 36, longitude: 36 }));
  assert.equal(distanceToLineKm(place, []), Infinity);
  assert.equal(distanceToLineKm(place, [lineOf()]), Infinity);
});

const chance = chanceFrom(4);
const borders = Array.from({ length: 40 }, (_, number) => randomCase(chance, number % 2 === 0 ? 2 : 12, 0).line);
const latitudes = Float64Array.from({ length: 1200 }, () => 180 * chance() - 90);
const longitudes = Float64Array.from({ length: 1200 }, () => 360 * chance() - 180);

for (const radiusKm of [0.1, 30, 400, 3000, 19_500]) {
  test(`within ${radiusKm} km of lines is what is no farther from the nearest`, () => {
    const within = withinKmOfLines(radiusKm, borders, latitudes, longitudes);
    within.forEach((is, at) => {
      const km = distanceToLineKm({ latitude: latitudes[at] as number, longitude: longitudes[at] as number }, borders);
      assert.equal(is, km <= radiusKm ? 1 : 0, `${km} km`);
    });
  });
}

test("in slices the answer is the same", async () => {
  assert.deepEqual(await withinKmOfLinesInSlices(400, borders, latitudes, longitudes), withinKmOfLines(400, borders, latitudes, longitudes));
});

test("a place without a location is near no line", () => {
  assert.deepEqual([...withinKmOfLines(20_000, borders, Float64Array.of(NaN, 0), Float64Array.of(0, NaN))], [0, 0]);
});
