// The closed page: reads its data, then makes list, map, time, filters and address follow one state.
import { type Known, followAddress, readAddress, readLanguage, writeAddress } from "./address.ts";
import { type Atlas, type Head, readAtlas } from "./atlas.ts";
import { rest, unpackBytes } from "./columns.ts";
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

const MANY = 200;

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
  const reading = readAtlas(head);
  const languages = Object.keys(head.languageNames);
  const asked = readLanguage(location.hash, languages) ?? head.language;
  const [atlas, words] = await Promise.all([reading, readWords(asked)]);
  const known = knownOf(atlas, languages, startOf(head));
  const store = new Store(readAddress(location.hash, known));
  const finding = new Finding(atlas, () => {
    showing.forget();
    if (store.state.search !== "" || store.state.borderKm !== undefined) store.again();
  });
  const showing = new Showing(atlas, () => finding.index(), (radiusKm) => finding.nearBorder(radiusKm));
  const model = new Model(atlas, new Evidence(atlas), store, { [asked]: words }, showing, () => writeAddress(store.state, known));
  followLanguage(model);
  followFrame(model);
  followTime(model);
  followLegend(model);
  // Of many, in tasks of their own, so that none is long; a few are drawn sooner in one.
  const next = async (): Promise<void> => (atlas.count > MANY ? rest() : undefined);
  await next();
  new List(model);
  followFilters(model);
  await next();
  // What stands around the map gives it its size, and it asks for that: all else is in place by then.
  const mapping = new Mapping(model);
  followTake(model, mapping);
  followPrint(model, mapping);
  followTiles(model, mapping.stage);
  mapping.use(new Tools(model, () => mapping.paint()));
  followAddress(store, known, (language) => model.learn(language));
  whenPainted(() => {
    document.documentElement.dataset["presence"] = "ready";
    performance.mark("presence-ready");
    void mapping.addBasemap(unpackBytes("basemap")).then(() => finding.know(mapping.basemap));
  });
}

void open();
