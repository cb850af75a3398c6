// What a presence answers, in sentences: the same as `geo/page/view.py` writes for readers without scripts.
import { type Answer, type Atlas, NOTHING } from "./atlas.ts";
import type { Words } from "./words.ts";

export interface Said {
  certainty: string;
  verdict: string;
  status: string;
  lastReported: string;
  counts: string;
}

/** An answer in words; `answer` is its number, or NOTHING. */
export function sayAnswer(atlas: Atlas, words: Words, presence: number, answer: number): Said {
  const found = atlas.answers[answer];
  if (answer === NOTHING || found === undefined || found.certainty === "none") {
    const none = { verdict: words.say("verdict", "none"), certainty: words.say("certainty", "none") };
    return { ...none, status: "", lastReported: "", counts: "" };
  }
  const first = atlas.statementFirst[presence] as number;
  const about = atlas.whenOf("about", first + found.last);
  const date = about === undefined ? "" : words.date(about);
  const last = atlas.head.statuses[atlas.numbers("statement_status_codes")[first + found.last] as number] ?? "";
  const status = words.word("status", last);
  const when = found.inHindsight ? "hindsight" : found.silentSince ? "last" : "last_of_then";
  return {
    certainty: words.say("certainty", found.certainty),
    verdict: `${verdictOf(atlas, words, first, found)} ${words.say("verdict", when, { date, status })}`,
    status,
    lastReported: date,
    counts: words.say("list", "counts_value", { reports: found.reports, origins: found.origins }),
  };
}

function verdictOf(atlas: Atlas, words: Words, first: number, answer: Answer): string {
  const { reason, status, certainty } = answer;
  if (reason === "disputed" || reason === "disputed-start") {
    return words.say("verdict", reason, {
      supporting: words.listed(originsOf(atlas, first, answer.supporting)),
      opposing: words.listed(originsOf(atlas, first, answer.opposing)),
    });
  }
  if (reason !== "agreed") return words.say("verdict", reason);
  return words.say("verdict", status === "planned" ? "planned" : certainty);
}

/** The names of the origins of some statements, each once, in the order of Unicode. */
export function originsOf(atlas: Atlas, first: number, statements: number[]): string[] {
  const codes = atlas.numbers("statement_origin_codes");
  const names = atlas.texts("origin_name");
  return [...new Set(statements.map((number) => names.at(codes[first + number] as number)))].sort(byCodePoint);
}

/** The order that Python has texts in: by code point, where JavaScript goes by UTF-16. */
function byCodePoint(one: string, other: string): number {
  const [ones, others] = [Array.from(one), Array.from(other)];
  for (let at = 0; at < Math.min(ones.length, others.length); at++) {
    const difference = (ones[at]?.codePointAt(0) ?? 0) - (others[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return ones.length - others.length;
}
