// What the reader has chosen, and who wants to know when it changes.

export interface State {
  /** The day asked about, YYYY-MM-DD. */
  on: string;
  /** The id of the entry whose evidence is open. */
  open: string | undefined;
  /** Folded text that names must contain. */
  search: string;
}

export type Listener = (state: State, before: State) => void;

export class Store {
  private listeners: Listener[] = [];
  state: State;

  constructor(state: State) {
    this.state = state;
  }

  /** Call a listener now and after each change. */
  follow(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.state, this.state);
  }

  /** Change some of the state and tell everyone, unless nothing is different. */
  change(part: Partial<State>): void {
    const before = this.state;
    const after = { ...before, ...part };
    if (after.on === before.on && after.open === before.open && after.search === before.search) return;
    this.state = after;
    for (const listener of this.listeners) listener(after, before);
  }
}
