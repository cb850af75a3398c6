import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, type Entry, answerOn, certaintyOn, fill } from "../../geo/page/source/payload.ts";

function answer(first: string, certainty: Answer["certainty"]): Answer {
  return { first, certainty, texts: [0, 0, 0, 0], supporting: [], opposing: [] };
}
const ENTRY = { answers: [answer("2015-09-01", "yes"), answer("2019-01-01", "conflict"), answer("2026-02-01", "no")] } as Entry;

test("an answer holds from its first day until the next one's", () => {
  assert.equal(certaintyOn(ENTRY, "2015-08-31"), "none");
  assert.equal(certaintyOn(ENTRY, "2015-09-01"), "yes");
  assert.equal(certaintyOn(ENTRY, "2018-12-31"), "yes");
  assert.equal(certaintyOn(ENTRY, "2019-01-01"), "conflict");
  assert.equal(certaintyOn(ENTRY, "9999-12-31"), "no");
});

test("looking up is the same as looking through all", () => {
  for (const day of ["0001-01-01", "2015-09-02", "2018-06-01", "2020-02-29", "2026-02-02"]) {
    assert.equal(answerOn(ENTRY, day), ENTRY.answers.findLast(({ first }) => first <= day));
  }
});

test("braces are filled, and what is filled in is not read again", () => {
  assert.equal(fill("{a} of {b}", { a: "{b}", b: 2 }), "{b} of 2");
  assert.equal(fill("{unknown}", {}), "{unknown}");
});
