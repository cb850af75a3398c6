// What is shown: worked out from the state once for each change, for list, map, filters and exports alike.
import { type Atlas, CERTAINTIES, NOTHING } from "./atlas.ts";
import { changeBetween } from "./changes.ts";
import { type Facet, counts, passes } from "./facets.ts";
import { withinKm } from "./distance.ts";
import { type Index, search } from "./search.ts";
import { type State, same } from "./state.ts";

/** A facet with what its codes mean: the ids that choices name. */
export interface NamedFacet extends Facet {
  values: string[];
}
export interface Shown {
  /** The number of each presence's answer on the day, and on the day it is compared with. */
  answers: Int32Array;
  before: Int32Array | undefined;
  /** Which presences pass all that was chosen. */
  mask: Uint8Array;
  /** The same mask, and the same array as before where nothing else passes: marks are grouped by it, and stay where they are. */
  steady: Uint8Array;
  /** Those that pass, in the order of the list. */
  order: Uint32Array;
  facets(): NamedFacet[];
  facetCounts(): Record<string, Uint32Array>;
}

/** Facets whose codes follow from the day. */
const DAILY = new Set(["status", "certainty", "reported"]);

export class Showing {
  private readonly atlas: Atlas;
  private readonly index: () => Index | undefined;
  private readonly borders: (radiusKm: number) => Uint8Array | undefined;
  private readonly fixed: NamedFacet[];
  private readonly languageSets: string[][];
  private last: { state: State; shown: Shown; index: Index | undefined } | undefined;

  constructor(atlas: Atlas, index: () => Index | undefined, borders: (radiusKm: number) => Uint8Array | undefined) {
    this.atlas = atlas;
    this.index = index;
    this.borders = borders;
    const { codes, sets } = languagesOf(atlas);
    this.languageSets = sets;
    this.fixed = [
      { key: "operator", codes: atlas.operatorOf, size: atlas.operators.length, values: atlas.operators.map(({ id }) => id) },
      { key: "host", codes: bySite(atlas, atlas.host), size: atlas.head.hosts.length, values: atlas.head.hosts },
      { key: "kind", codes: bySite(atlas, atlas.kind), size: atlas.head.kinds.length, values: atlas.head.kinds },
      { key: "language", codes, size: sets.length, values: atlas.head.languages },
    ];
  }

  /** Work it out anew next time: what it rests on has come. */
  forget(): void {
    this.last = undefined;
  }

  /** What a state shows; asked again with the same state it is the same. */
  of(state: State): Shown {
    const index = state.search === "" ? undefined : this.index();
    const last = this.last;
    if (last && last.index === index && sameFor(last.state, state)) return last.shown;
    const { atlas } = this;
    const answers = atlas.answersOn(state.on, state.knownBy);
    const before = state.from === undefined ? undefined : atlas.answersOn(state.from, state.knownBy);
    const ranked = state.search === "" ? undefined : this.ranked(state.search, index);
    const extra = this.extra(state, ranked);
    const wanted = before ? changed(atlas, answers, before, extra) : extra;
    const daily = before !== undefined || [...DAILY].some((key) => (state.choices[key] ?? []).length > 0);
    // What depends on the day is worked out where somebody asks for it: the slider has a frame's time only.
    const facets = once(() => [...this.fixed, ...dailyFacets(atlas, answers)]);
    const chosen = this.chosen(state, daily ? facets() : this.fixed);
    const mask = passes(daily ? facets() : this.fixed, chosen, wanted);
    const steady = last && sameBytes(mask, last.shown.steady) ? last.shown.steady : mask;
    const isAsBefore = steady === last?.shown.steady && ranked === undefined && same(last.state.seen, state.seen);
    const order = isAsBefore ? last.shown.order : this.seen(orderOf(mask, ranked), state.seen);
    const facetCounts = (): Record<string, Uint32Array> => this.spread(counts(facets(), this.chosen(state, facets()), wanted));
    const shown: Shown = { answers, before, mask, steady, order, facets, facetCounts };
    this.last = { state, shown, index };
    return shown;
  }

  /** Of some presences those that the map shows, where the list follows it. */
  private seen(order: Uint32Array, box: State["seen"]): Uint32Array {
    if (box === undefined) return order;
    const { siteOf, latitude, longitude } = this.atlas;
    return order.filter((presence) => {
      const site = siteOf[presence] as number;
      const [north, east] = [latitude[site] as number, longitude[site] as number];
      return north >= box.south && north <= box.north && east >= box.west && east <= box.east;
    });
  }

  private ranked(query: string, index: Index | undefined): number[] {
    return index === undefined ? [] : search(index, query).map(({ item }) => item);
  }

  /** What the search and the distances leave, or undefined where neither was asked for. */
  private extra(state: State, ranked: number[] | undefined): Uint8Array | undefined {
    const { atlas } = this;
    const masks: Uint8Array[] = [];
    if (ranked) {
      const found = new Uint8Array(atlas.count);
      for (const presence of ranked) found[presence] = 1;
      masks.push(found);
    }
    if (state.near) masks.push(bySite(atlas, withinKm(state.near, state.near.radiusKm, atlas.latitude, atlas.longitude)));
    const border = state.borderKm === undefined ? undefined : this.borders(state.borderKm);
    if (border) masks.push(bySite(atlas, border));
    if (masks.length === 0) return undefined;
    return masks.reduce((one, other) => one.map((pass, at) => pass & (other[at] as number)));
  }

  /** The reader's choices as codes; a language stands for all sets of languages that have it. */
  private chosen(state: State, facets: NamedFacet[]): Record<string, Set<number>> {
    const chosen: Record<string, Set<number>> = {};
    for (const { key, values } of facets) {
      const ids = state.choices[key] ?? [];
      if (ids.length === 0) continue;
      chosen[key] =
        key === "language"
          ? new Set(this.languageSets.flatMap((set, code) => (set.some((tag) => ids.includes(tag)) ? [code] : [])))
          : // An id that the data does not have passes nothing: an old address must not show more than it asked for.
            new Set(ids.map((id) => values.indexOf(id)));
    }
    return chosen;
  }

  /** Counts by value: those of a set of languages count for each of them. */
  private spread(found: Record<string, Uint32Array>): Record<string, Uint32Array> {
    const tags = this.atlas.head.languages;
    const languages = new Uint32Array(tags.length);
    this.languageSets.forEach((set, code) => {
      for (const tag of set) {
        const at = tags.indexOf(tag);
        languages[at] = (languages[at] as number) + (found["language"]?.[code] ?? 0);
      }
    });
    return { ...found, language: languages };
  }
}

function once<T>(work: () => T): () => T {
  let found: { value: T } | undefined;
  return () => (found ??= { value: work() }).value;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Whether two states show the same: where the map looks and what is open changes nothing. */
function sameFor(one: State, other: State): boolean {
  const part = ({ on, knownBy, from, search: query, choices, near, borderKm, seen }: State): unknown => [on, knownBy, from, query, choices, near, borderKm, seen];
  return same(part(one), part(other));
}

function bySite<T extends Uint8Array | Uint16Array>(atlas: Atlas, column: T): T {
  const made = new (column.constructor as new (length: number) => T)(atlas.count);
  for (let presence = 0; presence < atlas.count; presence++) made[presence] = column[atlas.siteOf[presence] as number] as number;
  return made;
}

/** For each presence the code of the set of languages that its reports are in. */
function languagesOf(atlas: Atlas): { codes: Uint16Array; sets: string[][] } {
  const column = atlas.numbers("statement_language_codes");
  const known = new Map<string, number>();
  const codes = new Uint16Array(atlas.count);
  for (let presence = 0; presence < atlas.count; presence++) {
    const found = new Set<number>();
    const end = atlas.statementFirst[presence + 1] as number;
    for (let at = atlas.statementFirst[presence] as number; at < end; at++) found.add(column[at] as number);
    const key = found.size === 1 ? String([...found][0]) : [...found].sort((one, other) => one - other).join(" ");
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    codes[presence] = code;
  }
  const sets = [...known.keys()].map((key) => key.split(" ").map((code) => atlas.head.languages[Number(code)] ?? ""));
  return { codes, sets };
}

function dailyFacets(atlas: Atlas, answers: Int32Array): NamedFacet[] {
  const certainty = new Uint8Array(atlas.count);
  const status = new Uint8Array(atlas.count);
  const reported = new Uint16Array(atlas.count);
  const none = CERTAINTIES.indexOf("none");
  const { statuses } = atlas.head;
  const sure = Uint8Array.from(atlas.answers, (answer) => CERTAINTIES.indexOf(answer.certainty));
  const last = Uint32Array.from(atlas.answers, (answer) => answer.last);
  const about = atlas.numbers("statement_about_codes_or_0");
  const codes = atlas.numbers("statement_status_codes");
  const latest = yearsOf(atlas);
  const firstYear = latest.reduce((least, year) => Math.min(least, year), 9999);
  const lastYear = latest.reduce((most, year) => Math.max(most, year), firstYear);
  for (let presence = 0; presence < atlas.count; presence++) {
    const answer = answers[presence] as number;
    if (answer === NOTHING || sure[answer] === none) {
      certainty[presence] = none;
      status[presence] = statuses.length;
      reported[presence] = lastYear - firstYear + 1;
      continue;
    }
    const statement = (atlas.statementFirst[presence] as number) + (last[answer] as number);
    certainty[presence] = sure[answer] as number;
    status[presence] = codes[statement] as number;
    reported[presence] = (latest[(about[statement] as number) - 1] as number) - firstYear;
  }
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => String(firstYear + at));
  return [
    { key: "certainty", codes: certainty, size: CERTAINTIES.length, values: CERTAINTIES },
    { key: "status", codes: status, size: statuses.length + 1, values: [...statuses, ""] },
    { key: "reported", codes: reported, size: years.length + 1, values: [...years, ""] },
  ];
}

const yearsByAtlas = new WeakMap<Atlas, Uint16Array>();

/** The year of the latest day that each date can mean. */
function yearsOf(atlas: Atlas): Uint16Array {
  const found =
    yearsByAtlas.get(atlas) ??
    Uint16Array.from(atlas.numbers("date_latest"), (day) => Math.min(9999, Math.max(1, new Date(Math.min(day, 2932896) * 86_400_000).getUTCFullYear())));
  yearsByAtlas.set(atlas, found);
  return found;
}

function changed(atlas: Atlas, answers: Int32Array, before: Int32Array, extra: Uint8Array | undefined): Uint8Array {
  const mask = new Uint8Array(atlas.count);
  for (let presence = 0; presence < atlas.count; presence++) {
    if (extra && extra[presence] === 0) continue;
    mask[presence] = changeBetween(atlas, before[presence] as number, answers[presence] as number) === undefined ? 0 : 1;
  }
  return mask;
}

function orderOf(mask: Uint8Array, ranked: number[] | undefined): Uint32Array {
  if (ranked) return Uint32Array.from(ranked.filter((presence) => mask[presence] === 1));
  const order = new Uint32Array(mask.reduce((sum, pass) => sum + pass, 0));
  for (let presence = 0, at = 0; presence < mask.length; presence++) if (mask[presence] === 1) order[at++] = presence;
  return order;
}
