// Facets let rows pass and count them as a row-by-row reading of the rules does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Chosen, type Facet, counts, passes } from "../../geo/page/source/facets.ts";
import { chanceFrom } from "./chance.ts";

const host: Facet = { key: "host", codes: Uint8Array.of(0, 0, 1, 2, 1), size: 3 };
const kind: Facet = { key: "kind", codes: Uint16Array.of(0, 1, 1, 0, 0), size: 2 };

test("choosing nothing lets everything pass, and an empty choice is none", () => {
  assert.deepEqual([...passes([host, kind], {})], [1, 1, 1, 1, 1]);
  assert.deepEqual([...passes([host, kind], { host: new Set() })], [1, 1, 1, 1, 1]);
});

test("within a facet any choice will do, across facets all must", () => {
  assert.deepEqual([...passes([host, kind], { host: new Set([0, 1]), kind: new Set([1]) })], [0, 1, 1, 0, 0]);
});

test("a facet's own choice does not change its counts, but those of the others", () => {
  const found = counts([host, kind], { host: new Set([0]) });
  assert.deepEqual([...(found["host"] as Uint32Array)], [2, 2, 1]);
  assert.deepEqual([...(found["kind"] as Uint32Array)], [1, 1]);
});

test("what is out for another reason is counted nowhere", () => {
  const extra = Uint8Array.of(0, 1, 1, 1, 1);
  assert.deepEqual([...passes([host, kind], { host: new Set([0]) }, extra)], [0, 1, 0, 0, 0]);
  assert.deepEqual([...(counts([host], { host: new Set([0]) }, extra)["host"] as Uint32Array)], [1, 2, 1]);
});

test("a code that no row has lets none pass", () => {
  assert.deepEqual([...passes([host], { host: new Set([7]) })], [0, 0, 0, 0, 0]);
});

test("without facets the other reasons alone decide", () => {
  assert.deepEqual([...passes([], {}, Uint8Array.of(1, 0))], [1, 0]);
  assert.deepEqual(counts([], {}), {});
});

test("a choice in a facet that there is not, and facets of different lengths, are refused", () => {
  assert.throws(() => passes([host], { hots: new Set([1]) }), /there is no facet hots/);
  assert.throws(() => passes([host, { key: "short", codes: Uint8Array.of(1), size: 2 }], {}), /short has 1 rows, not 5/);
});

function randomCase(chance: () => number): { facets: Facet[]; chosen: Chosen; extra: Uint8Array | undefined } {
  const rows = Math.floor(chance() * 200);
  const facets = Array.from({ length: Math.floor(chance() * 5) + 1 }, (_, number) => {
    const size = 1 + Math.floor(chance() * 6);
    return { key: `facet${number}`, size, codes: Uint32Array.from({ length: rows }, () => Math.floor(chance() * size)) };
  });
  const choices = facets.filter(() => chance() < 0.6).map(({ key, size }) => {
    const codes = Array.from({ length: size }, (_, code) => code).filter(() => chance() < 0.4);
    return [key, new Set(codes)] as const;
  });
  const extra = chance() < 0.5 ? Uint8Array.from({ length: rows }, () => (chance() < 0.8 ? 1 : 0)) : undefined;
  return { facets, chosen: Object.fromEntries(choices), extra };
}

test("rows and counts are those of brute force", () => {
  const chance = chanceFrom(1);
  for (let round = 0; round < 300; round += 1) {
    const { facets, chosen, extra } = randomCase(chance);
    const rows = facets[0]?.codes.length ?? 0;
    const fits = (facet: Facet, row: number): boolean => {
      const codes = chosen[facet.key];
      return codes === undefined || codes.size === 0 || codes.has(facet.codes[row] as number);
    };
    const all = Array.from({ length: rows }, (_, row) => row).filter((row) => extra === undefined || extra[row] === 1);
    const expected = all.filter((row) => facets.every((facet) => fits(facet, row)));
    assert.deepEqual([...passes(facets, chosen, extra).entries()].flatMap(([row, pass]) => (pass ? [row] : [])), expected);
    const found = counts(facets, chosen, extra);
    for (const facet of facets) {
      const left = all.filter((row) => facets.every((other) => other === facet || fits(other, row)));
      const brute = Array.from({ length: facet.size }, (_, code) => left.filter((row) => facet.codes[row] === code).length);
      assert.deepEqual([...(found[facet.key] as Uint32Array)], brute);
    }
  }
});
