import type { MultiPolygon, Position } from 'geojson';

import { findSelfCrossing } from './self-crossing.ts';
import type { BoundaryFormat, BoundaryWarning } from './boundary-file.ts';
import type { CrossingBudget } from './self-crossing.ts';

type Context = {
  feature: number;
  format: BoundaryFormat;
  toLonLat: (position: Position) => [lon: number, lat: number];
  budget: CrossingBudget;
  warnings: BoundaryWarning[];
};

/**
 * Polygons of a file as a MultiPolygon in WGS 84 degrees, longitude first, after RFC 7946: rings closed,
 * outer ones counter-clockwise, heights dropped. What is wrong is added to `warnings`; self-crossing rings
 * stay as they are. Null when nothing usable is left, or a coordinate is no place on earth.
 */
export function normaliseGeometry(polygons: Position[][][], context: Context): MultiPolygon | null {
  const { feature, warnings } = context;
  const coordinates: Position[][][] = [];
  for (const polygon of polygons) {
    const rings: Position[][] = [];
    for (const [place, raw] of polygon.entries()) {
      const ring = raw.map(context.toLonLat);
      const bad = ring.findIndex(isNoPlace);
      if (bad !== -1) {
        warnings.push({ code: 'bad_coordinates', feature, parameters: { vertex: bad } });
        return null;
      }
      const closed = closeRing(ring, context);
      if (closed) rings.push(wind(closed, place === 0, context));
      // Holes without their outer ring would turn into areas.
      else if (place === 0) break;
    }
    if (rings.length > 0) coordinates.push(rings);
  }
  if (coordinates.length > 0) return { type: 'MultiPolygon', coordinates };
  warnings.push({ code: 'empty_geometry', feature });
  return null;
}

/** Twice the area of a closed ring, square degrees; positive when counter-clockwise. */
function signedArea(ring: readonly Position[]): number {
  // Relative to the first vertex: products of full coordinates would drown a small ring in rounding.
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[i] ?? [];
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

function isNoPlace([lon = NaN, lat = NaN]: Position): boolean {
  return !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90);
}

function closeRing(ring: Position[], { feature, warnings }: Context): Position[] | null {
  const [first] = ring;
  const last = ring.at(-1);
  const isOpen =
    first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1]);
  const closed = isOpen ? [...ring, first] : ring;
  if (closed.length < 4 || isFlat(closed)) {
    warnings.push({ code: 'ring_dropped', feature, parameters: { vertices: ring.length } });
    return null;
  }
  if (isOpen) warnings.push({ code: 'ring_closed', feature });
  return closed;
}

/** All on one line. An area of nought is no sign of it: the halves of a crossed ring can cancel out. */
function isFlat(ring: readonly Position[]): boolean {
  const [startX = 0, startY = 0] = ring[0] ?? [];
  const [endX = 0, endY = 0] = ring.find(([x, y]) => x !== startX || y !== startY) ?? [];
  return ring.every(
    ([x = 0, y = 0]) => (endX - startX) * (y - startY) === (endY - startY) * (x - startX),
  );
}

function wind(ring: Position[], isOuter: boolean, context: Context): Position[] {
  const { feature, format, warnings, budget } = context;
  const crossing = findSelfCrossing(ring, budget);
  if (crossing === 'unchecked') {
    warnings.push({ code: 'self_crossing_unchecked', feature });
  } else if (crossing) {
    const [lon = NaN, lat = NaN] = crossing;
    warnings.push({ code: 'self_crossing', feature, parameters: { lon, lat } });
  }
  if (signedArea(ring) > 0 === isOuter) return ring;
  // Only GeoJSON promises a direction; the other formats have their own or none.
  if (format === 'geojson') warnings.push({ code: 'winding_reversed', feature });
  return ring.toReversed();
}
