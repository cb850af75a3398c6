// The legend: one line for each drawing, shape and colour that the map uses.
import { type Certainty } from "./atlas.ts";
import { find, make } from "./dom.ts";
import { drawMark } from "./marks.ts";
import type { Model } from "./model.ts";

export interface LegendItem {
  kind: string;
  colour: number;
  certainty: Certainty;
  text: string;
}
const DRAWN: Certainty[] = ["yes", "no", "maybe", "conflict"];

/** What the legend has: certainties, kinds, operators with a colour of their own, and all others. */
export function legendOf({ atlas, words }: Model): LegendItem[][] {
  const certainties = DRAWN.map((certainty) => ({ kind: "airport", colour: 0, certainty, text: words.say("certainty", certainty) }));
  const kinds = [...atlas.head.kinds].filter(Boolean).sort().map((kind) => ({ kind, colour: 0, certainty: "yes" as const, text: words.word("kind", kind) }));
  const operators = atlas.operators
    .map(({ colour }, at) => ({ kind: "base", colour, certainty: "yes" as const, text: words.operator(at) }))
    .filter(({ colour }) => colour > 0)
    .sort((one, other) => one.colour - other.colour);
  const others = atlas.operators.some(({ colour }) => colour === 0);
  if (others) operators.push({ kind: "base", colour: 0, certainty: "yes", text: words.say("map", "other_operators") });
  return [certainties, kinds, operators];
}

/** Draw the legend into its place, and again when the language changes. */
export function followLegend(model: Model): void {
  const place = find(document, "#map .legend");
  model.store.follow((state, before) => {
    if (state !== before && state.language === before.language) return;
    const { words } = model;
    const row = (mark: Element, text: string): HTMLElement => make("li", {}, mark, make("span", {}, text));
    const groups = legendOf(model).map((items) =>
      make("ul", {}, ...items.map(({ kind, colour, certainty, text }) => row(drawMark(kind, colour, certainty), text))),
    );
    const circle = row(make("span", { class: "area" }), words.say("map", "within"));
    const line = (kind: string): HTMLElement => row(make("span", { class: `line ${kind}` }), words.say("map", kind));
    place.replaceChildren(make("h3", {}, words.say("map", "legend")), ...groups, make("ul", {}, circle, line("international"), line("contested")));
  });
}
