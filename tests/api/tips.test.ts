import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import type { TipDetail } from '#server/contract/tip.ts';
import { addDays } from '#server/contract/time.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { IN_BA_VI } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { detail, done, receive, stepsOnTheirDays, tip } from '#tests/support/signals/tip-acts.ts';

let testApp: TestApp;
let analyst: TestClient;
let leader: TestClient;
let today: string;
let step: ReturnType<typeof stepsOnTheirDays>;
beforeAll(async () => {
  testApp = await createTestApp();
  step = stepsOnTheirDays(testApp);
  analyst = await testApp.as('analyst');
  leader = await testApp.as('leader', { communeCodes: ['00070'] });
  today = testApp.deps.clock.today();
});
afterAll(() => testApp.close());

const statisticsOf = async () =>
  (await (
    await analyst.get(`/api/tips/statistics?from=2026-01-01&to=${today}`)
  ).json()) as TipStatistics;

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
    const receipt = await receive(leader, {
      position: IN_BA_VI,
      receivedOn: testApp.clock.today(),
    });
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

  it('of another commune is received today: that could not know of it before', async () => {
    const yesterday = { receivedOn: addDays(testApp.clock.today(), -1) };
    const [other] = await testApp.database.sql<{ id: number }[]>`
      select id from commune where code = '09700' and valid_to is null`;
    for (const [more, taker] of [
      [{ position: IN_BA_VI, ...yesterday }, leader],
      [{ position: null, communeId: other?.id, ...yesterday }, leader],
    ] as const) {
      await expectProblem(await taker.post('/api/tips', tip(more)), 'tip.earlier_for_another');
    }
    await receive(leader, yesterday);
    await receive(analyst, { position: IN_BA_VI, ...yesterday });
  });

  it('is passed on to the authority that has to handle it, which closes it here at any stage', async () => {
    const authority = 'Cơ quan Cảnh sát điều tra Công an thành phố';
    const document = { documentNumber: '12/CV-CA', effectiveOn: '2026-03-03' };
    const before = await statisticsOf();
    const { id } = await receive(analyst, { kind: 'crime_information' });
    const open = await detail(analyst, id);
    expect(open.steps['forwarded']).toBeNull();
    await expectProblem(await step(analyst, open, 'forward', document), 'request.invalid');
    await expectProblem(
      await step(analyst, open, 'forward', { ...document, authority: 'gặp anh Tuấn 0912345678' }),
      'text.personal_data',
    );
    await expectProblem(
      await step(analyst, open, 'handle', { outcome: 'transferred' }),
      'request.invalid',
    );
    const at = await done(await step(analyst, open, 'forward', { ...document, authority }));
    expect(at).toMatchObject({
      stage: 'handled',
      timeliness: 'closed_on_time',
      outcome: 'transferred',
      forwardedTo: authority,
      // Within a day of receipt, in place of twenty for handling it.
      dueOn: '2026-03-03',
      handledOn: '2026-03-03',
    });
    expect(at.events.at(-1)).toMatchObject({
      kind: 'forwarded',
      documentNumber: '12/CV-CA',
      effectiveOn: '2026-03-03',
      detail: { authority },
    });
    await expectProblem(await step(analyst, at, 'verify'), 'tip.closed');
    const found = await (await analyst.get(`/api/tips?state=closed&q=${at.code}`)).json();
    expect(found.items[0]).toMatchObject({ forwardedTo: authority, timeliness: 'closed_on_time' });

    const second = await receive(analyst, { kind: 'crime_information' });
    const late = await step(analyst, { id: second.id, version: 1 }, 'forward', {
      ...document,
      authority,
      effectiveOn: '2026-03-09',
    });
    expect((await done(late)).timeliness).toBe('closed_late');
    const after = await statisticsOf();
    expect(after.forwarded).toBe(before.forwarded + 2);
    expect(after.all.onTime).toBe(before.all.onTime + 1);
    expect(after.all.late).toBe(before.all.late + 1);
    // Neither of the two was verified or handled here.
    const reached = (given: TipStatistics) => given.stages.map((one) => one.reached);
    expect(reached(after)).toEqual(reached(before));
  });

  it('of which only the commune is known may lie anywhere in it, and says how far that is', async () => {
    const { communeId } = await receive(analyst, {});
    const { id } = await receive(analyst, { position: null, communeId });
    const at = await detail(analyst, id);
    expect(at.position).toBeNull();
    expect(at.locationErrorMetres).toBeGreaterThan(200);
    expect(at.locationErrorMetres).toBeLessThan(5_000);
  });

  it('names who has to have approved its extension', async () => {
    const { id } = await receive(analyst, { kind: 'crime_information' });
    const at = await done(
      await step(analyst, { id, version: 1 }, 'extend', { documentNumber: '9/QĐ' }),
    );
    expect(at.events.at(-1)?.detail).toEqual({ approver: 'Thủ trưởng cơ quan điều tra' });
  });

  it('with the same number of a channel is written once, also when it comes twice at once', async () => {
    const given = { channelNumber: 'HL-77', position: IN_BA_VI, receivedOn: testApp.clock.today() };
    const answers = await Promise.all([receive(leader, given), receive(leader, given)]);
    const again = await receive(analyst, given);
    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
    expect(again).toMatchObject({ known: true, dueOn: '2026-12-08' });
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
    await expectProblem(await planner.get('/api/tips/counts'), 'permission.denied');
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

describe('the list of tips', () => {
  it('finds by code, number and folded name, open or closed', async () => {
    const { code } = await receive(analyst, {
      placeName: 'Ngõ Thử Đường Láng',
      channelNumber: 'X-9',
    });
    const found = async (query: string) =>
      ((await (await analyst.get(`/api/tips?${query}`)).json()).items as TipDetail[]).map(
        (one) => one.code,
      );
    for (const q of [code.toLowerCase(), 'x-9', 'ngo thu duong lang']) {
      expect(await found(`state=open&q=${encodeURIComponent(q)}`)).toEqual([code]);
    }
    expect(await found(`state=closed&q=${code}`)).toEqual([]);
  });

  it('is counted by stage and clock', async () => {
    const { items, closed } = await (await analyst.get('/api/tips/counts')).json();
    const open = (items as { tips: number }[]).reduce((sum, { tips }) => sum + tips, 0);
    const totalOf = async (state: string) =>
      (await (await analyst.get(`/api/tips?state=${state}&limit=1`)).json()).total as number;
    expect(open).toBe(await totalOf('open'));
    expect(closed).toBe(await totalOf('closed'));
    const ofCommune = await (await analyst.get('/api/tips/counts?commune=00070')).json();
    const there = (ofCommune.items as { tips: number }[]).reduce((sum, { tips }) => sum + tips, 0);
    expect(there).toBe(await totalOf('open&commune=00070'));
    expect(there).toBeGreaterThan(0);
    const nowhere = await (await analyst.get('/api/tips/counts?commune=99999')).json();
    expect(nowhere).toEqual({ items: [], closed: 0, asked: 0 });
    await expectProblem(await analyst.get('/api/tips/counts?commune=x'), 'request.invalid');
  });
});
