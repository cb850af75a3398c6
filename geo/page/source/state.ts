// What the reader has chosen, and who wants to know when it changes.

/** Where the map looks. Degrees are WGS 84. */
export interface Look {
  latitude: number;
  longitude: number;
  zoom: number;
}
/** A circle on the ground that places must lie in. */
export interface Near {
  latitude: number;
  longitude: number;
  radiusKm: number;
}
/** What the map shows, in degrees. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}
/** Choices by facet: operator, host, kind, status, certainty, reported, language; values are the data's own ids. */
export type Choices = Record<string, string[]>;

export interface State {
  /** The day asked about, counted from 1970-01-01. */
  on: number;
  /** The day by which reports must have been out; all of them where it is undefined. */
  knownBy: number | undefined;
  /** The day that `on` is compared with. */
  from: number | undefined;
  /** The id of the presence whose evidence is open. */
  open: string | undefined;
  search: string;
  choices: Choices;
  near: Near | undefined;
  /** Within how many km of a border, if asked. */
  borderKm: number | undefined;
  look: Look | undefined;
  /** What the map shows, where the list follows it. */
  seen: Box | undefined;
  language: string;
  embed: boolean;
}

export type Listener = (state: State, before: State) => void;

export class Store {
  private readonly listeners: { listener: Listener; ignored: Set<string> }[] = [];
  state: State;

  constructor(state: State) {
    this.state = state;
  }

  /** Call a listener now and after each change, but for changes of nothing else than what it ignores. */
  follow(listener: Listener, ...ignored: (keyof State)[]): void {
    this.listeners.push({ listener, ignored: new Set(ignored) });
    listener(this.state, this.state);
  }

  /** Tell everyone again: something that the state is shown with has come. */
  again(): void {
    for (const { listener } of this.listeners) listener(this.state, this.state);
  }

  /** Change some of the state and tell everyone, unless nothing is different. */
  change(part: Partial<State>): void {
    const before = this.state;
    const after = { ...before, ...part };
    const keys = Object.keys(part) as (keyof State)[];
    const changed = keys.filter((key) => !same(before[key], after[key]));
    if (changed.length === 0) return;
    this.state = after;
    for (const { listener, ignored } of this.listeners) {
      if (changed.some((key) => !ignored.has(key))) listener(after, before);
    }
  }
}

/** Whether two values of the state are the same: they are plain values. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
