// The basemap as GeoJSON: TopoJSON from the page, decoded once. Knows nothing of how it is drawn.
import type { Feature, FeatureCollection, Geometry, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface BorderProperties {
  kind: "international" | "contested";
  name?: string;
}
export type Borders = FeatureCollection<MultiLineString, BorderProperties>;
/** name, latitude, longitude, the smallest zoom at which it is labelled */
export type Place = [string, number, number, number];
export interface CountryProperties {
  name: string;
  rank: number;
}

type Objects = {
  land: Geometry & { type: never };
  borders: GeometryCollection<BorderProperties>;
  water: GeometryCollection;
  countries: GeometryCollection<CountryProperties>;
};
export interface BasemapScript {
  basemap: Topology<never> | Topology;
  places: Place[];
}

export interface Basemap {
  land: Feature<MultiPolygon | Polygon> | FeatureCollection;
  borders: Borders;
  water: FeatureCollection;
  labels: Label[];
}
export interface Label {
  name: string;
  latitude: number;
  longitude: number;
  zoom: number;
  country: boolean;
}

/** Decode the basemap that comes with the page. */
export function readBasemap({ basemap, places }: BasemapScript): Basemap {
  const topology = basemap as Topology<Record<keyof Objects, GeometryCollection>>;
  const decode = (name: keyof Objects): unknown => feature(topology, topology.objects[name]);
  const countries = decode("countries") as FeatureCollection<{ type: "Point"; coordinates: [number, number] }, CountryProperties>;
  const labels = countries.features.map(({ geometry, properties }) => ({
    name: properties.name,
    latitude: geometry.coordinates[1],
    longitude: geometry.coordinates[0],
    zoom: properties.rank,
    country: true,
  }));
  const towns = places.map(([name, latitude, longitude, zoom]) => ({ name, latitude, longitude, zoom, country: false }));
  return {
    land: decode("land") as Feature<MultiPolygon>,
    borders: decode("borders") as Borders,
    water: decode("water") as FeatureCollection,
    labels: [...labels, ...towns],
  };
}
