// The legend: one line for each drawing, shape and colour that the map uses.
import { drawMark } from "./marks.ts";
import type { Certainty, Payload } from "./payload.ts";

const CERTAINTIES: Certainty[] = ["yes", "no", "maybe", "conflict"];

function row(mark: Element, text: string): HTMLLIElement {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = text;
  item.append(mark, words);
  return item;
}

function group(rows: HTMLLIElement[]): HTMLUListElement {
  const list = document.createElement("ul");
  list.append(...rows);
  return list;
}

/** Draw the legend into its place on the page. */
export function drawLegend({ entries, words }: Payload): void {
  const legend = document.querySelector("#map .legend");
  const operators = new Map(entries.map((entry) => [entry.operator, entry]));
  const kinds = Object.entries(words.kind);
  const circle = document.createElement("span");
  circle.className = "area";
  legend?.append(
    group(CERTAINTIES.map((certainty) => row(drawMark("airport", 0, certainty), words.certainty[certainty]))),
    group(kinds.map(([kind, name]) => row(drawMark(kind, 0, "yes"), name))),
    group([...operators.values()].map((entry) => row(drawMark("base", entry.colour, "yes"), entry.operatorName))),
    group([row(circle, words.map.within)]),
  );
}
