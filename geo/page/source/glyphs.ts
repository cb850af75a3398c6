// Painting groups: a ring whose parts are the operators, each part drawn as its certainties are, around their number.
import { CERTAINTIES, type Certainty } from "./atlas.ts";
import { COLOURS, type Group, countOf } from "./groups.ts";
import type { Ink } from "./marks.ts";
import type { Pen } from "./pen.ts";

/** Half the width of a group's glyph in pixels: it grows with the logarithm of what it stands for. */
export function radiusOf(size: number): number {
  return size === 1 ? 11 : 11.5 + 1.3 * Math.log10(size);
}

const DRAWN: Certainty[] = CERTAINTIES.filter((certainty) => certainty !== "none");
const BAND = 4;

/** Paint a group with its number in the middle. */
export function paintGroup(pen: Pen, group: Group, x: number, y: number, inks: Ink[], text: string, font: string): void {
  const radius = radiusOf(group.size);
  const paper = (inks[0] as Ink).paper;
  pen.setLineDash([]);
  disc(pen, x, y, radius + 1.5, paper);
  let angle = -Math.PI / 2;
  for (let colour = 0; colour < COLOURS; colour++) {
    for (const certainty of DRAWN) {
      const count = countOf(group, colour, certainty);
      if (count === 0) continue;
      const end = angle + (count / group.size) * 2 * Math.PI;
      paintPart(pen, certainty, inks[colour] as Ink, { x, y, radius, from: angle, to: end });
      angle = end;
    }
  }
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = inks[0]?.mark ?? "";
  pen.fillText(text, x, y + 0.5);
}

function disc(pen: Pen, x: number, y: number, radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

interface Part {
  x: number;
  y: number;
  radius: number;
  from: number;
  to: number;
}

/** Solid: yes. Faded: maybe. Outlined: no. Half as wide and outlined: conflict. */
function paintPart(pen: Pen, certainty: Certainty, ink: Ink, part: Part): void {
  const inner = part.radius - BAND;
  band(pen, part, inner, part.radius);
  pen.fillStyle = certainty === "yes" ? ink.mark : certainty === "maybe" ? ink.faded : ink.paper;
  pen.fill();
  if (certainty === "conflict") {
    band(pen, part, inner, inner + BAND / 2);
    pen.fillStyle = ink.mark;
    pen.fill();
  }
  band(pen, part, inner, part.radius);
  pen.strokeStyle = ink.mark;
  pen.lineWidth = 1;
  pen.stroke();
}

function band(pen: Pen, { x, y, from, to }: Part, inner: number, outer: number): void {
  pen.beginPath();
  pen.arc(x, y, outer, from, to);
  pen.arc(x, y, inner, to, from, true);
  pen.closePath();
}
