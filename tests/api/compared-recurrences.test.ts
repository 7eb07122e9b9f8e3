import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ComparedCases, Comparison } from '#server/contract/comparison.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { annul } from '#tests/support/points/annul-acts.ts';
import {
  act,
  eliminated,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { closeToday, receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const HERE = '00070';
const PERIOD = '?from=2026-03-01&to=2026-11-24';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const recurred = (point: PointDetail, effectiveOn: string) =>
  act(by.analyst, point, 'mark-recurring', { effectiveOn, grounds: 'Kiểm tra thấy có hoạt động.' });

async function rowOfHere(query = PERIOD) {
  const answer = await by.analyst.get(`/api/analysis/comparison${query}`);
  const { communes } = (await answer.json()) as Comparison;
  return communes.find(({ commune }) => commune.code === HERE);
}

describe('the comparison of communes', () => {
  it('counts a recurrence where it lies, and tells apart those that no commune answers for', async () => {
    const alone = await recurred(await eliminated(by), '2026-10-01');
    const held = await recurred(await handedOver(by), '2026-10-02');
    expect(await rowOfHere()).toMatchObject({ observed: 2, received: 1 });
    const asked = await by.analyst.get(`/api/analysis/comparison/${HERE}/cases${PERIOD}`);
    const { items } = (await asked.json()) as ComparedCases;
    expect(items.map(({ code, received }) => [code, received])).toEqual([
      [held.code, true],
      [alone.code, false],
    ]);

    // An annulled recurrence counts nowhere; one whose hand-over was a mistake counts for nobody.
    const back = await okPoint(await annul(by.otherAnalyst, held, 'recurrence_confirmed'));
    expect(await rowOfHere()).toMatchObject({ observed: 1, received: 0 });
    const free = await okPoint(await annul(by.coordinator, back, 'handover_confirmed'));
    await recurred(free, '2026-10-03');
    expect(await rowOfHere()).toMatchObject({ observed: 2, received: 0 });
  });

  it('names the signal of a case, against which its commune may object, and the cycle of its reply', async () => {
    const looked = await act(by.officer, await handedOver(by), 'checks', {
      effectiveOn: '2026-05-01',
      result: 'signs',
    });
    const [signal] = looked.signals;
    const decision = {
      effectiveOn: '2026-05-20',
      reason: 'Đã xác minh.',
      version: signal?.version,
    };
    await okPoint(await by.analyst.post(`/api/signals/${signal?.id}/confirm`, decision));
    const asked = await by.leader.get(`/api/analysis/comparison/${HERE}/cases${PERIOD}`);
    const { items } = (await asked.json()) as ComparedCases;
    expect(items.find(({ code }) => code === looked.code)).toMatchObject({
      signalId: signal?.id,
      cycle: 2,
    });
  });

  it('asks for no hand-over where new points or tips are compared', async () => {
    const row = await rowOfHere('?measure=late_tips&from=2026-02-01&to=2026-02-28');
    expect(row?.received).toBeNull();
  });

  it('tells of tips how many were in time, and how many of these the commune took in and closed itself', async () => {
    const today = { receivedOn: '2026-11-24' };
    for (const taker of [by.leader, by.officer, by.analyst]) {
      await closeToday(by.leader, (await receive(taker, today)).id);
    }
    const row = await rowOfHere('?measure=late_tips&from=2026-11-24&to=2026-11-24');
    expect(row).toMatchObject({
      observed: 0,
      exposure: 3,
      onTime: { all: 3, own: 2, awaiting: 0 },
    });
  });
});
