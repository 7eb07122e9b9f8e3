import type { Position } from 'geojson';

import { isRecord } from '#server/map-files/read-geojson.ts';

const MAXIMUM_NESTING = 8;
/** Stands where a coordinate is no number; reported with its feature later on. */
const NO_PLACE: Position = [NaN, NaN];

/** Polygons of a GeoJSON geometry, those within collections too; null when there is none. */
export function polygonsOf(geometry: unknown, nesting = 0): Position[][][] | null {
  if (!isRecord(geometry) || nesting > MAXIMUM_NESTING) return null;
  const { type, coordinates, geometries } = geometry;
  if (type === 'Polygon') return [arrayOf(coordinates).map(readRing)];
  if (type === 'MultiPolygon')
    return arrayOf(coordinates).map((polygon) => arrayOf(polygon).map(readRing));
  if (type !== 'GeometryCollection') return null;
  const parts = arrayOf(geometries).flatMap((part) => polygonsOf(part, nesting + 1) ?? []);
  return parts.length === 0 ? null : parts;
}

/** True for a geometry that {@link polygonsOf} finds polygons in, without taking them out. */
export function hasPolygons(geometry: unknown, nesting = 0): boolean {
  if (!isRecord(geometry) || nesting > MAXIMUM_NESTING) return false;
  const { type, geometries } = geometry;
  if (type === 'Polygon' || type === 'MultiPolygon') return true;
  return (
    type === 'GeometryCollection' &&
    arrayOf(geometries).some((part) => hasPolygons(part, nesting + 1))
  );
}

function readRing(ring: unknown): Position[] {
  return arrayOf(ring).map((position) => {
    if (!Array.isArray(position)) return NO_PLACE;
    const [x, y]: unknown[] = position;
    return typeof x === 'number' && typeof y === 'number' ? [x, y] : NO_PLACE;
  });
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
