// The properties that every file carries, by name: the question, a presence, a statement, the dataset.
import type { Taken, TakenPresence, TakenSource } from "./taken.ts";
import { clean } from "./text.ts";

export type Value = string | number | boolean | string[];
export type Properties = Record<string, Value>;
type Property<T> = readonly [name: string, read: (from: T) => Value | undefined];

const OF_QUESTION: Property<Taken>[] = [
  ["on", ({ on }) => on],
  ["known_by", ({ knownBy }) => knownBy],
];
const OF_PRESENCE: Property<TakenPresence>[] = [
  ["presence", ({ id }) => id],
  ["site", ({ site }) => site],
  ["name", ({ name }) => name],
  ["kind", ({ kind }) => kind],
  ["host", ({ host }) => host],
  ["host_name", ({ hostName }) => hostName],
  ["operator", ({ operator }) => operator],
  ["operator_name", ({ operatorName }) => operatorName],
  ["latitude", ({ latitude }) => latitude],
  ["longitude", ({ longitude }) => longitude],
  ["within_km", ({ withinKm }) => withinKm],
  ["certainty", ({ certainty }) => certainty],
  ["status", ({ status }) => status],
  ["claimed_since", ({ since }) => since],
  ["last_reported", ({ lastReported }) => lastReported],
  ["reports", ({ reports }) => reports],
  ["origins", ({ origins }) => origins],
  ["verdict", ({ verdict }) => verdict],
];
const OF_STATEMENT: Property<TakenSource>[] = [
  ["statement", ({ id }) => id],
  ["side", ({ side }) => side],
  ["about", ({ about }) => about],
  ["report_status", ({ status }) => status],
  ["since", ({ since }) => since],
  ["until", ({ until }) => until],
  ["strength", ({ strength }) => strength],
  ["title", ({ title }) => title],
  ["publisher", ({ publisher }) => publisher],
  ["publisher_country", ({ publisherCountry }) => publisherCountry],
  // Nobody is known to run a publisher that is not known.
  ["state_run", ({ publisher, stateRun }) => (publisher === undefined ? undefined : stateRun)],
  ["address", ({ address }) => address],
  ["archived", ({ archived }) => archived],
  ["published", ({ published }) => published],
  ["language", ({ language }) => language],
  ["via", ({ via }) => via],
  ["note", ({ note }) => note],
];
const OF_DATASET: Property<Taken>[] = [
  ["dataset", ({ title }) => title],
  ["edition", ({ edition }) => edition],
  ["view", ({ view }) => view],
  ["licence", ({ licence }) => licence],
  ["attribution", ({ attribution }) => attribution],
  ["names_language", ({ language }) => language],
];

/** The name of every property, each once, in the order of a table's columns. */
export const NAMES = [OF_QUESTION, OF_PRESENCE, OF_STATEMENT, OF_DATASET].flatMap((list) => list.map(([name]) => name));

export function questionOf(taken: Taken): Properties {
  return read(OF_QUESTION, taken);
}

export function propertiesOfPresence(presence: TakenPresence): Properties {
  return read(OF_PRESENCE, presence);
}

export function propertiesOfStatement(source: TakenSource): Properties {
  return read(OF_STATEMENT, source);
}

export function propertiesOfDataset(taken: Taken): Properties {
  return read(OF_DATASET, taken);
}

/** Whether a presence has a place on the globe. */
export function isPlaced({ latitude, longitude }: TakenPresence): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** What there is of some properties, in their order; what is unknown is absent. */
function read<T>(list: Property<T>[], from: T): Properties {
  const found: Properties = {};
  for (const [name, value] of list) {
    const known = knownOf(value(from));
    if (known !== undefined) found[name] = known;
  }
  return found;
}

function knownOf(value: Value | undefined): Value | undefined {
  if (typeof value === "string") return value === "" ? undefined : clean(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return Array.isArray(value) ? (value.length === 0 ? undefined : value.map(clean)) : value;
}
