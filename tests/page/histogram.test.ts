// The histogram's bins: a report counts once for each date it speaks of, spread over the time that the date can mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Atlas } from "../../geo/page/source/atlas.ts";
import { binReports } from "../../geo/page/source/histogram.ts";

/** Ten days from day 100 on; statements as report and date, dates as first and last day. */
function bins(statements: [report: number, date: number][], dates: [number, number][], count = 10): number[] {
  const columns: Record<string, ArrayLike<number>> = {
    statement_about_codes_or_0: Uint32Array.from(statements, ([, date]) => date + 1),
    statement_report_codes: Uint32Array.from(statements, ([report]) => report),
    date_earliest: Int32Array.from(dates, ([first]) => first),
    date_latest: Int32Array.from(dates, ([, last]) => last),
  };
  const atlas = { head: { spoken: 100, last: 109, on: 105 }, numbers: (name: string) => columns[name] } as unknown as Atlas;
  return [...binReports({ atlas }, count)];
}
const at = (place: number, value = 1): number[] => Array.from({ length: 10 }, (_, bin) => (bin === place ? value : 0));

test("the first day is in the first bin and the last in the last", () => {
  assert.deepEqual(bins([[0, 0]], [[100, 100]]), at(0));
  assert.deepEqual(bins([[0, 0]], [[109, 109]]), at(9));
});

test("two reports of one day are two", () => assert.deepEqual(bins([[0, 0], [1, 0]], [[103, 103]]), at(3, 2)));

test("one report's statements about one date count once", () => assert.deepEqual(bins([[0, 0], [0, 0]], [[103, 103]]), at(3)));

test("one report's statements about two dates count at each", () => {
  assert.equal(bins([[0, 0], [0, 1]], [[103, 103], [107, 107]]).reduce((sum, count) => sum + count), 2);
});

test("an imprecise date is spread over all that it can mean, and counts one in all", () => {
  assert.deepEqual(bins([[0, 0]], [[102, 105]]), [0, 0, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0]);
});

test("of a date that reaches beyond the histogram, or is open, the part within counts", () => {
  assert.deepEqual(bins([[0, 0]], [[-(2 ** 31), 101]]), [0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(bins([[0, 0]], [[108, 2 ** 31 - 1]]), [0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5]);
});
