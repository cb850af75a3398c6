// Bundles the page's code and style into built/, and brings the country outlines that `geo check` measures with.
import { copyFile, mkdir } from "node:fs/promises";
import { build } from "esbuild";

const built = new URL("./built/", import.meta.url).pathname;
const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: ["es2022"],
  logLevel: "warning",
  absWorkingDir: new URL(".", import.meta.url).pathname,
  // Pictures of controls that the page does not have.
  loader: { ".png": "empty" },
};

// Inside a folium map the page's Leaflet is folium's own, which it has made global.
const leafletOfFolium = {
  name: "leaflet-of-folium",
  setup(bundler) {
    bundler.onResolve({ filter: /^leaflet$/ }, () => ({ path: "leaflet", namespace: "global" }));
    bundler.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = window.L" }));
  },
};

const partsOfLeaflet = {
  name: "parts-of-leaflet",
  setup(bundler) {
    bundler.onResolve({ filter: /^leaflet$/ }, () => ({ path: new URL("./leaflet.mjs", import.meta.url).pathname }));
  },
};

await mkdir(built, { recursive: true });
await Promise.all([
  build({ ...common, entryPoints: ["source/page.ts"], outfile: `${built}page.js`, format: "iife", plugins: [partsOfLeaflet] }),
  build({ ...common, entryPoints: ["source/page.css"], outfile: `${built}page.css` }),
  build({
    ...common,
    entryPoints: ["source/layer.ts"],
    outfile: `${built}layer.js`,
    format: "iife",
    globalName: "geoPresence",
    plugins: [leafletOfFolium],
  }),
  build({ ...common, entryPoints: ["source/layer.css"], outfile: `${built}layer.css` }),
  copyFile(new URL("./node_modules/world-atlas/countries-50m.json", import.meta.url), `${built}countries-50m.json`),
]);
