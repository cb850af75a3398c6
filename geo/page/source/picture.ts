// Pictures of the present view, PNG and SVG: the map with title, legend, scale and source line, drawn by the same pen.
import type { View } from "./basemap.ts";
import { colour, inks } from "./colours.ts";
import { dayOf } from "./days.ts";
import { type LegendItem, legendOf } from "./legend.ts";
import { type Ink, paintMark } from "./marks.ts";
import type { Mapping } from "./mapping.ts";
import { latitudeOf } from "./mercator.ts";
import type { Model } from "./model.ts";
import type { Pen } from "./pen.ts";
import { paintGround, paintMarks } from "./scene.ts";
import { paintScale } from "./scale.ts";
import { SvgPen } from "./svg.ts";
import { paintOverlay } from "./tools.ts";

const HEAD = 56;
const LINE = 20;
const MARGIN = 16;
/** A picture for print has three of its pixels in one of the screen's. */
const PNG_RATIO = 3;

interface Layout {
  width: number;
  height: number;
  view: View;
  legend: LegendItem[][];
  foot: string[];
}
/** The present view as PNG. */
export async function writePng(model: Model, mapping: Mapping): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no canvas");
  const layout = layOut(context, model, mapping);
  canvas.width = layout.width * PNG_RATIO;
  canvas.height = layout.height * PNG_RATIO;
  context.scale(PNG_RATIO, PNG_RATIO);
  paint(context, model, mapping, layout);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png");
  });
}

/** The present view as SVG text. */
export function writeSvg(model: Model, mapping: Mapping): string {
  const measuring = document.createElement("canvas").getContext("2d");
  const measure = (text: string, font: string): number => {
    if (measuring === null) return text.length * 7;
    measuring.font = font;
    return measuring.measureText(text).width;
  };
  const pen = new SvgPen(measure);
  const layout = layOut(pen, model, mapping);
  paint(pen, model, mapping, layout);
  const title = `${model.words.say("page", "title")}, ${dayOf(model.store.state.on)}`;
  return pen.toSvg(layout.width, layout.height, title, layout.foot.join(" "));
}

function layOut(pen: Pen, model: Model, mapping: Mapping): Layout {
  const view = mapping.stage.view();
  const { words, atlas, store } = model;
  const { knownBy } = store.state;
  const width = Math.max(480, view.width);
  const legend = legendOf(model);
  const lines = wrapLegend(pen, legend.flat(), width - 2 * MARGIN);
  const source = words.say("picture", "source", { edition: atlas.head.edition, attribution: atlas.head.attribution });
  const known = knownBy === undefined ? [] : [words.say("picture", "known", { date: words.day(knownBy) })];
  pen.font = `11px ${colour("font")}`;
  const foot = [...known, words.say("page", "borders"), source].flatMap((text) => wrap(pen, text, width - 2 * MARGIN));
  const height = HEAD + view.height + MARGIN + lines.length * LINE + foot.length * 15 + MARGIN;
  return { width, height, view: { ...view, width }, legend: lines, foot };
}

function paint(pen: Pen, model: Model, mapping: Mapping, { width, height, view, legend, foot }: Layout): void {
  const { words, store } = model;
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(0, HEAD);
  pen.beginPath();
  pen.rect(0, 0, width, view.height);
  pen.clip();
  pen.fillStyle = colour("sea");
  pen.fillRect(0, 0, width, view.height);
  if (mapping.basemap) paintGround(pen, mapping.basemap, view);
  paintOverlay(pen, mapping.overlay(), view);
  paintMarks(pen, mapping.marks(mapping.groupsIn(view)), view);
  paintScale(pen, view, latitudeOf((view.top + view.height / 2) / view.world), (km) => words.say("tools", "km", { km }));
  pen.restore();
  const isRightToLeft = words.direction === "rtl";
  const edge = isRightToLeft ? width - MARGIN : MARGIN;
  pen.direction = words.direction;
  pen.textAlign = isRightToLeft ? "right" : "left";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = colour("ink");
  pen.font = `700 18px ${colour("serif")}`;
  pen.fillText(words.say("page", "title"), edge, 26);
  pen.font = `13px ${colour("font")}`;
  pen.fillStyle = colour("soft");
  pen.fillText(words.day(store.state.on), edge, 45);
  paintFoot(pen, legend, foot, HEAD + view.height + MARGIN, edge, isRightToLeft);
}

function paintFoot(pen: Pen, legend: LegendItem[][], foot: string[], top: number, edge: number, isRightToLeft: boolean): void {
  const ink = inks();
  const direction = isRightToLeft ? -1 : 1;
  legend.forEach((line, row) => {
    let x = edge;
    const y = top + row * LINE + 6;
    for (const item of line) {
      paintMark(pen, item.kind, item.certainty, x + direction * 8, y, 15, ink[item.colour] as Ink);
      pen.font = `12px ${colour("font")}`;
      pen.textAlign = isRightToLeft ? "right" : "left";
      pen.textBaseline = "middle";
      pen.fillStyle = colour("ink");
      pen.fillText(item.text, x + direction * 20, y);
      x += direction * (36 + pen.measureText(item.text).width);
    }
  });
  pen.font = `11px ${colour("font")}`;
  pen.fillStyle = colour("soft");
  pen.textBaseline = "alphabetic";
  foot.forEach((text, at) => pen.fillText(text, edge, top + legend.length * LINE + 14 + at * 15));
}

/** Legend entries in lines that fit. */
function wrapLegend(pen: Pen, items: LegendItem[], width: number): LegendItem[][] {
  const lines: LegendItem[][] = [[]];
  let used = 0;
  pen.font = `12px ${colour("font")}`;
  for (const item of items) {
    const needed = 36 + pen.measureText(item.text).width;
    if (used + needed > width && used > 0) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(item);
    used += needed;
  }
  return lines;
}

/** A text in lines that fit, broken between words. */
function wrap(pen: Pen, text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const tried = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (pen.measureText(tried).width <= width || lines.at(-1) === "") lines[lines.length - 1] = tried;
    else lines.push(word);
  }
  return lines;
}
