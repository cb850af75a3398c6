// Taking it away: files of what is shown, pictures of the view, a link to it, a snippet to embed it, print.
import { copyButton } from "./citing.ts";
import { writeCsv } from "./csv.ts";
import { find, make } from "./dom.ts";
import { fileName } from "./files.ts";
import { writeGeojson } from "./geojson.ts";
import { writeKml } from "./kml.ts";
import type { Mapping } from "./mapping.ts";
import type { Model } from "./model.ts";
import { writePng, writeSvg } from "./picture.ts";
import { printShown } from "./print.ts";
import type { Taken } from "./taken.ts";
import { headOf, takeShown } from "./taking.ts";

/** The files there are: ending, media type, and how each is written. */
const FILES: [ending: string, type: string, write: (taken: Taken) => string][] = [
  ["csv", "text/csv;charset=utf-8", writeCsv],
  ["geojson", "application/geo+json", writeGeojson],
  ["kml", "application/vnd.google-earth.kml+xml", writeKml],
];

export function followTake(model: Model, mapping: Mapping): void {
  const panel = find<HTMLDetailsElement>(document, "details.take");
  const draw = (): void => {
    if (panel.open) find(panel, ".ways").replaceChildren(...waysOf(model, mapping));
  };
  panel.addEventListener("toggle", draw);
  model.store.follow((state, before) => {
    if (state.language !== before.language) draw();
    else if (panel.open) for (const update of panel.querySelectorAll<HTMLTextAreaElement>("textarea")) update.value = textOf(model, update.id);
  });
}

function waysOf(model: Model, mapping: Mapping): HTMLElement[] {
  const { words } = model;
  const said = make("p", { role: "status", class: "took" });
  const button = (key: string, work: () => Promise<void> | void): HTMLElement => {
    const made = make("button", { type: "button" }, words.say("take", key));
    made.addEventListener("click", () => {
      void Promise.resolve(work()).catch((error: unknown) => (said.textContent = words.say("take", "failed", { reason: String(error) })));
    });
    return made;
  };
  const files = FILES.map(([ending, type, write]) =>
    button(ending, async () => {
      const taken = await takeShown(model);
      save(new Blob([write(taken)], { type }), fileName(taken, ending));
      said.textContent = words.say("take", "taken", { count: words.count(taken.presences.length) });
    }),
  );
  const pictures = [
    button("png", async () => save(await writePng(model, mapping), fileName(headOf(model), "png"))),
    button("svg", () => save(new Blob([writeSvg(model, mapping)], { type: "image/svg+xml" }), fileName(headOf(model), "svg"))),
    button("print", () => printShown(model, mapping)),
  ];
  return [make("div", { class: "buttons" }, ...files, ...pictures), said, textField(model, "link-text", "link"), textField(model, "embed-text", "embed")];
}

/** A text to copy: the address of the view, or the snippet that embeds it. */
function textField(model: Model, id: string, key: string): HTMLElement {
  const text = make("textarea", { id, readonly: true, rows: "2", dir: "ltr" });
  text.value = textOf(model, id);
  return make("div", { class: "text" }, make("label", { for: id }, model.words.say("take", key)), text, copyButton(model, () => text.value, () => text.select()));
}

function textOf(model: Model, id: string): string {
  const [page, hash] = [location.href.replace(/#.*/, ""), model.address().replace(/^#(embed&)?/, "")];
  if (id === "link-text") return `${page}#${hash}`;
  const address = `${page}#embed&${hash}`.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  return `<iframe src="${address}" width="100%" height="600" sandbox="allow-scripts allow-popups allow-downloads" loading="lazy" title="${document.title.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"></iframe>`;
}

/** Hand a file to the reader. */
function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
