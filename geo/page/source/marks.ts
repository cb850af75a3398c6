// Marks: the shape tells the kind of site, the colour the operator, the drawing the certainty.
// One set of outlines for both of its drawings: as SVG elements (list, legend, folium layer) and with a pen (map, pictures).
import type { Certainty } from "./atlas.ts";
import type { Pen } from "./pen.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Corners in a box of 24 by 24, all outlines of about the same area. */
type Outline = [x: number, y: number][];

const ROUND: Outline = Array.from({ length: 32 }, (_, at) => {
  const angle = (at * Math.PI) / 16;
  return [12 + 10 * Math.cos(angle), 12 + 10 * Math.sin(angle)];
});
// prettier-ignore
const SHAPES: Record<string, Outline> = {
  "air-base": [[12, 2.5], [22, 20.5], [2, 20.5]],
  "naval-base": [[2, 5], [22, 5], [22, 10], [21.3, 13.6], [19.4, 17.2], [16.2, 20.2], [12, 22], [7.8, 20.2], [4.6, 17.2], [2.7, 13.6], [2, 10]],
  airport: ROUND,
  base: [[3, 3], [21, 3], [21, 21], [3, 21]],
  outpost: [[12, 1.5], [22.5, 12], [12, 22.5], [1.5, 12]],
};

function outlineOf(kind: string): Outline {
  return SHAPES[kind] ?? (SHAPES["base"] as Outline);
}

/** The part of an outline to the left of its middle (Sutherland and Hodgman's clipping against one line). */
function leftHalf(outline: Outline): Outline {
  const kept: Outline = [];
  outline.forEach(([x, y], at) => {
    const [beforeX, beforeY] = outline.at(at - 1) as [number, number];
    if (x < 12 !== beforeX < 12) kept.push([12, beforeY + ((y - beforeY) * (12 - beforeX)) / (x - beforeX)]);
    if (x < 12) kept.push([x, y]);
  });
  return kept;
}

function pathOf(outline: Outline): string {
  return `M${outline.map(([x, y]) => `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`).join("L")}Z`;
}

function part(className: string, outline: Outline): SVGPathElement {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", pathOf(outline));
  path.setAttribute("class", className);
  return path;
}

/**
 * A mark as an SVG picture without a name of its own: what it means is said beside it.
 * Solid: yes. Hollow: no. Faded and dashed: maybe. Half solid, half hollow: conflict.
 */
export function drawMark(kind: string, colour: number, certainty: Certainty): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const outline = outlineOf(kind);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "presence-mark");
  picture.dataset["certainty"] = certainty;
  picture.dataset["colour"] = String(colour);
  picture.append(part("body", outline));
  if (certainty === "conflict") picture.append(part("half", leftHalf(outline)));
  picture.append(part("outline", outline));
  return picture;
}

/** What a mark is painted with: its operator's colour, that colour faded, and the paper. */
export interface Ink {
  mark: string;
  faded: string;
  paper: string;
}

/** Paint the same mark with a pen, its middle at x and y, in a box of `size` pixels. */
export function paintMark(pen: Pen, kind: string, certainty: Certainty, x: number, y: number, size: number, ink: Ink): void {
  const outline = outlineOf(kind);
  const scale = size / 24;
  const trace = (corners: Outline): void => {
    pen.beginPath();
    corners.forEach(([cornerX, cornerY], at) => {
      const [toX, toY] = [x + (cornerX - 12) * scale, y + (cornerY - 12) * scale];
      if (at === 0) pen.moveTo(toX, toY);
      else pen.lineTo(toX, toY);
    });
    pen.closePath();
  };
  pen.lineJoin = "round";
  pen.setLineDash([]);
  trace(outline);
  // A rim of paper keeps marks apart from each other and from the coast.
  pen.strokeStyle = ink.paper;
  pen.lineWidth = 4.4 * scale;
  pen.stroke();
  pen.fillStyle = certainty === "yes" ? ink.mark : certainty === "maybe" ? ink.faded : ink.paper;
  pen.fill();
  if (certainty === "conflict") {
    trace(leftHalf(outline));
    pen.fillStyle = ink.mark;
    pen.fill();
    trace(outline);
  }
  pen.strokeStyle = ink.mark;
  pen.lineWidth = (certainty === "maybe" ? 1.8 : 2.2) * scale;
  if (certainty === "maybe") pen.setLineDash([3.2 * scale, 2.6 * scale]);
  pen.stroke();
  pen.setLineDash([]);
}
