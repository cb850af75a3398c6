import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName } from "../../geo/page/source/files.ts";
import { taken } from "./awkward.ts";

test("a file is named for what it is, its date and its edition", () => {
  assert.equal(fileName(taken(), "csv"), "presence-2026-01-30-0123456789ab.csv");
});

test("a name of a file is ASCII and holds no folder", () => {
  assert.equal(fileName(taken([], { edition: "../é CON:قامشلو/x" }), "kml"), "presence-2026-01-30-e-CON-x.kml");
});
