// What is shown, in the form in which it goes out.
import { NOTHING } from "./atlas.ts";
import { rest } from "./columns.ts";
import { dayOf } from "./days.ts";
import { type Statement, outBy } from "./evidence.ts";
import type { Model } from "./model.ts";
import type { Taken, TakenPresence, TakenSource } from "./taken.ts";
import { sayAnswer } from "./verdicts.ts";

const A_SLICE = 400;

/** All that goes with what is taken, and nothing taken yet. */
export function headOf({ atlas, words, store, address }: Model): Taken {
  const { on, knownBy } = store.state;
  return {
    title: words.say("page", "title"),
    edition: atlas.head.edition,
    on: dayOf(on),
    ...(knownBy === undefined ? {} : { knownBy: dayOf(knownBy) }),
    view: `${location.href.startsWith("http") ? location.href.replace(/#.*/, "") : ""}${address()}`,
    licence: "CC BY 4.0",
    attribution: atlas.head.attribution,
    language: words.language,
    presences: [],
  };
}

/** Everything that is shown, or the first of it, with its sources; the main thread is let go now and then. */
export async function takeShown(model: Model, most = Infinity): Promise<Taken> {
  const taken = headOf(model);
  const order = model.shown.order.subarray(0, Math.min(most, model.shown.order.length));
  for (let at = 0; at < order.length; at++) {
    const presence = order[at] as number;
    taken.presences.push(presenceOf(model, presence, await model.evidence.of(presence)));
    if (at % A_SLICE === A_SLICE - 1) await rest();
  }
  return taken;
}

/** One presence on the day, with its sources. */
export function presenceOf(model: Model, presence: number, statements: Statement[]): TakenPresence {
  const { atlas, words, shown } = model;
  const number = atlas.answerOn(presence, model.store.state.on, model.store.state.knownBy);
  const answer = number === NOTHING ? undefined : atlas.answers[number];
  const site = atlas.siteOf[presence] as number;
  const host = atlas.head.hosts[atlas.host[site] as number] ?? "";
  const known = outBy(statements, model.store.state.knownBy, atlas);
  const since = [...new Set(known.flatMap((statement) => statement.since?.text ?? []))].sort();
  const last = answer && statements[answer.last];
  const { site: name, operator } = model.nameOf(presence);
  return {
    id: atlas.idOf(presence),
    site: atlas.texts("site_id").at(site),
    name,
    kind: atlas.head.kinds[atlas.kind[site] as number] ?? "",
    host,
    hostName: words.country(host),
    operator: atlas.operatorIdOf(presence),
    operatorName: operator,
    latitude: atlas.latitude[site] as number,
    longitude: atlas.longitude[site] as number,
    withinKm: Number((atlas.withinKm[site] as number).toPrecision(6)),
    certainty: answer?.certainty ?? "none",
    ...(answer && answer.certainty !== "none" ? { status: answer.status } : {}),
    ...(since.length > 0 ? { since } : {}),
    ...(last ? { lastReported: last.about.text } : {}),
    reports: answer?.reports ?? 0,
    origins: answer?.origins ?? 0,
    // A file has no page around it: the marks that keep names apart in a line stay here.
    verdict: sayAnswer(atlas, words, presence, shown.answers[presence] ?? NOTHING).verdict.replace(/[\u2066-\u2069]/g, ""),
    sources: statements.flatMap((statement, at) => {
      const side = answer?.supporting.includes(at) ? "supporting" : answer?.opposing.includes(at) ? "opposing" : "other";
      return known.includes(statement) ? [sourceOf(statement, side)] : [];
    }),
  };
}

function sourceOf(statement: Statement, side: TakenSource["side"]): TakenSource {
  const { publisher, via } = statement;
  const strength = Object.entries(statement.strength).sort().map(([unit, count]) => `${count} ${unit}`);
  const optional: [keyof TakenSource, string | undefined][] = [
    ["title", statement.title],
    ["publisher", publisher?.name],
    ["publisherCountry", publisher?.country],
    ["address", statement.link],
    ["archived", statement.archived],
    ["published", statement.published?.text],
    ["via", via?.name],
    ["since", statement.since?.text],
    ["until", statement.until?.text],
    ["note", statement.note],
  ];
  return {
    id: statement.id,
    stateRun: publisher?.stateRun ?? false,
    language: statement.language,
    about: statement.about.text,
    status: statement.status,
    side,
    ...(strength.length > 0 ? { strength } : {}),
    ...Object.fromEntries(optional.filter(([, text]) => text !== undefined && text !== "")),
  };
}
