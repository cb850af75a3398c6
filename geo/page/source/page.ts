// The closed page: reads its data, then makes list, map, controls and address follow one state.
import { followAddress, readAddress } from "./address.ts";
import { type BasemapScript, readBasemap } from "./basemap.ts";
import { followControls } from "./controls.ts";
import { drawLegend } from "./legend.ts";
import { followList } from "./list.ts";
import { followMap } from "./map.ts";
import { whenPainted } from "./painted.ts";
import { type Payload, readScript } from "./payload.ts";
import { Store } from "./state.ts";

const payload = readScript<Payload>("payload");
const store = new Store({ ...readAddress(location.hash, payload.entries, payload.on), search: "" });
followList(store, payload);
followControls(store, payload);
followAddress(store, payload.entries, payload.on);
drawLegend(payload);
// Asked for first, so that it is said before the basemap is read.
whenPainted(() => {
  document.documentElement.dataset["presence"] = "ready";
  performance.mark("presence-ready");
});
followMap(store, payload, () => readBasemap(readScript<BasemapScript>("basemap")));
