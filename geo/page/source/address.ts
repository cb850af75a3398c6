// The view in the address: #on=2026-01-30&site=qamishli. Reading is lenient, writing is canonical.
import { isDay } from "./days.ts";
import type { Entry } from "./payload.ts";
import type { State, Store } from "./state.ts";

/** What an address asks for: only what it says and what can be shown. */
export function readAddress(hash: string, entries: Entry[], on: string): Pick<State, "on" | "open"> {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const day = asked.get("on") ?? "";
  const site = asked.get("site");
  const operator = asked.get("operator");
  const open = entries.find((entry) => entry.site === site && (operator === null || entry.operator === operator));
  return { on: isDay(day) ? day : on, open: open?.id };
}

/** The address of a state; the operator is named only where a site has more than one. */
export function writeAddress(state: State, entries: Entry[]): string {
  const open = entries.find((entry) => entry.id === state.open);
  const parts = [`on=${state.on}`];
  if (open) {
    parts.push(`site=${encodeURIComponent(open.site)}`);
    const first = entries.find((entry) => entry.site === open.site);
    if (first !== open) parts.push(`operator=${encodeURIComponent(open.operator)}`);
  }
  return `#${parts.join("&")}`;
}

/** Keep the address and the state the same, both ways. */
export function followAddress(store: Store, entries: Entry[], on: string): void {
  let written = location.hash;
  store.follow((state, before) => {
    if (state === before) return;
    written = writeAddress(state, entries);
    if (written === location.hash) return;
    try {
      // A new place in the history for a new selection; dates change too often to be one each.
      if (state.open === before.open) history.replaceState(null, "", written);
      else history.pushState(null, "", written);
    } catch {
      // In a frame without an origin the address cannot be written; the page works without it.
    }
  });
  addEventListener("hashchange", () => {
    if (location.hash !== written && (location.hash.includes("=") || location.hash === "")) {
      written = location.hash;
      store.change(readAddress(location.hash, entries, on));
    }
  });
  addEventListener("popstate", () => {
    if (location.hash.includes("=") || location.hash === "") store.change(readAddress(location.hash, entries, on));
  });
}
