// The data that comes with the page: `geo/page/payload.py` writes it, and says what each answer means.

export type Certainty = "yes" | "no" | "maybe" | "conflict" | "none";

/** What an entry says from its first day until the next answer's. */
export interface Answer {
  first: string;
  certainty: Certainty;
  /** Numbers into `Payload.texts`: verdict, status, last reported, counts. */
  texts: [number, number, number, number];
  supporting: number[];
  opposing: number[];
}

/** One operator at one site. Degrees are WGS 84. */
export interface Entry {
  id: string;
  site: string;
  operator: string;
  operatorName: string;
  colour: number;
  kind: string;
  name: string;
  latitude: number;
  longitude: number;
  withinKm: number;
  folded: string[];
  answers: Answer[];
}

export interface Words {
  certainty: Record<Certainty, string>;
  controls: { found: string; out_of_range: string };
  kind: Record<string, string>;
  map: Record<"legend" | "zoom_in" | "zoom_out" | "mark" | "within", string>;
  evidence: { supporting: string; opposing: string };
}

export interface Payload {
  on: string;
  first: string;
  last: string;
  entries: Entry[];
  texts: string[];
  words: Words;
}

/** Read a JSON script of the page; the build wrote it, so its shape is as declared. */
export function readScript<T>(id: string): T {
  const script = document.getElementById(id);
  if (script === null) throw new Error(`the page has no script #${id}`);
  return JSON.parse(script.textContent ?? "") as T;
}

/** The answer for a day (YYYY-MM-DD), or undefined before the first: the last answer that has begun by then. */
export function answerOn(entry: Entry, day: string): Answer | undefined {
  let low = 0;
  let high = entry.answers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entry.answers[middle] as Answer).first <= day) low = middle + 1;
    else high = middle;
  }
  return entry.answers[low - 1];
}

/** The certainty for a day; `none` before any report speaks. */
export function certaintyOn(entry: Entry, day: string): Certainty {
  return answerOn(entry, day)?.certainty ?? "none";
}

/** Fill the braces of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
