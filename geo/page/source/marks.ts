// Marks: the shape tells the kind of site, the colour the operator, the drawing the certainty.
import type { Certainty } from "./payload.ts";

const SVG = "http://www.w3.org/2000/svg";

// Outlines in a box of 24 by 24, all of about the same area.
const SHAPES: Record<string, string> = {
  "air-base": "M12 2.5 22 20.5H2Z",
  "naval-base": "M2 5h20v5c0 6.5-4.5 10.500-10 12C6.500 20.500 2 16.500 2 10Z",
  airport: "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20Z",
  base: "M3 3h18v18H3Z",
  outpost: "M12 1.500 22.500 12 12 22.500 1.500 12Z",
};
const OTHER = SHAPES["base"] as string;

function part(className: string, shape: string): SVGPathElement {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shape);
  path.setAttribute("class", className);
  return path;
}

/**
 * A mark as an SVG picture without a name of its own: what it means is said beside it.
 * Solid: yes. Hollow: no. Faded and dashed: maybe. Half solid, half hollow: conflict.
 */
export function drawMark(kind: string, colour: number, certainty: Certainty): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const shape = SHAPES[kind] ?? OTHER;
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "presence-mark");
  picture.dataset["certainty"] = certainty;
  picture.dataset["colour"] = String(colour);
  picture.append(part("body", shape));
  if (certainty === "conflict") picture.append(leftHalf(shape));
  picture.append(part("outline", shape));
  return picture;
}

let halves = 0;

/** The left half of a shape: the shape cut by a box. Each cut has an id of its own in the document. */
function leftHalf(shape: string): SVGGElement {
  const group = document.createElementNS(SVG, "g");
  const cut = document.createElementNS(SVG, "clipPath");
  const box = document.createElementNS(SVG, "rect");
  cut.id = `presence-half-${(halves += 1)}`;
  for (const [name, value] of Object.entries({ x: "0", y: "0", width: "12", height: "24" })) box.setAttribute(name, value);
  cut.append(box);
  const half = part("half", shape);
  half.setAttribute("clip-path", `url(#${cut.id})`);
  group.append(cut, half);
  return group;
}
