// The reader's language: a choice on the page, and all fixed texts of the page in it.
import { find, make } from "./dom.ts";
import type { Model } from "./model.ts";

export function followLanguage(model: Model): void {
  const { store } = model;
  const choice = find<HTMLSelectElement>(document, "#language");
  for (const language of Object.keys(model.atlas.head.languageNames).sort()) {
    // Each by its own name for itself, which its readers can find whatever the page speaks now.
    const own = model.atlas.head.languageNames[language]?.[language] ?? language;
    choice.append(make("option", { value: language, lang: language }, own));
  }
  choice.addEventListener("change", async () => {
    const language = choice.value;
    await model.learn(language);
    if (choice.value === language) store.change({ language });
  });
  store.follow((state, before) => {
    choice.value = state.language;
    if (state.language === before.language && (state !== before || document.documentElement.lang === state.language)) return;
    speak(model);
  });
}

/** Put the page's fixed texts into the reader's language. */
function speak({ words, atlas }: Model): void {
  const root = document.documentElement;
  root.lang = words.language;
  root.dir = words.direction;
  const values = { edition: atlas.head.edition, sources: atlas.head.attribution, count: atlas.head.leftOut };
  const known = atlas.head.knownBy === undefined ? {} : { date: words.day(atlas.head.knownBy) };
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) {
    element.textContent = sayKey(element.dataset["say"] ?? "");
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-say-label]")) {
    element.setAttribute("aria-label", sayKey(element.dataset["sayLabel"] ?? ""));
  }

  function sayKey(key: string): string {
    const [group = "", name = ""] = key.split(".");
    return words.say(group, name, { ...values, ...known });
  }
}
