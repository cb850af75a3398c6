import assert from "node:assert/strict";
import { test } from "node:test";
import { citeBibtex, citeCslJson, citePlain } from "../../geo/page/source/cite.ts";
import type { TakenPresence } from "../../geo/page/source/taken.ts";
import { awkward, presence, source, taken } from "./awkward.ts";

const SWISSINFO = source({ id: "2026-01-26-swissinfo#1", title: "Russia leaves", publisher: "Swissinfo", via: "Reuters", published: "2026-01-26", address: "https://example.org/a?x=1#:~:text=a,b", archived: "https://archive.example/1" });

function items(of: TakenPresence, part = {}): Record<string, unknown>[] {
  return JSON.parse(citeCslJson(taken([], part), of)) as Record<string, unknown>[];
}
function issued(published: string): unknown {
  return items(presence({ sources: [source({ published })] }))[1]?.["issued"];
}
function keys(bibtex: string): string[] {
  return [...bibtex.matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key as string);
}
function awkwardPresence(): TakenPresence {
  return awkward().presences[0] as TakenPresence;
}

test("the plain reference names dataset, edition, site, operator, both dates and the view, then the numbered reports", () => {
  const text = citePlain(taken([], { knownBy: "2026-02-28", view: "https://example.org/map.html#on=2026-01-30" }), presence({ sources: [SWISSINFO] }));
  assert.equal(
    text,
    "Foreign military presence, as reported. Edition 0123456789ab. Qamishli: Russia, as reported on 2026-01-30 (as known by 2026-02-28). " +
      "Reports contradict each other. https://example.org/map.html#on=2026-01-30 CC BY 4.0. © OpenStreetMap contributors.\n\nSources:\n" +
      "[1] Swissinfo (via Reuters). “Russia leaves”. 2026-01-26. 2026-01-26 present. https://example.org/a?x=1#:~:text=a,b archived at https://archive.example/1\n",
  );
});

test("a report is cited once, with all that it says of the presence", () => {
  const sources = [SWISSINFO, { ...SWISSINFO, id: "2026-01-26-swissinfo#2", about: "2019", status: "leaving" }];
  assert.equal(citePlain(taken(), presence({ sources })).match(/^\[\d+\]/gm)?.length, 1);
  assert.match(citeBibtex(taken(), presence({ sources })), /Says 2026-01-26 present; 2019 leaving\./);
  assert.equal(items(presence({ sources })).length, 2);
});

test("keys are ASCII, unique whatever their case, and the same wherever a report is cited", () => {
  const sources = ["Ålborg-x", "ålborg-x", "قامشلو", "تدمر", "a/b", "A-b", "a-b"].map((id) => source({ id: `${id}#1` }));
  const all = keys(citeBibtex(taken(), presence({ sources })));
  for (const key of all) assert.match(key, /^[A-Za-z0-9.-]+$/);
  assert.equal(new Set(all.map((key) => key.toLowerCase())).size, sources.length + 1);
  const alone = keys(citeBibtex(taken(), presence({ sources: sources.slice(3, 4) })));
  assert.equal(alone[1], all[4]);
});

test("BibTeX's braces balance and its special characters are escaped, whatever the data", () => {
  const text = citeBibtex(awkward(), awkwardPresence());
  let depth = 0;
  for (const character of text) {
    depth += character === "{" ? 1 : character === "}" ? -1 : 0;
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
  const prose = text.split("\n").filter((line) => /^ {2}(?:title|note|organization)/.test(line)).join("\n");
  assert.doesNotMatch(prose, /(?<!\\)[&%$#_]|~|\^/);
  assert.match(prose, /100 \\% of \\textbraceleft\{\}braces\\textbraceright\{\} \\textbackslash\{\} \\\$5 \\& \\#1 a\\_b/);
});

test("an address stands as it is, but for what would end it", () => {
  const written = "https://example.org/a%20b%7Bc%7D%20d_e?x=1&y=0#:~:text=first,last";
  assert.ok(citeBibtex(awkward(), awkwardPresence()).includes(`url = {${written}},`));
  assert.ok(citePlain(awkward(), awkwardPresence()).includes(`${written}\n`));
  assert.equal(items(awkwardPresence())[1]?.["URL"], written);
});

test("a report without an address is no online entry", () => {
  const text = citeBibtex(taken(), presence({ sources: [SWISSINFO, source({ id: "b#1" })] }));
  assert.deepEqual(text.match(/^@\w+/gm), ["@dataset", "@online", "@misc"]);
});

test("BibTeX has a report's date as EDTF, and what is no date as a note", () => {
  for (const published of ["2019", "2015/2019-11", "2019~", "201X"]) {
    assert.ok(citeBibtex(taken(), presence({ sources: [source({ published })] })).includes(`date = {${published}},`), published);
  }
  for (const [published, note] of [["in} spring", "in\\textbraceright{} spring"], ["../2019", "../2019"]]) {
    const odd = citeBibtex(taken(), presence({ sources: [source({ published: published as string })] }));
    assert.doesNotMatch(odd, /date = /);
    assert.ok(odd.includes(`Published ${note}.`), odd);
  }
});

test("a view without an address of its own is a note, not an address", () => {
  assert.doesNotMatch(citeBibtex(taken(), presence({ sources: [] })), /url =/);
  assert.equal(items(presence())[0]?.["URL"], undefined);
  assert.equal(items(presence(), { view: "https://example.org/#on=2026-01-30" })[0]?.["URL"], "https://example.org/#on=2026-01-30");
});

test("CSL has dates as numbers where numbers can say them, else as they are", () => {
  assert.deepEqual(issued("2019"), { "date-parts": [[2019]] });
  assert.deepEqual(issued("2026-01-26"), { "date-parts": [[2026, 1, 26]] });
  assert.deepEqual(issued("2015/2019-11"), { "date-parts": [[2015], [2019, 11]] });
  assert.deepEqual(issued("2019~"), { "date-parts": [[2019]], circa: true });
  for (const literal of ["201X", "../2019", "soon"]) assert.deepEqual(issued(literal), { literal });
});

test("CSL has a dataset and web pages, and nothing that is unknown", () => {
  const [dataset, report] = items(presence());
  assert.deepEqual([dataset?.["type"], report?.["type"]], ["dataset", "webpage"]);
  assert.deepEqual(Object.keys(report ?? {}), ["id", "type", "language", "note"]);
});

test("no reference has a line end or a control character inside a text", () => {
  assert.equal(citePlain(awkward(), awkwardPresence()).trim().split("\n").length, 3 + awkwardPresence().sources.length);
  assert.doesNotMatch(citePlain(awkward(), awkwardPresence()) + citeBibtex(awkward(), awkwardPresence()), /[\u0000-\u0009\u000B-\u001F]|\p{Cs}/u);
});
