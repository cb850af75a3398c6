// Time: a typed day, a slider over a histogram of reports, steps, play, a second date to compare with, and what was known.
import { dayOf } from "./days.ts";
import { find } from "./dom.ts";
import { drawHistogram } from "./histogram.ts";
import type { Model } from "./model.ts";
import { drawStrip } from "./strip.ts";
import { dayNumber } from "./words.ts";

const STEP_MS = 1100;
const YEAR = 365;

export function followTime(model: Model): void {
  const { store, atlas } = model;
  const { head } = atlas;
  const typed = find<HTMLInputElement>(document, "#on");
  const slider = find<HTMLInputElement>(document, "#slider");
  const from = find<HTMLInputElement>(document, "#from");
  const known = find<HTMLInputElement>(document, "#known");
  slider.min = String(head.spoken);
  slider.max = String(Math.max(head.last, head.on));
  const player = new Player(model);

  typed.addEventListener("input", () => {
    const day = dayNumber(typed.value);
    if (day !== undefined) store.change({ on: day });
  });
  slider.addEventListener("input", () => store.change({ on: slider.valueAsNumber }));
  from.addEventListener("input", () => store.change({ from: dayNumber(from.value) }));
  known.addEventListener("input", () => store.change({ knownBy: dayNumber(known.value) ?? head.knownBy }));
  find(document, "#earlier").addEventListener("click", () => player.step(-1));
  find(document, "#later").addEventListener("click", () => player.step(1));
  find(document, "#play").addEventListener("click", () => player.toggle());
  find(document, "#compare").addEventListener("click", () => toggleComparing(model));
  find<HTMLFormElement>(document, "#time").addEventListener("submit", (event) => event.preventDefault());

  store.follow((state) => {
    const iso = dayOf(state.on);
    if (typed.value !== iso) typed.value = iso;
    slider.value = String(state.on);
    const said = model.words.day(state.on);
    slider.setAttribute("aria-valuetext", said);
    for (const shown of document.querySelectorAll<HTMLTimeElement>('[data-field="on"] time')) {
      shown.dateTime = iso;
      shown.textContent = said;
    }
    setDay(from, state.from);
    setDay(known, state.knownBy);
    find(document, "#compare").setAttribute("aria-pressed", String(state.from !== undefined));
    find(document, ".comparing").hidden = state.from === undefined;
    document.title = `${model.words.say("page", "title")} · ${said}`;
  }, "look");
  drawHistogram(model);
  drawStrip(model);
}

function setDay(input: HTMLInputElement, day: number | undefined): void {
  const iso = day === undefined ? "" : dayOf(day);
  if (input.value !== iso && document.activeElement !== input) input.value = iso;
}

/** Begin to compare with the change before, or stop. */
function toggleComparing({ store, atlas }: Model): void {
  const { from, on } = store.state;
  if (from !== undefined) {
    store.change({ from: undefined });
    return;
  }
  store.change({ from: Math.min(on, Math.max(atlas.head.spoken, on - YEAR)) });
  find<HTMLInputElement>(document, "#from").focus();
}

/** Steps from change to change, one at a time or by itself. */
class Player {
  private readonly model: Model;
  private timer: number | undefined;
  private changes: { knownBy: number | undefined; days: number[] } | undefined;

  constructor(model: Model) {
    this.model = model;
  }

  /** Go to the next day on which something new is said, forwards or back; whether there was one. */
  step(direction: 1 | -1): boolean {
    const { store, atlas } = this.model;
    const { on } = store.state;
    const days = this.days();
    const to = direction === 1 ? days.find((day) => day > on) : days.findLast((day) => day < on);
    if (to === undefined || (direction === 1 && to > Math.max(atlas.head.last, atlas.head.on))) return false;
    store.change({ on: to });
    return true;
  }

  toggle(): void {
    if (this.timer === undefined) this.play();
    else this.stop();
  }

  private play(): void {
    const { store, atlas } = this.model;
    if (store.state.on >= Math.max(atlas.head.last, atlas.head.on)) store.change({ on: atlas.head.spoken });
    this.timer = window.setInterval(() => {
      if (!this.step(1)) this.stop();
    }, STEP_MS);
    this.tell(true);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.tell(false);
  }

  private tell(playing: boolean): void {
    const button = find(document, "#play");
    button.toggleAttribute("data-playing", playing);
    button.dataset["sayLabel"] = playing ? "controls.pause" : "controls.play";
    button.setAttribute("aria-label", this.model.words.say("controls", playing ? "pause" : "play"));
  }

  /** The days with something new; of very many, so many that playing them takes minutes and not hours. */
  private days(): number[] {
    const { atlas, store } = this.model;
    const { knownBy } = store.state;
    if (this.changes?.knownBy !== knownBy || this.changes === undefined) {
      this.changes = { knownBy, days: atlas.changes(knownBy).filter((day) => day >= atlas.head.spoken) };
    }
    return this.changes.days;
  }
}
