// What the map shows at a zoom: single marks, and groups of marks that would cover each other, with what is in each.
import { type Atlas, CERTAINTIES, type Certainty, NOTHING } from "./atlas.ts";
import type { View } from "./basemap.ts";
import type { Grouping } from "./grouping.ts";

export const COLOURS = 9;
/** Nothing reported yet is not drawn. */
const DRAWN = CERTAINTIES.length - 1;

/** One mark or group of marks. x and y are in the unit square of Web Mercator. */
export interface Group {
  number: number;
  x: number;
  y: number;
  /** How many presences it stands for. */
  size: number;
  /** The one presence, where it stands for one; else the first. */
  presence: number;
  /** How many presences of each operator colour (rows) have each certainty (columns). */
  counts: Uint32Array;
}

/** How many of a group's presences have an operator colour and a certainty. */
export function countOf(group: Group, colour: number, certainty: Certainty): number {
  return group.counts[colour * DRAWN + CERTAINTIES.indexOf(certainty)] ?? 0;
}

/** The groups in view, each with its presences' operators and certainties, from the answers of the day. */
export function groupsInView(atlas: Atlas, grouping: Grouping, answers: Int32Array, mask: Uint8Array, view: View): Group[] {
  const bins = COLOURS * DRAWN;
  const numbers = numbersInView(grouping, view);
  const counts = new Uint32Array(numbers.count * bins);
  const sizes = new Uint32Array(numbers.count);
  const firsts = new Int32Array(numbers.count).fill(-1);
  const certainty = Uint8Array.from(atlas.answers, (answer) => CERTAINTIES.indexOf(answer.certainty));
  const colours = Uint8Array.from(atlas.operators, (operator) => operator.colour);
  for (let presence = 0; presence < atlas.count; presence++) {
    const group = grouping.groupOf[presence] as number;
    const at = group < 0 ? -1 : (numbers.of[group] as number);
    const answer = answers[presence] as number;
    if (at < 0 || answer === NOTHING || mask[presence] === 0) continue;
    const sure = certainty[answer] as number;
    if (sure === DRAWN) continue;
    const bin = at * bins + (colours[atlas.operatorOf[presence] as number] as number) * DRAWN + sure;
    counts[bin] = (counts[bin] as number) + 1;
    sizes[at] = (sizes[at] as number) + 1;
    if (firsts[at] === -1) firsts[at] = presence;
  }
  return made(grouping, numbers, sizes, firsts, counts, bins);
}

interface Numbers {
  /** For each group its place among those in view, or -1. */
  of: Int32Array;
  groups: number[];
  count: number;
}

/** Which groups lie in view, with a margin for their glyphs. */
function numbersInView(grouping: Grouping, { world, left, top, width, height }: View): Numbers {
  const margin = 30;
  const of = new Int32Array(grouping.count).fill(-1);
  const groups: number[] = [];
  for (let group = 0; group < grouping.count; group++) {
    const x = (grouping.x[group] as number) * world - left;
    const y = (grouping.y[group] as number) * world - top;
    if (x < -margin || y < -margin || x > width + margin || y > height + margin) continue;
    of[group] = groups.length;
    groups.push(group);
  }
  return { of, groups, count: groups.length };
}

function made(grouping: Grouping, numbers: Numbers, sizes: Uint32Array, firsts: Int32Array, counts: Uint32Array, bins: number): Group[] {
  const groups: Group[] = [];
  numbers.groups.forEach((number, at) => {
    const size = sizes[at] as number;
    if (size === 0) return;
    groups.push({
      number,
      x: grouping.x[number] as number,
      y: grouping.y[number] as number,
      size,
      presence: firsts[at] as number,
      counts: counts.subarray(at * bins, (at + 1) * bins),
    });
  });
  return groups;
}
