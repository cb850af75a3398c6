import assert from "node:assert/strict";
import { test } from "node:test";
import { type Known, readAddress, writeAddress } from "../../geo/page/source/address.ts";
import type { State } from "../../geo/page/source/state.ts";

const START: State = {
  on: 20_000,
  knownBy: undefined,
  from: undefined,
  open: undefined,
  search: "",
  choices: {},
  near: undefined,
  borderKm: undefined,
  look: undefined,
  seen: undefined,
  language: "en",
  embed: false,
};
const PRESENCES = [["one", "RUS"], ["two", "RUS"], ["two", "USA"], ["a b&c=d", "RUS"]] as const;
const KNOWN: Known = {
  start: START,
  languages: ["ar", "en"],
  find: (site, operator) => {
    const there = PRESENCES.filter(([each]) => each === site);
    const found = there.find(([, each]) => operator === undefined || each === operator) ?? there[0];
    return found?.join("-");
  },
  parts: (id) => {
    const found = PRESENCES.find((each) => each.join("-") === id);
    return found && { site: found[0], operator: found[1], alone: PRESENCES.find(([site]) => site === found[0]) === found };
  },
};

const PARTS: Partial<State>[] = [
  {},
  { on: 20_483 },
  { from: 19_000 },
  { knownBy: 20_100 },
  ...PRESENCES.map((each) => ({ open: each.join("-") })),
  { search: "Хмеймим & حميميم = 50%" },
  { choices: { operator: ["RUS", "USA"], certainty: ["maybe"], language: ["ar"] } },
  { choices: { operator: ["A, B", "50%", "~", "%2C"], host: ["", "SYR"] } },
  { near: { radiusKm: 50, latitude: 35.4012, longitude: -35.9 } },
  { borderKm: 12.5 },
  { look: { zoom: 7.5, latitude: -12.25, longitude: 179.5 } },
  { language: "ar" },
  { embed: true },
];

test("every part of a view is read back from the address that it is written to", () => {
  for (const part of PARTS) {
    const state = { ...START, ...part };
    assert.deepEqual(readAddress(writeAddress(state, KNOWN), KNOWN), state, JSON.stringify(part));
  }
});

test("all parts of a view are read back together", () => {
  const state = { ...START, ...Object.assign({}, ...PARTS) } as State;
  assert.deepEqual(readAddress(writeAddress(state, KNOWN), KNOWN), state);
});

test("a list that follows the map is asked to follow it, wherever it looks", () => {
  const address = writeAddress({ ...START, seen: { south: 1, west: 2, north: 3, east: 4 } }, KNOWN);
  assert.match(address, /list=map/);
  assert.notEqual(readAddress(address, KNOWN).seen, undefined);
});

test("the address is the one the README tells of", () => {
  assert.equal(writeAddress({ ...START, on: 20_483, open: "one-RUS" }, KNOWN), "#on=2026-01-30&site=one");
});

test("what an address asks for and cannot be shown is left as it was", () => {
  const nonsense = ["", "#", "#on=2026-02-30", "#on=&site=", "#site=nowhere", "#%%%", "#on=26.1.2026", "#near=-5,1,1", "#near=5,91,0", "#map=x", "#map=3,95,0", "#border=0", "#lang=tlh", "#known=1"];
  for (const hash of nonsense) assert.deepEqual(readAddress(hash, KNOWN), START, hash);
});
