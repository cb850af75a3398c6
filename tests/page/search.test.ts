// Names are found in any script and loose spelling: tests/data/searches.json asks for places of tests/data/places.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold } from "../../geo/page/source/names.ts";
import { type Found, type Index, makeIndex, makeIndexInSlices, search } from "../../geo/page/source/search.ts";

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8")) as T;
}

const places = read<string[][]>("places.json");
const searches = read<[string, string][]>("searches.json");
const index = indexOf(places);

function indexOf(names: string[][]): Index {
  return makeIndex({ count: names.length, namesOf: (item) => names[item] as string[] });
}

function firstName({ item }: Found): string {
  return places[item]?.[0] as string;
}

function names(query: string): string[] {
  return search(index, query).map(firstName);
}

test("the lists are long enough to tell anything", () => {
  assert.ok(places.length >= 300 && searches.length >= 60);
});

for (const [query, name] of searches.slice(0, 31)) {
  test(`${query} finds ${name} before all others`, () => {
    assert.equal(names(query)[0], name);
  });
}

// Measured on 128 searches: 127 places first, a mean reciprocal rank of 0.996.
test("nearly every search has its place first", () => {
  const first = searches.filter(([query, name]) => names(query)[0] === name).length;
  assert.ok(first / searches.length >= 0.97, `${first} of ${searches.length}`);
});

test("the mean reciprocal rank is high", () => {
  const sum = searches.reduce((total, [query, name]) => total + 1 / (names(query).indexOf(name) + 1 || Infinity), 0);
  assert.ok(sum / searches.length >= 0.98, String(sum / searches.length));
});

test("every name is found first by itself, or by another of the same letters", () => {
  places.forEach((own, item) => {
    for (const name of own) {
      const found = search(index, name);
      const best = places[found[0]?.item as number] as string[];
      assert.ok(found.some((one) => one.item === item), name);
      assert.ok(best.some((other) => fold(other) === fold(name)), name);
    }
  });
});

test("a name that is the query comes before one that begins with it, has a word that does, has it inside, or sounds like it", () => {
  const tar = [["Istar Tar"], ["Mutara"], ["Tartus"], ["Tar"], ["Taar"]];
  const found = search(indexOf(tar), "tar").map(({ item }) => tar[item]?.[0]);
  assert.deepEqual(found, ["Tar", "Tartus", "Istar Tar", "Mutara", "Taar"]);
});

test("every text of the list of foldings is found exactly by what it folds to", () => {
  for (const [text, folded] of read<[string, string][]>("folding.json")) {
    if (folded === "") continue;
    assert.deepEqual(search(indexOf([["—"], [text]]), folded)[0], { item: 1, rank: 0 }, text);
  }
});

test("an empty query finds all in their order", () => {
  for (const query of ["", "  ", "-", "’"]) {
    assert.deepEqual(search(index, query).map(({ item }) => item), places.map((_, item) => item), JSON.stringify(query));
  }
});

test("no more are found than asked for, and they are the best", () => {
  assert.deepEqual(search(index, "al", 5), search(index, "al").slice(0, 5));
});

test("each item is found once, best first", () => {
  for (const [query] of searches) {
    const found = search(index, query);
    assert.equal(new Set(found.map(({ item }) => item)).size, found.length, query);
    assert.ok(found.every(({ rank }, at) => at === 0 || rank >= (found[at - 1]?.rank as number)), query);
  }
});

test("Chinese and Japanese names are found by any part of them, and by nothing else", () => {
  assert.deepEqual(names("横須"), ["Yokosuka"]);
  assert.deepEqual(names("驻吉布提"), ["Djibouti base of the PLA"]);
  assert.deepEqual(names("北京"), []);
});

test("nonsense finds nothing", () => {
  for (const query of ["xyzzyqwerty", "zzzz", "www"]) assert.deepEqual(names(query), [], query);
});

test("a query that fits as a word does not bring in errors of typing", () => {
  assert.ok(!names("Tartus").includes("Taraz"));
  assert.ok(search(index, "Homs").every(({ rank }) => rank < 5));
});

test("what is left of a query of several words finds its place, the rarer word first", () => {
  assert.equal(names("naval base Tartus")[0], "Tartus");
  assert.equal(names("Hmeimim air base")[0], "Hmeimim");
});

test("an item without a name is found by an empty query only", () => {
  const bare = indexOf([[], ["Homs"], [""], ["—"]]);
  assert.equal(search(bare, "").length, 4);
  assert.deepEqual(search(bare, "homs").map(({ item }) => item), [1]);
});

test("the index made in slices is the index made at once", async () => {
  const sliced = await makeIndexInSlices({ count: places.length, namesOf: (item) => places[item] as string[] }, 0);
  assert.deepEqual(sliced, index);
});

test("making the index stops where it is no longer wanted", async () => {
  const many = { count: 5000, namesOf: (item: number) => [`Place ${item}`] };
  await assert.rejects(makeIndexInSlices(many, 0, AbortSignal.abort()), { name: "AbortError" });
});
