// Points of the WGS 84 ellipsoid in metres from its centre, and chords that stand for geodesics where only order matters.

/** A place in degrees, WGS 84. */
export interface Place {
  latitude: number;
  longitude: number;
}

const EQUATOR = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);
// The least and the greatest radius of curvature of any line on the ellipsoid: along the meridian at the equator, and at the poles.
const LEAST_CURVATURE = EQUATOR * (1 - ECCENTRICITY2);
const GREATEST_CURVATURE = EQUATOR / Math.sqrt(1 - ECCENTRICITY2);
const RADIANS = Math.PI / 180;

/** Two places whose latitudes are a degree apart are at least this far from one another. */
export const LEAST_DEGREE_KM = 110.574;
// Beyond this a chord tells little of the geodesic, since none is longer than the ellipsoid.
const CHORDS_END_KM = 19_000;

/** Write the cartesian coordinates of a place (degrees), in metres, to `into` at `at`, `at + 1`, `at + 2`. */
export function writeCartesian(latitude: number, longitude: number, into: Float64Array, at: number): void {
  const sine = Math.sin(latitude * RADIANS);
  const normal = EQUATOR / Math.sqrt(1 - ECCENTRICITY2 * sine * sine);
  const fromAxis = normal * Math.cos(latitude * RADIANS);
  into[at] = fromAxis * Math.cos(longitude * RADIANS);
  into[at + 1] = fromAxis * Math.sin(longitude * RADIANS);
  into[at + 2] = normal * (1 - ECCENTRICITY2) * sine;
}

/** The square of the straight distance between two points, each at a place in an array. */
export function chordSquare(one: Float64Array, at: number, other: Float64Array, otherAt: number): number {
  const x = (one[at] as number) - (other[otherAt] as number);
  const y = (one[at + 1] as number) - (other[otherAt + 1] as number);
  const z = (one[at + 2] as number) - (other[otherAt + 2] as number);
  return x * x + y * y + z * z;
}

/**
 * Chords (metres) that decide whether a geodesic is within a radius: up to `inside` it is, beyond `outside` it is not.
 *
 * A geodesic bends with a radius between the least and the greatest radius of curvature, so by Schur's comparison its
 * chord lies between those of arcs of the same length on circles of these radii. Between the two only the geodesic itself
 * tells: a band of 3 millionths of the radius at 500 km. For radii beyond 19,000 km nothing is decided to be outside.
 */
export function chordsWithin(radiusKm: number): { inside: number; outside: number } {
  const half = (Math.min(radiusKm, CHORDS_END_KM) * 1000) / 2;
  return {
    inside: 2 * LEAST_CURVATURE * Math.sin(half / LEAST_CURVATURE),
    outside: radiusKm > CHORDS_END_KM ? Infinity : 2 * GREATEST_CURVATURE * Math.sin(half / GREATEST_CURVATURE),
  };
}
