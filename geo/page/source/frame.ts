// The page in a frame: embedded it shows the map, and leads to the whole page.
import { find } from "./dom.ts";
import type { Model } from "./model.ts";

export function followFrame(model: Model): void {
  const whole = find<HTMLAnchorElement>(document, "#whole");
  model.store.follow(({ embed }) => {
    document.documentElement.toggleAttribute("data-embed", embed);
    whole.href = `${location.href.replace(/#.*/, "")}#${model.address().replace(/^#(embed&)?/, "")}`;
  });
}
