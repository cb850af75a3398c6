// Filters with counts over columns: which rows pass, and how many rows each value of each facet would leave.

/** One thing to choose by: every row has one code. */
export interface Facet {
  key: string;
  /** The code of each row, from 0 up to `size`. */
  codes: Uint8Array | Uint16Array | Uint32Array;
  /** The number of codes. */
  size: number;
}

/** The codes chosen in each facet, by its key. A facet without a choice, or with an empty one, lets every row pass. */
export type Chosen = Readonly<Record<string, ReadonlySet<number>>>;

// What keeps a row out: nothing, one facet (its number and 1), or more than that.
const PASSES = 0;
const OUT = 255;

/**
 * Which rows every facet lets pass: 1 or 0 for each.
 *
 * `extra` is 0 where a row is out for another reason, such as the search. Throws where facets differ in length, or where
 * something is chosen in a facet that there is not.
 */
export function passes(facets: readonly Facet[], chosen: Chosen, extra?: Uint8Array): Uint8Array {
  return refusals(facets, chosen, extra).map((refusal) => (refusal === PASSES ? 1 : 0));
}

/**
 * For each facet, by its key, how many rows have each code, among those that all the other facets let pass.
 *
 * A facet's own choice does not count for it: its numbers tell what choosing another value would give.
 */
export function counts(facets: readonly Facet[], chosen: Chosen, extra?: Uint8Array): Record<string, Uint32Array> {
  const refused = refusals(facets, chosen, extra);
  return Object.fromEntries(facets.map((facet, number) => [facet.key, countCodes(facet, number + 1, refused)]));
}

function countCodes({ codes, size }: Facet, own: number, refused: Uint8Array): Uint32Array {
  const found = new Uint32Array(size);
  for (let row = 0; row < codes.length; row += 1) {
    const refusal = refused[row] as number;
    if (refusal !== PASSES && refusal !== own) continue;
    const code = codes[row] as number;
    found[code] = (found[code] as number) + 1;
  }
  return found;
}

/** What keeps each row out. What is out for another reason is out for every facet. */
function refusals(facets: readonly Facet[], chosen: Chosen, extra: Uint8Array | undefined): Uint8Array {
  const rows = extra?.length ?? facets[0]?.codes.length ?? 0;
  check(facets, chosen, rows);
  const refused = new Uint8Array(rows);
  if (extra !== undefined) {
    for (let row = 0; row < rows; row += 1) if (extra[row] === 0) refused[row] = OUT;
  }
  facets.forEach((facet, number) => {
    const codes = chosen[facet.key];
    if (codes !== undefined && codes.size > 0) refuse(facet, number + 1, codes, refused);
  });
  return refused;
}

function refuse({ codes, size }: Facet, own: number, chosen: ReadonlySet<number>, refused: Uint8Array): void {
  const passing = Uint8Array.from({ length: size }, (_, code) => (chosen.has(code) ? 1 : 0));
  for (let row = 0; row < codes.length; row += 1) {
    if (passing[codes[row] as number] === 0) refused[row] = refused[row] === PASSES ? own : OUT;
  }
}

function check(facets: readonly Facet[], chosen: Chosen, rows: number): void {
  if (facets.length >= OUT) throw new RangeError(`${facets.length} facets: at most ${OUT - 1} can be told apart`);
  for (const { key, codes } of facets) {
    if (codes.length !== rows) throw new RangeError(`the facet ${key} has ${codes.length} rows, not ${rows}`);
  }
  const keys = new Set(facets.map(({ key }) => key));
  for (const key of Object.keys(chosen)) {
    if (!keys.has(key)) throw new RangeError(`there is no facet ${key}`);
  }
}
