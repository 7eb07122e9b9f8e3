import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CheckScheduleList } from '#server/contract/check.ts';
import type { PointDetail, PointPage } from '#server/contract/point.ts';
import { asSystem } from '#server/db/transaction.ts';
import { applyWaitingSchedules } from '#server/features/checks/commands.ts';
import { findWaitingSchedule } from '#server/features/checks/queries.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  eliminated,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** Eliminated on 2026-03-01; today is 2026-11-24. */
let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const SCHEDULE = {
  validFrom: '2026-11-24',
  days: [300, 20],
  leadDays: 5,
  watchDays: 400,
  retryDays: 2,
  origin: 'Kế hoạch kiểm tra minh họa',
};
const set = async (client: TestClient, more: Partial<typeof SCHEDULE> = {}) => {
  const act = { ...SCHEDULE, ...more };
  const answer = await client.post('/api/check-schedules', act);
  const schedules = () => client.get('/api/check-schedules');
  return withSecond(client, answer, { kind: 'check_schedule', act }, schedules);
};
const record = async (point: PointDetail) =>
  okPoint(await by.analyst.get(`/api/points/${point.id}`));

describe('the schedule of checks', () => {
  it('comes with defaults that say where they are from', async () => {
    const list = (await (await by.officer.get('/api/check-schedules')).json()) as CheckScheduleList;
    expect(list.items).toEqual([
      expect.objectContaining({
        validFrom: '1900-01-01',
        days: [7, 30, 90, 180, 365],
        retryDays: 3,
        setBy: null,
        origin: expect.stringContaining('do đơn vị cấu hình'),
      }),
    ]);
  });

  it('says by when a place is looked at, in the record as in the list', async () => {
    const point = await eliminated(by, { officialName: 'Nơi chưa ai kiểm tra' });
    expect(point.nextCheckOn).toBe('2026-03-08');
    expect(point.flags).toEqual(expect.arrayContaining(['check_overdue', 'unchecked']));
    const page = (await (
      await by.officer.get('/api/points?q=Nơi chưa ai kiểm tra')
    ).json()) as PointPage;
    expect(page.items.map((item) => item.nextCheckOn)).toEqual(['2026-03-08']);
    const open = await active(by);
    expect(open.nextCheckOn).toBeNull();
  });

  it('sets the next attempt where a look could not be done, and keeps the place unchecked', async () => {
    const point = await handedOver(by);
    const inVain = await act(by.officer, point, 'checks', {
      effectiveOn: '2026-11-23',
      documentNumber: null,
      result: 'could_not_check',
      obstacle: 'closed',
    });
    expect(inVain.nextCheckOn).toBe('2026-11-26');
    expect(inVain.flags).toEqual(expect.arrayContaining(['check_due', 'unchecked']));
    expect(inVain.flags).not.toContain('check_overdue');
    expect(inVain.events[0]?.detail).toMatchObject({ obstacle: 'closed', retryOn: '2026-11-26' });
  });

  it('is refused for past days, twice for one day, and to those who set no settings', async () => {
    await expectProblem(
      await set(by.coordinator, { validFrom: '2026-11-23' }),
      'check.schedule_in_past',
    );
    await expectProblem(await set(by.analyst), 'permission.denied');
    await expectProblem(await set(by.coordinator, { days: [] }), 'request.invalid');
    await expectProblem(await set(by.coordinator, { days: [7, 7] }), 'request.invalid');
    await expectProblem(
      await set(by.coordinator, { origin: 'Theo ông Nguyễn Văn A, 0912 345 678' }),
      'text.personal_data',
    );
    await expectProblem(await set(await test.as('admin')), 'permission.denied');
    for (const lax of [{ days: [3_650] }, { days: [31, 90] }, { watchDays: 1 }]) {
      await expectProblem(await set(by.coordinator, lax), 'check.schedule_lax');
    }
    expect((await set(by.coordinator, { validFrom: '2027-06-01' })).status).toBe(200);
    await expectProblem(
      await set(by.coordinator, { validFrom: '2027-06-01' }),
      'check.schedule_day_taken',
    );
  });

  it('is followed by every flag from its day on, and by none before', async () => {
    const unseen = await handedOver(by);
    const seen = await act(by.officer, await handedOver(by), 'checks', {
      effectiveOn: '2026-11-20',
      documentNumber: null,
      result: 'no_sign',
    });
    expect(seen.nextCheckOn).toBe('2027-03-01');
    const list = (await (await set(by.coordinator)).json()) as CheckScheduleList;
    expect(list.inForceFrom).toBe('2026-11-24');
    expect(list.items[1]).toMatchObject({
      days: [20, 300],
      retryDays: 2,
      setBy: 'Tài khoản thử coordinator',
      setAt: test.clock.now(),
      origin: SCHEDULE.origin,
    });
    const logged = await test.database.sql<object[]>`
      select account_id, subject_kind, detail from audit_entry
      where action = 'setting.set' and subject_id = 'check.schedule'
      order by seq desc limit 1`;
    expect(logged).toEqual([
      {
        // In the name of whoever confirmed it.
        accountId: by.otherAnalyst.account?.accountId,
        subjectKind: 'setting',
        detail: {
          validFrom: '2026-11-24',
          days: [20, 300],
          leadDays: 5,
          watchDays: 400,
          retryDays: 2,
        },
      },
    ]);

    expect(await record(seen)).toMatchObject({ nextCheckOn: '2026-12-26' });
    expect(await record(unseen)).toMatchObject({ nextCheckOn: '2026-03-21' });
    const page = async (address: string) =>
      (await (await by.analyst.get(address)).json()) as PointPage;
    const overdue = await page('/api/points?flag=check_overdue');
    expect(overdue.items.map(({ id }) => id)).toContain(unseen.id);
    expect(overdue.items.map(({ id }) => id)).not.toContain(seen.id);
    const before = await page('/api/points?as_of=2026-11-23');
    const old = before.items.find(({ id }) => id === unseen.id);
    expect(old?.nextCheckOn).toBe('2026-03-08');
  });

  it('is applied at the next start when the program died before the flags followed', async () => {
    const point = await eliminated(by);
    await test.database.sql`
      insert into setting (key, valid_from, value, origin, set_at)
      select
        'check.schedule', given.day,
        '{"days":[280],"leadDays":0,"watchDays":300,"retryDays":1}', 'Thử', now()
      from unnest('{2027-09-01,2026-11-25,2027-10-01}'::date[]) as given (day)`;
    // From the earliest of them on, so that none is passed over.
    expect(await asSystem(test.database, findWaitingSchedule)).toBe('2026-11-25');
    expect(await applyWaitingSchedules(test.deps)).toBeGreaterThan(0);
    expect(await applyWaitingSchedules(test.deps)).toBe(0);
    test.clock.set('2026-11-26T03:00:00.000Z');
    expect(await record(point)).toMatchObject({ nextCheckOn: '2026-12-06' });
    // By the schedule of the day of the look, not of the day on which it is recorded.
    const inVain = await act(by.officer, point, 'checks', {
      effectiveOn: '2026-11-23',
      documentNumber: null,
      result: 'could_not_check',
      obstacle: 'closed',
    });
    expect(inVain.events[0]?.detail).toMatchObject({ retryOn: '2026-11-26' });
  });
});
