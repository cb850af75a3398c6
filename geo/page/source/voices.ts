// Who says so: the independent voices for and against, each with the publishers that carry it.
import type { Answer } from "./atlas.ts";
import { joined, make } from "./dom.ts";
import type { Statement } from "./evidence.ts";
import type { Model } from "./model.ts";

interface Voice {
  origin: string;
  stateRun: boolean;
  carriers: { name: string; stateRun: boolean }[];
}

/** The voices of some statements: reports with one origin are one. */
export function voices(statements: Statement[]): Voice[] {
  const found = new Map<string, Voice>();
  for (const { origin, publisher, via } of statements) {
    const voice = found.get(origin) ?? { origin, stateRun: (via ?? publisher)?.stateRun ?? false, carriers: [] };
    const carries = publisher !== undefined && publisher.name !== origin && !voice.carriers.some(({ name }) => name === publisher.name);
    if (carries) voice.carriers.push({ name: publisher.name, stateRun: publisher.stateRun });
    found.set(origin, voice);
  }
  return [...found.values()].sort((one, other) => (one.origin < other.origin ? -1 : 1));
}

/** The voices for and against an answer as two lists; none where nothing is said. */
export function voicesOf(model: Model, answer: Answer | undefined, statements: Statement[]): HTMLElement[] {
  if (answer === undefined) return [];
  return (["supporting", "opposing"] as const).flatMap((side) => {
    const told = answer[side].flatMap((at) => statements[at] ?? []);
    return told.length === 0 ? [] : [sideOf(model, side, voices(told))];
  });
}

function sideOf({ words }: Model, side: "supporting" | "opposing", found: Voice[]): HTMLElement {
  const named = ({ name, stateRun }: { name: string; stateRun: boolean }): HTMLElement =>
    make("span", {}, make("bdi", {}, name), ...(stateRun ? [" ", make("small", { class: "state-run" }, words.say("evidence", "state_run"))] : []));
  const items = found.map((voice) => {
    const item = make("li", {}, named({ name: voice.origin, stateRun: voice.stateRun }));
    if (voice.carriers.length > 0) {
      const label = words.say("evidence", "carried_by");
      item.append(" ", make("span", { class: "carriers" }, `${label} `, ...joined(voice.carriers.map(named), words.say("list_of", "separator"))));
    }
    return item;
  });
  const heading = words.say("evidence", side === "supporting" ? "voices_for" : "voices_against", { count: found.length });
  return make("section", { class: "voices", "data-side": side }, make("h4", {}, heading), make("ul", {}, ...items));
}
