import { bboxClip } from '@turf/turf';
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from 'geojson';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

/** Places that are tried along each side of the visible part. */
const STEPS = 14;

/**
 * Place of an area's name: its own centre where that is in view, else the place in the visible part that is
 * farthest from its edges. Null where the part is too narrow for a name.
 * @param centre longitude and latitude
 * @param leastDegrees distance that a name needs to the edges of the part
 */
export function placeName(
  area: Feature<Polygon | MultiPolygon>,
  centre: LonLat,
  view: BoundingBox,
  leastDegrees: number,
): LonLat | null {
  if (isWithin(centre, view)) return centre;
  const parts = partsOf(bboxClip(area, [...view]).geometry);
  let best: LonLat | null = null;
  let farthest = leastDegrees;
  for (const rings of parts) {
    for (const place of gridWithin(rings)) {
      const distance = distanceToEdges(place, rings);
      if (distance > farthest) {
        farthest = distance;
        best = place;
      }
    }
  }
  return best;
}

function partsOf(geometry: Geometry): readonly Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function isWithin([x, y]: LonLat, [west, south, east, north]: BoundingBox): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

/** Places of a grid over the first ring that lie within the rings. */
function gridWithin(rings: readonly Position[][]): LonLat[] {
  const outer = rings[0] ?? [];
  const xs = outer.map(([x = 0]) => x);
  const ys = outer.map(([, y = 0]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const places: LonLat[] = [];
  for (let i = 0; i < STEPS; i += 1) {
    for (let j = 0; j < STEPS; j += 1) {
      const place: LonLat = [
        west + ((i + 0.5) / STEPS) * (east - west),
        south + ((j + 0.5) / STEPS) * (north - south),
      ];
      if (isInside(place, rings)) places.push(place);
    }
  }
  return places;
}

/** Counts the edges that a line to the east crosses: odd within (holes count as edges too). */
function isInside([x, y]: LonLat, rings: readonly Position[][]): boolean {
  let inside = false;
  for (const [[fromX, fromY], [toX, toY]] of edgesOf(rings)) {
    if (fromY > y === toY > y) continue;
    if (x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) inside = !inside;
  }
  return inside;
}

function distanceToEdges(place: LonLat, rings: readonly Position[][]): number {
  let least = Infinity;
  for (const edge of edgesOf(rings)) least = Math.min(least, distanceToEdge(place, edge));
  return least;
}

type Edge = readonly [from: LonLat, to: LonLat];

function distanceToEdge([x, y]: LonLat, [[fromX, fromY], [toX, toY]]: Edge): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / length;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(x - fromX - part * dx, y - fromY - part * dy);
}

function* edgesOf(rings: readonly Position[][]): Generator<Edge> {
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 1) {
      const [fromX = 0, fromY = 0] = ring[at - 1] ?? [];
      const [toX = 0, toY = 0] = ring[at] ?? [];
      yield [
        [fromX, fromY],
        [toX, toY],
      ];
    }
  }
}
