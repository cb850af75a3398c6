import assert from "node:assert/strict";
import { test } from "node:test";
import { writeKml } from "../../geo/page/source/kml.ts";
import type { Taken } from "../../geo/page/source/taken.ts";
import { clean } from "../../geo/page/source/text.ts";
import { AWKWARD, awkward, presence, source, taken } from "./awkward.ts";
import { type XmlElement, all, readXml } from "./xml.ts";

function folder(from: Taken, name: string): XmlElement[] {
  const found = all(readXml(writeKml(from)), "Folder").find(({ children }) => children[0]?.text === name);
  return all(found as XmlElement, "Placemark");
}
function text(mark: XmlElement | undefined, name: string): string | undefined {
  return mark && all(mark, name)[0]?.text;
}
function value(mark: XmlElement, name: string): string | undefined {
  return all(mark, "Data").find(({ attributes }) => attributes["name"] === name)?.children[0]?.text;
}
function timeOf(about: string): string[] {
  const [mark] = folder(taken([presence({ sources: [source({ about })] })]), "Statements");
  return ["when", "begin", "end"].map((name) => text(mark, name) ?? "");
}

test("whatever the data holds, the file is well-formed and its values are read back", () => {
  const marks = folder(awkward(), "Statements");
  assert.deepEqual(marks.slice(0, AWKWARD.length).map((mark) => value(mark, "note")), AWKWARD.map(clean));
});

test("no description is HTML to a viewer, nor filled in by it", () => {
  for (const mark of folder(awkward(), "Presences")) {
    const html = (text(mark, "description") as string).replaceAll("<br>", "");
    assert.doesNotMatch(html, /<|\$\[/);
    assert.doesNotMatch(html, /&(?!amp;|lt;|gt;|quot;|#\d+;)/);
  }
});

test("a balloon holds the description alone", () => {
  const balloons = all(readXml(writeKml(taken())), "BalloonStyle").map((balloon) => text(balloon, "text"));
  assert.deepEqual(new Set(balloons), new Set(["$[description]"]));
});

test("a presence is dated with the day asked about and drawn by its certainty", () => {
  const [mark, odd] = folder(taken([presence(), presence({ certainty: "toString" })]), "Presences");
  assert.equal(text(mark, "when"), "2026-01-30");
  assert.deepEqual([text(mark, "styleUrl"), text(odd, "styleUrl")], ["#conflict", "#none"]);
  assert.equal(text(mark, "coordinates"), "41.1914,37.0206");
});

test("a date is written only where KML can say it without making it more certain", () => {
  assert.deepEqual(timeOf("2026-01-26"), ["2026-01-26", "", ""]);
  assert.deepEqual(timeOf("2019"), ["2019", "", ""]);
  assert.deepEqual(timeOf("2015/2019-11"), ["", "2015", "2019-11"]);
  assert.deepEqual(timeOf("../2019"), ["", "", "2019"]);
  for (const vague of ["2019~", "2019-11?", "201X", "2015~/2019", "2019-13", "2018/2019/2020", "soon"]) assert.deepEqual(timeOf(vague), ["", "", ""], vague);
});

test("the area that a place lies in is a ring, closed, counter-clockwise, on the globe", () => {
  const [area] = folder(taken([presence({ longitude: 179.99, withinKm: 10 })]), "Areas");
  const corners = (text(area, "coordinates") as string).split(" ").map((corner) => corner.split(",").map(Number) as [number, number]);
  assert.deepEqual(corners[0], corners.at(-1));
  const turned = corners.map(([x, y]) => [(x + 360) % 360, y] as const);
  const doubled = turned.slice(1).map(([x, y], at) => (turned[at]?.[0] ?? 0) * y - x * (turned[at]?.[1] ?? 0));
  assert.ok(doubled.reduce((sum, each) => sum + each, 0) > 0);
  for (const [x, y] of corners) assert.ok(Math.abs(x) <= 180 && Math.abs(y) <= 90);
});

test("a place that is not on the globe has no point and no area", () => {
  const nowhere = taken([presence({ latitude: Number.NaN })]);
  assert.equal(all(folder(nowhere, "Presences")[0] as XmlElement, "Point").length, 0);
  assert.equal(folder(nowhere, "Areas").length, 0);
});

test("statements are hidden until the reader wants them", () => {
  assert.deepEqual(folder(taken(), "Statements").map((mark) => text(mark, "visibility")), ["0"]);
  assert.equal(value(folder(taken(), "Statements")[0] as XmlElement, "report_status"), "present");
});

test("the document says which edition it is, what of, and under which licence", () => {
  const root = readXml(writeKml(taken([], { knownBy: "2026-02-28" })));
  const read = Object.fromEntries(all(root, "Data").map((data) => [data.attributes["name"], data.children[0]?.text]));
  assert.deepEqual([read["edition"], read["on"], read["known_by"], read["licence"]], ["0123456789ab", "2026-01-30", "2026-02-28", "CC BY 4.0"]);
});
