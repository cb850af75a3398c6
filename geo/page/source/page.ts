// The closed page: reads its data, then makes list, map, controls and address follow one state.
import { followAddress, readAddress } from "./address.ts";
import { type BasemapScript, readBasemap } from "./basemap.ts";
import { followControls } from "./controls.ts";
import { drawLegend } from "./legend.ts";
import { followList } from "./list.ts";
import { followMap } from "./map.ts";
import { type Payload, readScript } from "./payload.ts";
import { Store } from "./state.ts";

/** After two animation frames what was drawn in the first has been painted. */
function whenPainted(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

const payload = readScript<Payload>("payload");
const store = new Store({ ...readAddress(location.hash, payload.entries, payload.on), search: "" });
followList(store, payload);
followControls(store, payload);
followAddress(store, payload.entries, payload.on);
drawLegend(payload);
followMap(store, payload, readBasemap(readScript<BasemapScript>("basemap")));
whenPainted(() => {
  document.documentElement.dataset["presence"] = "ready";
  performance.mark("presence-ready");
});
