// The histogram over the slider: how many reports speak of each stretch of time.
import { find, makeSvg } from "./dom.ts";
import type { Model } from "./model.ts";

const BINS = 96;
const HEIGHT = 36;

/** How many reports speak of each bin: a report counts once in a bin, and in every bin that its date may mean in part. */
export function binReports(model: Pick<Model, "atlas">, bins: number): Float64Array {
  const { atlas } = model;
  const { spoken: first, last, on } = atlas.head;
  const width = (Math.max(last, on) - first + 1) / bins;
  const about = atlas.numbers("statement_about_codes_or_0");
  const reports = atlas.numbers("statement_report_codes");
  const earliest = atlas.numbers("date_earliest");
  const latest = atlas.numbers("date_latest");
  const counted = new Set<number>();
  const found = new Float64Array(bins);
  for (let at = 0; at < about.length; at++) {
    const code = (about[at] as number) - 1;
    // One report's several statements about one date are one report's word.
    const key = (reports[at] as number) * earliest.length + code;
    if (counted.has(key)) continue;
    counted.add(key);
    const from = Math.max(0, Math.floor(((earliest[code] as number) - first) / width));
    const to = Math.min(bins - 1, Math.floor(((latest[code] as number) - first) / width));
    for (let bin = from; bin <= to; bin++) found[bin] = (found[bin] as number) + 1 / (to - from + 1);
  }
  return found;
}

/** Draw it once the page is at rest. */
export function drawHistogram(model: Model): void {
  const place = find<SVGSVGElement>(document, "#histogram");
  const draw = (): void => {
    const bins = binReports(model, BINS);
    const most = Math.max(1, ...bins);
    const bars = Array.from(bins, (count, at) => {
      const height = count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
      return `M${at + 0.1} ${HEIGHT}v${-height.toFixed(2)}h.8v${height.toFixed(2)}z`;
    });
    place.setAttribute("viewBox", `0 0 ${BINS} ${HEIGHT}`);
    place.setAttribute("preserveAspectRatio", "none");
    place.replaceChildren(makeSvg("path", { d: bars.join("") }));
  };
  const idle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
  if (idle) idle(draw, { timeout: 2000 });
  else setTimeout(draw, 200);
}
