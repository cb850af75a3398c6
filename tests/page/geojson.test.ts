import assert from "node:assert/strict";
import { test } from "node:test";
import { writeGeojson } from "../../geo/page/source/geojson.ts";
import type { Taken } from "../../geo/page/source/taken.ts";
import { AWKWARD, awkward, presence, source, taken } from "./awkward.ts";

function read(from: Taken): GeoJSON.FeatureCollection & Record<string, unknown> {
  return JSON.parse(writeGeojson(from)) as GeoJSON.FeatureCollection & Record<string, unknown>;
}
function boxOf(...longitudes: number[]): unknown {
  return read(taken(longitudes.map((longitude) => presence({ longitude, latitude: 10 })))).bbox;
}

test("a feature is a presence, longitude first, as precise as the data", () => {
  const [feature] = read(taken([presence({ latitude: 37.020601, longitude: 41.1 })])).features;
  assert.deepEqual(feature?.geometry, { type: "Point", coordinates: [41.1, 37.020601] });
  assert.equal(feature?.id, "qamishli-RUS");
});

test("what has to go with the data stands at the top", () => {
  const { edition, on, known_by, licence, attribution } = read(taken([], { knownBy: "2026-02-28" }));
  assert.deepEqual({ edition, on, known_by, licence, attribution }, {
    edition: "0123456789ab",
    on: "2026-01-30",
    known_by: "2026-02-28",
    licence: "CC BY 4.0",
    attribution: "© OpenStreetMap contributors",
  });
});

test("what is empty or no number is unknown", () => {
  const properties = read(taken([presence({ verdict: "", latitude: Number.NaN, since: [], sources: [source({ language: "" })] })])).features[0]?.properties ?? {};
  for (const name of ["verdict", "latitude", "claimed_since"]) assert.ok(!(name in properties), name);
  assert.ok(!("language" in properties["sources"][0]));
});

test("what is unknown is absent", () => {
  const collection = read(taken());
  assert.ok(!("known_by" in collection));
  const properties = collection.features[0]?.properties ?? {};
  assert.ok(!("status" in properties) && !("claimed_since" in properties) && !("title" in properties["sources"][0]));
});

test("every text is read back, without what no format can carry", () => {
  const [first] = read(awkward()).features;
  const notes = (first?.properties?.["sources"] as { note: string }[]).map(({ note }) => note);
  assert.deepEqual(notes, [...AWKWARD, "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"]);
});

test("the box is the smallest around all places: over the antimeridian its west is the greater", () => {
  assert.deepEqual(boxOf(41, 35, 36), [35, 10, 41, 10]);
  assert.deepEqual(boxOf(170, -170), [170, 10, -170, 10]);
  assert.deepEqual(boxOf(-60, 60), [-60, 10, 60, 10]);
  assert.deepEqual(boxOf(12), [12, 10, 12, 10]);
  assert.equal(boxOf(), undefined);
});

test("a place that is not on the globe has no geometry and does not widen the box", () => {
  const collection = read(taken([presence(), presence({ latitude: 91 }), presence({ longitude: 181 }), presence({ longitude: Number.NaN })]));
  assert.deepEqual(collection.features.map(({ geometry }) => geometry === null), [false, true, true, true]);
  assert.deepEqual(collection.bbox, [41.1914, 37.0206, 41.1914, 37.0206]);
});

test("a feature has a line of its own", () => {
  assert.equal(writeGeojson(taken([presence(), presence({ id: "other" })])).trim().split("\n").length, 4);
});
