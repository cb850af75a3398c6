// The marks as buttons: what the canvas shows can be pointed at, tabbed to, and read out.
import type { Atlas } from "./atlas.ts";
import { radiusOf } from "./glyphs.ts";
import type { Group } from "./groups.ts";
import type { Point, Stage } from "./map.ts";

/** So many marks are in the tab order one by one; of more only one is, and the arrow keys go from each to the next. */
const TABBED = 20;
/** So many are made at most: more cannot be told apart, and the list has them all. */
const MOST = 300;

export interface Pointed {
  group: Group;
  point: Point;
  label: string;
  certainty: string;
  open: boolean;
}

export class Pointers {
  private readonly stage: Stage;
  private readonly atlas: Atlas;
  private readonly choose: (group: Group) => void;
  private buttons: HTMLButtonElement[] = [];
  private pointed: Pointed[] = [];

  constructor(stage: Stage, atlas: Atlas, choose: (group: Group) => void) {
    this.stage = stage;
    this.atlas = atlas;
    this.choose = choose;
    stage.overlay.addEventListener("keydown", (event) => this.step(event));
    // A button's own click, and not the map's under it.
    stage.overlay.addEventListener("dblclick", (event) => event.stopPropagation());
  }

  /** Put a button on each mark; the ones there are become others, so that the focus stays where it is. */
  show(pointed: Pointed[]): void {
    this.pointed = pointed.slice(0, MOST);
    while (this.buttons.length > this.pointed.length) this.buttons.pop()?.remove();
    while (this.buttons.length < this.pointed.length) this.buttons.push(this.make(this.buttons.length));
    this.pointed.forEach((each, at) => this.dress(this.buttons[at] as HTMLButtonElement, each));
    const focused = this.buttons.findIndex((button) => button === document.activeElement);
    this.buttons.forEach((button, at) => (button.tabIndex = this.pointed.length <= TABBED || at === Math.max(0, focused) ? 0 : -1));
  }

  private make(at: number): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pointer";
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const pointed = this.pointed[at];
      if (pointed) this.choose(pointed.group);
    });
    this.stage.overlay.append(button);
    return button;
  }

  private dress(button: HTMLButtonElement, { group, point, label, certainty, open }: Pointed): void {
    const size = Math.max(28, 2 * radiusOf(group.size) + 4);
    button.style.setProperty("--size", `${size}px`);
    this.stage.put(button, { x: point.x - size / 2, y: point.y - size / 2 });
    button.setAttribute("aria-label", label);
    button.title = label;
    button.setAttribute("aria-pressed", String(open));
    const data = button.dataset;
    data["size"] = String(group.size);
    if (group.size > 1) {
      for (const key of ["site", "operator", "certainty"]) delete data[key];
      return;
    }
    data["site"] = this.atlas.texts("site_id").at(this.atlas.siteOf[group.presence] as number);
    data["operator"] = this.atlas.operatorIdOf(group.presence);
    data["certainty"] = certainty;
  }

  /** Go to the nearest mark in the direction of an arrow key. */
  private step(event: KeyboardEvent): void {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = this.buttons.indexOf(event.target as HTMLButtonElement);
    if (direction === undefined || from < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const to = this.nearest(from, direction as [number, number]);
    if (to === undefined) return;
    (this.buttons[from] as HTMLButtonElement).tabIndex = this.pointed.length <= TABBED ? 0 : -1;
    (this.buttons[to] as HTMLButtonElement).tabIndex = 0;
    (this.buttons[to] as HTMLButtonElement).focus();
  }

  private nearest(from: number, [towardsX, towardsY]: [number, number]): number | undefined {
    const { x, y } = (this.pointed[from] as Pointed).point;
    let best: { at: number; cost: number } | undefined;
    this.pointed.forEach(({ point }, at) => {
      const [dx, dy] = [point.x - x, point.y - y];
      const along = dx * towardsX + dy * towardsY;
      if (at === from || along <= 0) return;
      // Twice as far aside counts as much as once ahead.
      const cost = along + 2 * Math.abs(dx * towardsY + dy * towardsX);
      if (best === undefined || cost < best.cost) best = { at, cost };
    });
    return best?.at;
  }
}
