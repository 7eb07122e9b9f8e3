import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  DOCUMENT,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('looking at a closed place', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  const check = (client: TestClient, point: PointDetail, body: Record<string, unknown>) =>
    act(client, point, 'checks', { effectiveOn: '2026-11-20', documentNumber: null, ...body });
  const decide = (
    client: TestClient,
    point: PointDetail,
    word: string,
    more: Record<string, unknown> = {},
  ) =>
    client.post(`/api/signals/${point.signals[0]?.id}/${word}`, {
      effectiveOn: '2026-11-22',
      documentNumber: DOCUMENT,
      reason: 'Xác minh thực tế.',
      version: point.signals[0]?.version,
      ...more,
    });

  it('takes away "nobody has looked", and could-not-check does not', async () => {
    const point = await handedOver(by);
    expect(point.flags).toContain('unchecked');
    const inVain = await check(by.officer, point, {
      result: 'could_not_check',
      reason: 'Cơ sở đóng cửa.',
    });
    expect(inVain.flags).toContain('unchecked');
    const looked = await check(by.leader, inVain, { result: 'no_sign' });
    expect(looked.flags).not.toContain('unchecked');
    expect(looked.nextCheckOn).toBe('2027-03-01');
  });

  it('says why it could not be done', async () => {
    const point = await handedOver(by);
    await expectProblem(
      await by.officer.post(`/api/points/${point.id}/checks`, {
        effectiveOn: '2026-11-20',
        result: 'could_not_check',
        version: point.version,
      }),
      'lifecycle.reason_required',
    );
  });

  it('takes an obstacle from the list for a reason, but “other” needs words', async () => {
    const point = await handedOver(by);
    const inVain = { effectiveOn: '2026-11-20', result: 'could_not_check' };
    const send = (more: object) =>
      by.officer.post(`/api/points/${point.id}/checks`, { ...inVain, ...more });
    await expectProblem(await send({ obstacle: 'other' }), 'lifecycle.reason_required');
    await expectProblem(await send({ result: 'no_sign', obstacle: 'closed' }), 'request.invalid');
    await okPoint(await send({ obstacle: 'other', reason: 'Đường đang sửa.' }));
    await okPoint(await send({ obstacle: 'no_access' }));
  });

  it('keeps the moment of the look, which is on its day and not in the future', async () => {
    const point = await handedOver(by);
    const send = (effectiveOn: string, checkedAt: string) =>
      by.officer.post(`/api/points/${point.id}/checks`, {
        effectiveOn,
        checkedAt,
        result: 'no_sign',
      });
    const inMinutes = (minutes: number) =>
      new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString();
    const future = await expectProblem(
      await send('2026-11-24', inMinutes(6)),
      'lifecycle.future_date',
    );
    expect(future.errors).toEqual([{ pointer: '/checkedAt', code: 'lifecycle.future_date' }]);
    await expectProblem(await send('2026-11-23', '2026-11-23T17:10:00.000Z'), 'request.invalid');
    const recorded = await okPoint(await send('2026-11-24', inMinutes(4)));
    expect(recorded.events[0]?.detail).toMatchObject({ checkedAt: inMinutes(4) });
  });

  it('needs no version, for a look stays true, but minds one that is given', async () => {
    const point = await handedOver(by);
    const send = (more: object) =>
      by.officer.post(`/api/points/${point.id}/checks`, {
        effectiveOn: '2026-11-20',
        result: 'no_sign',
        ...more,
      });
    await okPoint(await send({}));
    await expectProblem(await send({ version: point.version }), 'point.changed_meanwhile');
    await okPoint(await send({}));
  });

  it('raises a suspicion where there are signs, never a status', async () => {
    const point = await check(by.officer, await handedOver(by), { result: 'signs' });
    expect(point.status).toBe('handed_over');
    expect(point.flags).toContain('suspected');
    expect(point.signals).toEqual([
      expect.objectContaining({ state: 'suspected', origin: 'found' }),
    ]);
    expect(point.recurrences).toBe(0);
  });

  it('is for closed places only', async () => {
    const point = await active(by);
    await expectProblem(
      await by.officer.post(`/api/points/${point.id}/checks`, {
        effectiveOn: '2026-11-20',
        result: 'no_sign',
        version: point.version,
      }),
      'lifecycle.wrong_status',
    );
  });

  it('leads to a recurrence only when another, named person confirms', async () => {
    const suspected = await check(by.analyst, await handedOver(by), { result: 'signs' });
    await expectProblem(await decide(by.analyst, suspected, 'confirm'), 'signal.same_person');
    await expectProblem(await decide(by.leader, suspected, 'confirm'), 'permission.denied');
    const confirmed = await okPoint(await decide(by.otherAnalyst, suspected, 'confirm'));
    expect(confirmed).toMatchObject({ status: 'recurring', cycle: 2, recurrences: 1 });
    expect(confirmed.signals[0]).toMatchObject({ state: 'confirmed', decidedOn: '2026-11-22' });
    await expectProblem(
      await decide(by.otherAnalyst, suspected, 'confirm'),
      'signal.already_decided',
    );
  });

  it('does not let the raiser mark the recurrence by another door', async () => {
    const suspected = await check(by.analyst, await handedOver(by), { result: 'signs' });
    await expectProblem(
      await by.analyst.post(`/api/points/${suspected.id}/mark-recurring`, {
        effectiveOn: '2026-11-22',
        documentNumber: DOCUMENT,
        grounds: 'Tự mình xác nhận.',
        version: suspected.version,
      }),
      'lifecycle.own_proposal',
    );
  });

  it('keeps a rejected suspicion with its reason, and counts it', async () => {
    const suspected = await check(by.officer, await handedOver(by), { result: 'signs' });
    const rejected = await okPoint(await decide(by.analyst, suspected, 'reject'));
    expect(rejected.status).toBe('handed_over');
    expect(rejected.flags).not.toContain('suspected');
    expect(rejected.signals[0]).toMatchObject({
      state: 'rejected',
      decisionReason: 'Xác minh thực tế.',
    });
    expect(rejected.events[0]?.kind).toBe('suspicion_rejected');
  });

  it('lists open suspicions within reach', async () => {
    const suspected = await check(by.officer, await handedOver(by), { result: 'signs' });
    const list = async (client: TestClient) =>
      (await (await client.get('/api/signals?state=suspected')).json()) as {
        items: { pointId: number }[];
        total: number;
      };
    const seen = await list(by.analyst);
    expect(seen.items.map((item) => item.pointId)).toContain(suspected.id);
    expect((await list(by.otherLeader)).items).toEqual([]);
    await expectProblem(await by.analyst.get('/api/signals?state=maybe'), 'request.invalid');
  });
});
