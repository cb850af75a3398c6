// Fonts, alignment and colours of a canvas in the words of SVG 1.1.
import { escapeXml } from "./text.ts";

export interface Font {
  size: number;
  family: string;
  weight: string;
  style: string;
}
export const DEFAULT_FONT = "10px sans-serif";

/** Take a CSS font apart; undefined where its size is in no absolute unit. */
export function readFont(font: string): Font | undefined {
  const found = /^(.*?)(\d*\.?\d+)(px|pt)(?:\/\S+)?\s+(\S.*)$/.exec(font.trim());
  if (found === null) return undefined;
  const [, before = "", size, unit, family = ""] = found;
  const words = before.trim().split(/\s+/);
  return {
    size: Number(size) * (unit === "pt" ? 4 / 3 : 1),
    family,
    weight: words.find((word) => /^(?:\d+|bold|bolder|lighter)$/.test(word)) ?? "normal",
    style: words.find((word) => /^(?:italic|oblique)$/.test(word)) ?? "normal",
  };
}

// How far below each line of reference the letters stand, in sizes of the font: few readers of SVG know these lines.
const BELOW: Record<CanvasTextBaseline, number> = {
  alphabetic: 0,
  middle: 0.35,
  top: 0.85,
  hanging: 0.75,
  bottom: -0.2,
  ideographic: -0.15,
};

/** How far down a text moves, so that its letters stand on the given y. */
export function shiftDown(baseline: CanvasTextBaseline, size: number): number {
  return BELOW[baseline] * size;
}

/** The end of a text that its x is at: SVG counts ends in the direction of the text, a canvas can name left and right. */
export function anchorOf(align: CanvasTextAlign, isRightToLeft: boolean): "start" | "middle" | "end" {
  if (align === "center") return "middle";
  if (align === "start" || align === "end") return align;
  return (align === "left") !== isRightToLeft ? "start" : "end";
}

/** A colour and its opacity apart, because SVG 1.1 has no colours with an opacity. */
export function readColour(colour: string): [colour: string, opacity: number] {
  const text = colour.trim().toLowerCase();
  if (text === "transparent" || text === "") return ["none", 1];
  const hex = /^#(?:([\da-f]{6})([\da-f]{2})|([\da-f]{3})([\da-f]))$/.exec(text);
  if (hex) {
    const alpha = hex[2] ?? `${hex[4]}${hex[4]}`;
    return [`#${hex[1] ?? hex[3]}`, Number.parseInt(alpha, 16) / 255];
  }
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:\s*[,/]\s*([\d.]+)(%?))?\s*\)$/.exec(text);
  if (rgb === null) return [colour.trim(), 1];
  const alpha = rgb[4] === undefined ? 1 : Number(rgb[4]) / (rgb[5] ? 100 : 1);
  return [`#${rgb.slice(1, 4).map((part) => Math.min(255, Math.round(Number(part))).toString(16).padStart(2, "0")).join("")}`, alpha];
}

export type Attributes = Record<string, string | undefined>;

/** An element; its content is XML already. What is undefined is left out. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === undefined ? "" : ` ${key}="${escapeXml(value)}"`));
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}
