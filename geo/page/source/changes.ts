// What changed between two dates: one word for each pair of answers.
import { type Atlas, type Certainty, NOTHING } from "./atlas.ts";

/** appeared: now there. ended: now not there. silent: nothing recent enough any more. changed: anything else that is new. */
export type Change = "appeared" | "ended" | "silent" | "changed";
export const CHANGES: Change[] = ["appeared", "changed", "silent", "ended"];

/** What became of an answer, by the numbers of the one before and the one after; undefined where nothing did. */
export function changeBetween(atlas: Atlas, before: number, after: number): Change | undefined {
  if (before === after) return undefined;
  const [was, is] = [certaintyOf(atlas, before), certaintyOf(atlas, after)];
  if (was === is) return was === "none" || statusOf(atlas, before) === statusOf(atlas, after) ? undefined : "changed";
  if (is === "no") return was === "none" ? "changed" : "ended";
  if (is === "maybe" && atlas.answers[after]?.reason === "silent" && was !== "none") return "silent";
  if (is === "yes" && (was === "none" || was === "no")) return "appeared";
  if (was === "none" && is !== "none") return "appeared";
  return "changed";
}

function certaintyOf(atlas: Atlas, answer: number): Certainty {
  return answer === NOTHING ? "none" : (atlas.answers[answer]?.certainty ?? "none");
}

function statusOf(atlas: Atlas, answer: number): string {
  return atlas.answers[answer]?.status ?? "";
}
