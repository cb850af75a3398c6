// The closed page: reads its data, then makes list, map, time, filters and address follow one state.
import { type Known, followAddress, readAddress, writeAddress } from "./address.ts";
import { type Atlas, type Head, readAtlas } from "./atlas.ts";
import { unpackBytes } from "./columns.ts";
import { find } from "./dom.ts";
import { Evidence } from "./evidence.ts";
import { followFilters } from "./filters.ts";
import { followFrame } from "./frame.ts";
import { followLanguage } from "./language.ts";
import { followLegend } from "./legend.ts";
import { List } from "./list.ts";
import { Mapping } from "./mapping.ts";
import { Model } from "./model.ts";
import { Finding } from "./finding.ts";
import { whenPainted } from "./painted.ts";
import { followPrint } from "./print.ts";
import { Showing } from "./shown.ts";
import { type State, Store } from "./state.ts";
import { followTake } from "./take.ts";
import { followTiles } from "./tiles.ts";
import { followTime } from "./time.ts";
import { Tools } from "./tools.ts";
import { readWords } from "./words.ts";

/** The view that the page opens with where its address asks for none. */
function startOf(head: Head): State {
  return {
    on: head.on,
    knownBy: head.knownBy,
    from: undefined,
    open: undefined,
    search: "",
    choices: {},
    near: undefined,
    borderKm: undefined,
    look: undefined,
    seen: undefined,
    language: head.language,
    embed: false,
  };
}

/** What addresses can name; found by going through the presences, once one is named. */
function knownOf(atlas: Atlas, languages: string[], start: State): Known {
  const ids = atlas.texts("site_id");
  const site = (presence: number): string => ids.at(atlas.siteOf[presence] as number);
  const presences = (): number[] => Array.from({ length: atlas.count }, (_, presence) => presence);
  return {
    languages,
    start,
    find(wanted, operator) {
      const there = presences().filter((presence) => site(presence) === wanted);
      const found = there.find((presence) => operator === undefined || atlas.operatorIdOf(presence) === operator) ?? there[0];
      return found === undefined ? undefined : atlas.idOf(found);
    },
    parts(id) {
      const found = atlas.find(id);
      if (found === undefined) return undefined;
      const first = found === 0 || atlas.siteOf[found - 1] !== atlas.siteOf[found];
      return { site: site(found), operator: atlas.operatorIdOf(found), alone: first };
    },
  };
}

async function open(): Promise<void> {
  const head = JSON.parse(find(document, "#head").textContent ?? "") as Head;
  // Unpacked meanwhile, and drawn once the sites are.
  const basemap = unpackBytes("basemap");
  const [atlas, allWords] = await Promise.all([readAtlas(head), readWords()]);
  const start = startOf(head);
  const known = knownOf(atlas, Object.keys(allWords), start);
  const store = new Store(readAddress(location.hash, known));
  const finding = new Finding(atlas, () => {
    showing.forget();
    if (store.state.search !== "" || store.state.borderKm !== undefined) store.again();
  });
  const showing = new Showing(atlas, () => finding.index(), (radiusKm) => finding.nearBorder(radiusKm));
  const model = new Model(atlas, new Evidence(atlas), store, allWords, showing, () => writeAddress(store.state, known));
  followLanguage(model);
  followFrame(model);
  // What stands around the map gives it its size.
  followTime(model);
  followLegend(model);
  const mapping = new Mapping(model);
  new List(model);
  followFilters(model);
  followTake(model, mapping);
  followPrint(model, mapping);
  followTiles(model, mapping.stage);
  mapping.use(new Tools(model, () => mapping.paint()));
  followAddress(store, known);
  whenPainted(() => {
    document.documentElement.dataset["presence"] = "ready";
    performance.mark("presence-ready");
    void mapping.addBasemap(basemap).then(() => finding.know(mapping.basemap));
  });
}

void open();
