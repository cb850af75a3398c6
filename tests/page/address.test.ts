import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress } from "../../geo/page/source/address.ts";
import type { Entry } from "../../geo/page/source/payload.ts";

function entry(site: string, operator: string): Entry {
  return { id: `${site}-${operator}`, site, operator } as Entry;
}
const ENTRIES = [entry("one", "RUS"), entry("two", "RUS"), entry("two", "USA"), entry("a b&c=d", "RUS")];

test("every view is read back from the address that it is written to", () => {
  for (const open of [undefined, ...ENTRIES.map(({ id }) => id)]) {
    const address = writeAddress({ on: "2026-01-30", open, search: "" }, ENTRIES);
    assert.deepEqual(readAddress(address, ENTRIES, "2000-01-01"), { on: "2026-01-30", open });
  }
});

test("the address is the one the README tells of", () => {
  assert.equal(writeAddress({ on: "2026-01-30", open: "one-RUS", search: "x" }, ENTRIES), "#on=2026-01-30&site=one");
});

test("what an address asks for and cannot be shown is left as it was", () => {
  for (const hash of ["", "#", "#on=2026-02-30", "#on=&site=", "#site=nowhere", "#%%%", "#on=26.1.2026"]) {
    assert.deepEqual(readAddress(hash, ENTRIES, "2000-01-01"), { on: "2000-01-01", open: undefined });
  }
});
