// A pen that writes SVG 1.1: what is drawn with it as on a canvas becomes a picture that scales.
import { type Attributes, DEFAULT_FONT, type Font, anchorOf, element, readColour, readFont, shiftDown } from "./lettering.ts";
import { IDENTITY, PathData, type Transform, combine, scaleOf, short } from "./pathdata.ts";
import type { Pen } from "./pen.ts";
import { clean, escapeXml } from "./text.ts";

/** The width of a text in a font, in pixels. */
export type Measure = (text: string, font: string) => number;

type Ink = Pen["fillStyle"];
/** What `save` keeps; the clip is the number of a clipping path, 0 for none. */
interface Kept {
  fillStyle: Ink;
  strokeStyle: Ink;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  lineCap: CanvasLineCap;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  direction: CanvasDirection;
  dash: number[];
  transform: Transform;
  clipped: number;
}
interface Part {
  name: string;
  attributes: Attributes;
  content: string;
  clipped: number;
}

export class SvgPen implements Pen {
  fillStyle: Ink = "#000";
  strokeStyle: Ink = "#000";
  lineWidth = 1;
  lineJoin: CanvasLineJoin = "miter";
  lineCap: CanvasLineCap = "butt";
  globalAlpha = 1;
  font = DEFAULT_FONT;
  textAlign: CanvasTextAlign = "start";
  textBaseline: CanvasTextBaseline = "alphabetic";
  direction: CanvasDirection = "ltr";
  private dash: number[] = [];
  private transform: Transform = IDENTITY;
  private clipped = 0;
  private readonly kept: Kept[] = [];
  private readonly parts: Part[] = [];
  private readonly clips: { within: number; shape: string }[] = [];
  private path = new PathData();
  private readonly measure: Measure;

  constructor(measure: Measure = roughWidth) {
    this.measure = measure;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, globalAlpha, font, textAlign, textBaseline, direction } = this;
    const { dash, transform, clipped } = this;
    this.kept.push({ fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, globalAlpha, font, textAlign, textBaseline, direction, dash, transform, clipped });
  }

  restore(): void {
    Object.assign(this, this.kept.pop());
  }

  translate(x: number, y: number): void {
    this.transform = combine(this.transform, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.transform = combine(this.transform, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    this.transform = combine(this.transform, [cosine, sine, -sine, cosine, 0, 0]);
  }

  beginPath(): void {
    this.path = new PathData();
  }

  moveTo(x: number, y: number): void {
    this.path.move(this.transform, x, y);
  }

  lineTo(x: number, y: number): void {
    this.path.line(this.transform, x, y);
  }

  arc(x: number, y: number, radius: number, from: number, to: number, isBackwards?: boolean): void {
    this.path.arc(this.transform, x, y, radius, from, to, isBackwards);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.rect(this.transform, x, y, width, height);
  }

  closePath(): void {
    this.path.close();
  }

  setLineDash(segments: Iterable<number>): void {
    const dash = [...segments];
    if (dash.every((length) => Number.isFinite(length) && length >= 0)) this.dash = dash;
  }

  fill(rule?: CanvasFillRule | Path2D): void {
    this.addPath({ ...this.filled(), "fill-rule": ruleOf(rule) });
  }

  /** What has just been filled gets its line on the same element. */
  stroke(): void {
    const last = this.parts.at(-1);
    const d = String(this.path);
    if (last?.attributes["d"] === d && last.clipped === this.clipped && last.attributes["stroke"] === undefined) {
      Object.assign(last.attributes, this.stroked());
    } else this.addPath(this.stroked());
  }

  /** From here on only what lies inside the path is drawn, and inside the clips before it. */
  clip(rule?: CanvasFillRule | Path2D): void {
    const shape = element("path", { d: String(this.path), "clip-rule": ruleOf(rule) });
    this.clips.push({ within: this.clipped, shape });
    this.clipped = this.clips.length;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new PathData();
    path.rect(this.transform, x, y, width, height);
    this.add("path", { d: String(path), ...this.filled() });
  }

  fillText(text: string, x: number, y: number): void {
    this.addText(text, x, y, this.filled());
  }

  strokeText(text: string, x: number, y: number): void {
    this.addText(text, x, y, this.stroked(1));
  }

  measureText(text: string): { width: number } {
    return { width: this.measure(text, this.font) };
  }

  /** All that has been drawn, as an SVG document of a size in pixels. */
  toSvg(width: number, height: number, title: string, description: string): string {
    const size = { width: short(width), height: short(height), viewBox: `0 0 ${short(width)} ${short(height)}` };
    const says = [element("title", {}, escapeXml(title)), ...(description === "" ? [] : [element("desc", {}, escapeXml(description))])];
    const shapes = this.clips.map(({ shape }, at) => element("clipPath", { id: `clip-${at + 1}` }, shape));
    const clips = shapes.length > 0 ? [element("defs", {}, shapes.join(""))] : [];
    const content = [...says, ...clips, ...this.groups()].join("\n");
    // As a canvas has it: sharp corners reach further than SVG lets them, and what is not filled is not black.
    const svg = { xmlns: "http://www.w3.org/2000/svg", version: "1.1", ...size, fill: "none", "stroke-miterlimit": "10" };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", svg, `\n${content}\n`)}\n`;
  }

  /** The parts in their order, those under one clip in one group. */
  private groups(): string[] {
    const groups: { clipped: number; parts: string[] }[] = [];
    for (const { name, attributes, content, clipped } of this.parts) {
      if (groups.at(-1)?.clipped !== clipped) groups.push({ clipped, parts: [] });
      groups.at(-1)?.parts.push(element(name, attributes, content));
    }
    return groups.map(({ clipped, parts }) => this.within(parts.join("\n"), clipped));
  }

  /** A group for each clip, one in the other: few readers of SVG know clips that are clipped themselves. */
  private within(content: string, clipped: number): string {
    const clip = this.clips[clipped - 1];
    return clip ? this.within(element("g", { "clip-path": `url(#clip-${clipped})` }, content), clip.within) : content;
  }

  private add(name: string, attributes: Attributes, content = ""): void {
    this.parts.push({ name, attributes, content, clipped: this.clipped });
  }

  private addPath(attributes: Attributes): void {
    const d = String(this.path);
    if (d !== "") this.add("path", { d, ...attributes });
  }

  private filled(): Attributes {
    const [colour, opacity] = inkOf(this.fillStyle, this.globalAlpha);
    return { fill: colour, "fill-opacity": opacity };
  }

  /** Lengths are given in the coordinates of now; text has a transform of its own, and its lines are not scaled twice. */
  private stroked(scale = scaleOf(this.transform)): Attributes {
    const [colour, opacity] = inkOf(this.strokeStyle, this.globalAlpha);
    return {
      stroke: colour,
      "stroke-opacity": opacity,
      "stroke-width": short(this.lineWidth * scale),
      "stroke-dasharray": this.dash.some((length) => length > 0) ? this.dash.map((length) => short(length * scale)).join(" ") : undefined,
      "stroke-linejoin": this.lineJoin === "miter" ? undefined : this.lineJoin,
      "stroke-linecap": this.lineCap === "butt" ? undefined : this.lineCap,
    };
  }

  private addText(text: string, x: number, y: number, ink: Attributes): void {
    if (!Number.isFinite(x + y) || text === "") return;
    const font = readFont(this.font) ?? (readFont(DEFAULT_FONT) as Font);
    const [a, b, c, d, e, f] = this.transform;
    const isMovedOnly = a === 1 && b === 0 && c === 0 && d === 1;
    const anchor = anchorOf(this.textAlign, this.direction === "rtl");
    const down = y + shiftDown(this.textBaseline, font.size);
    const line = clean(text).replace(/[\t\n\r]/g, " ");
    const place = {
      x: short(isMovedOnly ? x + e : x),
      y: short(isMovedOnly ? down + f : down),
      transform: isMovedOnly ? undefined : `matrix(${[a, b, c, d].map((part) => part.toFixed(4)).join(" ")} ${short(e)} ${short(f)})`,
    };
    const letters = {
      "font-family": font.family,
      "font-size": short(font.size),
      "font-weight": font.weight === "normal" ? undefined : font.weight,
      "font-style": font.style === "normal" ? undefined : font.style,
      "text-anchor": anchor === "start" ? undefined : anchor,
      direction: this.direction === "rtl" ? "rtl" : undefined,
      "xml:space": /^ | $| {2}/.test(line) ? "preserve" : undefined,
    };
    this.add("text", { ...place, ...letters, ...ink }, escapeXml(line));
  }
}

function ruleOf(rule: CanvasFillRule | Path2D | undefined): "evenodd" | undefined {
  if (typeof rule === "object") throw new TypeError("an SvgPen draws its own path only");
  return rule === "evenodd" ? rule : undefined;
}

function inkOf(ink: Ink, alpha: number): [colour: string, opacity: string | undefined] {
  if (typeof ink !== "string") throw new TypeError("an SvgPen draws in plain colours only");
  const [colour, opacity] = readColour(ink);
  const all = Math.round(opacity * alpha * 1000) / 1000;
  return [colour, all === 1 ? undefined : String(all)];
}

/** Without a canvas to measure with: most letters are about half as wide as their font is high. */
function roughWidth(text: string, font: string): number {
  return [...text].length * 0.55 * (readFont(font)?.size ?? 10);
}
