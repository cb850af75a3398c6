import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, numberOf } from "../../geo/page/source/days.ts";

test("a day and its number lead to each other, also before 1970 and in leap years", () => {
  for (const day of ["1970-01-01", "1969-12-31", "2024-02-29", "1971-06-01", "0999-12-31", "9999-12-31"]) {
    assert.equal(dayOf(numberOf(day)), day);
  }
  assert.equal(numberOf("1970-01-02"), 1);
});
