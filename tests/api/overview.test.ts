import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Overview } from '#server/contract/overview.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  handedOver,
  handoverAsked,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('the page of who leads the city', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-04-20T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
  });
  afterAll(() => test.close());

  const read = async (): Promise<Overview> => {
    const answer = await by.coordinator.get('/api/overview');
    expect(answer.status).toBe(200);
    return answer.json();
  };

  it('says where activity came back, and by when whoever answers for it must reply', async () => {
    expect(await read()).toMatchObject({ recurring: [], recurringTotal: 0, plan: null });
    await handoverAsked(by, { officialName: 'Điểm chờ trả lời' });
    const point = await handedOver(by, { officialName: 'Điểm tái hoạt động' });
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-01',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
    const seen = await read();
    expect(seen.recurringTotal).toBe(1);
    expect(seen.recurring).toMatchObject([
      { code: point.code, since: '2026-04-01', times: 1, commune: { code: '00070' } },
    ]);
    const duties = seen.duties.map(({ kind, commune, count, overdue }) => ({
      kind,
      code: commune.code,
      count,
      overdue,
    }));
    // Asked on 5 March, so that both the answer and the looks are late by now.
    expect(duties).toContainEqual({ kind: 'handover', code: '00070', count: 1, overdue: 1 });
    expect(duties).toContainEqual({ kind: 'check', code: '00070', count: 1, overdue: 1 });
    expect(duties.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('names the targets of the running plan that are off pace', async () => {
    const { items } = await (await by.coordinator.get('/api/plans')).json();
    const copy = await by.coordinator.post('/api/plans/copies', { from: items[0].id, year: 2026 });
    const { id } = await copy.json();
    // A draft binds nobody.
    expect((await read()).plan).toBeNull();
    const act = {
      number: '07/KH-UBND',
      signedOn: '2026-01-07',
      signerTitle: 'Phó Chủ tịch UBND',
    };
    const alone = await by.coordinator.post(`/api/plans/${id}/issue`, act);
    await withSecond(by.coordinator, alone, { kind: 'plan_issue', planId: id, act });
    const { plan, offPace, onPace } = await read();
    expect(onPace).toBe(1);
    expect(plan).toMatchObject({ number: '07/KH-UBND', year: 2026 });
    expect(offPace.map(({ code }) => code)).toEqual([
      'communes_with_model',
      'new_points',
      'recurrences',
    ]);
  });

  it('is for the city alone', async () => {
    expect((await by.analyst.get('/api/overview')).status).toBe(200);
    for (const client of [by.leader, by.officer, by.planner]) {
      await expectProblem(await client.get('/api/overview'), 'permission.denied');
    }
    await expectProblem(await test.anonymous.get('/api/overview'), 'session.missing');
  });
});
