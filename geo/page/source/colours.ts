// The colours of the style sheet, by name, for those who draw: read once, and again when the reader's mode changes.
import { COLOURS } from "./groups.ts";
import type { Ink } from "./marks.ts";

let style: CSSStyleDeclaration | undefined;
const known = new Map<string, string>();

/** A colour (or font) of the style sheet; a canvas cannot use it by its name. */
export function colour(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  style ??= getComputedStyle(document.documentElement);
  const value = style.getPropertyValue(`--${name}`).trim();
  known.set(name, value);
  return value;
}

/** What the marks of each operator colour are painted with. */
export function inks(): Ink[] {
  const paper = colour("mark-paper");
  return Array.from({ length: COLOURS }, (_, at) => {
    const mark = colour(`colour-${at}`);
    return { mark, faded: mix(mark, paper, 0.32), paper };
  });
}

/** Call when the colours have become others. */
export function whenColoursChange(listener: () => void): void {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => {
      known.clear();
      style = undefined;
      listener();
    });
  }
}

/** One colour thinned with another; both as #rrggbb. */
function mix(one: string, other: string, share: number): string {
  const part = (text: string, at: number): number => Number.parseInt(text.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mixed = [0, 1, 2].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
