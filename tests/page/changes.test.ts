// What became of an answer: one word for each pair, and none where nothing new is said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Atlas, NOTHING } from "../../geo/page/source/atlas.ts";
import { changeBetween } from "../../geo/page/source/changes.ts";

const ANSWERS = [
  { certainty: "none", status: "", reason: "agreed" },
  { certainty: "yes", status: "present", reason: "agreed" },
  { certainty: "yes", status: "leaving", reason: "agreed" },
  { certainty: "yes", status: "present", reason: "imprecise" },
  { certainty: "no", status: "left", reason: "agreed" },
  { certainty: "no", status: "planned", reason: "agreed" },
  { certainty: "maybe", status: "present", reason: "silent" },
  { certainty: "maybe", status: "present", reason: "imprecise" },
  { certainty: "conflict", status: "left", reason: "disputed" },
] as const;
const atlas = { answers: ANSWERS } as unknown as Atlas;
const [none, yes, leaving, other, gone, planned, silent, unsure, conflict] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

const CASES: [string, number, number, string | undefined][] = [
  ["the same answer", yes, yes, undefined],
  ["nothing said yet, in both of its forms", NOTHING, none, undefined],
  ["the same said for another reason", yes, other, undefined],
  ["another status", yes, leaving, "changed"],
  ["first told of", NOTHING, yes, "appeared"],
  ["first told of by reports that disagree", NOTHING, conflict, "appeared"],
  ["first told of, imprecisely", NOTHING, unsure, "appeared"],
  ["back again", gone, yes, "appeared"],
  ["gone", yes, gone, "ended"],
  ["gone after silence", silent, gone, "ended"],
  ["first told of as not there, which nothing ended", NOTHING, planned, "changed"],
  ["no recent report any more", yes, silent, "silent"],
  ["silence where nothing was said is no silence that began", NOTHING, silent, "appeared"],
  ["imprecise where it was sure", yes, unsure, "changed"],
  ["sources that begin to disagree", yes, conflict, "changed"],
  ["heard of again", silent, yes, "changed"],
];
for (const [name, before, after, word] of CASES) {
  test(`${name}: ${word ?? "no change"}`, () => assert.equal(changeBetween(atlas, before, after), word));
}

test("what appeared forwards is never said to have appeared backwards", () => {
  for (const before of [NOTHING, ...ANSWERS.keys()]) {
    for (const after of ANSWERS.keys()) {
      if (changeBetween(atlas, before, after) === "appeared") assert.notEqual(changeBetween(atlas, after, before), "appeared");
    }
  }
});
