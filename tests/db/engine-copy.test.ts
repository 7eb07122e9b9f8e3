import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import {
  expectSameAsLoaded,
  openCopiedCity,
  POINTS,
  type CopiedCity,
} from '#tests/support/database/copied-city.ts';

let city: CopiedCity;
beforeAll(async () => {
  city = await openCopiedCity();
});
afterAll(() => city.database.close());
beforeEach(() => city.begin());
afterEach(() => city.end());

describe('a start from a copy sees what changed since', () => {
  it.each<[string, (sql: TransactionSql) => Promise<unknown>]>([
    ['nothing', async () => {}],
    [
      'events',
      (sql) => sql`
        insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
        select id, 3000, cycle, 'delisted', '2026-11-22', '2026-11-23T02:00:00Z', 'analyst', 'delisted'
        from point where id % 9 = 0`,
    ],
    [
      'corrected days',
      (sql) => sql`
        insert into event (
          point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after, detail, corrects
        )
        select
          event.point_id, 4000 + event.seq, event.cycle, 'corrected', event.effective_on,
          '2026-11-21T20:00:00Z', 'analyst', event.status_after,
          jsonb_build_object('event', jsonb_build_object('effectiveOn', event.effective_on - 40)), event.id
        from event where event.kind = 'eliminated' and event.point_id % 11 = 0`,
    ],
    [
      'merges and one that was undone',
      (sql) => sql`
        insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
        select id, 5000 + step, cycle, act.kind, date '2026-11-21' + step, '2026-11-22T18:00:00Z', 'analyst', status
        from point cross join (values (0, 'merged'), (1, 'merge_undone')) act (step, kind)
        where id % 40 = 0 and (step = 0 or id % 80 = 0)`,
    ],
    [
      'flags that are derived without an event',
      async (sql) => {
        await sql`delete from point_flag where point_id % 7 = 0`;
        await sql`update point_flag set to_on = from_on + 3 where point_id % 7 = 1`;
        await sql`
          insert into point_flag (point_id, flag, from_on, to_on, recorded_at)
          select id, 'suspected', '2026-11-01', null, '2026-11-02T00:00:00Z' from point where id % 7 = 2
          on conflict do nothing`;
      },
    ],
    [
      'positions, kinds and categories that were corrected',
      (sql) => sql`
        update point
        set
          geom = st_translate(geom, 0.003, 0.002), anchor = st_translate(anchor, 0.003, 0.002),
          category = (select code from category where kind = point.kind order by code desc limit 1)
        where id % 13 = 0`,
    ],
    [
      'communes',
      async (sql) => {
        await sql`delete from point_commune where point_id % 17 = 0`;
        // One commune each, so that no row is moved to another commune that the point has too.
        await sql`delete from point_commune where point_id % 17 = 1 and not lead`;
        await sql`update point_commune set commune_id = 1 + (commune_id % 120) where point_id % 17 = 1`;
        await sql`
          insert into point_commune (point_id, commune_id, lead)
          select id, 77, false from point where id % 17 = 2 on conflict do nothing`;
      },
    ],
    [
      'hand-overs and cycles',
      async (sql) => {
        await sql`
          update handover
          set state = 'confirmed', proposed_by = 'proposer', answered_by = 'answerer', answered_on = proposed_on
          where point_id % 3 = 0 and state = 'recorded'`;
        await sql`
          insert into handover (
            point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on, answered_by, answered_on
          )
          select
            handover.point_id, handover.cycle, handover.attempt,
            (
              select min(commune.id) from commune where commune.id <> all (
                select other.commune_id from handover other where other.point_id = handover.point_id
              )
            ),
            'confirmed', 'proposer', handover.proposed_on, 'answerer', handover.proposed_on + 9
          from handover where handover.point_id % 3 = 0 and handover.state = 'confirmed'
          on conflict do nothing`;
        await sql`
          update cycle set handed_over_on = handed_over_on + 9
          where point_id % 3 = 0 and handed_over_on is not null`;
      },
    ],
    [
      'new places',
      async (sql) => {
        await sql`
          insert into point (
            official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain, created_at
          )
          select 'Điểm mới', kind, category, geom, anchor, 'proposed', '2026-11-20', 0, false, now()
          from point where id <= 20`;
        await sql`
          insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
          select id, 1, 0, 'proposed', '2026-11-20', '2026-11-21T00:00:00Z', 'officer', 'proposed'
          from point where id > ${POINTS}`;
      },
    ],
    [
      'places that were deleted',
      async (sql) => {
        await sql`alter table event disable trigger event_is_immutable`;
        for (const table of ['event', 'point_commune', 'point_alias']) {
          await sql`delete from ${sql(table)} where point_id > ${POINTS + 10}`;
        }
        await sql`delete from point where id > ${POINTS + 10}`;
        await sql`alter table event enable trigger event_is_immutable`;
      },
    ],
  ])('%s', async (_, work) => {
    await city.keep();
    await city.change(work);
    await expectSameAsLoaded(city);
  });

  it('communes derived anew', async () => {
    await city.change(async (sql) => {
      await sql`delete from point_commune where point_id % 19 = 3`;
    });
    await city.keep();
    await city.change((sql) => deriveCommunesOfPoints(sql, 'all'));
    expect((await city.copies().restore(1))?.changes).toBeGreaterThan(0);
    await expectSameAsLoaded(city);
  });

  it('in several transactions, one of which is taken back', async () => {
    await city.keep();
    for (const id of [1, 2, 3]) {
      await city.change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0.01, 0) where id = ${id}`,
      );
    }
    await expect(
      city.change(async (sql) => {
        await sql`update point set anchor = st_translate(anchor, 0.01, 0) where id = 4`;
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    await expectSameAsLoaded(city);
    expect((await city.copies().restore(1))?.changes).toBe(3);
  });

  it.runIf(inject('databaseTemplate').kind === 'server')(
    'in a transaction that began before the copy and was committed after it',
    async () => {
      let written = () => {};
      let commit = () => {};
      const hasWritten = new Promise<void>((resolve) => (written = resolve));
      const mayCommit = new Promise<void>((resolve) => (commit = resolve));
      const slow = city.change(async (sql) => {
        await sql`update point set anchor = st_translate(anchor, 0.02, 0) where id % 5 = 0`;
        written();
        await mayCommit;
      });
      await hasWritten;
      // Later numbers of transactions and events are given, and committed, before that one.
      await city.change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0, 0.01) where id = 6`,
      );
      await city.keep();
      await city.change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0, 0.01) where id = 7`,
      );
      commit();
      await slow;
      await expectSameAsLoaded(city);
      expect((await city.copies().restore(1))?.changes).toBe(POINTS / 5 + 3);
    },
  );
});
