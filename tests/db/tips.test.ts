import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Clock } from '#server/contract/deadline.ts';
import { addDays } from '#server/contract/time.ts';
import { judgeTip } from '#server/contract/tip-judgement.ts';
import { TIMELINESS, type Timeliness } from '#server/contract/tip-clock.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { type ActorContext, asActor } from '#server/db/transaction.ts';
import { timelinessColumn } from '#server/features/tips/queries.ts';
import { IN_BA_VI } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';
import { openSource } from '#tests/support/signals/tip-source.ts';

let test: TestApp;
let analyst: TestClient;
let leader: TestClient;
let here: number;
let elsewhere: number;
let source: ActorContext;
beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  leader = await test.as('leader', { communeCodes: ['00070'] });
  here = (await receive(analyst, {})).id;
  elsewhere = (await receive(analyst, { position: IN_BA_VI })).id;
  await openSource(test, { name: 'Tổng đài thử' });
  const [row] = await test.database.sql<{ accountId: string }[]>`
    select account_id from tip_source`;
  source = { accountId: row?.accountId ?? '', role: 'source', reach: 'source', communeIds: [] };
});
afterAll(() => test.close());

function by<T>(client: TestClient, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  if (client.account === null) throw new Error('nobody');
  return asActor(test.database, client.account, work);
}
const addEvent = (sql: TransactionSql, tipId: number, seq: number, actorId: string) => sql`
  insert into tip_event (tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role)
  values (${tipId}, ${seq}, 'verified', '2026-03-03', '2026-11-24T03:00:00Z', ${actorId}, 'leader')`;

describe('row-level security of tips', () => {
  it('shows a commune its own and no other, whatever the statement forgets', async () => {
    const seen = await by(leader, (sql) => sql<{ id: number }[]>`select id from tip order by id`);
    expect(seen.map(({ id }) => id)).toEqual([here]);
    const events = await by(
      leader,
      (sql) => sql`select from tip_event where tip_id = ${elsewhere}`,
    );
    expect(events).toHaveLength(0);
  });

  it('lets a commune change no other’s, add nothing to its history, and hand on none', async () => {
    const changed = await by(
      leader,
      (sql) => sql`update tip set version = 9 where id = ${elsewhere} returning id`,
    );
    expect(changed).toHaveLength(0);
    const accountId = leader.account?.accountId ?? '';
    await expect(by(leader, (sql) => addEvent(sql, elsewhere, 2, accountId))).rejects.toThrow(
      /row-level security/,
    );
    const move = by(leader, (sql) => sql`update tip set commune_id = 1 where id = ${here}`);
    await expect(move).rejects.toThrow(/permission denied/);
  });

  it('lets nobody look at the paper of their own step, and nobody of a commune at any', async () => {
    const [own] = await by(
      analyst,
      (sql) => sql<{ id: number }[]>`select id from tip_event where tip_id = ${here}`,
    );
    const look = (client: TestClient) =>
      by(
        client,
        (sql) => sql`
          insert into paper_review (tip_event_id, verdict, reviewed_by, reviewed_at)
          values (${own?.id ?? 0}, 'seen', ${client.account?.accountId ?? ''}, '2026-11-24T03:00:00Z')`,
      );
    await expect(look(analyst)).rejects.toMatchObject({
      constraint_name: 'paper_reviewer_is_not_writer',
    });
    await expect(look(leader)).rejects.toThrow(/row-level security/);
  });

  it('lets nobody write in another’s name', async () => {
    const other = analyst.account?.accountId ?? '';
    await expect(by(leader, (sql) => addEvent(sql, here, 2, other))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('shows a source nothing, and lets it hand in as itself alone', async () => {
    const asSource = <T>(work: (sql: TransactionSql) => Promise<T>) =>
      asActor(test.database, source, work);
    expect(await asSource((sql) => sql`select from tip`)).toHaveLength(0);
    expect(await asSource((sql) => sql`select from tip_event`)).toHaveLength(0);
    expect(await asSource((sql) => sql`select from point`)).toHaveLength(0);
    const foreign = asSource(
      (sql) => sql`
        insert into tip (kind, channel, commune_id, received_on, received_by, recorded_at)
        select 'feedback', 'hotline', id, '2026-03-02', ${source.accountId}, '2026-11-24T03:00:00Z'
        from commune limit 1`,
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
    const later = asSource((sql) => addEvent(sql, here, 2, source.accountId));
    await expect(later).rejects.toThrow(/row-level security/);
  });

  it('shows sources and their tokens to no role at all', async () => {
    for (const table of ['tip_source', 'tip_source_token']) {
      const look = by(analyst, (sql) => sql`select from ${sql(table)}`);
      await expect(look).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the tables of tips', () => {
  it.each([
    [`update tip set outcome = 'duplicate'`, 'tip_outcome_when_handled'],
    [
      `update tip set outcome = 'duplicate', handled_on = '2026-03-05'`,
      'tip_handled_after_classification',
    ],
    [`update tip set verified_on = '2026-03-01'`, 'tip_stages_ordered'],
    [`update tip set classified_on = '2026-03-05'`, 'tip_classified_after_verification'],
    [`update tip set occurred_on = '2026-03-05'`, 'tip_happened_before_receipt'],
    [`update tip set received_on = '2999-01-01'`, 'tip_received_not_in_future'],
    [`update tip set kind = 'rumour'`, 'tip_kind_known'],
    [`update tip set location_error_metres = -1`, 'tip_location_error_not_negative'],
    [`update tip_source set requests_per_minute = 0`, 'tip_source_rate_in_range'],
    [`update tip_source_token set hash = 'plain'`, 'tip_source_token_hash_form'],
    [
      `update tip_source_token set revoked_at = '2026-11-24T03:00:00Z'`,
      'tip_source_token_revocation_complete',
    ],
  ])('refuse %s', async (statement, constraint) => {
    const broken = test.database.sql.unsafe(statement);
    await expect(broken).rejects.toMatchObject({ constraint_name: constraint });
  });

  it('keep the history as it was written', async () => {
    for (const statement of ['delete from tip_event', `update tip_event set note = 'x'`]) {
      await expect(test.database.sql.unsafe(statement)).rejects.toThrow(/never changed or removed/);
    }
  });

  it('find the open tips by their due day through an index', async () => {
    await test.database.sql`analyze tip`;
    const plan = await test.database.sql.begin(async (sql) => {
      await sql`set local enable_seqscan = off`;
      return sql<{ 'QUERY PLAN': string }[]>`
        explain select id from tip where handled_on is null order by due_on, id limit 20`;
    });
    expect(plan.map((line) => Object.values(line)[0]).join('\n')).toContain('tip_open_index');
  });
});

describe('the clock of a tip in a statement', () => {
  const TODAY = '2026-03-10';
  const SOON = 2;
  const day = (away: number | null) => (away === null ? null : addDays(TODAY, away));

  it('is judged as the record judges it, by every combination of days', async () => {
    const dues = [null, -1, 0, 1, SOON, SOON + 1].map(day);
    const closings = [null, -2, -1, 0].map(day);
    const handled = closings.flatMap((stated) =>
      closings
        .filter((counted) => (counted === null) === (stated === null))
        .map((counted) => ({ countedHandledOn: counted, statedHandledOn: stated })),
    );
    const possible = handled.flatMap((closing) =>
      dues.flatMap((dueOn) =>
        dues.flatMap((statedDueOn) =>
          [false, true]
            // A suspended clock has no due day by what was said, and one that is closed is not suspended.
            .filter(
              (suspended) =>
                !suspended || (closing.countedHandledOn === null && statedDueOn === null),
            )
            .map((suspended) => ({ ...closing, dueOn, statedDueOn, suspended })),
        ),
      ),
    );
    const rows = await by(
      analyst,
      (sql) => sql<{ timeliness: Timeliness }[]>`
        select ${timelinessColumn(sql, TODAY, SOON)} as timeliness
        from (
          select "statedHandledOn", "countedHandledOn", "statedHandledOn", "dueOn", "statedDueOn", suspended, place
          from rows from (
            jsonb_to_recordset(${sql.json(possible)})
              as (
                "countedHandledOn" date, "statedHandledOn" date, "dueOn" date, "statedDueOn" date,
                suspended boolean
              )
          ) with ordinality as given (
            "countedHandledOn", "statedHandledOn", "dueOn", "statedDueOn", suspended, place
          )
        ) as tip (
          handled_on, counted_handled_on, stated_handled_on, due_on, stated_due_on, suspended, place
        )
        order by place`,
    );
    expect(rows.map(({ timeliness }) => timeliness)).toEqual(
      possible.map(({ dueOn, statedDueOn, suspended, ...closing }) => {
        const clockBy = (due: string | null) => {
          const partly: Partial<Clock> = { dueOn: due };
          return due === null && !suspended ? null : (partly as Clock);
        };
        const clocks = { counted: clockBy(dueOn), stated: clockBy(statedDueOn) };
        return judgeTip({ ...clocks, ...closing }, TODAY, SOON);
      }),
    );
    expect(new Set(rows.map(({ timeliness }) => timeliness)).size).toBe(TIMELINESS.length);
  });
});
