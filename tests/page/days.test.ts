import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, inWords, isDay, numberOf } from "../../geo/page/source/days.ts";

test("a day and its number lead to each other, also before 1970 and in leap years", () => {
  for (const day of ["1970-01-01", "1969-12-31", "2024-02-29", "1971-06-01", "0999-12-31", "9999-12-31"]) {
    assert.equal(dayOf(numberOf(day)), day);
  }
  assert.equal(numberOf("1970-01-02"), 1);
});

test("only days of the calendar are days", () => {
  for (const text of ["2024-02-29", "2026-01-30"]) assert.ok(isDay(text), text);
  for (const text of ["", "2026", "2026-02-30", "2026-1-3", "2026-13-01", "tomorrow", "12026-01-01"]) assert.ok(!isDay(text), text);
});

test("a day is said in the reader's language", () => {
  assert.equal(inWords("2026-01-30", "en"), "30 January 2026");
  assert.match(inWords("2026-01-30", "ru"), /января/);
});
