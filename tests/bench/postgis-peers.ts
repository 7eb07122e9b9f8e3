import type { Database } from '#server/db/client.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';

import type { Tile, TileFilter } from './tile-cases.ts';

/** Reads a tile from PostGIS alone: every point of it, as `ST_AsMVT` tutorials do. */
export async function naiveTile(
  { sql }: Database,
  { z, x, y }: Tile,
  { statuses, commune, asOf }: TileFilter,
): Promise<Uint8Array> {
  const status = asOf === undefined ? sql`point.status` : sql`past.status_after`;
  const past =
    asOf === undefined
      ? sql``
      : sql`cross join lateral (
          select event.status_after from event
          where event.point_id = point.id and event.effective_on <= ${asOf}
          order by event.effective_on desc, event.seq desc
          limit 1
        ) past`;
  const [row] = await sql<{ tile: Uint8Array }[]>`
    with envelope as (select st_tileenvelope(${z}, ${x}, ${y}) as geom)
    select st_asmvt(feature, 'points') as tile
    from (
      select
        point.id, ${status} as status,
        st_asmvtgeom(st_transform(point.anchor, 3857), envelope.geom) as geom
      from envelope
      join point on point.anchor && st_transform(envelope.geom, 4326)
      ${past}
      where ${statuses === undefined ? sql`true` : sql`${status} = any (${statuses}::text[])`}
        and ${
          commune === undefined
            ? sql`true`
            : sql`exists (
                select from point_commune
                where point_commune.point_id = point.id and point_commune.commune_id = ${commune.id}
              )`
        }
    ) feature`;
  return row?.tile ?? new Uint8Array();
}

const FINEST = 16;
const COARSEST = 6;

/**
 * A table of cells, 32 × 32 a tile as the product's, with counts by status, for one day: today. Each coarser
 * zoom is made of the finer one.
 */
export async function buildGrid({ sql }: Database): Promise<{ megabytes: number }> {
  await sql`drop table if exists bench_grid`;
  await sql`
    create unlogged table bench_grid (
      z smallint, x integer, y integer, cell_x integer, cell_y integer, counts integer[],
      east float8, north float8
    )`;
  await sql`
    insert into bench_grid
    select ${FINEST}, mx >> 5, my >> 5, mx, my,
      array[
        count(*) filter (where status = 'proposed'), count(*) filter (where status = 'not_recognised'),
        count(*) filter (where status = 'active'), count(*) filter (where status = 'eliminated'),
        count(*) filter (where status = 'handed_over'), count(*) filter (where status = 'recurring'),
        count(*) filter (where status = 'delisted')
      ]::integer[],
      avg(position.east), avg(position.north)
    from (
      select
        point.status, st_x(mercator.geom) as east, st_y(mercator.geom) as north,
        floor((st_x(mercator.geom) / 40075016.6855785 + 0.5) * 2 ^ 21)::integer as mx,
        floor((0.5 - st_y(mercator.geom) / 40075016.6855785) * 2 ^ 21)::integer as my
      from point
      cross join lateral (select st_transform(point.anchor, 3857) as geom) mercator
    ) position
    group by mx, my`;
  for (let z = FINEST - 1; z >= COARSEST; z -= 1) {
    await sql`
      insert into bench_grid
      select ${z}, cell_x >> 6, cell_y >> 6, cell_x >> 1, cell_y >> 1,
        array[
          sum(counts[1]), sum(counts[2]), sum(counts[3]), sum(counts[4]), sum(counts[5]),
          sum(counts[6]), sum(counts[7])
        ]::integer[],
        avg(east), avg(north)
      from bench_grid
      where z = ${z + 1}
      group by cell_x >> 6, cell_y >> 6, cell_x >> 1, cell_y >> 1`;
  }
  await sql`create index bench_grid_tile on bench_grid (z, x, y)`;
  await sql`analyze bench_grid`;
  const [row] = await sql<{ bytes: number }[]>`
    select pg_total_relation_size('bench_grid') as bytes`;
  return { megabytes: (row?.bytes ?? 0) / 2 ** 20 };
}

/** A tile of the table; it knows statuses, but neither communes nor the past. */
export async function gridTile(
  { sql }: Database,
  { z, x, y }: Tile,
  { statuses = [...POINT_STATUSES] }: TileFilter,
): Promise<Uint8Array> {
  const places = statuses.map((status) => POINT_STATUSES.findIndex((name) => name === status) + 1);
  const [row] = await sql<{ tile: Uint8Array }[]>`
    with envelope as (select st_tileenvelope(${z}, ${x}, ${y}) as geom)
    select st_asmvt(feature, 'points') as tile
    from (
      select
        counts[1] as s0, counts[2] as s1, counts[3] as s2, counts[4] as s3, counts[5] as s4,
        counts[6] as s5, counts[7] as s6,
        st_asmvtgeom(st_setsrid(st_makepoint(east, north), 3857), envelope.geom) as geom
      from bench_grid
      cross join envelope
      where bench_grid.z = ${z} and bench_grid.x = ${x} and bench_grid.y = ${y}
        and exists (select from unnest(${places}::integer[]) place where counts[place] > 0)
    ) feature`;
  return row?.tile ?? new Uint8Array();
}
