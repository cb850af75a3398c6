// Since when: the starts that reports claim, and where they cannot both be right.
import type { When } from "./atlas.ts";
import type { Statement } from "./evidence.ts";
import type { Model } from "./model.ts";

interface Start {
  since: When;
  origins: string[];
}

/** Each claimed start with those who claim it, the earliest first. */
export function startsOf(statements: Statement[]): Start[] {
  const starts = new Map<string, Start>();
  for (const { since, origin } of statements) {
    if (since === undefined) continue;
    const start = starts.get(since.text) ?? { since, origins: [] };
    if (!start.origins.includes(origin)) start.origins.push(origin);
    starts.set(since.text, start);
  }
  for (const start of starts.values()) start.origins.sort();
  return [...starts.values()].sort(({ since: one }, { since: other }) => one.earliest - other.earliest || (one.text < other.text ? -1 : 1));
}

function sayStart({ words }: Model, { since, origins }: Start): string {
  return words.say("evidence", "started_claim", { date: words.date(since), origins: words.listed(origins) });
}

/** The earliest and the latest claimed start, with who claims it; empty where nobody does. */
export function sinceOf(model: Model, statements: Statement[]): string {
  const starts = startsOf(statements);
  const first = starts[0];
  if (first === undefined) return "";
  const later = (one: Start, other: Start): Start =>
    other.since.earliest > one.since.earliest || (other.since.earliest === one.since.earliest && other.since.latest > one.since.latest) ? other : one;
  const last = starts.reduce(later);
  const ends = starts.length === 1 ? [first] : [first, last];
  return ends.map((start) => sayStart(model, start)).join(" – ");
}

/** What the sources disagree about, in words. */
export function disagreementsOf(model: Model, presence: number, statements: Statement[]): string[] {
  const { words, atlas, store } = model;
  const starts = startsOf(statements);
  const said = [];
  if (starts.some((one) => starts.some((other) => one.since.latest < other.since.earliest))) {
    said.push(words.say("evidence", "started", { claims: starts.map((start) => sayStart(model, start)).join("; ") }));
  }
  const disputed = atlas.runsOf(presence, store.state.knownBy).filter(({ answer }) => atlas.answers[answer]?.reason === "disputed");
  if (disputed.length > 0) {
    said.push(words.say("evidence", "differed", { dates: words.listed(disputed.map(({ day }) => words.day(day))) }));
  }
  return said;
}
