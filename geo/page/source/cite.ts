// A reference for an operator at a site on a date: plain text, BibTeX (for BibLaTeX), CSL-JSON.
import { type DateParts, readDate } from "./edtf.ts";
import type { Taken, TakenPresence, TakenSource } from "./taken.ts";
import { addressText, clean, isWebAddress, oneLine, slugOf } from "./text.ts";

/** The words of a reference in plain text. */
export interface CiteWords {
  edition: string;
  as_reported_on: string;
  known_by: string;
  sources: string;
  untitled: string;
  undated: string;
  via: string;
  archived: string;
}
const ENGLISH: CiteWords = {
  edition: "Edition",
  as_reported_on: "as reported on",
  known_by: "as known by",
  sources: "Sources",
  untitled: "(untitled)",
  undated: "undated",
  via: "via",
  archived: "archived at",
};

/** A report with all that it says of the presence: one entry of a bibliography. */
interface Cited {
  key: string;
  report: TakenSource;
  says: string[];
}

/** One paragraph, then the reports, numbered. */
export function citePlain(taken: Taken, presence: TakenPresence, words: CiteWords = ENGLISH): string {
  const head = [taken.title, `${words.edition} ${taken.edition}`, subjectOf(taken, presence, words), presence.verdict, taken.view, taken.licence, taken.attribution];
  const cited = reportsOf(presence).map(({ report, says }, at) => `[${at + 1}] ${plainReport(report, says, words)}`);
  const sources = cited.length > 0 ? ["", `${words.sources}:`, ...cited] : [];
  return `${[sentences(head), ...sources].join("\n")}\n`;
}

/** BibTeX: `@dataset` for the presence, `@online` (or `@misc`) for each report. Dates are EDTF, as BibLaTeX reads them. */
export function citeBibtex(taken: Taken, presence: TakenPresence): string {
  const dataset = entry("dataset", keyOf(taken, presence), {
    title: titled(titleOf(taken, presence)),
    version: texText(taken.edition),
    url: isWebAddress(taken.view) ? addressText(taken.view) : undefined,
    note: texText(sentences([presence.verdict, ...unlinked(taken.view), taken.licence, taken.attribution])),
  });
  const reports = reportsOf(presence).map(({ key, report, says }) => {
    const date = isTexDate(report.published ?? "") ? report.published : undefined;
    // An entry `online` has to have an address.
    return entry(report.address ? "online" : "misc", key, {
      title: report.title && titled(report.title),
      organization: report.publisher && `{${texText(report.publisher)}}`,
      date,
      url: report.address && addressText(report.address),
      language: report.language && texText(report.language),
      note: texText(sentences(notesOf(report, says, date === undefined ? report.published : undefined))),
    });
  });
  return [dataset, ...reports].join("\n");
}

/** CSL-JSON, for citation managers: an item for the presence, one for each report. */
export function citeCslJson(taken: Taken, presence: TakenPresence): string {
  const dataset = {
    id: keyOf(taken, presence),
    type: "dataset",
    title: oneLine(titleOf(taken, presence)),
    "container-title": oneLine(taken.title),
    version: oneLine(taken.edition),
    URL: isWebAddress(taken.view) ? addressText(taken.view) : undefined,
    note: oneLine(sentences([presence.verdict, ...unlinked(taken.view), taken.licence, taken.attribution])),
    language: taken.language || undefined,
  };
  const reports = reportsOf(presence).map(({ key, report, says }) => ({
    id: key,
    type: "webpage",
    title: report.title && oneLine(report.title),
    "container-title": report.publisher && oneLine(report.publisher),
    issued: report.published && cslDate(report.published),
    URL: report.address && addressText(report.address),
    archive_location: report.archived && addressText(report.archived),
    language: report.language || undefined,
    note: oneLine(sentences(notesOf({ ...report, archived: "" }, says))),
  }));
  return `${JSON.stringify([dataset, ...reports].map(cleaned), null, 2)}\n`;
}

/** What is cited: who is where, as reported when, and as known by when. */
function subjectOf({ on, knownBy }: Taken, { name, operatorName }: TakenPresence, words: CiteWords): string {
  const known = knownBy === undefined ? "" : ` (${words.known_by} ${knownBy})`;
  return `${name}: ${operatorName}, ${words.as_reported_on} ${on}${known}`;
}

function titleOf(taken: Taken, presence: TakenPresence): string {
  return `${taken.title}: ${subjectOf(taken, presence, ENGLISH)}`;
}

function plainReport(report: TakenSource, says: string[], words: CiteWords): string {
  const publisher = [report.publisher, report.via && `(${words.via} ${report.via})`].filter((text) => text).join(" ");
  const archived = report.archived && `${words.archived} ${addressText(report.archived)}`;
  const parts = [publisher, report.title ? `“${report.title}”` : words.untitled, report.published ?? words.undated, says.join("; ")];
  return sentences([...parts, report.address && addressText(report.address), archived]);
}

function notesOf({ via, archived }: TakenSource, says: string[], published?: string): (string | undefined)[] {
  return [published && `Published ${published}`, `Says ${says.join("; ")}`, via && `Via ${via}`, archived && `Archived at ${addressText(archived)}`];
}

/** The part of a view's address that there is where the page has none of its own. */
function unlinked(view: string): string[] {
  return isWebAddress(view) || view === "" ? [] : [`View ${view}`];
}

/** Texts as sentences of one line; what is absent is left out. No full stop is put behind an address: it would belong to it. */
function sentences(texts: (string | undefined)[]): string {
  const lines = texts.map((text) => oneLine(text ?? "")).filter((text) => text !== "");
  return lines.map((line) => (/[.!?…。؟]["”»)]?$|https?:\S+$|#\S+$/.test(line) ? line : `${line}.`)).join(" ");
}

/** The reports of a presence, each once, in their order, with keys that are unique whatever their case. */
function reportsOf({ sources }: TakenPresence): Cited[] {
  const cited = new Map<string, Cited>();
  const keys = new Set<string>();
  for (const source of sources) {
    const id = source.id.replace(/#\d+$/, "");
    const says = `${source.about} ${source.status}`;
    const before = cited.get(id);
    if (before) {
      before.says.push(says);
      continue;
    }
    let key = asciiKey(id);
    for (let number = 2; keys.has(key.toLowerCase()); number++) key = `${asciiKey(id)}-${number}`;
    keys.add(key.toLowerCase());
    cited.set(id, { key, report: source, says: [says] });
  }
  return [...cited.values()];
}

function keyOf({ on, knownBy }: Taken, { id }: TakenPresence): string {
  return ["presence", asciiKey(id), on, ...(knownBy === undefined ? [] : ["known", knownBy])].join("-");
}

/** An id as an ASCII key; one that cannot be spelled so gets a number made from it, the same wherever it is cited. */
function asciiKey(id: string): string {
  const slug = slugOf(id);
  if (slug === id) return slug;
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  return `${slug === "" ? "report" : slug}-${hash.toString(36)}`;
}

function entry(type: string, key: string, fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields).flatMap(([name, text]) => (text ? [`  ${name} = {${text}},`] : []));
  return [`@${type}{${key},`, ...lines, "}", ""].join("\n");
}

// A brace counts for BibTeX even behind a backslash, so it is written by name.
const TEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function texText(text: string): string {
  return oneLine(text).replace(/[\\{}~^$&#%_]/g, (character) => TEX[character] ?? `\\${character}`);
}

/** A title in braces of its own keeps its capitals. */
function titled(text: string): string {
  return `{${texText(text)}}`;
}

/** Whether BibLaTeX's biber reads a date; one without a beginning it loses without a word. */
function isTexDate(date: string): boolean {
  return (readDate(date) !== undefined && !date.startsWith("..")) || /^\d\d[\dX]X$/.test(date);
}

function cslDate(date: string): object {
  const read = readDate(date);
  const ends = read?.ends.filter((end): end is DateParts => end !== undefined) ?? [];
  if (read === undefined || ends.length < read.ends.length) return { literal: date };
  return { "date-parts": ends, ...(read.isUnsure ? { circa: true } : {}) };
}

/** An item without what is absent. */
function cleaned(item: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(item).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(known.map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]));
}
