import type { FeatureCollection, Position } from 'geojson';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

/** Degrees around a stop of a route: some 600 m. */
const AROUND_STOP = 0.006;
/** Degrees beyond the border of a commune: some 300 m. */
const BEYOND_BORDER = 0.003;

/** Degrees to the next stop up to which all between the two is kept: some 5 km. */
const MOST_BETWEEN = 0.05;

/** Boxes around the own communes, and around the stops of each route with the way to the next (longitude, latitude). */
export function groundBoxes(
  areas: FeatureCollection,
  communeIds: ReadonlySet<number>,
  routes: readonly (readonly LonLat[])[],
): BoundingBox[] {
  const own = areas.features.flatMap(({ geometry, properties }): BoundingBox[] => {
    const isOwn = communeIds.has(Number(properties?.['id']));
    if (!isOwn || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) return [];
    const corners: Position[] =
      geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
    return [boxAround(corners, BEYOND_BORDER)];
  });
  const ways = routes.flatMap((stops) =>
    stops.map((stop, index) => {
      const next = stops[index + 1] ?? stop;
      const apart = Math.max(Math.abs(next[0] - stop[0]), Math.abs(next[1] - stop[1]));
      return boxAround(apart < MOST_BETWEEN ? [stop, next] : [stop], AROUND_STOP);
    }),
  );
  return [...own, ...ways];
}

function boxAround(positions: readonly (readonly number[])[], more: number): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude = NaN, latitude = NaN] of positions) {
    box[0] = Math.min(box[0], longitude - more);
    box[1] = Math.min(box[1], latitude - more);
    box[2] = Math.max(box[2], longitude + more);
    box[3] = Math.max(box[3], latitude + more);
  }
  return box;
}
