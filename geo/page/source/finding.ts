// What searching needs and the first frame does not: the index of names, and distances from borders.
import type { Atlas } from "./atlas.ts";
import type { Basemap } from "./basemap.ts";
import { type Line, withinKmOfLines } from "./lines.ts";
import { latitudeOf, longitudeOf } from "./mercator.ts";
import { type Index, makeIndex, makeIndexInSlices } from "./search.ts";

/** Of so few the index is made while the reader waits: a few milliseconds. */
const AT_ONCE = 500;

export class Finding {
  private readonly atlas: Atlas;
  private readonly tell: () => void;
  private made: Index | undefined;
  private making = false;
  private basemap: Basemap | undefined;
  private lines: Line[] | undefined;
  private readonly near = new Map<number, Uint8Array>();

  constructor(atlas: Atlas, tell: () => void) {
    this.atlas = atlas;
    this.tell = tell;
  }

  /** The index of names, or undefined while it is being made; whoever waits is told when it is there. */
  index(): Index | undefined {
    const names = { count: this.atlas.count, namesOf: (presence: number) => this.namesOf(presence) };
    if (this.made === undefined && names.count <= AT_ONCE) this.made = makeIndex(names);
    if (this.made === undefined && !this.making) {
      this.making = true;
      void makeIndexInSlices(names).then((made) => {
        this.made = made;
        this.tell();
      });
    }
    return this.made;
  }

  /** All names that a presence can be found by: its site's in every language and spelling, its id, its operator's. */
  private namesOf(presence: number): string[] {
    const { atlas } = this;
    const site = atlas.siteOf[presence] as number;
    const names = [atlas.texts("site_name").at(site), atlas.texts("site_id").at(site)];
    const more = atlas.more(site);
    if (more) names.push(...Object.values(more.names), ...Object.values(more.spellings).flat());
    const operator = atlas.operators[atlas.operatorOf[presence] as number];
    if (operator) names.push(...Object.values(operator.names));
    return [...new Set(names)];
  }

  /** Take the borders from the basemap. */
  know(basemap: Basemap | undefined): void {
    this.basemap = basemap;
    this.tell();
  }

  /** Which sites lie within some km of a border as the map draws it; undefined until the map is there. */
  nearBorder(radiusKm: number): Uint8Array | undefined {
    if (this.basemap === undefined) return undefined;
    this.lines ??= bordersOf(this.basemap);
    const found = this.near.get(radiusKm) ?? withinKmOfLines(radiusKm, this.lines, this.atlas.latitude, this.atlas.longitude);
    this.near.set(radiusKm, found);
    return found;
  }
}

/** The lines of its borders, in degrees. */
function bordersOf({ shapes }: Basemap): Line[] {
  const borders = shapes.filter(({ kind }) => kind === "international" || kind === "contested");
  return borders.flatMap(({ lines }) => lines.map(({ points }) => ({ points: points.map((value, at) => (at % 2 === 0 ? longitudeOf(value) : latitudeOf(value))) })));
}
