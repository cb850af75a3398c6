// Online tiles: only when the reader turns them on, and only after saying which host is then called.
import { find } from "./dom.ts";
import type { Stage } from "./map.ts";
import type { Model } from "./model.ts";

export function followTiles({ atlas, store, words }: Model, stage: Stage): void {
  const button = find(document, "#tiles");
  const credit = find(document, "#credit");
  const { tiles } = atlas.head;
  find(document, ".tiles").hidden = tiles === undefined;
  if (tiles === undefined) return;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    stage.showTiles(on ? tiles : undefined);
    credit.textContent = on ? tiles.attribution : "";
  });
  store.follow((state, before) => {
    if (state !== before && state.language === before.language) return;
    find(document, "#tiles-host").textContent = words.say("tools", "tiles_host", { host: tiles.host });
  });
}
