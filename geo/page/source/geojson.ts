// GeoJSON (RFC 7946) of what is shown: a feature is a presence, with its statements as `sources`.
import { isPlaced, propertiesOfDataset, propertiesOfPresence, propertiesOfStatement, questionOf } from "./properties.ts";
import type { Taken, TakenPresence } from "./taken.ts";
import { clean } from "./text.ts";

/** One feature a line, so that two files can be compared. Coordinates are as precise as the data has them. */
export function writeGeojson(taken: Taken): string {
  const box = boxOf(taken.presences.filter(isPlaced));
  const head = JSON.stringify({
    type: "FeatureCollection",
    ...propertiesOfDataset(taken),
    ...questionOf(taken),
    ...(box ? { bbox: box } : {}),
  });
  const features = taken.presences.map((presence) => `\n${JSON.stringify(featureOf(presence))}`);
  return `${head.slice(0, -1)},"features":[${features.join(",")}\n]}\n`;
}

function featureOf(presence: TakenPresence): GeoJSON.Feature {
  const { longitude, latitude } = presence;
  return {
    type: "Feature",
    id: clean(presence.id),
    // A place that is not on the globe is unlocated (section 3.2).
    geometry: isPlaced(presence) ? { type: "Point", coordinates: [longitude, latitude] } : null,
    properties: { ...propertiesOfPresence(presence), sources: presence.sources.map(propertiesOfStatement) },
  } as GeoJSON.Feature;
}

/**
 * The smallest box around some places: west, south, east, north in degrees (section 5). It leaves out the widest gap
 * between their longitudes, so that west is the greater where it lies over the antimeridian (section 5.2).
 */
function boxOf(places: TakenPresence[]): [number, number, number, number] | undefined {
  const latitudes = places.map(({ latitude }) => latitude).sort((one, other) => one - other);
  const longitudes = places.map(({ longitude }) => longitude).sort((one, other) => one - other);
  let [west, south, east, north] = [longitudes[0], latitudes[0], longitudes.at(-1), latitudes.at(-1)];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined;
  let widest = west + 360 - east;
  for (let at = 1; at < longitudes.length; at++) {
    const [before, after] = [longitudes[at - 1] as number, longitudes[at] as number];
    if (after - before > widest) [widest, west, east] = [after - before, after, before];
  }
  return [west, south, east, north];
}
