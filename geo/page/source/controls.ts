// The controls: a typed day, a slider, steps from change to change, the search.
import { dayOf, inWords, isDay, numberOf } from "./days.ts";
import { fold } from "./names.ts";
import type { Answer, Payload } from "./payload.ts";
import type { Store } from "./state.ts";

function control<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** The days on which some entry says something new, each once, in the order of time. */
export function changesOf({ entries, first }: Pick<Payload, "entries" | "first">): string[] {
  const days = entries.flatMap(({ answers }) => answers.filter((answer, number) => saysNew(answer, answers[number - 1])));
  return [...new Set(days.map((answer) => answer.first))].filter((day) => day >= first).sort();
}

function saysNew(answer: Answer, before: Answer | undefined): boolean {
  return before === undefined || answer.certainty !== before.certainty || answer.texts[0] !== before.texts[0];
}

/** Make the controls and the state follow each other. */
export function followControls(store: Store, payload: Payload): void {
  const typed = control<HTMLInputElement>("on");
  const slider = control<HTMLInputElement>("slider");
  const search = control<HTMLInputElement>("search");
  const changes = changesOf(payload);
  const language = document.documentElement.lang;
  slider.min = String(numberOf(payload.first));
  slider.max = String(Math.max(numberOf(payload.last), numberOf(payload.on)));

  typed.addEventListener("input", () => {
    if (isDay(typed.value)) store.change({ on: typed.value });
  });
  slider.addEventListener("input", () => store.change({ on: dayOf(slider.valueAsNumber) }));
  search.addEventListener("input", () => store.change({ search: fold(search.value) }));
  control("earlier").addEventListener("click", () => step(changes.findLast((day) => day < store.state.on)));
  control("later").addEventListener("click", () => step(changes.find((day) => day > store.state.on)));
  search.form?.addEventListener("submit", (event) => event.preventDefault());

  function step(day: string | undefined): void {
    if (day !== undefined) store.change({ on: day });
  }

  const said = document.querySelector('[data-field="on"] time')?.textContent ?? "";
  const shown = document.querySelector<HTMLTimeElement>('[data-field="on"] time');
  store.follow(({ on }) => {
    if (typed.value !== on) typed.value = on;
    slider.value = String(numberOf(on));
    // The build has said its own day in words; to say another the browser's calendar data is loaded.
    const words = on === payload.on ? said : inWords(on, language);
    slider.setAttribute("aria-valuetext", words);
    if (shown) {
      shown.dateTime = on;
      shown.textContent = words;
    }
  });
}
