// The list: the page's own entries, kept in step with the day, the search and the selection.
import { inWords } from "./days.ts";
import { drawMark } from "./marks.ts";
import { matches } from "./names.ts";
import { type Answer, type Entry, type Payload, answerOn, certaintyOn, fill } from "./payload.ts";
import type { State, Store } from "./state.ts";

interface Item {
  entry: Entry;
  element: HTMLElement;
  button: HTMLButtonElement;
  mark: HTMLElement;
  rows: HTMLElement[];
  shown: Answer | undefined | null;
}

function find<T extends Element>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

function itemOf(entry: Entry): Item {
  const element = document.getElementById(entry.id);
  if (element === null) throw new Error(`the list has no ${entry.id}`);
  return {
    entry,
    element,
    button: find(element, "h3 button"),
    mark: find(element, ".mark"),
    rows: [...element.querySelectorAll<HTMLElement>("tr[data-statement]")],
    shown: null,
  };
}

/** Make the list follow the state: answers, marks, evidence, search. */
export function followList(store: Store, payload: Payload): void {
  const items = payload.entries.map(itemOf);
  const outcome = find<HTMLElement>(document, ".outcome");
  for (const item of items) {
    item.button.addEventListener("click", () => {
      store.change({ open: store.state.open === item.entry.id ? undefined : item.entry.id });
    });
  }
  store.follow((state, before) => {
    for (const item of items) {
      showAnswer(item, payload, state.on);
      showEvidence(item, state.open === item.entry.id);
      item.element.hidden = state.search !== "" && !matches(state.search, item.entry.folded);
    }
    outcome.textContent = outcomeOf(state, items, payload);
    if (state.open !== before.open) items.find((item) => item.entry.id === state.open)?.element.scrollIntoView({ block: "nearest" });
  });
}

function outcomeOf(state: State, items: Item[], payload: Payload): string {
  const { controls } = payload.words;
  if (items.every((item) => item.shown === undefined) && items.length > 0) {
    const { lang } = document.documentElement;
    return fill(controls.out_of_range, { first: inWords(payload.first, lang), last: inWords(payload.last, lang) });
  }
  const shown = items.filter((item) => !item.element.hidden).length;
  return state.search === "" ? "" : fill(controls.found, { shown, all: items.length });
}

/** Put an entry's answer for a day into words, mark and rows. */
function showAnswer(item: Item, payload: Payload, day: string): void {
  const answer = answerOn(item.entry, day);
  if (answer === item.shown) return;
  item.shown = answer;
  const certainty = certaintyOn(item.entry, day);
  const [verdict, status, lastReported, counts] = answer?.texts.map((number) => payload.texts[number] ?? "") ?? [];
  const said = {
    certainty: payload.words.certainty[certainty],
    verdict: verdict ?? "",
    status: status ?? "",
    last_reported: lastReported ?? "",
    counts: counts ?? "",
  };
  item.element.dataset["certainty"] = certainty;
  for (const [field, text] of Object.entries(said)) {
    find(item.element, `[data-field="${field}"]`).textContent = text;
  }
  item.mark.replaceChildren(drawMark(item.entry.kind, item.entry.colour, certainty));
  item.rows.forEach((row, number) => showSide(row, number, answer, payload));
}

/** Mark a statement that decides the day's answer, or speaks against it. */
function showSide(row: HTMLElement, number: number, answer: Answer | undefined, payload: Payload): void {
  const side = answer?.supporting.includes(number) ? "supporting" : answer?.opposing.includes(number) ? "opposing" : undefined;
  if (side === undefined) delete row.dataset["side"];
  else row.dataset["side"] = side;
  find(row, ".side").textContent = side === undefined ? "" : payload.words.evidence[side];
}

function showEvidence(item: Item, open: boolean): void {
  item.button.setAttribute("aria-expanded", String(open));
  item.element.toggleAttribute("data-open", open);
}
