// "Cite this": a reference for the site on the date, in three forms, to copy.
import { citeBibtex, citeCslJson, citePlain } from "./cite.ts";
import { make } from "./dom.ts";
import type { Statement } from "./evidence.ts";
import type { Model } from "./model.ts";
import type { Taken, TakenPresence } from "./taken.ts";
import { headOf, presenceOf } from "./taking.ts";

const FORMS: [key: string, write: (taken: Taken, presence: TakenPresence) => string][] = [
  ["plain", citePlain],
  ["bibtex", citeBibtex],
  ["csl_json", citeCslJson],
];

/** The part of the evidence that cites it; the text is written when it is opened. */
export function citing(model: Model, presence: number, statements: Statement[]): HTMLElement {
  const { words } = model;
  const id = `citation-${encodeURIComponent(model.atlas.idOf(presence))}`;
  const choice = make("select", { "aria-label": words.say("cite", "form") });
  for (const [key] of FORMS) choice.append(make("option", { value: key }, words.say("cite", key)));
  const text = make("textarea", { id, readonly: true, rows: "5", dir: "auto", "aria-label": words.say("cite", "reference") });
  const details = make("details", { class: "cite" }, make("summary", {}, words.say("cite", "heading")), choice, text, copyButton(model, () => text.value, () => text.select()));
  const write = (): void => {
    const form = FORMS.find(([key]) => key === choice.value) ?? FORMS[0];
    if (details.open && form) text.value = form[1](headOf(model), presenceOf(model, presence, statements));
  };
  details.addEventListener("toggle", write);
  choice.addEventListener("change", write);
  return details;
}

/** A button that copies; where the clipboard is denied, the text is selected for the reader to copy. */
export function copyButton({ words }: Model, textOf: () => string, select: () => void): HTMLElement {
  const button = make("button", { type: "button" }, words.say("cite", "copy"));
  const said = make("span", { role: "status" });
  button.addEventListener("click", () => {
    select();
    const tell = (key: string): void => void (said.textContent = words.say("cite", key));
    try {
      navigator.clipboard.writeText(textOf()).then(() => tell("copied"), () => tell("selected"));
    } catch {
      tell("selected");
    }
  });
  return make("span", { class: "copy" }, button, " ", said);
}
