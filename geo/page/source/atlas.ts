// The data that comes with the page, as columns: `geo/page/payload.py` writes it and says what each means.
import { type Numbers, type Pack, type Texts, readPack, unpackBytes } from "./columns.ts";

export type Certainty = "yes" | "no" | "maybe" | "conflict" | "none";
export type Reason = "agreed" | "imprecise" | "silent" | "divided" | "disputed" | "disputed-start";
export const CERTAINTIES: Certainty[] = ["yes", "no", "maybe", "conflict", "none"];

/** What a presence says for a run of days; statements are counted from the presence's first. */
export interface Answer {
  certainty: Certainty;
  status: string;
  reason: Reason;
  last: number;
  silentSince: boolean;
  inHindsight: boolean;
  reports: number;
  origins: number;
  supporting: number[];
  opposing: number[];
}
type AnswerRow = ["none"] | [Certainty, string, Reason, number, number, number, number, number[], number[]];

export interface Publisher {
  name: string;
  /** ISO 3166-1 alpha-3, or empty. */
  country: string;
  stateRun: boolean;
}
export interface Operator {
  id: string;
  colour: number;
  names: Record<string, string>;
}
/** The JSON part of the data. Days are counted from 1970-01-01. */
export interface Head {
  on: number;
  /** The first day that any date can mean, and the last. */
  first: number;
  last: number;
  /** The first day that any report speaks of: where the slider begins. What it tells in hindsight may be older. */
  spoken: number;
  /** The day by which all reports in the page were out, where it was made for one. */
  knownBy?: number;
  leftOut: number;
  edition: string;
  language: string;
  attribution: string;
  /** Where online tiles come from, if the page offers any. */
  tiles?: { address: string; subdomains: string; host: string; attribution: string; maxZoom: number };
  kinds: string[];
  hosts: string[];
  /** Each at its code; a list, since neither JSON nor its readers keep the order of keys. */
  operators: Operator[];
  statuses: string[];
  languages: string[];
  publishers: Publisher[];
  chunk: number;
  /** By the page's language, the names of languages by their BCP 47 tags. */
  languageNames: Record<string, Record<string, string>>;
}
/** What a curated site says of itself besides its columns. */
export interface SiteMore {
  names: Record<string, string>;
  spellings: Record<string, string[]>;
  source: string;
  reason: string;
}
/** A date as a report has it: EDTF text, and the first and last day it can mean. */
export interface When {
  text: string;
  earliest: number;
  latest: number;
}

/** No report speaks yet: what a presence says before its first run. */
export const NOTHING = -1;
const OPEN = 2 ** 31 - 1;

export class Atlas {
  readonly head: Head;
  readonly operators: Operator[];
  readonly answers: Answer[];
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  readonly withinKm: Float32Array;
  readonly kind: Uint8Array;
  readonly host: Uint16Array;
  readonly siteOf: Int32Array;
  readonly operatorOf: Uint16Array;
  readonly statementFirst: Int32Array;
  readonly siteCount: number;
  readonly count: number;
  private readonly pack: Pack;
  private byId: Map<string, number> | undefined;
  private readonly knownFirst: Int32Array;
  private readonly knownDay: Int32Array;
  private readonly runFirst: Int32Array;
  private readonly runDay: Int32Array;
  private readonly runAnswer: Uint32Array;

  constructor(head: Head, pack: Pack) {
    this.head = head;
    this.pack = pack;
    this.operators = head.operators;
    this.answers = (JSON.parse(this.texts("answers").at(0)) as AnswerRow[]).map(answerOf);
    this.latitude = degrees(this.numbers("site_latitude_e7"));
    this.longitude = degrees(this.numbers("site_longitude_e7"));
    this.withinKm = this.numbers("site_within_km");
    this.kind = this.numbers("site_kind_codes");
    this.host = this.numbers("site_host_codes");
    this.siteOf = this.numbers("presence_site");
    this.operatorOf = this.numbers("presence_operator_codes");
    this.statementFirst = this.numbers("presence_statement_first");
    this.knownFirst = this.numbers("presence_known_first");
    this.knownDay = this.numbers("known_day");
    this.runFirst = this.numbers("known_run_first");
    this.runDay = this.numbers("run_day");
    this.runAnswer = this.numbers("run_answer");
    this.siteCount = this.latitude.length;
    this.count = this.siteOf.length;
  }

  /** A column of numbers, as the build wrote it. */
  numbers<T extends Numbers>(name: string): T {
    const column = this.pack.numbers.get(name);
    if (column === undefined) throw new Error(`the page's data has no column ${name}`);
    return column as T;
  }

  /** A column of texts, as the build wrote it. */
  texts(name: string): Texts {
    const column = this.pack.texts.get(name);
    if (column === undefined) throw new Error(`the page's data has no column ${name}`);
    return column;
  }

  /** For each presence the number of its answer on a day, as known by another (or from all reports), or NOTHING. */
  answersOn(on: number, knownBy: number | undefined, into = new Int32Array(this.count)): Int32Array {
    for (let presence = 0; presence < this.count; presence++) into[presence] = this.answerOn(presence, on, knownBy);
    return into;
  }

  /** The number of a presence's answer on a day, as known by another (or from all reports), or NOTHING. */
  answerOn(presence: number, on: number, knownBy: number | undefined): number {
    const run = this.lastRun(presence, on, knownBy);
    return run < 0 ? NOTHING : (this.runAnswer[run] as number);
  }

  /** The first days of a presence's runs, as known by a day. */
  runsOf(presence: number, knownBy: number | undefined): { day: number; answer: number }[] {
    const known = this.known(presence, knownBy);
    if (known < 0) return [];
    const runs = [];
    for (let run = this.runFirst[known] as number; run < (this.runFirst[known + 1] as number); run++) {
      runs.push({ day: this.runDay[run] as number, answer: this.runAnswer[run] as number });
    }
    return runs;
  }

  private known(presence: number, knownBy: number | undefined): number {
    const first = this.knownFirst[presence] as number;
    let known = (this.knownFirst[presence + 1] as number) - 1;
    if (knownBy === undefined) return known;
    while (known >= first && (this.knownDay[known] as number) > knownBy) known--;
    return known < first ? NOTHING : known;
  }

  private lastRun(presence: number, on: number, knownBy: number | undefined): number {
    const known = this.known(presence, knownBy);
    if (known < 0) return NOTHING;
    const first = this.runFirst[known] as number;
    let run = (this.runFirst[known + 1] as number) - 1;
    while (run >= first && (this.runDay[run] as number) > on) run--;
    return run < first ? NOTHING : run;
  }

  /** All days on which some presence changes its answer, each once, in the order of time. */
  changes(knownBy: number | undefined): number[] {
    const days: number[] = [];
    for (let presence = 0; presence < this.count; presence++) {
      const known = this.known(presence, knownBy);
      if (known < 0) continue;
      const end = this.runFirst[known + 1] as number;
      for (let run = this.runFirst[known] as number; run < end; run++) days.push(this.runDay[run] as number);
    }
    return [...new Set(Int32Array.from(days).sort())];
  }

  /** A date by a code that is counted from 1, 0 being none. */
  when(code: number): When | undefined {
    if (code === 0) return undefined;
    return {
      text: this.texts("date_text").at(code - 1),
      earliest: this.numbers<Int32Array>("date_earliest")[code - 1] as number,
      latest: this.numbers<Int32Array>("date_latest")[code - 1] as number,
    };
  }

  /** The date in a statement's column: about, since, until or published. */
  whenOf(column: "about" | "since" | "until" | "published", statement: number): When | undefined {
    return this.when(this.numbers(`statement_${column}_codes_or_0`)[statement] as number);
  }

  /** Names, spellings and sources of a site; undefined where the table had none. */
  more(site: number): SiteMore | undefined {
    const text = this.texts("site_more").at(site);
    return text === "" ? undefined : (JSON.parse(text) as SiteMore);
  }

  /** A site's name for readers of a language. */
  siteName(site: number, language: string): string {
    return this.more(site)?.names[language] ?? this.texts("site_name").at(site);
  }

  /** The id of a presence: its site's, and after the last hyphen its operator's, whose own hyphens are written out. */
  idOf(presence: number): string {
    const operator = this.operatorIdOf(presence).replace(/%/g, "%25").replace(/-/g, "%2D");
    return `${this.texts("site_id").at(this.siteOf[presence] as number)}-${operator}`;
  }

  /** The presence with an id; undefined where there is none. */
  find(id: string | undefined): number | undefined {
    if (id === undefined) return undefined;
    if (this.byId === undefined) {
      this.byId = new Map();
      for (let presence = 0; presence < this.count; presence++) this.byId.set(this.idOf(presence), presence);
    }
    return this.byId.get(id);
  }

  /** The id of an operator, as the data has it. */
  operatorIdOf(presence: number): string {
    return this.operators[this.operatorOf[presence] as number]?.id ?? "";
  }

  colourOf(presence: number): number {
    return this.operators[this.operatorOf[presence] as number]?.colour ?? 0;
  }
}

/** Read the data out of the page. */
export async function readAtlas(head: Head): Promise<Atlas> {
  return new Atlas(head, readPack(await unpackBytes("sites")));
}

/** Whether a day stands for an open end. */
export function isOpen(day: number): boolean {
  return Math.abs(day) >= OPEN;
}

function answerOf(row: AnswerRow): Answer {
  if (row.length === 1) {
    return { certainty: "none", status: "", reason: "agreed", last: 0, silentSince: false, inHindsight: false, reports: 0, origins: 0, supporting: [], opposing: [] };
  }
  const [certainty, status, reason, last, flags, reports, origins, supporting, opposing] = row;
  return { certainty, status, reason, last, silentSince: (flags & 1) !== 0, inHindsight: (flags & 2) !== 0, reports, origins, supporting, opposing };
}

function degrees(column: Numbers): Float64Array {
  return Float64Array.from(column, (value) => value / 1e7);
}
