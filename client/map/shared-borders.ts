import type { FeatureCollection, MultiLineString } from 'geojson';
import { mesh } from 'topojson-client';
import { topology } from 'topojson-server';

/**
 * The borders of areas as lines, each border between two areas once. Two neighbours that both draw it would fill
 * each other's dashes. Neighbours must have the same vertices on it.
 */
export function sharedBorders(areas: FeatureCollection): MultiLineString {
  return mesh(topology({ areas }));
}
