// Grouping: every shown site is in one group, and no two groups' marks lie on one another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Grouping, groupSites, nearest } from "../../geo/page/source/grouping.ts";
import { chanceFrom } from "./chance.ts";

const RADIUS_PX = 22;
const ZOOMS = [0, 1, 3.5, 6, 9.25, 13, 18, 22, 28];

function radiusAt(zoom: number): number {
  return RADIUS_PX / (256 * 2 ** Math.min(zoom, 24));
}

/** Clusters, single sites and coinciding ones. */
function sites(count: number, seed: number): { x: Float64Array; y: Float64Array; shown: Uint8Array } {
  const chance = chanceFrom(seed);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const shown = Uint8Array.from({ length: count }, () => (chance() < 0.85 ? 1 : 0));
  for (let site = 0; site < count; site += 1) {
    const before = Math.floor(chance() * site);
    const kind = site === 0 ? 1 : chance();
    const spread = kind < 0.2 ? 0 : 10 ** -(1 + 7 * chance());
    x[site] = kind > 0.7 ? chance() : Math.min(1, Math.max(0, (x[before] as number) + (chance() - 0.5) * spread));
    y[site] = kind > 0.7 ? chance() : Math.min(1, Math.max(0, (y[before] as number) + (chance() - 0.5) * spread));
  }
  return { x, y, shown };
}

function distance(grouping: Grouping, one: number, other: number): number {
  return Math.hypot((grouping.x[one] as number) - (grouping.x[other] as number), (grouping.y[one] as number) - (grouping.y[other] as number));
}

for (const zoom of ZOOMS) {
  const { x, y, shown } = sites(700, 1 + zoom);
  const grouping = groupSites(x, y, shown, zoom, RADIUS_PX);

  test(`at zoom ${zoom} every shown site is in one group, and no hidden one in any`, () => {
    const members = Array.from({ length: grouping.count }, (_, group) => [...grouping.members(group)]);
    const all = members.flat().sort((one, other) => one - other);
    assert.deepEqual(all, [...shown.keys()].filter((site) => shown[site] === 1));
    members.forEach((own, group) => {
      assert.equal(own.length, grouping.size[group]);
      assert.ok(own.every((site) => grouping.groupOf[site] === group));
    });
    assert.ok([...shown.keys()].every((site) => shown[site] === 1 || grouping.groupOf[site] === -1));
  });

  test(`at zoom ${zoom} a group is at the centroid of its sites`, () => {
    for (let group = 0; group < grouping.count; group += 1) {
      const own = [...grouping.members(group)];
      const mean = (values: Float64Array): number => own.reduce((sum, site) => sum + (values[site] as number), 0) / own.length;
      assert.ok(Math.hypot(mean(x) - (grouping.x[group] as number), mean(y) - (grouping.y[group] as number)) < 1e-12);
    }
  });

  test(`at zoom ${zoom} the centres of groups are at least the radius apart`, () => {
    for (let one = 0; one < grouping.count; one += 1) {
      for (let other = 0; other < one; other += 1) assert.ok(distance(grouping, one, other) >= radiusAt(zoom) * (1 - 1e-9));
    }
  });
}

test("the same sites at the same zoom are grouped in the same way", () => {
  const { x, y, shown } = sites(500, 7);
  const [one, other] = [x, x.slice()].map((own) => groupSites(own, y, shown, 4)) as [Grouping, Grouping];
  assert.deepEqual(one.groupOf, other.groupOf);
  assert.deepEqual(one.x, other.x);
});

test("the order of the sites does not change the groups", () => {
  const { x, y, shown } = sites(500, 8);
  const backwards = groupSites(x.toReversed(), y.toReversed(), shown.toReversed(), 5);
  const forwards = groupSites(x, y, shown, 5);
  const placed = ({ x: east, y: south, size }: Grouping): string[] => [...east].map((value, group) => `${value.toFixed(9)} ${south[group]?.toFixed(9)} ${size[group]}`).sort();
  assert.deepEqual(placed(backwards), placed(forwards));
});

test("deep in, only coinciding sites stay together", () => {
  const x = Float64Array.of(0.5, 0.5, 0.500001);
  const y = Float64Array.of(0.5, 0.5, 0.5);
  const shown = Uint8Array.of(1, 1, 1);
  assert.deepEqual([...groupSites(x, y, shown, 22).size], [2, 1]);
  assert.equal(groupSites(x, y, shown, 4).count, 1);
});

test("nothing shown makes no groups", () => {
  assert.equal(groupSites(Float64Array.of(0.5), Float64Array.of(0.5), Uint8Array.of(0), 3).count, 0);
  assert.equal(groupSites(new Float64Array(0), new Float64Array(0), new Uint8Array(0), 3).count, 0);
});

test("the group that is pointed at is the nearest within the radius", () => {
  const grouping = groupSites(Float64Array.of(0.2, 0.3, 0.8), Float64Array.of(0.5, 0.5, 0.5), Uint8Array.of(1, 1, 1), 8);
  const at = (x: number, radius: number): number | undefined => {
    const group = nearest(grouping, x, 0.5, radius);
    return group === -1 ? undefined : grouping.members(group)[0];
  };
  assert.equal(at(0.26, 0.1), 1);
  assert.equal(at(0.24, 0.1), 0);
  assert.equal(at(0.55, 0.1), undefined);
});
