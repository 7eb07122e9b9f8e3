import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { merge, mesh } from 'topojson-client';
import { topology } from 'topojson-server';
import type * as topo from 'topojson-specification';

export type AreaOutlines = {
  /**
   * The borders of the areas as lines, each border between two areas once. Two neighbours that both draw it would
   * fill each other's dashes.
   */
  borders: MultiLineString;
  /** Everything but the areas, as far as a map is moved. */
  beyond: Polygon | MultiPolygon;
};

/** Corners of the earth as Web Mercator shows it, in degrees. */
const EARTH: Polygon['coordinates'][number] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

/** The lines and the surroundings of areas. Neighbours must have the same vertices on their common border. */
export function areaOutlines(areas: FeatureCollection): AreaOutlines {
  const found = topology({ areas });
  const object = found.objects['areas'];
  const parts = object?.type === 'GeometryCollection' ? object.geometries.filter(isArea) : [];
  const { coordinates } = merge(found, parts);
  const holes = coordinates.flatMap(([outer]) => (outer === undefined ? [] : [outer]));
  // What the areas leave out between them lies beyond them too.
  const islands = coordinates.flatMap(([, ...inner]) => inner.map((ring) => [ring]));
  return {
    borders: mesh(found),
    beyond: { type: 'MultiPolygon', coordinates: [[EARTH, ...holes], ...islands] },
  };
}

function isArea(object: { type: unknown }): object is topo.Polygon | topo.MultiPolygon {
  return object.type === 'Polygon' || object.type === 'MultiPolygon';
}
