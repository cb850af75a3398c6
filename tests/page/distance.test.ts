// Distances are Karney's, and what is quick gives the answers of what is exact.

import assert from "node:assert/strict";
import { test } from "node:test";
import { azimuthDegrees, distanceKm, lengthKm, polesWithin, ringPoints, withinKm } from "../../geo/page/source/distance.ts";
import type { Place } from "../../geo/page/source/ellipsoid.ts";
import { chanceFrom } from "./chance.ts";

// From Karney's test set for geodesics (GeographicLib, GeodTest): latitude and longitude, azimuth, latitude and longitude, metres.
// prettier-ignore
const KARNEY: [number, number, number, number, number, number][] = [
  [35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 8935244.5604818305],
  [55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 4105086.1713924406],
  [-21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, 8394328.894657671],
  [-66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 11150344.2312080241],
  [-17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, 16076603.1631180673],
  [32.84994, 48.28919, 150.492927788121982, -56.28556, 202.29132, 16727068.9438164461],
  [6.96833, 52.74123, 92.581585386317712, -7.39675, 206.17291, 17102477.2496958388],
  [-50.56724, -16.30485, -105.439679907590164, -33.56571, -94.97412, 6455670.5118668696],
];

// From PyPI geographiclib 2.1: latitude and longitude of both, km, azimuth where there is one only.
// prettier-ignore
const COMPUTED: [number, number, number, number, number, number | undefined][] = [
  [35.401, 35.949, 37.021, 41.191, 504.396695558, 67.59028594299903],
  [34.889, 35.886, 35.401, 35.949, 57.092311073, 5.75309052450208],
  [-30.1, 10, -30, -170.5, 13352.410004493, 179.50228254666982],
  [0, 0, 0, 179.5, 19980.861908891, undefined],
  [0, 0, 0.5, 179.7, 19944.12742075, 15.556882793490544],
  [90, 0, -90, 77, 20003.931458625, undefined],
  [36.493, 179.9, 36.7, -179.9, 29.119108291, 37.861654091717526],
  [-5.5, 10, 89.99, -150, 10611.192549306, 359.996552475434],
];

const hmeimim = { latitude: 35.401, longitude: 35.949 };

for (const [latitude, longitude, azimuth, toLatitude, toLongitude, metres] of KARNEY) {
  test(`the geodesic from ${latitude}, ${longitude} is the one of Karney's test set`, () => {
    const [from, to] = [{ latitude, longitude }, { latitude: toLatitude, longitude: toLongitude }];
    assert.ok(Math.abs(distanceKm(from, to) * 1000 - metres) < 1e-6);
    assert.ok(Math.abs(azimuthDegrees(from, to) - ((azimuth + 360) % 360)) < 1e-9);
  });
}

for (const [latitude, longitude, toLatitude, toLongitude, km, azimuth] of COMPUTED) {
  test(`from ${latitude}, ${longitude} to ${toLatitude}, ${toLongitude} it is ${km} km`, () => {
    const [from, to] = [{ latitude, longitude }, { latitude: toLatitude, longitude: toLongitude }];
    assert.ok(Math.abs(distanceKm(from, to) - km) < 1e-8);
    if (azimuth !== undefined) assert.ok(Math.abs(azimuthDegrees(from, to) - azimuth) < 1e-9);
  });
}

test("a path is as long as its legs, and a single place has no length", () => {
  const places = [hmeimim, { latitude: 37.021, longitude: 41.191 }, hmeimim];
  assert.ok(Math.abs(lengthKm(places) - 2 * 504.396695558) < 1e-8);
  assert.equal(lengthKm([hmeimim]), 0);
  assert.equal(lengthKm([]), 0);
});

test("azimuths are from 0 up to 360, north being 0", () => {
  const north = azimuthDegrees(hmeimim, { latitude: 36, longitude: 35.949 });
  assert.ok(Object.is(north, 0), String(north));
  assert.equal(azimuthDegrees({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: -1 }), 270);
});

const centres: Place[] = [hmeimim, { latitude: 0, longitude: 0 }, { latitude: 52, longitude: 179.9 }, { latitude: 89.5, longitude: 20 }, { latitude: -90, longitude: 0 }];

for (const centre of centres) {
  for (const radiusKm of [0.5, 300, 2500, 12000]) {
    test(`a ring of ${radiusKm} km about ${centre.latitude}, ${centre.longitude} is that far off everywhere, without a jump`, () => {
      const ring = ringPoints(centre, radiusKm, 90);
      assert.equal(ring.length, 90);
      ring.forEach((place, at) => {
        assert.ok(Math.abs(distanceKm(centre, place) - radiusKm) < 1e-6);
        assert.ok(Math.abs(place.longitude - (ring[at - 1] ?? centre).longitude) <= 180);
      });
    });
  }
}

test("a ring around one pole goes once about the globe, others close", () => {
  const turn = (centre: Place, radiusKm: number): number => {
    const ring = ringPoints(centre, radiusKm, 360);
    return Math.abs((ring.at(-1)?.longitude as number) - (ring[0]?.longitude as number));
  };
  assert.ok(turn({ latitude: 85, longitude: 50 }, 1000) > 340);
  assert.ok(turn({ latitude: 52, longitude: 179.9 }, 1000) < 10);
});

test("the poles that a ring goes around are told", () => {
  assert.deepEqual(polesWithin({ latitude: 85, longitude: 50 }, 1000), ["north"]);
  assert.deepEqual(polesWithin({ latitude: -85, longitude: 50 }, 1000), ["south"]);
  assert.deepEqual(polesWithin(hmeimim, 1000), []);
  assert.deepEqual(polesWithin({ latitude: 0, longitude: 0 }, 15_000), ["north", "south"]);
});

test("what is within a radius is what the geodesic says, everywhere and for every radius", () => {
  const chance = chanceFrom(5);
  for (const radiusKm of [0, 1, 40, 700, 5000, 12000, 18999, 19001, 19950, 20004]) {
    const centre = { latitude: 180 * chance() - 90, longitude: 720 * chance() - 360 };
    // Half of the places are about the edge.
    const edge = ringPoints(centre, radiusKm, 150).map(({ latitude, longitude }) => ({ latitude: Math.max(-90, Math.min(90, latitude + 2e-4 * (chance() - 0.5))), longitude }));
    const far = Array.from({ length: 150 }, () => ({ latitude: 180 * chance() - 90, longitude: 720 * chance() - 360 }));
    const places = [centre, ...edge, ...far];
    const within = withinKm(centre, radiusKm, Float64Array.from(places, ({ latitude }) => latitude), Float64Array.from(places, ({ longitude }) => longitude));
    assert.deepEqual([...within], places.map((place) => (distanceKm(centre, place) <= radiusKm ? 1 : 0)), `${radiusKm}`);
  }
});

test("a place without a location is within nothing", () => {
  assert.deepEqual([...withinKm(hmeimim, 20_000, Float64Array.of(NaN, 0), Float64Array.of(0, NaN))], [0, 0]);
});
