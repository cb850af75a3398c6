// The strip's ticks: where a statement's date begins and ends, and in which lane it has room.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Statement } from "../../geo/page/source/evidence.ts";
import { layTicks } from "../../geo/page/source/strip.ts";
import { chanceFrom } from "./chance.ts";

const OPEN = 2 ** 31 - 1;
const about = (earliest: number, latest = earliest): Statement => ({ about: { text: "", earliest, latest } }) as Statement;
const ends = (statement: Statement): [number, number] => {
  const [tick] = layTicks([statement], 0, 1000);
  return [tick?.left ?? NaN, tick?.right ?? NaN];
};

test("an imprecise date is as wide as the days it can mean", () => assert.deepEqual(ends(about(100, 465)), [100, 465]));
test("a single day can still be seen", () => assert.deepEqual(ends(about(100)), [100, 105]));
test("an open beginning reaches to the strip's", () => assert.deepEqual(ends(about(-OPEN - 1, 300)), [0, 300]));
test("an open end reaches to the strip's", () => assert.deepEqual(ends(about(300, OPEN)), [300, 1000]));
test("what lies outside the strip stands at its edge", () => assert.deepEqual(ends(about(-500, -400)), [0, 5]));

test("a strip of one day divides by no zero", () => {
  for (const { left, right } of layTicks([about(7), about(7)], 7, 7)) assert.ok(Number.isFinite(left) && Number.isFinite(right));
});

test("ticks that would cover each other stand in lanes of their own", () => {
  assert.deepEqual(layTicks([about(0, 100), about(50, 150), about(60, 70)], 0, 1000).map(({ lane }) => lane), [0, 1, 2]);
});

test("a lane that has room is used again", () => {
  assert.deepEqual(layTicks([about(0, 100), about(50, 150), about(200, 300)], 0, 1000).map(({ lane }) => lane), [0, 1, 0]);
});

test("there are never more than six lanes, however many statements", () => {
  const lanes = layTicks(Array.from({ length: 100 }, () => about(500)), 0, 1000).map(({ lane }) => lane);
  assert.equal(Math.max(...lanes), 5);
});

test("up to six deep nothing covers anything", () => {
  const chance = chanceFrom(3);
  for (let round = 0; round < 100; round++) {
    const days = Array.from({ length: 6 }, () => Math.floor(chance() * 900)).sort((one, other) => one - other);
    const ticks = layTicks(days.map((day) => about(day, day + Math.floor(chance() * 100))), 0, 1000);
    for (const one of ticks) {
      for (const other of ticks) assert.ok(one === other || one.lane !== other.lane || one.right <= other.left || other.right <= one.left);
    }
  }
});
