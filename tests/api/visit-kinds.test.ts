import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ChangeKind, VisitChanges } from '#server/contract/visit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { listChanges } from '#server/features/visits/queries.ts';
import {
  act,
  handoverAsked,
  okPoint,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { signalActs, TODAY } from '#tests/support/signals/signal-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let test: TestApp;
let by: People;
let acts: ReturnType<typeof signalActs>;
beforeAll(async () => {
  test = await createTestApp({ now: TEST_NOW });
  by = await people(test);
  acts = signalActs(by);
});
afterAll(() => test.close());

async function changes(client: TestClient, query = ''): Promise<VisitChanges> {
  const response = await client.get(`/api/me/changes${query}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as VisitChanges;
}
/** The places of a kind that changed since the beginning of today. */
const changed = async (kind: ChangeKind, client = by.analyst) =>
  (await changes(client, `?since=${TODAY}`)).points[kind];
/** Moves the clock on by so many seconds. */
function later(seconds: number): void {
  test.clock.set(new Date(Date.parse(test.clock.now()) + seconds * 1_000).toISOString());
}

describe('a visit', () => {
  it('goes on until half an hour has passed without a look, and the next counts from its last one', async () => {
    const reader = await test.as('reader.of.visits', { role: 'planner' });
    expect((await changes(reader)).since).toBeNull();
    later(1_800);
    const last = test.clock.now();
    expect((await changes(reader)).since).toBeNull();
    later(1_801);
    expect((await changes(reader)).since).toBe(last);
    later(600);
    expect((await changes(reader)).since).toBe(last);
  });
});

describe('what has changed', () => {
  it('are proposals while nobody has decided on them', async () => {
    const point = await proposed(by);
    expect(await changed('proposed')).toContain(point.id);
    await act(by.coordinator, point, 'recognise', { effectiveOn: '2026-01-10' });
    expect(await changed('proposed')).not.toContain(point.id);
  });

  it('are refusals while they wait for a reply', async () => {
    const asked = await handoverAsked(by);
    const [part] = asked.handovers;
    await okPoint(
      await by.leader.post(`/api/handovers/${part?.id}/refuse`, {
        effectiveOn: '2026-03-09',
        reason: 'insufficient_file',
      }),
    );
    expect(await changed('refused')).toContain(asked.id);
    await okPoint(
      await by.analyst.post(`/api/handovers/${part?.id}/respond`, {
        effectiveOn: '2026-03-10',
        documentNumber: '1/CV',
        response: 'accepted',
        text: 'Sẽ bổ sung.',
      }),
    );
    expect(await changed('refused')).not.toContain(asked.id);
  });

  it('are recurrences while the place is active again, and no older ones', async () => {
    const { point, signal } = await acts.suspected();
    expect(await changed('suspected')).toContain(point.id);
    const back = await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    expect(await changed('recurred')).toContain(point.id);
    expect(await changed('suspected')).not.toContain(point.id);
    expect((await changes(by.analyst, '?since=2026-11-25')).points.recurred).toEqual([]);
    await act(by.analyst, back, 'eliminate', { effectiveOn: TODAY });
    expect(await changed('recurred')).not.toContain(point.id);
  });

  it('are no places that were merged into others, nor those of other communes', async () => {
    const [doubled, kept] = [await proposed(by), await proposed(by)];
    expect(await changed('proposed', by.leader)).toContain(kept.id);
    expect(await changed('proposed', by.otherLeader)).not.toContain(kept.id);
    await act(by.analyst, doubled, 'merge', {
      effectiveOn: TODAY,
      reason: 'Ghi trùng.',
      intoPointId: kept.id,
    });
    expect(await changed('proposed')).not.toContain(doubled.id);
  });

  it('are checks that became overdue after the last look, and stand so', async () => {
    const since = test.clock.now();
    const point = await handoverAsked(by);
    const overdue = async (fromOn: string, toOn: string | null, on: string) => {
      await test.database.sql`
        update point_flag set from_on = ${fromOn}, to_on = ${toOn}
        where point_id = ${point.id} and flag = 'check_overdue'`;
      const found = await asSystem(test.database, (sql) => listChanges(sql, since, on, 500));
      return found.find(({ kind }) => kind === 'overdue')?.points.includes(point.id);
    };
    await test.database.sql`
      delete from point_flag where point_id = ${point.id} and flag = 'check_overdue'`;
    await test.database.sql`
      insert into point_flag (point_id, flag, from_on, recorded_at)
      values (${point.id}, 'check_overdue', ${TODAY}, ${since})`;
    // It had begun when the reader looked last: the last look was on that day.
    expect(await overdue(TODAY, null, '2026-11-26')).toBe(false);
    expect(await overdue('2026-11-25', null, '2026-11-24')).toBe(false);
    expect(await overdue('2026-11-25', null, '2026-11-25')).toBe(true);
    expect(await overdue('2026-11-25', '2026-11-26', '2026-11-26')).toBe(false);
    expect(await overdue('2026-11-25', '2026-11-27', '2026-11-26')).toBe(true);
  });

  it('are counted in full, and named unless they are too many', async () => {
    await proposed(by);
    await proposed(by);
    const since = '2026-11-23T17:00:00.000Z';
    const found = async (most: number) => {
      const rows = await asSystem(test.database, (sql) => listChanges(sql, since, TODAY, most));
      const row = rows.find(({ kind }) => kind === 'proposed');
      return { count: row?.count ?? 0, named: row?.points.length };
    };
    const { count } = await found(100_000);
    expect(count).toBeGreaterThanOrEqual(2);
    expect(await found(count)).toEqual({ count, named: count });
    expect(await found(count - 1)).toEqual({ count, named: 0 });
  });
});
