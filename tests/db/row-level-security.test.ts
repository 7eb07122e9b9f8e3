import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { AROUND_POLICIES } from '#tests/support/database/reach/around-policies.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { seedTwoCommunes, type TwoCommunes } from '#tests/support/database/two-communes.ts';

/** Tables that everybody who is signed in may read whole: they say nothing about points. */
const OPEN_TO_ALL =
  'app_user boundary boundary_line boundary_part boundary_set category commune commune_population day_off deadline_rule former_commune_name gazetteer gazetteer_entry ground ground_tile osm_import road_edge road_network setting'.split(
    ' ',
  );
/** Tables about points without rows here: tests of their own try their policies. */
const TRIED_ELSEWHERE: readonly string[] = ['indicator_point', 'proposal', 'stop'];
const CREDENTIAL_TABLES =
  'app_session app_credential app_two_factor app_verification sign_in_attempt spent_code access_link'.split(
    ' ',
  );
const NOBODY = { accountId: '', role: 'nobody', reach: 'none', communeIds: [] } as const;

let database: Database;
let seeded: TwoCommunes;
/** Tables and views that the application's role can read and that have a point in each row. */
let aboutPoints: { table: string; column: string }[];

beforeAll(async () => {
  database = await openTestDatabase();
  seeded = await seedTwoCommunes(database);
  aboutPoints = await database.sql<{ table: string; column: string }[]>`
    select pg_class.relname as "table", pg_attribute.attname as "column"
    from pg_class
    join pg_attribute on pg_attribute.attrelid = pg_class.oid
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind in ('r', 'v', 'm', 'p')
      and has_any_column_privilege('diaban_app', pg_class.oid, 'select')
      and (
        pg_attribute.attname = 'point_id'
        or (pg_class.relname = 'point' and pg_attribute.attname = 'id')
      )
    order by pg_class.relname`;
});
afterAll(() => database.close());

/** Every row of the table, as a query that forgot its condition would read it. */
async function pointsIn(
  sql: TransactionSql,
  { table, column }: { table: string; column: string },
): Promise<number[]> {
  const rows = await sql<{ pointId: number }[]>`
    select distinct ${sql(column)} as point_id from ${sql(table)}`;
  return rows.map(({ pointId }) => pointId).toSorted((a, b) => a - b);
}

async function expectReach(
  actor: Parameters<typeof asActor>[1],
  expected: readonly number[],
): Promise<void> {
  for (const place of aboutPoints) {
    const held = await asSystem(database, (sql) => pointsIn(sql, place));
    const seen = await asActor(database, actor, (sql) => pointsIn(sql, place));
    expect(seen, `${actor.role} in ${place.table}`).toEqual(
      expected.filter((pointId) => held.includes(pointId)),
    );
  }
}

describe('what the application can read', () => {
  it('is guarded by a policy wherever it is not open to all', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select relname as name
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
        and has_any_column_privilege('diaban_app', oid, 'select')
        and not exists (
          select from pg_depend where pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
        )
      order by relname`;
    expect(rows.map(({ name }) => name).filter((name) => !OPEN_TO_ALL.includes(name))).toEqual([]);
  });

  it('asks for the reader and not for the owner in every view', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select relname as name
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and has_any_column_privilege('diaban_app', oid, 'select')
        and not coalesce('security_invoker=true' = any (reloptions), false)
        and not exists (
          select from pg_depend where pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
        )`;
    expect(rows.map(({ name }) => name)).toEqual([]);
  });

  it('goes around the policies only through the known functions', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select proname as name
      from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef
        and has_function_privilege('diaban_app', oid, 'execute')
        and not exists (
          select from pg_depend where pg_depend.objid = pg_proc.oid and pg_depend.deptype = 'e'
        )
      order by proname`;
    expect(rows.map(({ name }) => name)).toEqual(AROUND_POLICIES);
  });

  it.each(CREDENTIAL_TABLES)('holds nothing of %s', async (table) => {
    await expect(
      asActor(database, seeded.analyst, (sql) => sql`select * from ${sql(table)}`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('holds the names of people and nothing else about them', async () => {
    await asActor(database, seeded.leader, async (sql) => {
      const rows = await sql`select id, name, username from app_user`;
      expect(rows.length).toBeGreaterThan(1);
    });
    await expect(
      asActor(database, seeded.leader, (sql) => sql`select email from app_user`),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('without a condition of the application', () => {
  it('the city sees both points in every table, so that the next tests can fail', async () => {
    expect(aboutPoints.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        'check_record',
        'cycle',
        'event',
        'event_in_force',
        'handover',
        'point',
        'point_alias',
        'point_commune',
        'point_flag',
        'signal',
      ]),
    );
    await expectReach(seeded.analyst, [seeded.here.pointId, seeded.there.pointId]);
    const empty: string[] = [];
    for (const place of aboutPoints) {
      const held = await asSystem(database, (sql) => pointsIn(sql, place));
      if (held.length < 2) empty.push(place.table);
    }
    expect(empty.filter((table) => !TRIED_ELSEWHERE.includes(table))).toEqual([]);
  });

  it('a leader sees nothing of another commune', async () => {
    await expectReach(seeded.leader, [seeded.here.pointId]);
    const { communeId, pointId } = seeded.there;
    await expectReach({ ...seeded.leader, communeIds: [communeId] }, [pointId]);
  });

  it('a leader of two communes sees both, one of none sees nothing', async () => {
    const { here, there, leader } = seeded;
    const communeIds = [here.communeId, there.communeId];
    await expectReach({ ...leader, communeIds }, [here.pointId, there.pointId]);
    await expectReach({ ...leader, communeIds: [] }, []);
  });

  it('an inspector sees what they proposed', async () => {
    await expectReach(seeded.inspector, [seeded.there.pointId]);
  });

  it('administrators, auditors and nobody see no point at all', async () => {
    await expectReach({ ...NOBODY, role: 'admin' }, []);
    await expectReach({ ...NOBODY, role: 'auditor', reach: 'log' }, []);
    await expectReach(NOBODY, []);
  });

  it('a point that touches two communes is seen by both', async () => {
    const { here, there, leader } = seeded;
    await asSystem(
      database,
      (sql) => sql`
        insert into point_commune (point_id, commune_id, lead)
        values (${here.pointId}, ${there.communeId}, false)`,
    );
    await expectReach({ ...leader, communeIds: [there.communeId] }, [here.pointId, there.pointId]);
    await asSystem(
      database,
      (sql) => sql`
        delete from point_commune
        where point_id = ${here.pointId} and commune_id = ${there.communeId}`,
    );
  });
});

describe('writing beyond the own reach', () => {
  it('changes no row of another commune', async () => {
    await asActor(database, seeded.leader, async (sql) => {
      const points = await sql`update point set version = version + 1 returning id`;
      expect(points).toHaveLength(1);
      const handovers = await sql`update handover set grounds = 'x' returning id`;
      expect(handovers).toHaveLength(1);
      const signals = await sql`update signal set version = version + 1 returning id`;
      expect(signals).toHaveLength(1);
    });
  });

  const event = (sql: TransactionSql, pointId: number, actorId: string) => sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role, status_after
    ) values (
      ${pointId}, 90, 1, 'checked', '2026-02-03', '2026-03-01T00:00:00Z', ${actorId}, 'leader',
      'eliminated'
    )`;

  it('adds no event to a point of another commune', async () => {
    const { leader, there } = seeded;
    await expect(
      asActor(database, leader, (sql) => event(sql, there.pointId, leader.accountId)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('adds no event in the name of somebody else', async () => {
    const { leader, here, analyst } = seeded;
    await expect(
      asActor(database, leader, (sql) => event(sql, here.pointId, analyst.accountId)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['update event set note = null', 'delete from event', 'truncate event'])(
    'has no right to "%s"',
    async (statement) => {
      await expect(
        asActor(database, seeded.analyst, (sql) => sql.unsafe(statement)),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('leaves events unchanged even for the owner of the tables', async () => {
    await expect(
      asSystem(database, (sql) => sql`update event set note = 'x'`),
    ).rejects.toMatchObject({ constraint_name: 'append_only' });
  });
});
