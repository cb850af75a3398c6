// What each group of marks stands for: every shown presence in view once, by operator's colour and certainty.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Atlas, CERTAINTIES, NOTHING } from "../../geo/page/source/atlas.ts";
import type { Grouping } from "../../geo/page/source/grouping.ts";
import { type Group, countOf, groupsInView } from "../../geo/page/source/groups.ts";

// Answer n has certainty n: yes, no, maybe, conflict, none.
const ANSWERS = CERTAINTIES.map((certainty) => ({ certainty }));
const VIEW = { world: 1000, left: 0, top: 0, width: 1000, height: 1000 };
const X = [0.1, 0.5, 3];

/** Presences, each as the group it is in, its operator's colour, its answer and whether it is shown. */
function groups(presences: [group: number, colour: number, answer: number, shown: boolean][]): Group[] {
  const operators = Array.from({ length: 9 }, (_, colour) => ({ colour }));
  const atlas = { count: presences.length, operators, operatorOf: Uint16Array.from(presences, ([, colour]) => colour), answers: ANSWERS };
  const grouping = { count: X.length, groupOf: Int32Array.from(presences, ([group]) => group), x: Float64Array.from(X), y: Float64Array.from(X, () => 0.5) };
  const answers = Int32Array.from(presences, ([, , answer]) => answer);
  const mask = Uint8Array.from(presences, ([, , , shown]) => Number(shown));
  return groupsInView(atlas as unknown as Atlas, grouping as unknown as Grouping, answers, mask, VIEW);
}
const sizes = (found: Group[]): Record<number, number> => Object.fromEntries(found.map(({ number, size }) => [number, size]));

test("presences in one group are counted by colour and certainty", () => {
  const [group] = groups([[0, 1, 0, true], [0, 1, 0, true], [0, 2, 1, true]]) as [Group];
  assert.deepEqual([countOf(group, 1, "yes"), countOf(group, 2, "no"), countOf(group, 1, "no"), group.size], [2, 1, 0, 3]);
});

test("the counts of a group add up to its size", () => {
  for (const { counts, size } of groups([[0, 0, 0, true], [0, 8, 3, true], [1, 4, 2, true], [1, 4, 2, true]])) {
    assert.equal(counts.reduce((sum, count) => sum + count), size);
  }
});

test("what is filtered out counts in no group", () => assert.deepEqual(sizes(groups([[0, 1, 0, true], [0, 1, 0, false]])), { 0: 1 }));

test("what nothing is reported of yet is on no map", () => {
  assert.deepEqual(groups([[0, 1, NOTHING, true], [1, 1, CERTAINTIES.indexOf("none"), true]]), []);
});

test("what is in no group, or in one out of sight, is left out", () => {
  assert.deepEqual(sizes(groups([[-1, 1, 0, true], [2, 1, 0, true], [1, 1, 0, true]])), { 1: 1 });
});

test("a group is known by the first of its presences that is drawn", () => {
  assert.deepEqual(groups([[1, 1, NOTHING, true], [1, 1, 0, false], [1, 1, 2, true], [1, 1, 0, true]]).map(({ presence }) => presence), [2]);
});
