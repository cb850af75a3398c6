// Names of the files that are taken away.
import type { Taken } from "./taken.ts";
import { slugOf } from "./text.ts";

/** The name of a file: what it is, of which date, of which edition. ASCII, and the same for the same view. */
export function fileName({ on, edition }: Pick<Taken, "on" | "edition">, ending: string): string {
  const parts = ["presence", on, edition].map((part) => slugOf(part).slice(0, 40)).filter((part) => part !== "");
  return `${parts.join("-")}.${ending}`;
}
