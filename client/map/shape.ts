import type { LonLat } from '#server/contract/geo.ts';

export const SHAPE_KINDS = ['Point', 'LineString', 'Polygon'] as const;
export type ShapeKind = (typeof SHAPE_KINDS)[number];

/** A shape by its corners, longitude first; an area's ring is not closed here. */
export type Shape = { kind: ShapeKind; vertices: readonly LonLat[] };
