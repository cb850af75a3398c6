// The map follows the state: which marks there are, where it looks, what a click on it means.
import { type Basemap, type BasemapScript, readBasemap } from "./basemap.ts";
import { whenColoursChange } from "./colours.ts";
import { find } from "./dom.ts";
import { type Grouping, groupSites } from "./grouping.ts";
import { type Group, groupsInView } from "./groups.ts";
import { paintInset } from "./inset.ts";
import { Stage, resize } from "./map.ts";
import { latitudeOf, mercatorX, mercatorY } from "./mercator.ts";
import type { Model } from "./model.ts";
import { whenPainted } from "./painted.ts";
import { type Pointed, Pointers } from "./pointers.ts";
import { type Marks, paintGround, paintMarks, sayGroup } from "./scene.ts";
import { paintScale } from "./scale.ts";
import { type Overlay, type Tools, paintOverlay } from "./tools.ts";

/** The data's places are seldom known to better than a few hundred metres: nearer there is nothing to see. */
const MAX_ZOOM = 14;
/** How near marks may come to each other before they are grouped: a few may touch, of many each must be told apart. */
const FEW = 50;
const FEW_PX = 20;
const MANY_PX = 32;
/** Up to here all the buttons on marks are made with the frame; of more, once the frame is painted. */
const AT_ONCE = 60;

export class Mapping {
  readonly stage: Stage;
  private readonly model: Model;
  private readonly pointers: Pointers;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly redraw: (() => void)[] = [];
  private grouping: { zoom: number; steady: Uint8Array; found: Grouping } | undefined;
  private drawn: Group[] = [];
  private quiet = false;
  private tools: Tools | undefined;
  basemap: Basemap | undefined;

  constructor(model: Model) {
    this.model = model;
    const { atlas, store } = model;
    this.x = Float64Array.from(atlas.siteOf, (site) => mercatorX(atlas.longitude[site] as number));
    this.y = Float64Array.from(atlas.siteOf, (site) => mercatorY(atlas.latitude[site] as number));
    this.stage = new Stage(find(document, "#map .canvas"), MAX_ZOOM);
    this.pointers = new Pointers(this.stage, atlas, (group) => this.choose(group));
    this.lookAtStart();
    this.redraw.push(
      this.stage.addSheet("marks", 450, (context, view) => {
        const groups = groupsInView(atlas, this.groupingAt(), model.shown.answers, model.shown.mask, view);
        paintOverlay(context, this.overlay(), view);
        paintMarks(context, this.marks(groups, (view.width - this.stage.size().x) / 2), view);
        this.drawn = groups;
        this.drawFixed();
      }),
    );
    this.stage.whenMoved(() => this.moved());
    whenColoursChange(() => this.paint());
    store.follow((state, before) => this.follow(state, before));
    const following = find<HTMLInputElement>(document, "#seen");
    following.addEventListener("change", () => store.change({ seen: following.checked ? this.stage.box() : undefined }));
    store.follow(({ seen }) => (following.checked = seen !== undefined), "look");
    if (store.state.seen) store.change({ seen: this.stage.box() });
  }

  /** Put the basemap under the marks, once it is unpacked. */
  async addBasemap(bytes: Promise<ArrayBuffer>): Promise<void> {
    const text = new TextDecoder().decode(await bytes);
    const basemap = readBasemap(JSON.parse(text) as BasemapScript);
    this.basemap = basemap;
    this.redraw.unshift(this.stage.addSheet("ground", 200, (context, view) => paintGround(context, basemap, view)));
    this.redraw.at(-1)?.();
    this.point();
    whenPainted(() => {
      document.documentElement.dataset["basemap"] = "ready";
      performance.mark("basemap-ready");
    });
  }

  /** Scale bar and locator stay where they are while the map moves under them; they come with the basemap. */
  private drawFixed(): void {
    if (this.basemap === undefined) return;
    const view = this.stage.view();
    const canvas = find<HTMLCanvasElement>(document, "#map .fixed");
    const context = resize(canvas, view.width, 116);
    if (context === null) return;
    context.translate(0, 116 - view.height);
    paintScale(context, view, latitudeOf((view.top + view.height / 2) / view.world), (km) => this.model.words.say("tools", "km", { km }));
    paintInset(context, this.basemap, view);
  }

  /** Let tools draw what they measure, and have the clicks they wait for. */
  use(tools: Tools): void {
    this.tools = tools;
    this.stage.whenClicked((place) => tools.clicked(place));
  }

  paint(): void {
    for (const draw of this.redraw) draw();
  }

  /** What the marks of some groups are painted from. */
  marks(groups: Group[], margin = 0): Marks {
    const { atlas, words, shown } = this.model;
    return { atlas, words, groups, answers: shown.answers, before: shown.before, basemap: this.basemap, margin };
  }

  overlay(): Overlay {
    return this.tools?.overlay() ?? { rings: [], path: [] };
  }

  groupsIn(view: ReturnType<Stage["view"]>): Group[] {
    const { atlas, shown } = this.model;
    return groupsInView(atlas, this.groupingAt(), shown.answers, shown.mask, view);
  }

  private lookAtStart(): void {
    const { look } = this.model.store.state;
    if (look) this.stage.turnTo(look);
    else this.showAll();
  }

  private showAll(): void {
    const { atlas, shown } = this.model;
    const { steady } = shown;
    const box = { south: 90, north: -90, west: 180, east: -180 };
    for (let presence = 0; presence < atlas.count; presence++) {
      if (steady[presence] === 0) continue;
      const site = atlas.siteOf[presence] as number;
      const [latitude, longitude] = [atlas.latitude[site] as number, atlas.longitude[site] as number];
      box.south = Math.min(box.south, latitude);
      box.north = Math.max(box.north, latitude);
      box.west = Math.min(box.west, longitude);
      box.east = Math.max(box.east, longitude);
    }
    if (box.south > box.north) this.stage.turnTo({ latitude: 25, longitude: 15, zoom: 2 });
    else this.stage.fit([{ latitude: box.south, longitude: box.west }, { latitude: box.north, longitude: box.east }], 9);
  }

  private groupingAt(): Grouping {
    const { steady } = this.model.shown;
    const { zoom } = this.stage.look();
    if (this.grouping?.zoom !== zoom || this.grouping.steady !== steady) {
      this.grouping = { zoom, steady, found: groupSites(this.x, this.y, steady, zoom, this.model.atlas.count <= FEW ? FEW_PX : MANY_PX) };
    }
    return this.grouping.found;
  }

  private follow(state: Model["store"]["state"], before: Model["store"]["state"]): void {
    if (state.language !== before.language || state === before) {
      const { words } = this.model;
      this.stage.nameControls({ zoomIn: words.say("map", "zoom_in"), zoomOut: words.say("map", "zoom_out") });
    }
    const asked = this.quiet || state.look === before.look ? undefined : state.look;
    if (asked) this.stage.turnTo(asked);
    const { open } = this.model;
    // An address that says where to look is believed, also where what it opens is elsewhere.
    if (open !== undefined && state.open !== before.open && !asked) {
      const site = this.model.atlas.siteOf[open] as number;
      this.stage.panTo({ latitude: this.model.atlas.latitude[site] as number, longitude: this.model.atlas.longitude[site] as number }, true);
    }
    if (this.quiet) return;
    // At the start it has just been drawn.
    if (state !== before || this.basemap) this.redraw.at(-1)?.();
    if (state.language !== before.language) this.paint();
    this.point();
  }

  private moved(): void {
    const { store } = this.model;
    this.quiet = true;
    const { latitude, longitude, zoom } = this.stage.look();
    const look = { latitude: round(latitude), longitude: round(longitude), zoom };
    store.change(store.state.seen ? { look, seen: this.stage.box() } : { look });
    this.quiet = false;
    this.point();
  }

  /** Put the buttons on the marks that are in sight. */
  private point(): void {
    const { width, height } = this.stage.view();
    const view = this.stage.view();
    const { atlas, shown, open } = this.model;
    const pointed: Pointed[] = [];
    const put = (): void => {
      const marks = this.marks(this.drawn);
      for (const group of this.drawn) {
        const point = { x: group.x * view.world - view.left, y: group.y * view.world - view.top };
        if (point.x < 0 || point.y < 0 || point.x > width || point.y > height) continue;
        const certainty = atlas.answers[shown.answers[group.presence] as number]?.certainty ?? "none";
        pointed.push({ group, point, certainty, label: sayGroup(marks, group), open: group.size === 1 && group.presence === open });
      }
      this.pointers.show(pointed);
    };
    if (this.drawn.length <= AT_ONCE) put();
    else whenPainted(put);
  }

  /** Open a mark's evidence; of a group, come nearer until it falls apart, or else show what is in it. */
  private choose(group: Group): void {
    const { atlas, store, shown } = this.model;
    if (group.size === 1) {
      store.change({ open: atlas.idOf(group.presence) });
      return;
    }
    const grouping = this.groupingAt();
    const members = Array.from(grouping.members(group.number)).filter((presence) => shown.mask[presence] === 1);
    const places = members.map((presence) => {
      const site = atlas.siteOf[presence] as number;
      return { latitude: atlas.latitude[site] as number, longitude: atlas.longitude[site] as number };
    });
    const before = this.stage.look().zoom;
    const apart = places.some(({ latitude, longitude }) => latitude !== places[0]?.latitude || longitude !== places[0]?.longitude);
    if (apart && before < MAX_ZOOM) {
      this.stage.fit(places, MAX_ZOOM, true);
      return;
    }
    const first = members.find((presence) => presence === this.model.open) === undefined ? members[0] : this.next(members);
    if (first !== undefined) store.change({ open: atlas.idOf(first) });
  }

  /** The member after the open one: a click on marks that lie on one another goes through them. */
  private next(members: number[]): number | undefined {
    return members[(members.indexOf(this.model.open ?? -1) + 1) % members.length];
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}
