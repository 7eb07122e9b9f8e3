import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import { addSeconds, withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import {
  detail,
  done,
  receive,
  step as stepNow,
  stepsOnTheirDays,
} from '#tests/support/signals/tip-acts.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let testApp: TestApp;
let analyst: TestClient;
let coordinator: TestClient;
let today: string;
let step: ReturnType<typeof stepsOnTheirDays>;
beforeAll(async () => {
  testApp = await createTestApp();
  step = stepsOnTheirDays(testApp);
  analyst = await testApp.as('analyst');
  coordinator = await testApp.as('coordinator');
  addSeconds(coordinator, [analyst]);
  today = testApp.deps.clock.today();
});
afterAll(() => testApp.close());

/** A day within the time of the tips here. */
const NOV = { effectiveOn: '2026-11-17' };
const setRule = async (act: object) =>
  withSecond(coordinator, await coordinator.post('/api/tip-clocks/rules', act), {
    kind: 'tip_rule',
    act,
  });
const setDay = async (act: object) =>
  withSecond(coordinator, await coordinator.post('/api/tip-clocks/days', act), {
    kind: 'day_off',
    act,
  });

describe('the clocks', () => {
  it('say which year has no holidays yet, two months ahead', async () => {
    const { unknownYears } = await (await coordinator.get('/api/tip-clocks')).json();
    expect(unknownYears).toEqual([2027]);
  });

  it('follow a holiday that two persons enter, and no day that is over', async () => {
    const { id } = await receive(analyst, { receivedOn: '2026-11-16' });
    const closed = await receive(analyst, { receivedOn: '2026-11-16' });
    let at = await detail(analyst, closed.id);
    at = await done(await step(analyst, at, 'verify', NOV));
    at = await done(
      await step(analyst, at, 'classify', { ...NOV, kind: 'feedback', category: 'NN' }),
    );
    await done(await step(analyst, at, 'handle', { ...NOV, outcome: 'substantiated' }));
    const set = (kind: string) => setDay({ day: '2026-11-26', kind, name: 'Nghỉ bù thử' });
    const off = await set('holiday');
    expect(off.status).toBe(200);
    expect((await detail(analyst, id)).dueOn).toBe('2026-12-01');
    // What is closed was judged by the days that were known then.
    expect((await detail(analyst, closed.id)).dueOn).toBe('2026-11-30');
    await set('plain');
    expect((await detail(analyst, id)).dueOn).toBe('2026-11-30');
    const past = { day: '2026-11-20', kind: 'holiday', name: 'Nghỉ bù thử' };
    await expectProblem(await setDay(past), 'check.schedule_in_past');
    await expectProblem(await setDay({ day: 'x' }), 'request.invalid');
    const named = { day: '2026-11-27', kind: 'holiday', name: 'Nghỉ theo ông Nguyễn Văn Hùng' };
    await expectProblem(await setDay(named), 'text.personal_data');
    await expectProblem(await analyst.post('/api/tip-clocks/days', {}), 'permission.denied');
  });

  it('take a new rule from a day on, with its origin', async () => {
    const { rules } = await (await analyst.get('/api/tip-clocks')).json();
    const feedback = rules.find(({ kind }: { kind: string }) => kind === 'feedback');
    const rule = {
      ...feedback,
      validFrom: today,
      origin: '99/QĐ-UBND',
      limit: { amount: 3, unit: 'working_day' },
    };
    const lax = { ...rule, limit: { amount: 60, unit: 'working_day' } };
    await expectProblem(await setRule(lax), 'tip.rule_beyond_law');
    expect((await setRule(rule)).status).toBe(200);
    await expectProblem(await setRule(rule), 'tip.rule_day_taken');
    await expectProblem(
      await setRule({ ...rule, validFrom: '2026-01-01' }),
      'check.schedule_in_past',
    );
    await expectProblem(
      await setRule({ ...rule, origin: 'ông Nguyễn Văn Hùng' }),
      'text.personal_data',
    );
    await expectProblem(await setRule({ kind: 'x' }), 'request.invalid');
    await expectProblem(await analyst.post('/api/tip-clocks/rules', rule), 'permission.denied');
    const { id } = await receive(analyst, { receivedOn: today });
    expect((await detail(analyst, id)).rule).toMatchObject({ origin: '99/QĐ-UBND' });
  });

  it('judge a tip that is passed on by the time that a rule sets for it, accepted or not', async () => {
    const { rules } = await (await analyst.get('/api/tip-clocks')).json();
    const denunciation = rules.find(({ kind }: { kind: string }) => kind === 'denunciation');
    const rule = {
      ...denunciation,
      validFrom: today,
      forwarding: { amount: 5, unit: 'day' },
      origin: '97/QĐ-UBND',
    };
    expect((await setRule(rule)).status).toBe(200);
    const { id } = await receive(analyst, { kind: 'denunciation', receivedOn: today });
    const body = { effectiveOn: today, documentNumber: '13/CV-CA', authority: 'Thanh tra tỉnh' };
    const passed = await done(await step(analyst, { id, version: 1 }, 'forward', body));
    expect(passed).toMatchObject({
      timeliness: 'closed_on_time',
      dueOn: addDays(today, 5),
      rule: { origin: '97/QĐ-UBND', forwarding: rule.forwarding },
    });

    // An acceptance in between gives no more time: it runs from the receipt, which came first.
    const kept = await receive(analyst, { kind: 'denunciation', receivedOn: today });
    const on = (days: number) => {
      testApp.clock.set(`${addDays(today, days)}T03:00:00.000Z`);
      return { effectiveOn: addDays(today, days) };
    };
    await done(await stepNow(analyst, { id: kept.id, version: 1 }, 'accept', on(3)));
    const given = { ...body, ...on(6) };
    const late = await stepNow(analyst, { id: kept.id, version: 2 }, 'forward', given);
    expect(await done(late)).toMatchObject({
      acceptedOn: addDays(today, 3),
      timeliness: 'closed_late',
      dueOn: addDays(today, 5),
    });
    testApp.clock.set(TEST_NOW);
  });
});

describe('the time until a stage', () => {
  it('is watched no longer than until a tip was passed on', async () => {
    const day = '2026-06-01';
    for (let count = 0; count < 2; count += 1) {
      const { id } = await receive(analyst, { receivedOn: day });
      const passed = await step(analyst, { id, version: 1 }, 'forward', {
        effectiveOn: '2026-06-03',
        documentNumber: '12/CV-CA',
        authority: 'Thanh tra thành phố',
      });
      expect(passed.status).toBe(200);
    }
    const { id } = await receive(analyst, { receivedOn: day });
    await done(await step(analyst, { id, version: 1 }, 'verify', { effectiveOn: '2026-06-06' }));
    const { stages } = (await (
      await analyst.get(`/api/tips/statistics?from=${day}&to=${day}`)
    ).json()) as TipStatistics;
    // The two that were passed on say nothing of the fifth day: the one left is all that there is.
    expect(stages[0]).toEqual({ stage: 'verified', tips: 3, reached: 1, medianDays: 5 });
  });
});
