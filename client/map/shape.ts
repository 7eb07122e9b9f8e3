import { area, length } from '@turf/turf';

import type { Format } from '#client/i18n/format.ts';
import type { Geometry, LonLat } from '#server/contract/geo.ts';

export const SHAPE_KINDS = ['Point', 'LineString', 'Polygon'] as const;
export type ShapeKind = (typeof SHAPE_KINDS)[number];

/** A shape by its corners, longitude first; an area's ring is not closed here. */
export type Shape = { kind: ShapeKind; vertices: readonly LonLat[] };

const FEWEST: Record<ShapeKind, number> = { Point: 1, LineString: 2, Polygon: 3 };

export function isComplete({ kind, vertices }: Shape): boolean {
  return vertices.length >= FEWEST[kind];
}

/** A shape as GeoJSON; null while corners are missing. */
export function toGeometry(shape: Shape): Geometry | null {
  if (!isComplete(shape)) return null;
  const { kind, vertices } = shape;
  const [first] = vertices;
  if (first === undefined) return null;
  if (kind === 'Point') return { type: 'Point', coordinates: first };
  if (kind === 'LineString') return { type: 'LineString', coordinates: [...vertices] };
  return { type: 'Polygon', coordinates: [[...vertices, first]] };
}

/** The corners at hand as GeoJSON, whole or not: an area of two corners is still a line. */
export function toPartOfGeometry({ kind, vertices }: Shape): Geometry | null {
  const reached = SHAPE_KINDS.findLast((one) => isComplete({ kind: one, vertices }));
  if (reached === undefined) return null;
  const least = SHAPE_KINDS.indexOf(reached) < SHAPE_KINDS.indexOf(kind) ? reached : kind;
  return toGeometry({ kind: least, vertices });
}

/** The length of a line or the area of ground, in words: `340 m`, `1,2 ha`; null for spots. */
export function sizeOf(geometry: Geometry, format: Format): string | null {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return null;
    case 'LineString':
    case 'MultiLineString':
      return format.distance(
        length({ type: 'Feature', properties: {}, geometry }, { units: 'meters' }),
      );
    case 'Polygon':
    case 'MultiPolygon':
      return format.area(area(geometry));
  }
}
