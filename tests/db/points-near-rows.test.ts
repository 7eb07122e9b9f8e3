import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Geometry } from '#server/contract/geo.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const TODAY = '2026-11-24';
const clock = { now: () => `${TODAY}T03:00:00.000Z`, today: () => TODAY };
const RADII = [
  { business: 100, area: 300 },
  { business: 1_500, area: 900 },
];

type Row = { place: number; geometry: Geometry };
type Near = { place: number; pointId: number; metres: number };

let database: Database;
let rows: Row[];
beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: 3_000, events: 3_000, seed: 11, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  const shapes = await database.sql<{ geometry: Geometry }[]>`
    select st_asgeojson(point.geom, 7)::jsonb as geometry from point order by id limit 150`;
  rows = shapes.map(({ geometry }, place) => ({ place, geometry }));
});
afterAll(() => database.close());

/** Every place is measured on the globe. */
async function nearBySql(radius: { business: number; area: number }): Promise<Near[]> {
  return database.sql<Near[]>`
    select place, point_id, metres
    from (
      select
        given.place, point.id as point_id, point.kind, distance.metres,
        row_number() over (partition by given.place order by distance.metres, point.id) as rank
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as given (place integer, geometry jsonb)
      cross join point
      cross join lateral (
        select st_distance(
          point.geom::geography, st_setsrid(st_geomfromgeojson(given.geometry), 4326)::geography
        ) as metres
      ) distance
      where point.merged_into is null
        and distance.metres <= greatest(${radius.business}::float8, ${radius.area}::float8)
    ) ranked
    where rank <= 20
      and metres <= case kind when 'business' then ${radius.business}::float8 else ${radius.area}::float8 end
    order by place, metres, point_id`;
}

describe('places near the rows of a table', () => {
  it.each(RADII)(
    'are the twenty nearest within $business metres, or $area of an area',
    async (radius) => {
      const found = await asSystem(
        database,
        (sql) => sql<Near[]>`
          select place, point_id, metres
          from points_near_rows(
            ${JSON.stringify(rows)}::text::jsonb, ${radius.business}::float8, ${radius.area}::float8
          )
          order by place, metres, point_id`,
      );
      const expected = await nearBySql(radius);
      expect(expected.length).toBeGreaterThan(rows.length);
      expect([...found]).toEqual([...expected]);
    },
  );
});
