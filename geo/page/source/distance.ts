// Geodesic distances on the WGS 84 ellipsoid (Karney 2013): between places, along a path, range rings, what is within a radius.
import geographiclib from "geographiclib-geodesic";
import { LEAST_DEGREE_KM, type Place, chordSquare, chordsWithin, writeCartesian } from "./ellipsoid.ts";

const { Geodesic } = geographiclib;
const WGS84 = Geodesic.WGS84;

/** The length in km of the shortest path between two places. */
export function distanceKm(from: Place, to: Place): number {
  const solved = WGS84.Inverse(from.latitude, from.longitude, to.latitude, to.longitude, Geodesic.DISTANCE);
  return (solved.s12 as number) / 1000;
}

/** The direction in which the shortest path leaves, in degrees clockwise from north, 0 up to 360. North where the places are one. */
export function azimuthDegrees(from: Place, to: Place): number {
  const solved = WGS84.Inverse(from.latitude, from.longitude, to.latitude, to.longitude, Geodesic.AZIMUTH);
  const azimuth = solved.azi1 as number;
  // A direction that rounding leaves a hair west of north is north, not 360.
  return azimuth < 0 ? (azimuth + 360) % 360 : azimuth + 0;
}

/** The length in km of a path over places, each leg the shortest there is. */
export function lengthKm(places: readonly Place[]): number {
  let length = 0;
  for (let index = 1; index < places.length; index += 1) {
    length += distanceKm(places[index - 1] as Place, places[index] as Place);
  }
  return length;
}

/** The longitude of the turn (plus or minus 360) that is nearest to another longitude, all in degrees. */
export function turnNearest(longitude: number, to: number): number {
  return longitude - 360 * Math.round((longitude - to) / 360);
}

/**
 * Places at a distance from a centre, in `count` directions clockwise from north; the first is not repeated at the end.
 *
 * Each longitude is within 180 degrees of the one before, beginning near the centre's, so the ring may leave -180 to 180.
 * Around a pole the ring goes once about the globe and does not close on a cylindrical map: ask `polesWithin`.
 */
export function ringPoints(centre: Place, radiusKm: number, count: number): Place[] {
  const places: Place[] = [];
  let before = centre.longitude;
  for (let step = 0; step < count; step += 1) {
    const mask = Geodesic.LATITUDE | Geodesic.LONGITUDE;
    const solved = WGS84.Direct(centre.latitude, centre.longitude, (360 * step) / count, radiusKm * 1000, mask);
    before = turnNearest(solved.lon2 as number, before);
    places.push({ latitude: solved.lat2 as number, longitude: before });
  }
  return places;
}

/** The poles that are nearer to a centre than a radius. */
export function polesWithin(centre: Place, radiusKm: number): ("north" | "south")[] {
  const poles = { north: 90, south: -90 } as const;
  return (["north", "south"] as const).filter((pole) => distanceKm(centre, { latitude: poles[pole], longitude: 0 }) < radiusKm);
}

/**
 * Which of many places (degrees) are within a radius of a centre, its edge included: 1 or 0 for each.
 *
 * Latitude and chord decide nearly all of them rigorously; the geodesic is solved for those on the very edge. A place without
 * a location (NaN) is within nothing.
 */
export function withinKm(centre: Place, radiusKm: number, latitudes: Float64Array, longitudes: Float64Array): Uint8Array {
  const within = new Uint8Array(latitudes.length);
  const { inside, outside } = chordsWithin(radiusKm);
  const degrees = radiusKm / LEAST_DEGREE_KM;
  const points = new Float64Array(6);
  writeCartesian(centre.latitude, centre.longitude, points, 0);
  for (let index = 0; index < within.length; index += 1) {
    const latitude = latitudes[index] as number;
    // Written so that NaN goes no further.
    if (!(Math.abs(latitude - centre.latitude) <= degrees)) continue;
    const longitude = longitudes[index] as number;
    writeCartesian(latitude, longitude, points, 3);
    const chord = Math.sqrt(chordSquare(points, 0, points, 3));
    if (chord <= inside) within[index] = 1;
    else if (chord <= outside && distanceKm(centre, { latitude, longitude }) <= radiusKm) within[index] = 1;
  }
  return within;
}
