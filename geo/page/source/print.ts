// Paper: the map as a picture with its legend, then each presence with its numbered sources.
import { dayOf } from "./days.ts";
import { find, make } from "./dom.ts";
import type { Mapping } from "./mapping.ts";
import type { Model } from "./model.ts";
import { writeSvg } from "./picture.ts";
import type { Taken, TakenPresence, TakenSource } from "./taken.ts";
import { takeShown } from "./taking.ts";

/** So many presences are made ready for the browser's own print command, which cannot wait; more are for the button. */
const AT_HAND = 100;
/** And so many are printed at most. */
const MOST = 500;
const REST_MS = 600;

let ready: { key: string; done: Promise<void> } | undefined;

/** Have the sheet ready for whoever prints, whenever the page is at rest. */
export function followPrint(model: Model, mapping: Mapping): void {
  let waiting = 0;
  model.store.follow(() => {
    clearTimeout(waiting);
    if (model.shown.order.length <= AT_HAND) waiting = window.setTimeout(() => void prepare(model, mapping), REST_MS);
  });
}

/** Print what is shown. */
export async function printShown(model: Model, mapping: Mapping): Promise<void> {
  await prepare(model, mapping);
  print();
}

function prepare(model: Model, mapping: Mapping): Promise<void> {
  const key = JSON.stringify([model.store.state, mapping.basemap !== undefined, mapping.stage.size()]);
  if (ready?.key !== key) ready = { key, done: draw(model, mapping) };
  return ready.done;
}

async function draw(model: Model, mapping: Mapping): Promise<void> {
  const taken = await takeShown(model, MOST);
  const picture = make("img", { alt: "", class: "picture" });
  const address = URL.createObjectURL(new Blob([writeSvg(model, mapping)], { type: "image/svg+xml" }));
  picture.src = address;
  await picture.decode().catch(() => undefined);
  const numbers = new Map<string, number>();
  const parts = taken.presences.map((presence) => presenceOf(model, presence, numbers));
  const printed = find(document, ".printed");
  printed.querySelector<HTMLImageElement>("img")?.src.startsWith("blob:") && URL.revokeObjectURL(find<HTMLImageElement>(printed, "img").src);
  printed.replaceChildren(picture, ...parts, sourcesOf(model, taken, numbers));
}

/** A presence in a few lines; its sources by their numbers. */
function presenceOf({ words }: Model, presence: TakenPresence, numbers: Map<string, number>): HTMLElement {
  const cited = presence.sources.map((source) => {
    const report = reportOf(source);
    const number = numbers.get(report) ?? numbers.size + 1;
    numbers.set(report, number);
    return number;
  });
  const list = [...new Set(cited)].sort((one, other) => one - other).join(", ");
  return make(
    "section",
    {},
    make("h3", {}, make("bdi", {}, presence.name), ", ", make("bdi", {}, presence.operatorName)),
    make("p", {}, `${words.word("certainty", presence.certainty)}. ${presence.verdict} `, make("span", { class: "numbers" }, list === "" ? "" : `[${list}]`)),
  );
}

function reportOf({ id }: TakenSource): string {
  return id.replace(/#\d+$/, "");
}

/** Every report once, under its number. */
function sourcesOf({ words, store, atlas }: Model, taken: Taken, numbers: Map<string, number>): HTMLElement {
  const byReport = new Map<string, TakenSource>();
  for (const source of taken.presences.flatMap(({ sources }) => sources)) if (!byReport.has(reportOf(source))) byReport.set(reportOf(source), source);
  const items = [...numbers.keys()].map((report) => {
    const source = byReport.get(report);
    const parts = [source?.publisher, source?.published, source?.via && words.say("evidence", "via", { origin: source.via })];
    const title = make("cite", { lang: source?.language || undefined, dir: "auto" }, source?.title ?? words.say("evidence", "untitled"));
    return make("li", {}, title, ". ", parts.filter(Boolean).join(", "), " ", make("span", { class: "address", dir: "ltr" }, plain(source?.address)));
  });
  const asked = words.say("page", "edition", { edition: atlas.head.edition });
  const heading = make("h3", {}, words.say("picture", "sources"));
  return make("section", { class: "sources" }, heading, make("ol", {}, ...items), make("p", {}, `${asked} · ${dayOf(store.state.on)}`));
}

/** An address without its text fragment: on paper it is typed. */
function plain(address: string | undefined): string {
  return (address ?? "").replace(/#?:~:text=.*$/, "");
}
