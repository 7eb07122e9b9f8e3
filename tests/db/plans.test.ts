import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import {
  insertAllotment,
  insertResult,
  listResults,
} from '#server/features/plans/result-queries.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const NOW = '2026-06-20T03:00:00.000Z';

describe('plans in the database', () => {
  let test: TestApp;
  let coordinator: Actor;
  let leader: Actor;
  let neighbour: Actor;
  let analyst: Actor;
  let planId: number;
  let indicatorId: number;

  beforeAll(async () => {
    test = await createTestApp({ now: NOW });
    const communes = await test.database.sql<{ id: number }[]>`
      select id from commune order by code limit 2`;
    const [here, there] = communes.map(({ id }) => id);
    const open = (username: string, role: Actor['role'], communeIds: number[] = []) =>
      openAccount(test.database, { username, role, communeIds });
    coordinator = await open('coordinator.one', 'coordinator');
    analyst = await open('analyst.one', 'analyst');
    leader = await open('leader.here', 'leader', [here ?? 0]);
    neighbour = await open('leader.there', 'leader', [there ?? 0]);
    const [row] = await test.database.sql<{ id: number; planId: number }[]>`
      select id, plan_id from plan_indicator where code = 'residents_informed'`;
    planId = row?.planId ?? 0;
    indicatorId = row?.id ?? 0;
  });
  afterAll(() => test.close());

  const breaks = (constraint: string) => expect.objectContaining({ constraint_name: constraint });
  const refused = expect.objectContaining({ code: '42501' });
  const result = (actor: Actor, more: object = {}) =>
    asActor(test.database, actor, (sql) =>
      insertResult(sql, {
        indicatorId,
        communeId: actor.communeIds[0] ?? null,
        firstOn: '2024-01-15',
        lastOn: '2024-02-14',
        version: 1,
        amount: 10,
        outOf: null,
        documentNumber: '1/BC',
        reason: null,
        writtenBy: actor.accountId,
        writtenAt: NOW,
        ...more,
      }),
    );
  const allot = (more: object = {}) =>
    asActor(test.database, coordinator, (sql) =>
      insertAllotment(sql, {
        indicatorId,
        version: 1,
        target: 2_000,
        total: 2_000,
        reason: null,
        documentNumber: null,
        shares: [{ communeId: leader.communeIds[0] ?? 0, amount: 2_000 }],
        writtenBy: coordinator.accountId,
        writtenAt: NOW,
        ...more,
      }),
    );

  it('keep an issued plan as it was signed, whoever asks', async () => {
    for (const change of [
      `update plan set title = 'khác' where id = ${planId}`,
      `update plan_indicator set target = 1 where plan_id = ${planId}`,
      `delete from plan_indicator where plan_id = ${planId}`,
    ]) {
      await expect(asSystem(test.database, (sql) => sql.unsafe(change))).rejects.toEqual(
        breaks('plan_issued_is_frozen'),
      );
    }
  });

  it('let no allotment lie about its sum', async () => {
    await expect(allot({ total: 1_900 })).rejects.toEqual(breaks('allotment_adds_up_or_says_why'));
    await expect(allot({ total: 1_900, reason: 'Giao sau' })).rejects.toEqual(
      breaks('allotment_shares_make_the_total'),
    );
    await allot();
    await expect(
      asSystem(test.database, (sql) => sql`update allotment_share set amount = 1`),
    ).rejects.toEqual(breaks('append_only'));
  });

  it('let a commune enter figures of its own alone, and read no neighbour’s', async () => {
    await result(leader);
    await expect(result(neighbour, { communeId: leader.communeIds[0] })).rejects.toEqual(refused);
    await expect(result(leader, { communeId: null })).rejects.toEqual(refused);
    await expect(result(leader, { writtenBy: neighbour.accountId })).rejects.toEqual(refused);
    await expect(result(analyst)).rejects.toEqual(refused);
    await expect(result(leader)).rejects.toEqual(breaks('indicator_result_one_per_version'));
    await expect(result(leader, { version: 2 })).rejects.toEqual(
      breaks('indicator_result_correction_has_reason'),
    );
    await expect(result(leader, { firstOn: '2026-06-01', lastOn: '2026-07-01' })).rejects.toEqual(
      breaks('indicator_result_not_of_the_future'),
    );
    const seen = (actor: Actor) =>
      asActor(test.database, actor, async (sql) => (await listResults(sql, planId)).length);
    expect([await seen(leader), await seen(neighbour), await seen(analyst)]).toEqual([1, 0, 1]);
  });

  it('hide a draft from everybody but the coordinator', async () => {
    await asSystem(
      test.database,
      (sql) => sql`
        insert into plan (
          issuer, title, level, year, first_on, last_on, state, source, written_at
        ) values (
          'UBND', 'Bản nháp', 'city', 2027, '2026-12-15', '2027-12-14', 'draft', 'thử', ${NOW}
        )`,
    );
    const seen = (actor: Actor) =>
      asActor(
        test.database,
        actor,
        async (sql) => (await sql`select from plan where state = 'draft'`).length,
      );
    expect([await seen(coordinator), await seen(analyst), await seen(leader)]).toEqual([1, 0, 0]);
  });

  it('show a named place of a list to those who reach the place', async () => {
    const [point] = await test.database.sql<{ id: number }[]>`
      insert into point (
        official_name, kind, category, geom, anchor, status, status_since, cycle,
        commune_uncertain, created_at
      ) values (
        'Điểm trong danh mục', 'business', 'NN', st_setsrid(st_point(105.85, 21.03), 4326),
        st_setsrid(st_point(105.85, 21.03), 4326), 'active', '2026-01-01', 1, false, ${NOW}
      )
      returning id`;
    await test.database.sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${point?.id ?? 0}, ${leader.communeIds[0] ?? 0}, true)`;
    await asActor(
      test.database,
      coordinator,
      (sql) => sql`
        insert into indicator_point (indicator_id, point_id, aim)
        values (${indicatorId}, ${point?.id ?? 0}, 'keep')`,
    );
    const seen = (actor: Actor) =>
      asActor(test.database, actor, async (sql) => (await sql`select from indicator_point`).length);
    expect([await seen(leader), await seen(neighbour), await seen(analyst)]).toEqual([1, 0, 1]);
  });
});
