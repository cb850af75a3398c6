import assert from "node:assert/strict";
import { test } from "node:test";
import { writeCsv } from "../../geo/page/source/csv.ts";
import { clean } from "../../geo/page/source/text.ts";
import { AWKWARD, BROKEN, awkward, presence, source, taken } from "./awkward.ts";

/** Read as RFC 4180 says, each row by the names of its columns. */
function readCsv(text: string): Record<string, string>[] {
  const records: string[][] = [[]];
  for (const [, quoted, bare, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") records.push([]);
  }
  records.pop();
  const [names = [], ...rows] = records;
  for (const row of rows) assert.equal(row.length, names.length);
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""])));
}

/** What a cell held before it was kept from becoming a formula. */
function unguarded(cell: string): string {
  return /^''*(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u.test(cell) ? cell.slice(1) : cell;
}

test("a file begins with a byte order mark and every line ends as RFC 4180 has it", () => {
  const text = writeCsv(taken());
  assert.ok(text.startsWith("\uFEFFon,known_by,presence,site,name,"));
  assert.equal(text.replaceAll("\r\n", "").match(/[\r\n]/), null);
  assert.ok(text.endsWith("\r\n"));
});

test("a row is a statement, with what its presence says", () => {
  const sources = [source(), source({ id: "two#1", status: "left", since: "2019", side: "opposing" })];
  const rows = readCsv(writeCsv(taken([presence({ sources, status: "present", since: ["2015", "2019~"] })])));
  assert.deepEqual(rows.map(({ site, status, report_status, since, side, claimed_since }) => [site, status, report_status, since, side, claimed_since]), [
    ["qamishli", "present", "present", "", "supporting", "2015; 2019~"],
    ["qamishli", "present", "left", "2019", "opposing", "2015; 2019~"],
  ]);
});

test("a presence without statements still has a row", () => {
  const [row, ...others] = readCsv(writeCsv(taken([presence({ sources: [] })])));
  assert.deepEqual([row?.["presence"], row?.["statement"], others.length], ["qamishli-RUS", "", 0]);
});

test("numbers stay numbers, also below zero", () => {
  const [row] = readCsv(writeCsv(taken([presence({ latitude: -33.9, longitude: -70.25 })])));
  assert.deepEqual([row?.["latitude"], row?.["longitude"], row?.["within_km"]], ["-33.9", "-70.25", "1.5"]);
});

test("no text is a formula in a spreadsheet, and every text is read back", () => {
  const notes = readCsv(writeCsv(awkward())).slice(0, AWKWARD.length + 1).map(({ note = "" }) => note);
  for (const note of notes) assert.doesNotMatch(note.normalize("NFKC").replace(/^[\s\p{Cf}]+/u, ""), /^[=+\-@]/, note);
  for (const note of notes) assert.doesNotMatch(note, /^[\t\r\n]/);
  assert.deepEqual(notes.map(unguarded), [...AWKWARD, BROKEN].map(clean));
});

test("everything that has to go with the data is in every row", () => {
  for (const row of readCsv(writeCsv(awkward()))) {
    assert.deepEqual([row["edition"], row["on"], row["known_by"], row["licence"]], ["0123456789ab", "2026-01-30", "2026-02-28", "CC BY 4.0"]);
  }
});

test("nobody is said to run a publisher that is not known", () => {
  const sources = [source(), source({ id: "b#1", publisher: "B" }), source({ id: "c#1", publisher: "C", stateRun: true })];
  assert.deepEqual(readCsv(writeCsv(taken([presence({ sources })]))).map((row) => row["state_run"]), ["", "false", "true"]);
});
