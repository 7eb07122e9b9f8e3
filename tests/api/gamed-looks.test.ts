import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Conduct } from '#server/contract/conduct.ts';
import { handedOver, okPoint, people, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';
const HERE = '00070';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

async function overdue(): Promise<number> {
  type Duty = { kind: string; commune: { code: string }; overdue: number };
  const { duties } = await okJson<{ duties: Duty[] }>(await by.coordinator.get('/api/overview'));
  return (
    duties.find(({ kind, commune }) => kind === 'check' && commune.code === HERE)?.overdue ?? 0
  );
}

const conduct = async (from = '2026-01-01') =>
  okJson<Conduct>(
    await by.coordinator.get(
      `/api/conduct?figure=register&commune=${HERE}&from=${from}&to=${TODAY}`,
    ),
  );

describe('a look that is overdue is not met unmarked by whom it measures', () => {
  it('by saying that it could not be done', async () => {
    const { id } = await handedOver(by);
    const [owed, before] = [await overdue(), await conduct()];
    expect(owed).toBeGreaterThan(0);
    const vain = { effectiveOn: TODAY, result: 'could_not_check', obstacle: 'closed' };
    await okJson(await by.leader.post(`/api/points/${id}/checks`, vain));
    expect(await overdue()).toBe(owed - 1);
    const { cases, looks, weighed, parts } = await conduct();
    expect([cases, parts.own]).toEqual([before.cases + 1, before.parts.own + 1]);
    // It told nothing: neither praise nor the share of what was seen rests on it.
    expect({ looks, weighed, unseen: parts.unseen }).toEqual({
      looks: before.looks,
      weighed: before.weighed,
      unseen: before.parts.unseen,
    });
  });

  it('by typing a day before the period of the figure', async () => {
    const { id } = await handedOver(by);
    const [owed, before] = [await overdue(), await conduct('2026-10-01')];
    const typed = '2026-09-20';
    const paper = { documentNumber: '7/BC-UBND', documentOn: typed, enteredAt: null };
    const look = { effectiveOn: typed, result: 'no_sign', ...paper };
    await okJson(await by.leader.post(`/api/points/${id}/checks`, look));
    expect(await overdue()).toBe(owed - 1);
    const { parts } = await conduct('2026-10-01');
    expect(parts).toMatchObject({
      late: before.parts.late + 1,
      own: before.parts.own + 1,
      unseen: before.parts.unseen + 1,
    });
  });
});

it('nobody says of a look afterwards that it was after its entry', async () => {
  test.clock.set('2026-03-10T03:00:00.000Z');
  const { id } = await handedOver(by);
  const look = { effectiveOn: '2026-03-10', result: 'no_sign' };
  const looked = await okPoint(await by.leader.post(`/api/points/${id}/checks`, look));
  test.clock.set(`${TODAY}T03:00:00.000Z`);
  const owed = await overdue();
  const correction = {
    version: looked.version,
    effectiveOn: TODAY,
    documentNumber: '12/BB-UBND',
    note: null,
    reason: 'Đính chính ngày kiểm tra.',
    event: { id: looked.events[0]?.id, effectiveOn: TODAY },
  };
  const moved = by.coordinator.post(`/api/points/${id}/correct`, correction);
  await expectProblem(await moved, 'point.event_before_its_day');
  expect(await overdue()).toBe(owed);
});
