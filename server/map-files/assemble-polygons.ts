import type { Position } from 'geojson';

import { MapFileError } from './map-file-error.ts';

/** Rings times vertices of one shape: what finding the ring around each hole costs at worst. */
const MAXIMUM_RING_WORK = 200_000_000;

type Ring = { positions: Position[]; box: [number, number, number, number]; area: number };

/**
 * Puts rings that stand side by side together as polygons: a ring inside an odd number of others is a hole of the
 * smallest of them. For formats that do not say which ring is a hole.
 * @returns a Polygon or MultiPolygon in the manner of GeoJSON; null for no rings
 * @throws MapFileError `too_many_vertices` for more rings than can be compared
 */
export function assemblePolygons(
  rings: readonly Position[][],
): { type: string; coordinates: unknown } | null {
  const [only] = rings;
  if (only === undefined) return null;
  if (rings.length === 1) return { type: 'Polygon', coordinates: [only] };
  const vertices = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (rings.length * vertices > MAXIMUM_RING_WORK) {
    throw new MapFileError('too_many_vertices', { reason: 'rings', limit: MAXIMUM_RING_WORK });
  }
  const described = rings.map(describe);
  const around = described.map((ring) => described.filter((other) => surrounds(other, ring)));
  const polygons = new Map<Ring, Position[][]>();
  for (const [place, ring] of described.entries()) {
    if ((around[place]?.length ?? 0) % 2 === 0) polygons.set(ring, [ring.positions]);
  }
  for (const [place, ring] of described.entries()) {
    if (polygons.has(ring)) continue;
    const outer = (around[place] ?? [])
      .filter((other) => polygons.has(other))
      .toSorted((one, other) => one.area - other.area)[0];
    if (outer !== undefined) polygons.get(outer)?.push(ring.positions);
  }
  const coordinates = [...polygons.values()];
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0] }
    : { type: 'MultiPolygon', coordinates };
}

function describe(positions: Position[]): Ring {
  const box: Ring['box'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = NaN, y = NaN] of positions) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { positions, box, area: (box[2] - box[0]) * (box[3] - box[1]) };
}

/** Tests a vertex of the inner ring; one on the outer ring itself decides nothing, so the next is taken. */
function surrounds(outer: Ring, inner: Ring): boolean {
  if (outer === inner || outer.area <= inner.area) return false;
  const [west, south, east, north] = outer.box;
  if (inner.box[0] < west || inner.box[1] < south || inner.box[2] > east || inner.box[3] > north) {
    return false;
  }
  const corners = new Set(outer.positions.map(([x, y]) => `${x} ${y}`));
  const vertex = inner.positions.find(([x, y]) => !corners.has(`${x} ${y}`));
  return vertex !== undefined && isInside(vertex, outer.positions);
}

/** Counts the sides that a ray to the east crosses. */
function isInside([x = NaN, y = NaN]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  let [beforeX = NaN, beforeY = NaN] = ring.at(-1) ?? [];
  for (const [nextX = NaN, nextY = NaN] of ring) {
    const crosses = nextY > y !== beforeY > y;
    if (crosses && x < ((beforeX - nextX) * (y - nextY)) / (beforeY - nextY) + nextX) {
      inside = !inside;
    }
    [beforeX, beforeY] = [nextX, nextY];
  }
  return inside;
}
