import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { activateSet } from '#server/features/boundaries/queries.ts';
import {
  deriveCommunesOfPoints,
  listPlacesOutsideCity,
} from '#server/features/communes/queries.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { boundaryDeps } from '#tests/support/files/boundary-file.ts';
import {
  addPlacesOutside,
  addShapes,
  writeTwoAreas,
} from '#tests/support/addresses/made-places.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const SERVER = inject('databaseTemplate').kind === 'server';
const POINTS = SERVER ? 30_000 : 4_000;
/** Degrees between corners: 50 m as in surveyed borders; more, for fewer corners, on the slower database. */
const SPACING = SERVER ? 0.0005 : 0.004;
/** A limit with room for a busy machine: with the index on the set's number this took minutes. */
const MOST_MILLISECONDS = 60_000;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, boundaryDeps.clock);
  await addManyPoints(database, POINTS);
}, 300_000);
afterAll(() => database.close());

/** Runs work in a transaction and rolls it back. */
async function takenBack(work: (sql: TransactionSql) => Promise<void>): Promise<void> {
  const end = new Error('taken back');
  await asSystem(database, async (sql) => {
    await work(sql);
    throw end;
  }).catch((error: unknown) => {
    if (error !== end) throw error;
  });
}

/** Counts how often this transaction has read the pieces of the areas. */
async function readScansOfAreas(sql: TransactionSql): Promise<{ whole: number; byIndex: number }> {
  const [scans] = await sql<{ whole: number; byIndex: number }[]>`
    select seq_scan::integer as whole, idx_scan::integer as by_index
    from pg_stat_xact_user_tables
    where relname = 'boundary_part'`;
  return scans ?? { whole: 0, byIndex: 0 };
}

/** Writes the areas in force again as another set, with as many corners as surveyed borders have. */
async function writeDenseSet(sql: TransactionSql): Promise<number> {
  const [set] = await sql<{ id: number }[]>`
    insert into boundary_set (kind, valid_from, source, report, imported_at, active, previous_id)
    select 'imported', '2025-07-01', 'test', '{}', now(), false, id from boundary_set where active
    returning id`;
  const setId = set?.id ?? 0;
  await sql`
    insert into boundary (set_id, commune_id, geom)
    select ${setId}, commune_id, st_segmentize(geom, ${SPACING})
    from boundary join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active`;
  await activateSet(sql, setId);
  return setId;
}

describe(`in an analysed register of ${POINTS} points`, () => {
  it('a boundary set that was written a moment ago is read by place, for all points and for some', async () => {
    await takenBack(async (sql) => {
      await writeDenseSet(sql);
      await sql`select set_config('statement_timeout', ${String(MOST_MILLISECONDS)}, true)`;
      const started = performance.now();
      const all = await deriveCommunesOfPoints(sql, 'all');
      const between = performance.now();
      const ids = Array.from({ length: POINTS / 5 }, (_, index) => 1 + index);
      const some = await deriveCommunesOfPoints(sql, ids);
      const took = [between - started, performance.now() - between].map(Math.round);
      console.log(
        `communes of ${all.points} points in ${took[0]} ms, of ${some.points} in ${took[1]} ms`,
      );
      expect([all.points, some.points]).toEqual([POINTS, POINTS / 5]);
    });
  });

  it('and so are the positions of a table of points', async () => {
    await takenBack(async (sql) => {
      await writeDenseSet(sql);
      await sql`select set_config('statement_timeout', ${String(MOST_MILLISECONDS)}, true)`;
      const positions = await sql<{ longitude: number; latitude: number }[]>`
        select st_x(anchor) as longitude, st_y(anchor) as latitude from point limit ${POINTS / 2}`;
      const outside = await listPlacesOutsideCity(
        sql,
        positions.map(({ longitude, latitude }) => [longitude, latitude]),
      );
      expect(outside).toEqual([]);
    });
  });

  it.each([
    ['not yet', 1],
    ['not yet', 1_000],
    ['already', 1],
    ['already', 1_000],
  ])(
    'where the planner %s knows the areas, those of %s points are found by their index',
    async (knows, count) => {
      await takenBack(async (sql) => {
        await writeDenseSet(sql);
        if (knows === 'already') await sql`analyze boundary_part`;
        const before = await readScansOfAreas(sql);
        const ids = Array.from({ length: count }, (_, index) => 1 + index);
        expect((await deriveCommunesOfPoints(sql, ids)).points).toBe(count);
        const after = await readScansOfAreas(sql);
        expect(after.whole - before.whole).toBe(0);
        expect(after.byIndex - before.byIndex).toBeGreaterThanOrEqual(count);
      });
    },
  );

  it.each([
    ['area_pieces_meeting(1, point.geom)', 'boundary_part'],
    ['border_pieces_around(1, point.anchor, 30)', 'boundary_line'],
  ])('the planner cannot look %s up by the number of the set', async (pieces, table) => {
    await takenBack(async (sql) => {
      await writeDenseSet(sql);
      // Holds even with the index by place forbidden, as far as the planner obeys.
      await sql`select set_config('enable_bitmapscan', 'off', true)`;
      const rows = await sql<{ 'QUERY PLAN': string }[]>`
        explain select from point cross join lateral ${sql.unsafe(pieces)}`;
      const plan = rows.map((row) => Object.values(row).join('')).join('\n');
      expect(plan).toContain(`${table}_geom_index`);
      expect(plan).not.toContain(`${table}_boundary_index`);
    });
  });
});

describe('the communes of every kind of place', () => {
  it('are the same whether all are derived at once or each by itself', async () => {
    await takenBack(async (sql) => {
      await writeDenseSet(sql);
      await addShapes(sql);
      await deriveCommunesOfPoints(sql, 'all');
      const atOnce = await communesOf(sql);
      await sql`delete from point_commune where point_id in (select id from point where kind = 'public_area')`;
      const ids = await sql<{ id: number }[]>`select id from point where kind = 'public_area'`;
      await deriveCommunesOfPoints(
        sql,
        ids.map(({ id }) => id),
      );
      expect(await communesOf(sql)).toEqual(atOnce);
      expect(new Set(atOnce.map(({ pointId }) => pointId)).size).toBe(300);
      expect(atOnce.length).toBeGreaterThan(400);
    });
  });

  it('are all whose uncut areas they meet, led by the anchor’s', async () => {
    await takenBack(async (sql) => {
      await writeDenseSet(sql);
      await addShapes(sql);
      await deriveCommunesOfPoints(sql, 'all');
      const expected = await sql`
        select point.id as point_id, boundary.commune_id
        from point
        join boundary on st_intersects(boundary.geom, point.geom)
        join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
        where point.kind = 'public_area'
        order by 1, 2`;
      const found = await communesOf(sql);
      expect(found.map(({ pointId, communeId }) => ({ pointId, communeId }))).toEqual([
        ...expected,
      ]);
      const [led] = await sql<{ wrong: number }[]>`
        select count(*)::integer as wrong
        from point
        join point_commune on point_commune.point_id = point.id and point_commune.lead
        join boundary on boundary.commune_id = point_commune.commune_id
        join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
        where point.kind = 'public_area' and not st_intersects(boundary.geom, point.anchor)`;
      expect(led?.wrong).toBe(0);
    });
  });

  it('outside all areas are the nearest, and stay so when they are derived again', async () => {
    await takenBack(async (sql) => {
      await addPlacesOutside(sql);
      const derived = await deriveCommunesOfPoints(sql, 'all');
      expect(derived.near).toBeGreaterThan(200);
      const first = await communesOf(sql);
      const expected = await sql<{ pointId: number; communeId: number }[]>`
        select point.id as point_id, nearest.commune_id
        from point
        cross join lateral (
          select boundary.commune_id
          from boundary
            join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
            join commune on commune.id = boundary.commune_id
            where boundary.geom && st_expand(point.anchor, 0.1)
            order by st_distance(boundary.geom::geography, point.anchor::geography)
          limit 1
        ) nearest
        where point.kind = 'public_area'
          and exists (select from point_commune where point_commune.point_id = point.id)
        order by 1`;
      expect(first.map(({ pointId, communeId }) => [pointId, communeId])).toEqual(
        expected.map(({ pointId, communeId }) => [pointId, communeId]),
      );
      expect((await deriveCommunesOfPoints(sql, 'all')).leadChanged).toBe(0);
      const ids = expected.map(({ pointId }) => pointId);
      expect((await deriveCommunesOfPoints(sql, ids)).leadChanged).toBe(0);
      expect(await communesOf(sql)).toEqual(first);
    });
  });

  it.each([
    ['00004', '00070'],
    ['00070', '00004'],
  ])(
    'that are as near to two are those of the lower code, however these are drawn',
    async (west, east) => {
      await takenBack(async (sql) => {
        await writeTwoAreas(sql, [west, east]);
        await sql`
        insert into point (
          official_name, kind, category, geom, anchor, status, status_since, cycle,
          commune_uncertain, created_at
        )
        select 'Gần mũi', 'public_area', 'CC-KV', place, place, 'active', '2026-01-01', 1, true, now()
        from generate_series(-5, 5) number
        cross join lateral (select st_point(105.8 + number * 0.0003, 21.03, 4326) as place) at`;
        const ids = await sql<{ id: number }[]>`select id from point where kind = 'public_area'`;
        const derived = await deriveCommunesOfPoints(
          sql,
          ids.map(({ id }) => id),
        );
        expect(derived.near).toBe(11);
        const [lower] = await sql<{ id: number }[]>`select id from commune where code = '00004'`;
        const found = (await communesOf(sql)).map(({ communeId }) => communeId);
        expect(found).toEqual(found.map(() => lower?.id));
      });
    },
  );
});

async function communesOf(sql: TransactionSql) {
  return [
    ...(await sql<{ pointId: number; communeId: number; lead: boolean; chosen: boolean }[]>`
      select point_commune.point_id, point_commune.commune_id, point_commune.lead, point_commune.chosen
      from point_commune
      join point on point.id = point_commune.point_id
      where point.kind = 'public_area'
      order by 1, 2`),
  ];
}
