import { gzipSync } from 'node:zlib';

import Supercluster from 'supercluster';

import { POINT_STATUSES } from '#server/contract/point.ts';
import type { Database } from '#server/db/client.ts';

import type { Tile, TileFilter } from './tile-cases.ts';

type Counts = { counts: number[] };
type PointRow = { longitude: number; latitude: number; status: string };

/** The points that a filter leaves, as a server with supercluster must fetch them. */
async function readPoints({ sql }: Database, filter: TileFilter): Promise<PointRow[]> {
  const { statuses, commune, asOf } = filter;
  const past = sql`(
    select distinct on (point_id) point_id, status_after as status from event
    where effective_on <= ${asOf ?? 'infinity'}
    order by point_id, effective_on desc, seq desc
  )`;
  const now = sql`(select id as point_id, status from point)`;
  return sql<PointRow[]>`
    select st_x(point.anchor) as longitude, st_y(point.anchor) as latitude, state.status
    from point
    join ${asOf === undefined ? now : past} state on state.point_id = point.id
    where ${statuses === undefined ? sql`true` : sql`state.status = any (${statuses}::text[])`}
      and ${
        commune === undefined
          ? sql`true`
          : sql`exists (
              select from point_commune
              where point_commune.point_id = point.id and point_commune.commune_id = ${commune.id}
            )`
      }`;
}

export type ClusterIndex = {
  readMilliseconds: number;
  indexMilliseconds: number;
  megabytes: number;
  /** GeoJSON, gzipped. */
  tile(tile: Tile): Uint8Array;
};

/** An index of one filter on one evening: another filter needs another one. */
export async function buildClusterIndex(
  database: Database,
  filter: TileFilter,
): Promise<ClusterIndex> {
  const start = performance.now();
  const features = (await readPoints(database, filter)).map(
    ({ longitude, latitude, status }): GeoJSON.Feature<GeoJSON.Point, Counts> => ({
      type: 'Feature',
      properties: { counts: POINT_STATUSES.map((name) => Number(name === status)) },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    }),
  );
  const read = performance.now();
  globalThis.gc?.();
  const before = process.memoryUsage();
  const indexStart = performance.now();
  const index = new Supercluster<Counts, Counts>({
    radius: 46,
    maxZoom: 16,
    map: ({ counts }) => ({ counts }),
    reduce: (sums, { counts }) => {
      sums.counts = sums.counts.map((count, at) => count + (counts[at] ?? 0));
    },
  }).load(features);
  const indexMilliseconds = performance.now() - indexStart;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return {
    readMilliseconds: read - start,
    indexMilliseconds,
    megabytes: bytes / 2 ** 20,
    tile: ({ z, x, y }) =>
      gzipSync(JSON.stringify(index.getTile(z, x, y)?.features ?? []), { level: 1 }),
  };
}
