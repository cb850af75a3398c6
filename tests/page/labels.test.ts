import assert from "node:assert/strict";
import { test } from "node:test";
import type { Label } from "../../geo/page/source/basemap.ts";
import { type LabelBox, chooseLabels } from "../../geo/page/source/labels.ts";

const AROUND = {
  zoom: 6,
  width: 400,
  height: 300,
  taken: [] as LabelBox[],
  name: ({ name }: Label) => name,
  project: (latitude: number, longitude: number) => ({ x: longitude, y: latitude }),
  measure: (text: string) => text.length * 6,
};
const town = (name: string, latitude: number, longitude: number, zoom = 5) => ({ name, latitude, longitude, zoom, country: false });

test("of two names at one place the more important is written", () => {
  const chosen = chooseLabels([town("Small", 100, 100, 6), town("Big", 101, 101, 4)], AROUND);
  assert.deepEqual(chosen.map(({ text }) => text), ["Big"]);
});

test("no name is written over what must stay free, outside the map, or before its zoom", () => {
  const taken = [{ left: 90, top: 90, right: 130, bottom: 110 }];
  const labels = [town("Under", 100, 100), town("Outside", 100, 500), town("Later", 200, 100, 7), town("Free", 200, 200)];
  assert.deepEqual(chooseLabels(labels, { ...AROUND, taken }).map(({ text }) => text), ["Free"]);
});

test("names that are written never overlap", () => {
  const labels = Array.from({ length: 200 }, (_, number) => town(`Town ${number}`, (number * 37) % 300, (number * 91) % 400));
  const chosen = chooseLabels(labels, AROUND);
  assert.ok(chosen.length > 5);
  for (const one of chosen) {
    for (const other of chosen) {
      const apart = one.box.right <= other.box.left || other.box.right <= one.box.left || one.box.bottom <= other.box.top || other.box.bottom <= one.box.top;
      assert.ok(one === other || apart, `${one.text} over ${other.text}`);
    }
  }
});
