import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** All of the city lies in this tile of zoom 6; up to 2,000 points stand in it for themselves. */
const CITY_TILE = '6/50/28';

/** Asks a server for what its map shows; a line for each point: id, status, cycle, flags. */
export async function shownByMap(address: string, cookie: string): Promise<string[]> {
  const filter = `?status=${POINT_STATUSES.join(',')}`;
  const url = `${address}/api/tiles/points/${CITY_TILE}.mvt${filter}`;
  const response = await fetch(url, { headers: { cookie } });
  if (!response.ok) throw new Error(`no map: ${response.status} ${await response.text()}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
  const lines = Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const { id = 0, properties = {} } = layer?.feature(index) ?? {};
    if ('n' in properties) throw new Error('too many points for one tile');
    const status = POINT_STATUSES[Number(properties['status'] ?? 0)];
    const flags = POINT_FLAGS.filter((_, bit) => (Number(properties['flags'] ?? 0) >> bit) & 1);
    return lineOf(id, status, Number(properties['cycle']), flags);
  });
  return lines.toSorted();
}

/** Reads the same lines from the register by itself. */
export async function standsInRegister(database: Database): Promise<string[]> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ id: number; status: string; cycle: number; flags: string[] }[]>`
      select
        id, status, cycle,
        array(
          select flag from point_flag
          where point_id = point.id
            and from_on <= city_date(now()) and (to_on is null or to_on > city_date(now()))
        ) as flags
      from point`,
  );
  return rows
    .map(({ id, status, cycle, flags }) => {
      const known = POINT_FLAGS.filter((flag) => flags.includes(flag));
      return lineOf(id, status, cycle, known);
    })
    .toSorted();
}

function lineOf(id: number, status = '', cycle = 1, flags: readonly string[] = []): string {
  return `${id} ${status}, cycle ${cycle}: ${flags.join(' ')}`;
}
