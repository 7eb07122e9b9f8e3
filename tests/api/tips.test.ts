import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TipDetail, TipReceipt } from '#server/contract/tip.ts';
import { expectProblem } from '#tests/support/expect-problem.ts';
import { IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let testApp: TestApp;
let analyst: TestClient;
let leader: TestClient;
let admin: TestClient;
let today: string;
beforeAll(async () => {
  testApp = await createTestApp();
  analyst = await testApp.as('analyst');
  leader = await testApp.as('leader', { communeCodes: ['00070'] });
  admin = await testApp.as('admin');
  today = testApp.deps.clock.today();
});
afterAll(() => testApp.close());

function tip(more: Record<string, unknown> = {}) {
  return {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: '2026-03-02',
    position: IN_HOAN_KIEM,
    ...more,
  };
}
async function receive(
  client: TestClient,
  more: Record<string, unknown> = {},
): Promise<TipReceipt> {
  const response = await client.post('/api/tips', tip(more));
  expect(response.status).toBe(201);
  return (await response.json()) as TipReceipt;
}
async function detail(client: TestClient, id: number): Promise<TipDetail> {
  return (await (await client.get(`/api/tips/${id}`)).json()) as TipDetail;
}
function step(
  client: TestClient,
  at: { id: number; version: number },
  verb: string,
  more: Record<string, unknown> = {},
) {
  return client.post(`/api/tips/${at.id}/${verb}`, {
    version: at.version,
    effectiveOn: '2026-03-03',
    ...more,
  });
}
async function done(response: Response): Promise<TipDetail> {
  expect(response.status).toBe(200);
  return (await response.json()) as TipDetail;
}

describe('a tip', () => {
  it('goes its way from receipt to outcome, with who and when, and its due day from the rule', async () => {
    const receipt = await receive(analyst, { occurredOn: '2026-03-01', locationErrorMetres: 50 });
    // Ten working days after Monday, 2 March.
    expect(receipt).toMatchObject({ dueOn: '2026-03-16', known: false });
    let at = await detail(analyst, receipt.id);
    expect(at).toMatchObject({ code: receipt.code, stage: 'received', commune: { code: '00070' } });
    expect(at.rule?.origin).toContain('đơn vị cấu hình');
    at = await done(await step(analyst, at, 'verify'));
    at = await done(await step(analyst, at, 'classify', { kind: 'feedback', category: 'NN' }));
    at = await done(
      await step(analyst, at, 'handle', { effectiveOn: '2026-03-16', outcome: 'substantiated' }),
    );
    expect(at).toMatchObject({
      stage: 'handled',
      timeliness: 'closed_on_time',
      outcome: 'substantiated',
    });
    expect(at.events.map(({ kind, effectiveOn }) => [kind, effectiveOn])).toEqual([
      ['received', '2026-03-02'],
      ['verified', '2026-03-03'],
      ['classified', '2026-03-03'],
      ['handled', '2026-03-16'],
    ]);
    await expectProblem(await step(analyst, at, 'verify'), 'tip.closed');
  });

  it('that is a denunciation has no clock before its acceptance, and then can be extended and suspended', async () => {
    const receipt = await receive(analyst, { kind: 'denunciation' });
    expect(receipt.dueOn).toBeNull();
    let at = await detail(analyst, receipt.id);
    expect(at.timeliness).toBe('not_started');
    await expectProblem(
      await step(analyst, at, 'extend', { documentNumber: '1/QĐ' }),
      'tip.no_clock',
    );
    at = await done(await step(analyst, at, 'accept', { effectiveOn: '2026-03-09' }));
    expect(at.dueOn).toBe('2026-04-08');
    const extension = { documentNumber: '1/QĐ', effectiveOn: '2026-04-01' };
    at = await done(await step(analyst, at, 'extend', extension));
    expect(at).toMatchObject({ dueOn: '2026-05-08', extensionsUsed: 1 });
    const pause = { documentNumber: '2/QĐ', effectiveOn: '2026-04-10' };
    at = await done(await step(analyst, at, 'suspend', pause));
    expect(at).toMatchObject({ dueOn: null, timeliness: 'suspended' });
    await expectProblem(
      await step(analyst, at, 'verify', { effectiveOn: '2026-04-11' }),
      'tip.suspended',
    );
    at = await done(await step(analyst, at, 'resume', { effectiveOn: '2026-04-20' }));
    expect(at.dueOn).toBe('2026-05-18');
    await expectProblem(
      await step(analyst, at, 'resume', { effectiveOn: '2026-04-21' }),
      'tip.not_suspended',
    );
    const late = { documentNumber: '3/QĐ', effectiveOn: '2026-05-19' };
    await expectProblem(await step(analyst, at, 'extend', late), 'tip.no_extension');
  });

  it('is taken in by a commune for another, which alone sees it from then on', async () => {
    const receipt = await receive(leader, { position: IN_BA_VI });
    await expectProblem(await leader.get(`/api/tips/${receipt.id}`), 'tip.not_found');
    await expectProblem(
      await step(leader, { id: receipt.id, version: 1 }, 'verify'),
      'tip.not_found',
    );
    expect((await detail(analyst, receipt.id)).commune.code).toBe('09700');
    const { items } = await (await leader.get('/api/tips?limit=500')).json();
    const codes = new Set((items as TipDetail[]).map(({ commune }) => commune.code));
    expect([...codes]).toEqual(['00070']);
  });

  it('with the same number of a channel is written once, also when it comes twice at once', async () => {
    const given = { channelNumber: 'HL-77', position: IN_BA_VI };
    const answers = await Promise.all([receive(leader, given), receive(leader, given)]);
    const again = await receive(analyst, given);
    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
    expect(again).toMatchObject({ known: true, dueOn: '2026-03-16' });
  });

  it.each([
    [{ receivedOn: '2999-01-01' }, 'lifecycle.future_date'],
    [{ occurredOn: '2026-03-03' }, 'tip.happened_after_receipt'],
    [{ position: [106.06, 20.65] }, 'point.outside_city'],
    [{ position: null }, 'request.invalid'],
    [{ position: null, communeId: 99_999 }, 'commune.not_found'],
    [{ category: 'XX' }, 'point.category_unknown'],
    [{ placeName: 'nhà anh Tuấn 0912345678' }, 'text.personal_data'],
    [{ placeName: 'Mật: quán' }, 'text.secret_marking'],
    [{ informant: 'ai đó' }, 'request.invalid'],
  ] as const)('with %o is refused', async (more, code) => {
    await expectProblem(await analyst.post('/api/tips', tip(more)), code);
  });

  it('refuses a step out of order, out of time or out of date', async () => {
    const { id } = await receive(analyst, {});
    const at = { id, version: 1 };
    const classify = { kind: 'feedback' };
    await expectProblem(await step(analyst, at, 'classify', classify), 'tip.wrong_stage');
    await expectProblem(
      await step(analyst, at, 'verify', { effectiveOn: '2999-01-01' }),
      'lifecycle.future_date',
    );
    await expectProblem(
      await step(analyst, at, 'verify', { effectiveOn: '2026-03-01' }),
      'lifecycle.before_earlier_event',
    );
    await expectProblem(await step(analyst, { id, version: 2 }, 'verify'), 'tip.changed_meanwhile');
    await expectProblem(
      await step(analyst, at, 'verify', { note: 'gọi 0912345678' }),
      'text.personal_data',
    );
    const both = await Promise.all([step(analyst, at, 'verify'), step(analyst, at, 'verify')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const planner = await testApp.as('planner');
    await expectProblem(await planner.get('/api/tips'), 'permission.denied');
    await expectProblem(await planner.get(`/api/tips/${id}`), 'permission.denied');
  });
});

describe('the tips of a period', () => {
  it('are counted in time, late, overdue and not yet due, with median stage times', async () => {
    const { items, total } = await (
      await analyst.get('/api/tips?timeliness=closed_on_time')
    ).json();
    expect(total).toBe(items.length);
    const statistics = await (
      await analyst.get(`/api/tips/statistics?from=2026-01-01&to=${today}`)
    ).json();
    expect(statistics.all.onTime).toBe(total);
    const { onTime, late, openOverdue, rate } = statistics.all;
    expect(rate).toBeCloseTo(onTime / (onTime + late + openOverdue), 12);
    expect(statistics.stages.map((one: { stage: string }) => one.stage)).toEqual([
      'verified',
      'classified',
      'handled',
    ]);
    await expectProblem(await analyst.get('/api/tips/statistics?from=x&to=y'), 'request.invalid');
    await expectProblem(await analyst.get('/api/tips?stage=x'), 'request.invalid');
  });
});

describe('the clocks', () => {
  it('follow a holiday that is entered late, and say how many due days moved', async () => {
    const { id } = await receive(analyst, { receivedOn: '2026-03-02' });
    const set = (kind: string) =>
      admin.post('/api/tip-clocks/days', { day: '2026-03-10', kind, name: 'Nghỉ bù thử' });
    const off = await set('holiday');
    expect(off.status).toBe(200);
    expect((await off.json()).moved).toBeGreaterThan(0);
    expect((await detail(analyst, id)).dueOn).toBe('2026-03-17');
    await set('plain');
    expect((await detail(analyst, id)).dueOn).toBe('2026-03-16');
    await expectProblem(await admin.post('/api/tip-clocks/days', { day: 'x' }), 'request.invalid');
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
    expect((await admin.post('/api/tip-clocks/rules', rule)).status).toBe(201);
    await expectProblem(await admin.post('/api/tip-clocks/rules', rule), 'tip.rule_day_taken');
    await expectProblem(
      await admin.post('/api/tip-clocks/rules', { ...rule, validFrom: '2026-01-01' }),
      'check.schedule_in_past',
    );
    await expectProblem(
      await admin.post('/api/tip-clocks/rules', { kind: 'x' }),
      'request.invalid',
    );
    await expectProblem(await analyst.post('/api/tip-clocks/rules', rule), 'permission.denied');
    const { id } = await receive(analyst, { receivedOn: today });
    expect((await detail(analyst, id)).rule).toMatchObject({ origin: '99/QĐ-UBND' });
  });
});
