// The unit square of Web Mercator (EPSG:3857): x to the east, y to the south, both from 0 to 1.

export const LATITUDE_LIMIT = 85.0511;

export function mercatorX(longitude: number): number {
  return longitude / 360 + 0.5;
}

export function mercatorY(latitude: number): number {
  const sine = Math.sin((Math.max(-LATITUDE_LIMIT, Math.min(LATITUDE_LIMIT, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

export function longitudeOf(x: number): number {
  return (x - 0.5) * 360;
}

const EQUATOR_M = 40_075_016.686;

/** How many metres on the ground a pixel of the map is at a latitude: exact on the sphere, 0.7 % off on WGS 84 at most. */
export function metresPerPixel(latitude: number, world: number): number {
  return (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / world;
}
