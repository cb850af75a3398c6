// Which place names to write where: no name over another, the more important first. Knows nothing of how they are drawn.
import type { Label } from "./basemap.ts";

export interface LabelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export interface PlacedLabel {
  text: string;
  country: boolean;
  box: LabelBox;
}
export interface Surroundings {
  zoom: number;
  width: number;
  height: number;
  /** What must stay free. */
  taken: LabelBox[];
  /** A place in the reader's language. */
  name: (label: Label) => string;
  project: (latitude: number, longitude: number) => { x: number; y: number };
  measure: (text: string, country: boolean) => number;
}

const HALF_HEIGHT = 8;
const BESIDE_DOT = 7;
const MARGIN = 3;

/** Countries are written over their middle in capitals, towns beside their dot; what does not fit is left out. */
export function chooseLabels(labels: Label[], around: Surroundings): PlacedLabel[] {
  const taken = [...around.taken];
  const placed: PlacedLabel[] = [];
  const wanted = labels.filter((label) => label.zoom <= around.zoom && !(label.country && around.zoom > 9));
  wanted.sort((one, other) => Number(other.country) - Number(one.country) || one.zoom - other.zoom);
  for (const label of wanted) {
    const point = around.project(label.latitude, label.longitude);
    if (point.x < 0 || point.y < 0 || point.x > around.width || point.y > around.height) continue;
    const name = around.name(label);
    const text = label.country ? name.toUpperCase() : name;
    const width = around.measure(text, label.country);
    const left = label.country ? point.x - width / 2 : point.x + BESIDE_DOT;
    const box = { left, right: left + width, top: point.y - HALF_HEIGHT, bottom: point.y + HALF_HEIGHT };
    const claimed = label.country ? box : { ...box, left: point.x - MARGIN };
    if (taken.some((other) => overlap(claimed, other))) continue;
    taken.push(claimed);
    placed.push({ text, country: label.country, box });
  }
  return placed;
}

function overlap(one: LabelBox, other: LabelBox): boolean {
  return (
    one.left - MARGIN < other.right && other.left - MARGIN < one.right && one.top < other.bottom && other.top < one.bottom
  );
}
