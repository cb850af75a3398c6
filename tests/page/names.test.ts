// The page's fold gives the answers that geo/names.py gives: both are held to tests/data/folding.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fold, matches } from "../../geo/page/source/names.ts";

const listed: [string, string][] = JSON.parse(readFileSync(new URL("../data/folding.json", import.meta.url), "utf8"));

test("the list of foldings is not empty", () => {
  assert.ok(listed.length > 100);
});

for (const [text, folded] of listed) {
  test(`folds ${JSON.stringify(text)} as listed`, () => {
    assert.equal(fold(text), folded);
  });

  test(`folds ${JSON.stringify(text)} twice as once`, () => {
    assert.equal(fold(fold(text)), fold(text));
  });
}

test("part of a name matches it", () => {
  assert.ok(matches(fold("QĀMISH"), [fold("Tartus"), fold("al-Qamishli")]));
});

test("text that is in no name matches none", () => {
  assert.ok(!matches(fold("Palmyra"), [fold("Tartus"), fold("al-Qamishli")]));
});
