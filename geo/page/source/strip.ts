// The open presence's own strip: each statement at the date it speaks of, as wide as that date is imprecise.
import { isOpen } from "./atlas.ts";
import { find, makeSvg } from "./dom.ts";
import type { Statement } from "./evidence.ts";
import type { Model } from "./model.ts";

const WIDTH = 1000;
const LANE = 9;
const LANES = 6;
const LEAST = 5;

interface Tick {
  statement: Statement;
  left: number;
  right: number;
  lane: number;
}

/** Where each statement stands: from the first to the last day it can mean, in the first lane with room. */
export function layTicks(statements: Statement[], first: number, last: number): Tick[] {
  const across = (day: number): number => Math.max(0, Math.min(WIDTH, ((day - first) / Math.max(1, last - first)) * WIDTH));
  const ends: number[] = [];
  return statements.map((statement) => {
    const { earliest, latest } = statement.about;
    const left = isOpen(earliest) ? 0 : across(earliest);
    const right = Math.max(left + LEAST, isOpen(latest) ? WIDTH : across(latest));
    let lane = ends.findIndex((end) => end <= left);
    if (lane < 0) lane = ends.length < LANES ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = right + 1;
    return { statement, left, right, lane };
  });
}

/** Follow the open presence and the day. */
export function drawStrip(model: Model): void {
  const place = find<SVGSVGElement>(document, "#strip");
  const caption = find(document, "#strip-caption");
  let shown = "";
  model.store.follow(({ on, language }) => {
    const { open, atlas, words } = model;
    const { spoken: first } = atlas.head;
    const last = Math.max(atlas.head.last, atlas.head.on);
    place.parentElement?.toggleAttribute("hidden", open === undefined);
    if (open === undefined) {
      shown = "";
      return;
    }
    const needle = String(Math.max(0, Math.min(WIDTH, ((on - first) / Math.max(1, last - first)) * WIDTH)));
    for (const line of place.querySelectorAll("line")) for (const end of ["x1", "x2"]) line.setAttribute(end, needle);
    const key = `${open} ${language}`;
    if (key === shown) return;
    shown = key;
    void model.evidence.of(open).then((statements) => {
      if (shown !== key) return;
      const ticks = layTicks(statements, first, last);
      const height = (Math.max(0, ...ticks.map(({ lane }) => lane)) + 1) * LANE;
      place.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
      place.setAttribute("preserveAspectRatio", "none");
      place.style.height = `${height}px`;
      const { site, operator } = model.nameOf(open);
      caption.textContent = words.say("time", "strip", { site, operator, count: statements.length });
      place.setAttribute("aria-label", caption.textContent);
      place.replaceChildren(...ticks.map((tick) => drawTick(model, tick)), makeSvg("line", { x1: needle, x2: needle, y1: "0", y2: String(height) }));
    });
  }, "look");
}

function drawTick({ words }: Model, { statement, left, right, lane }: Tick): SVGElement {
  const { about, status, publisher, title } = statement;
  const text = `${words.date(about)}: ${words.word("status", status)}. ${publisher?.name ?? title}`;
  const tick = makeSvg(
    "rect",
    { x: left.toFixed(1), y: String(lane * LANE + 1), width: (right - left).toFixed(1), height: String(LANE - 2), rx: "1.5" },
    makeSvg("title"),
  );
  find<SVGTitleElement>(tick, "title").textContent = text;
  tick.dataset["status"] = status;
  if (about.earliest !== about.latest) tick.dataset["imprecise"] = "";
  tick.addEventListener("click", () => {
    const rows = document.querySelectorAll<HTMLElement>("tr[data-statement]");
    [...rows].find((row) => row.dataset["statement"] === statement.id)?.scrollIntoView({ block: "center" });
  });
  return tick;
}
