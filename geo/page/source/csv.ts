// CSV (RFC 4180) of what is shown: a row is a statement, with its presence and all that goes with it.
import { NAMES, type Properties, type Value, propertiesOfDataset, propertiesOfPresence, propertiesOfStatement, questionOf } from "./properties.ts";
import type { Taken } from "./taken.ts";

/** Without it Excel reads UTF-8 as another encoding. */
const BYTE_ORDER_MARK = "\uFEFF";
const LINE_END = "\r\n";
const BETWEEN = "; ";

/**
 * What a spreadsheet could run: text that begins, after space and invisible characters, with a sign of a formula, also
 * a wide or small one; or with a tab or line end. Apostrophes before it count, so that one put first can be told from its own.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212])/u;

/** What is shown as a table: UTF-8 with a byte order mark; a presence without statements has a row of its own. */
export function writeCsv(taken: Taken): string {
  const shared = { ...questionOf(taken), ...propertiesOfDataset(taken) };
  const lines = [NAMES.join(",")];
  for (const presence of taken.presences) {
    const its = { ...shared, ...propertiesOfPresence(presence) };
    const statements: Properties[] = presence.sources.length > 0 ? presence.sources.map(propertiesOfStatement) : [{}];
    for (const statement of statements) lines.push(lineOf({ ...its, ...statement }));
  }
  return BYTE_ORDER_MARK + lines.join(LINE_END) + LINE_END;
}

function lineOf(row: Properties): string {
  return NAMES.map((name) => cellOf(row[name])).join(",");
}

/** Numbers stay numbers. A text that could be a formula begins with one apostrophe more than it has. */
function cellOf(value: Value | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = Array.isArray(value) ? value.join(BETWEEN) : value;
  return quote(FORMULA.test(text) ? `'${text}` : text);
}

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
