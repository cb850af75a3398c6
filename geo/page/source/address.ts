// The address is the view: everything that the reader has chosen stands in the hash, and can be read out of it.
import { dayOf } from "./days.ts";
import type { Box, Look, Near, State, Store } from "./state.ts";
import { same } from "./state.ts";
import { dayNumber } from "./words.ts";

/** The facets that an address can name. */
export const FACETS = ["operator", "host", "kind", "status", "certainty", "reported", "language"];

const WORLD: Box = { south: -90, west: -180, north: 90, east: 180 };

/** What an address can name: the ids of presences by site, and the languages. */
export interface Known {
  /** The presence that a site, and an operator where it has several, stands for. */
  find(site: string, operator: string | undefined): string | undefined;
  /** The site and operator of a presence, and whether the site alone says it. */
  parts(id: string): { site: string; operator: string; alone: boolean } | undefined;
  languages: string[];
  start: State;
}

/** The language that an address asks for, if it is one of some. */
export function readLanguage(hash: string, languages: string[]): string | undefined {
  const language = new URLSearchParams(hash.replace(/^#/, "")).get("lang") ?? "";
  return languages.includes(language) ? language : undefined;
}

/** The state that an address asks for; what it does not say, or cannot be, is as at the start. */
export function readAddress(hash: string, known: Known): State {
  const { start } = known;
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const site = query.get("site");
  const choices = Object.fromEntries(
    FACETS.flatMap((facet) => {
      const values = (query.get(facet === "operator" ? "operators" : facet) ?? "").split(",").filter(Boolean).map(readValue);
      return values.length > 0 ? [[facet, values]] : [];
    }),
  );
  return {
    on: dayNumber(query.get("on")) ?? start.on,
    knownBy: dayNumber(query.get("known")) ?? start.knownBy,
    from: dayNumber(query.get("from")),
    open: site === null ? undefined : known.find(site, query.get("operator") ?? undefined),
    search: query.get("find") ?? "",
    choices,
    near: readNear(query.get("near")),
    borderKm: positive(query.get("border")),
    look: readLook(query.get("map")),
    // The map says what it shows once it is there.
    seen: query.get("list") === "map" ? WORLD : undefined,
    language: readLanguage(hash, known.languages) ?? start.language,
    embed: query.has("embed"),
  };
}

/** A value of a facet in a list with commas; what is not said is a tilde. */
function writeValue(value: string): string {
  return value === "" ? "~" : value.replace(/[%,~]/g, encodeURIComponent).replace(/~/g, "%7E");
}

function readValue(text: string): string {
  if (text === "~") return "";
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function positive(text: string | null): number | undefined {
  const number = Number(text ?? "");
  return number > 0 && number <= 20_040 ? number : undefined;
}

function readNumbers(text: string | null): number[] {
  const numbers = (text ?? "").split(",").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) ? numbers : [];
}

function readLook(text: string | null): Look | undefined {
  const [zoom, latitude, longitude] = readNumbers(text);
  if (zoom === undefined || latitude === undefined || longitude === undefined || Math.abs(latitude) > 90) return undefined;
  return { zoom: Math.max(0, Math.min(18, zoom)), latitude, longitude };
}

function readNear(text: string | null): Near | undefined {
  const [radiusKm = 0, latitude = 0, longitude = 0] = readNumbers(text);
  return radiusKm > 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { radiusKm, latitude, longitude } : undefined;
}

/** The address of a state; what is as at the start is left out, but for the day. */
export function writeAddress(state: State, known: Known): string {
  const { start } = known;
  const parts: [string, string][] = [["on", dayOf(state.on)]];
  if (state.from !== undefined) parts.push(["from", dayOf(state.from)]);
  if (state.knownBy !== undefined && state.knownBy !== start.knownBy) parts.push(["known", dayOf(state.knownBy)]);
  const open = state.open === undefined ? undefined : known.parts(state.open);
  if (open) {
    parts.push(["site", open.site]);
    if (!open.alone) parts.push(["operator", open.operator]);
  }
  if (state.search !== "") parts.push(["find", state.search]);
  for (const facet of FACETS) {
    const values = state.choices[facet] ?? [];
    if (values.length > 0) parts.push([facet === "operator" ? "operators" : facet, values.map(writeValue).join(",")]);
  }
  const { near, look } = state;
  if (near) parts.push(["near", [near.radiusKm, near.latitude.toFixed(4), near.longitude.toFixed(4)].join(",")]);
  if (state.borderKm !== undefined) parts.push(["border", String(state.borderKm)]);
  if (look) parts.push(["map", [look.zoom, look.latitude.toFixed(4), look.longitude.toFixed(4)].join(",")]);
  if (state.seen) parts.push(["list", "map"]);
  if (state.language !== start.language) parts.push(["lang", state.language]);
  const query = parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
  return `#${state.embed ? "embed&" : ""}${query.join("&")}`;
}

/** Browsers take so many milliseconds to be told an address that a slider must not tell each of its steps. */
const QUIET_MS = 250;

/** Keep the address and the state the same, both ways; a language is learned before the state names it. */
export function followAddress(store: Store, known: Known, learn: (language: string) => Promise<void> | undefined): void {
  let written = location.hash;
  let told = -Infinity;
  let waiting = 0;
  let isReading = false;
  const tell = (write: (address: string) => void): void => {
    clearTimeout(waiting);
    told = performance.now();
    written = writeAddress(store.state, known);
    if (written === location.hash) return;
    try {
      write(written);
    } catch {
      // In a frame without an origin the address cannot be written; the page works without it.
    }
  };
  const replace = (): void => tell((address) => history.replaceState(null, "", address));
  store.follow((state, before) => {
    if (state === before) return;
    // A new place in the history for a new selection; dates and looks change too often to be one each. What was gone back to has its place.
    const isNew = !isReading && (state.open !== before.open || state.language !== before.language || !same(state.choices, before.choices));
    if (isNew) tell((address) => history.pushState(null, "", address));
    else if (performance.now() - told > QUIET_MS) replace();
    else {
      clearTimeout(waiting);
      waiting = window.setTimeout(replace, QUIET_MS);
    }
  });
  const take = (asked: State): void => {
    isReading = true;
    store.change(asked);
    isReading = false;
  };
  const read = (): void => {
    if (location.hash === written || !(location.hash === "" || /[=]|^#embed/.test(location.hash))) return;
    written = location.hash;
    const asked = readAddress(location.hash, known);
    const learned = learn(asked.language);
    if (learned === undefined) take(asked);
    else void learned.then(() => location.hash === written && take(asked));
  };
  addEventListener("hashchange", read);
  addEventListener("popstate", read);
}
