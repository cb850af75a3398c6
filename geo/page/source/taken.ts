// What is taken away from the page: the presences shown, their statements, and all that has to go with them.

/** One report's word, as it goes out. Absent is absent. */
export interface TakenSource {
  /** The statement's id: the report's, `#`, a number. */
  id: string;
  title?: string;
  publisher?: string;
  publisherCountry?: string;
  stateRun: boolean;
  /** Opens at the passage (text fragment). */
  address?: string;
  archived?: string;
  /** EDTF, as all dates of a statement. */
  published?: string;
  language: string;
  via?: string;
  about: string;
  since?: string;
  until?: string;
  /** Each a count as the report has it and a unit of the vocabulary. */
  strength?: string[];
  status: string;
  side: "supporting" | "opposing" | "other";
  note?: string;
}

/** One operator at one site on the date asked about. Degrees are WGS 84. */
export interface TakenPresence {
  id: string;
  site: string;
  name: string;
  kind: string;
  host: string;
  hostName: string;
  operator: string;
  operatorName: string;
  latitude: number;
  longitude: number;
  withinKm: number;
  certainty: string;
  status?: string;
  /** Every claimed start, EDTF. */
  since?: string[];
  /** EDTF. */
  lastReported?: string;
  reports: number;
  origins: number;
  verdict: string;
  sources: TakenSource[];
}

/** What is shown, and everything that has to go with it. */
export interface Taken {
  title: string;
  edition: string;
  on: string;
  knownBy?: string;
  /** The address of this view; only its #hash where the page has no address of its own. */
  view: string;
  licence: string;
  attribution: string;
  language: string;
  presences: TakenPresence[];
}
