// The list: one row for each presence that is shown, with its answer; of a long list only the rows in sight are there.
import { NOTHING } from "./atlas.ts";
import { changeBetween } from "./changes.ts";
import { find, make } from "./dom.ts";
import { drawMark } from "./marks.ts";
import type { Model } from "./model.ts";
import { Panel } from "./panel.ts";
import { sayAnswer } from "./verdicts.ts";

/** Up to here all rows are there, each as high as its text. */
const MANY = 200;
/** Then a row is as high as this, in pixels; the style sheet holds it to that. */
const ROW_PX = 96;
const AROUND = 8;

interface Row {
  element: HTMLLIElement;
  button: HTMLButtonElement;
  mark: HTMLElement;
  answer: number;
  before: number;
}

export class List {
  private readonly model: Model;
  private readonly list: HTMLOListElement;
  private readonly rows = new Map<number, Row>();
  private readonly above = make("li", { class: "spacer", "aria-hidden": "true" });
  private readonly below = make("li", { class: "spacer", "aria-hidden": "true" });
  private readonly panel: Panel;
  private order = new Uint32Array();
  private language = "";
  /** Whose row was brought into sight last: also that of the address which the page was opened with. */
  private revealed: string | undefined;

  constructor(model: Model) {
    this.model = model;
    this.list = find<HTMLOListElement>(document, "ol.presences");
    this.panel = new Panel(model);
    this.list.replaceChildren(this.above, this.below);
    document.addEventListener("scroll", () => this.isLong && this.draw(), { capture: true, passive: true });
    addEventListener("resize", () => this.isLong && this.draw());
    new ResizeObserver(() => this.isLong && this.draw()).observe(this.panel.element);
    model.store.follow((state, before) => {
      this.update();
      const { open } = state;
      if (open === this.revealed) return;
      this.revealed = open;
      // On a phone the list is below the map: a page that opens there is not scrolled past it.
      if (open !== undefined && (state !== before || isColumn(this.list))) this.reveal();
    }, "look");
  }

  private get isLong(): boolean {
    return this.order.length > MANY;
  }

  private update(): void {
    const { shown, words, open } = this.model;
    if (words.language !== this.language) this.clear();
    this.language = words.language;
    this.order = shown.order as Uint32Array<ArrayBuffer>;
    this.list.toggleAttribute("data-many", this.isLong);
    this.panel.show(open);
    this.draw();
  }

  private clear(): void {
    for (const { element } of this.rows.values()) element.remove();
    this.rows.clear();
  }

  /** Put the rows in sight into the list, in their order, and bring each up to date. */
  private draw(): void {
    const [first, end] = this.inSight();
    const wanted = new Set<number>();
    let after: Element = this.above;
    for (let at = first; at < end; at++) {
      const presence = this.order[at] as number;
      wanted.add(presence);
      const row = this.rowOf(presence);
      this.dress(row, presence, at);
      if (after.nextElementSibling !== row.element) after.after(row.element);
      after = row.element;
    }
    for (const [presence, { element }] of this.rows) {
      if (wanted.has(presence)) continue;
      element.remove();
      this.rows.delete(presence);
    }
    this.above.style.height = `${this.heightOf(0, first)}px`;
    this.below.style.height = `${this.heightOf(end, this.order.length)}px`;
  }

  /** The places of the first row in sight and of the first one after. */
  private inSight(): [number, number] {
    if (!this.isLong) return [0, this.order.length];
    const top = -this.list.getBoundingClientRect().top;
    const open = this.openAt();
    const extra = open < 0 ? 0 : this.panel.element.offsetHeight;
    const placeAt = (y: number): number => Math.floor((open >= 0 && y > (open + 1) * ROW_PX ? Math.max((open + 1) * ROW_PX, y - extra) : y) / ROW_PX);
    const first = Math.max(0, Math.min(this.order.length - 1, placeAt(top) - AROUND));
    return [first, Math.min(this.order.length, Math.max(first, placeAt(top + innerHeight)) + AROUND)];
  }

  private openAt(): number {
    const { open } = this.model;
    return open === undefined ? -1 : this.order.indexOf(open);
  }

  /** How high the rows from one place to another are; only long lists need to know. */
  private heightOf(from: number, to: number): number {
    if (!this.isLong) return 0;
    const open = this.openAt();
    return Math.max(0, to - from) * ROW_PX + (open >= from && open < to ? this.panel.element.offsetHeight : 0);
  }

  private rowOf(presence: number): Row {
    const found = this.rows.get(presence);
    if (found) return found;
    const made = this.makeRow(presence);
    this.rows.set(presence, made);
    return made;
  }

  private makeRow(presence: number): Row {
    const { model } = this;
    const { atlas } = model;
    const id = atlas.idOf(presence);
    const { site, operator } = model.nameOf(presence);
    const mark = make("span", { class: "mark" });
    const name = make("bdi", { class: "name" }, site);
    const button = make("button", { type: "button", "aria-controls": `evidence-${encodeURIComponent(id)}` }, mark, name, " ", make("bdi", { class: "operator" }, operator));
    const certainty = make("strong", { "data-field": "certainty" });
    const verdict = make("p", { class: "verdict" }, make("span", { class: "change" }), certainty, " ", make("span", { "data-field": "verdict" }));
    const element = make("li", { class: "presence", id }, make("div", { class: "row" }, make("h3", {}, button), verdict));
    element.dataset["site"] = atlas.texts("site_id").at(atlas.siteOf[presence] as number);
    element.dataset["operator"] = atlas.operatorIdOf(presence);
    element.dataset["colour"] = String(atlas.colourOf(presence));
    button.addEventListener("click", () => {
      const { store } = model;
      store.change({ open: store.state.open === id ? undefined : id });
    });
    return { element, button, mark, answer: -2, before: -2 };
  }

  /** Bring a row up to the state: its answer, what changed, whether it is open. */
  private dress(row: Row, presence: number, at: number): void {
    const { shown, open } = this.model;
    const answer = shown.answers[presence] as number;
    const before = shown.before ? (shown.before[presence] as number) : -2;
    if (this.isLong) {
      row.element.setAttribute("aria-setsize", String(this.order.length));
      row.element.setAttribute("aria-posinset", String(at + 1));
    }
    if (answer !== row.answer || before !== row.before) this.sayRow(row, presence, answer, before);
    const isOpen = presence === open;
    row.button.setAttribute("aria-expanded", String(isOpen));
    row.element.toggleAttribute("data-open", isOpen);
    if (isOpen && this.panel.element.parentElement !== row.element) row.element.append(this.panel.element);
  }

  private sayRow(row: Row, presence: number, answer: number, before: number): void {
    row.answer = answer;
    row.before = before;
    const { atlas, words } = this.model;
    const said = sayAnswer(atlas, words, presence, answer);
    const certainty = answer === NOTHING ? "none" : (atlas.answers[answer]?.certainty ?? "none");
    const change = before === -2 ? undefined : changeBetween(atlas, before, answer);
    row.element.dataset["certainty"] = certainty;
    find(row.element, '[data-field="certainty"]').textContent = said.certainty;
    find(row.element, '[data-field="verdict"]').textContent = said.verdict;
    const told = find(row.element, ".change");
    told.textContent = change === undefined ? "" : words.say("change", change);
    told.dataset["change"] = change ?? "";
    const kind = atlas.head.kinds[atlas.kind[atlas.siteOf[presence] as number] as number] ?? "";
    row.mark.replaceChildren(drawMark(kind, atlas.colourOf(presence), certainty));
  }

  /** Bring the open row into sight. */
  private reveal(): void {
    const at = this.openAt();
    if (at < 0) return;
    const presence = this.order[at] as number;
    if (this.isLong && !this.rows.has(presence)) {
      const top = this.list.getBoundingClientRect().top + this.heightOf(0, at);
      const scroller = scrollerOf(this.list);
      scroller.scrollBy({ top: top - scroller.getBoundingClientRect().top - 80 });
      this.draw();
    }
    this.rows.get(presence)?.element.scrollIntoView({ block: "nearest" });
  }
}

/** Whether the list scrolls by itself, beside the map. */
function isColumn(list: Element): boolean {
  return scrollerOf(list).id === "list";
}

/** What scrolls the list: its column on a desk, the page on a phone. */
function scrollerOf(element: Element): Element {
  const column = element.closest("#list");
  return column && getComputedStyle(column).overflowY === "auto" ? column : (document.scrollingElement ?? document.documentElement);
}
