// Search and filters: facets with counts, distance, and what is chosen as words that can be taken back.
import { find, make } from "./dom.ts";
import type { Model } from "./model.ts";
import type { NamedFacet } from "./shown.ts";
import type { State } from "./state.ts";

/** So many values of a facet are offered at once: those with most; the others come up when they are typed. */
const OFFERED = 12;
const TYPED_MS = 120;

export function followFilters(model: Model): void {
  const { store } = model;
  const search = find<HTMLInputElement>(document, "#search");
  const panel = find<HTMLDetailsElement>(document, "details.filters");
  const border = find<HTMLInputElement>(document, "#border-km");
  const nearKm = find<HTMLInputElement>(document, "#near-km");
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    const say = (): void => store.change({ search: search.value.trim() });
    // A short list answers as one types; a long one when one has typed.
    if (model.atlas.count <= 2000) say();
    else waiting = window.setTimeout(say, TYPED_MS);
  });
  search.form?.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("toggle", () => drawFacets(model));
  border.addEventListener("input", () => store.change({ borderKm: Number(border.value) > 0 ? Number(border.value) : undefined }));
  nearKm.addEventListener("input", () => {
    const radiusKm = Number(nearKm.value);
    const { near } = store.state;
    if (near && radiusKm > 0) store.change({ near: { ...near, radiusKm } });
  });
  find(document, "#near-open").addEventListener("click", () => {
    const { open, atlas } = model;
    if (open === undefined) return;
    const site = atlas.siteOf[open] as number;
    const centre = { latitude: atlas.latitude[site] as number, longitude: atlas.longitude[site] as number };
    store.change({ near: { ...centre, radiusKm: Number(nearKm.value) || 50 } });
  });
  find(document, "#clear").addEventListener("click", () => {
    store.change({ search: "", choices: {}, near: undefined, borderKm: undefined });
    search.focus();
  });
  store.follow((state) => {
    if (search.value.trim() !== state.search) search.value = state.search;
    if (document.activeElement !== border) border.value = state.borderKm === undefined ? "" : String(state.borderKm);
    if (state.near && document.activeElement !== nearKm) nearKm.value = String(state.near.radiusKm);
    find<HTMLButtonElement>(document, "#near-open").disabled = state.open === undefined;
    drawChosen(model, state);
    find(document, ".outcome").textContent = outcomeOf(model, state);
    drawFacets(model);
  }, "look");
}

/** How many are shown, where something was asked for; or that no report speaks of that time. */
function outcomeOf({ shown, atlas, words }: Model, state: State): string {
  const { head } = atlas;
  if (atlas.count > 0 && shown.answers.every((answer) => answer < 0)) {
    return words.say("controls", "out_of_range", { first: words.day(head.first), last: words.day(head.last) });
  }
  const asked = state.search !== "" || Object.keys(state.choices).length > 0 || state.near || state.borderKm !== undefined || state.seen;
  const found = { shown: words.count(shown.order.length), all: words.count(atlas.count) };
  if (state.from !== undefined) return words.say("controls", "compared", { ...found, from: words.day(state.from), on: words.day(state.on) });
  return asked ? words.say("controls", "found", found) : "";
}

/** What is chosen, each a button that takes it back. */
function drawChosen(model: Model, { choices, near, borderKm }: State): void {
  const { words, store } = model;
  const chips: HTMLElement[] = [];
  const chip = (text: string, undo: () => void): void => {
    const button = make("button", { type: "button", class: "chip", "aria-label": words.say("filters", "remove", { choice: text }) }, text);
    button.addEventListener("click", undo);
    chips.push(button);
  };
  for (const [facet, values] of Object.entries(choices)) {
    for (const value of values) chip(sayValue(model, facet, value), () => choose(model, facet, value, false));
  }
  if (near) chip(words.say("filters", "near", { km: near.radiusKm }), () => store.change({ near: undefined }));
  if (borderKm !== undefined) chip(words.say("filters", "border", { km: borderKm }), () => store.change({ borderKm: undefined }));
  find(document, ".chosen").replaceChildren(...chips);
  find(document, "#clear").hidden = chips.length === 0;
}

/** A value of a facet in words. */
export function sayValue({ words, atlas }: Model, facet: string, value: string): string {
  switch (facet) {
    case "operator":
      return words.operator(atlas.operators.findIndex(({ id }) => id === value)) || value;
    case "host":
      return value === "" ? words.say("filters", "unsaid") : words.country(value);
    case "language":
      return value === "" ? words.say("filters", "unsaid") : words.languageName(value);
    case "kind":
    case "status":
    case "certainty":
      return value === "" ? words.say("filters", "unsaid") : words.word(facet, value);
    default:
      return value === "" ? words.say("filters", "unsaid") : value;
  }
}

function choose({ store }: Model, facet: string, value: string, wanted: boolean): void {
  const { [facet]: before = [], ...others } = store.state.choices;
  const after = wanted ? [...before, value] : before.filter((each) => each !== value);
  store.change({ choices: after.length > 0 ? { ...others, [facet]: after } : others });
}

/** The facets with their counts; worked out only while the panel is open. */
function drawFacets(model: Model): void {
  const panel = find<HTMLDetailsElement>(document, "details.filters");
  if (!panel.open) return;
  const counts = model.shown.facetCounts();
  const focused = document.activeElement?.id;
  const groups = model.shown.facets().map((facet) => drawFacet(model, facet, counts[facet.key] ?? new Uint32Array()));
  find(panel, ".facets").replaceChildren(...groups);
  if (focused) document.getElementById(focused)?.focus();
}

function drawFacet(model: Model, { key, values }: NamedFacet, counts: Uint32Array): HTMLElement {
  const { words, store } = model;
  const chosen = store.state.choices[key] ?? [];
  const there = values.map((value, code) => ({ value, count: counts[code] ?? 0 })).filter(({ value, count }) => count > 0 || chosen.includes(value));
  if (key === "reported") there.reverse();
  else there.sort((one, other) => other.count - one.count);
  const offered = there.filter(({ value }, at) => at < OFFERED || chosen.includes(value));
  const boxes = offered.map(({ value, count }) => {
    const id = `choose-${key}-${value || "none"}`;
    const box = make("input", { type: "checkbox", id, checked: chosen.includes(value) });
    box.addEventListener("change", () => choose(model, key, value, box.checked));
    return make("li", {}, box, make("label", { for: id }, make("bdi", {}, sayValue(model, key, value)), " ", make("span", { class: "count" }, words.count(count))));
  });
  const rest = there.slice(offered.length);
  const more = rest.length > 0 ? [moreOf(model, key, rest.map(({ value }) => value))] : [];
  return make("fieldset", {}, make("legend", {}, words.say("facet", key)), make("ul", {}, ...boxes), ...more);
}

/** The values that are not offered at once, in a list to choose from. */
function moreOf(model: Model, key: string, values: string[]): HTMLElement {
  const select = make("select", { id: `more-${key}`, "aria-label": model.words.say("filters", "more", { facet: model.words.say("facet", key) }) });
  select.append(make("option", { value: "" }, model.words.say("filters", "more_short", { count: values.length })));
  for (const value of values) select.append(make("option", { value }, sayValue(model, key, value)));
  select.addEventListener("change", () => choose(model, key, select.value, true));
  return select;
}
