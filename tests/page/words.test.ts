// Words in a language: braces, dates at their precision, foreign names among letters that run from right to left.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Atlas, When } from "../../geo/page/source/atlas.ts";
import { numberOf } from "../../geo/page/source/days.ts";
import { Words, dayNumber, fill } from "../../geo/page/source/words.ts";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const date = { about: "about {date}", span: "{first} to {last}", before: "up to {date}", after: "from {date}" };
const common = { date, countries: { RUS: "Russia" }, kind: { airport: "airport" }, say: { hello: "Hello, {name}!" } };
const english = { ...common, list_of: { separator: ", " }, dates: { direction: "ltr", day: "{day} {month} {year}", month: "{standalone} {year}", months: MONTHS, standalone: MONTHS } };
const arabic = { ...english, dates: { ...english.dates, direction: "rtl" } };
const OPERATORS = [{ id: "RUS", colour: 1, names: {} }, { id: "X", colour: 2, names: { en: "Group" } }, { id: "Y", colour: 3, names: {} }];
const atlas = { operators: OPERATORS, head: { languageNames: { en: { tr: "Turkish" } } } } as unknown as Atlas;
const all = { en: english, ar: arabic } as unknown as ConstructorParameters<typeof Words>[0];
const words = new Words(all, "en", atlas);

const OPEN = 2 ** 31 - 1;
const when = (text: string, earliest: string, latest = earliest): When => ({
  text,
  earliest: earliest === ".." ? -OPEN - 1 : numberOf(earliest),
  latest: latest === ".." ? OPEN : numberOf(latest),
});

// The same as tests/test_languages.py asks of Python's Wording.
const DATES: [When, string][] = [
  [when("2019", "2019-01-01", "2019-12-31"), "2019"],
  [when("2019-11", "2019-11-01", "2019-11-30"), "November 2019"],
  [when("2019-11-05", "2019-11-05"), "5 November 2019"],
  [when("2019~", "2018-01-01", "2020-12-31"), "about 2019"],
  [when("2019-11?", "2019-10-01", "2019-12-31"), "about November 2019"],
  [when("2015/2019-11", "2015-01-01", "2019-11-30"), "2015 to November 2019"],
  [when("../2019-11", "..", "2019-11-30"), "up to November 2019"],
  [when("2019/..", "2019-01-01", ".."), "from 2019"],
  [when("201X", "2010-01-01", "2019-12-31"), "2010 to 2019"],
  [when("0987-06-05", "0987-06-05"), "5 June 987"],
];
for (const [asked, said] of DATES) {
  test(`${asked.text} is said as ${said}`, () => assert.equal(words.date(asked), said));
}

test("braces are filled once, and a value's own stay as they are", () => {
  assert.equal(fill("{a} and {b}", { a: "{b}", b: "x" }), "{b} and x");
});

test("a brace that nothing is given for stays, so that it is seen", () => {
  assert.equal(fill("{a}", {}), "{a}");
});

test("a foreign name in a sentence from right to left stands in an isolate, and in one from left to right does not", () => {
  assert.equal(new Words(all, "ar", atlas).say("say", "hello", { name: "Reuters" }), "Hello, \u2068Reuters\u2069!");
  assert.equal(words.say("say", "hello", { name: "Reuters" }), "Hello, Reuters!");
});

test("what is already the language's, or isolated, or a number, is not isolated", () => {
  const rtl = new Words(all, "ar", atlas);
  for (const name of ["رويترز", "\u2068Reuters\u2069", 7]) assert.equal(rtl.say("say", "hello", { name }), `Hello, ${name}!`);
});

test("a text that a language lacks is an error, a word of the data's own is itself", () => {
  assert.throws(() => words.say("say", "bye"), /no say\.bye/);
  assert.equal(words.word("kind", "moonbase"), "moonbase");
});

test("an operator is called by its own name, then its country's, then by its id", () => {
  assert.deepEqual([0, 1, 2, 9].map((code) => words.operator(code)), ["Russia", "Group", "Y", ""]);
});

test("thousands are marked from ten thousand on", () => {
  assert.deepEqual([7, 9999, 10_000, 1_234_567].map((number) => words.count(number)), ["7", "9999", "10\u202f000", "1\u202f234\u202f567"]);
});

test("only days of the calendar have a number", () => {
  assert.equal(dayNumber("1970-01-02"), 1);
  for (const text of [null, undefined, "", "2026", "2026-02-30", "2026-1-3", "2026-13-01", "12026-01-01"]) assert.equal(dayNumber(text), undefined);
});

test("a language that the page does not speak is refused", () => {
  assert.throws(() => new Words(all, "tlh", atlas), /words of tlh have not been read/);
});
