import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { Rematch, SignalParameters } from '#server/contract/signal-parameters.ts';
import type { Signal } from '#server/contract/signal.ts';
import type { TipReceipt } from '#server/contract/tip.ts';
import { SIGNAL_JOBS } from '#server/features/signals/signal-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { applyByTwo } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { handedOver, okPoint, people, type People } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
/** Without the recurring jobs: only what a person ordered. */
let runJobs: () => Promise<number>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  runJobs = jobRunner(test.deps, { kinds: SIGNAL_JOBS.kinds, recurring: [] });
});
afterAll(() => test.close());

const TODAY = '2026-11-24';
/** Position of the first place. */
const AT: [number, number] = [105.85, 21.032];
const ORIGIN = 'Quyết định minh họa số 01/QĐ-MH';
const KEPT = { public_area: 100, vicinityFactor: 3, exactMetres: 10, unknownErrorMetres: 15 };
const WIDER = { business: 60, ...KEPT };

const GROUP = { code: 'own', name: 'Nhóm', nameEn: 'Group', categories: ['NN'] };

function change(more: Record<string, unknown> = {}) {
  return { key: 'signal.radius', value: WIDER, origin: ORIGIN, validFrom: TODAY, ...more };
}
async function rematch(response: Response, status = 200): Promise<Rematch> {
  expect(response.status).toBe(status);
  return (await response.json()) as Rematch;
}
async function parameters(client: TestClient): Promise<SignalParameters> {
  return (await (await client.get('/api/signal-parameters')).json()) as SignalParameters;
}
/** A closed place at the spot, and a tip 50 m east of it: in the ring of 30 m, within 60 m. */
async function placeAndTip(
  at = AT,
): Promise<{ point: PointDetail; signalId: () => Promise<Signal> }> {
  const point = await handedOver(by, { geometry: { type: 'Point', coordinates: at } });
  const response = await by.officer.post('/api/tips', {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: '2026-06-02',
    occurredOn: '2026-06-01',
    position: [at[0] + 50 / 103_940, at[1]],
    locationErrorMetres: 5,
  });
  const { id } = (await response.json()) as TipReceipt;
  const signalId = async () => {
    const { items } = (await (await by.analyst.get('/api/signals?limit=500')).json()) as {
      items: Signal[];
    };
    const found = items.find((signal) => signal.tipId === id);
    if (found === undefined) throw new Error('no signal');
    return found;
  };
  return { point, signalId };
}

describe('the measures of the matching', () => {
  it('stand with origin and first day, for everybody to read', async () => {
    const { inForce, latest } = await parameters(by.planner);
    expect(inForce.map(({ key }) => key)).toEqual([
      'signal.radius',
      'signal.compatibility',
      'signal.window',
      'signal.flag',
    ]);
    for (const { origin } of inForce) expect(origin.length).toBeGreaterThan(20);
    expect(latest).toBeNull();
    await expectProblem(await test.anonymous.get('/api/signal-parameters'), 'session.missing');
  });

  it('change only by a change that somebody has looked at, and signals follow it', async () => {
    const { point, signalId } = await placeAndTip();
    expect((await signalId()).state).toBe('vicinity');
    const asked = await rematch(await by.coordinator.post('/api/signal-rematches', change()), 202);
    expect(asked).toMatchObject({ state: 'waiting', done: 0 });
    await expectProblem(
      await by.coordinator.post('/api/signal-rematches', change()),
      'signal.rematch_open',
    );
    await expectProblem(
      await by.coordinator.post(`/api/signal-rematches/${asked.id}/apply`),
      'signal.rematch_not_ready',
    );
    await runJobs();
    const ready = await rematch(await by.coordinator.get(`/api/signal-rematches/${asked.id}`));
    expect(ready).toMatchObject({
      state: 'ready',
      value: WIDER,
      appearing: 1,
      disappearing: 0,
      moving: 0,
      regrading: 0,
    });
    expect(ready.done).toBe(ready.total);
    expect(ready.differences).toEqual([
      expect.objectContaining({
        kind: 'appears',
        gradeBefore: 'vicinity',
        gradeAfter: 'near',
        pointBefore: null,
        pointAfter: { id: point.id, code: point.code, name: point.officialName },
      }),
    ]);
    // Nothing has happened yet.
    expect((await signalId()).state).toBe('vicinity');
    await rematch(await applyByTwo(by.coordinator, asked.id));
    await runJobs();
    const applied = await rematch(await by.coordinator.get(`/api/signal-rematches/${asked.id}`));
    expect(applied).toMatchObject({ state: 'applied', appliedBy: expect.any(String) });
    expect(await signalId()).toMatchObject({ state: 'suspected', pointId: point.id });
    const { inForce } = await parameters(by.planner);
    expect(inForce[0]).toMatchObject({ value: WIDER, origin: ORIGIN, validFrom: TODAY });
    await expectProblem(
      await by.coordinator.post('/api/signal-rematches', change()),
      'signal.parameter_day_taken',
    );
    await expectProblem(
      await by.coordinator.post(`/api/signal-rematches/${asked.id}/cancel`),
      'signal.rematch_not_ready',
    );
  });

  it('can take suspicions away again: an event at the place, no change of status', async () => {
    const { point, signalId } = await placeAndTip([105.846, 21.0295]);
    expect((await signalId()).state).toBe('suspected');
    test.clock.set('2026-11-25T03:00:00.000Z');
    const narrow = change({ value: { ...WIDER, business: 30 }, validFrom: '2026-11-25' });
    const { id } = await rematch(await by.coordinator.post('/api/signal-rematches', narrow), 202);
    await runJobs();
    const ready = await rematch(await by.coordinator.get(`/api/signal-rematches/${id}`));
    expect(ready.disappearing).toBeGreaterThan(0);
    await rematch(await applyByTwo(by.coordinator, id));
    await runJobs();
    expect((await signalId()).state).toBe('vicinity');
    const now = await okPoint(await by.analyst.get(`/api/points/${point.id}`));
    expect(now.status).toBe('handed_over');
    expect(now.flags).not.toContain('suspected');
    expect(now.events[0]).toMatchObject({
      kind: 'suspicion_lapsed',
      detail: { cause: 'measures' },
    });
  });

  it('say also where only the grade would change: nearer, or out of the ring', async () => {
    const { point } = await placeAndTip([105.85, 21.0285]);
    const ask = async (value: Record<string, unknown>) => {
      const asked = change({ value: { ...WIDER, ...value }, validFrom: '2026-11-26' });
      const { id } = await rematch(await by.coordinator.post('/api/signal-rematches', asked), 202);
      await runJobs();
      const ready = await rematch(await by.coordinator.get(`/api/signal-rematches/${id}`));
      await rematch(await by.coordinator.post(`/api/signal-rematches/${id}/cancel`));
      return ready.differences.filter(({ nearPoint, pointAfter }) =>
        [nearPoint?.id, pointAfter?.id].includes(point.id),
      );
    };
    const place = { id: point.id, code: point.code, name: point.officialName };
    // By 60 m it is a suspicion, by 30 m in the ring, by 15 m beyond it; and by 60 m of 60 the same premises.
    expect(await ask({ business: 15 })).toEqual([
      expect.objectContaining({
        kind: 'regrades',
        gradeBefore: 'vicinity',
        gradeAfter: null,
        nearPoint: place,
        pointAfter: null,
      }),
    ]);
    expect(await ask({ exactMetres: 60 })).toEqual([
      expect.objectContaining({ kind: 'appears', gradeAfter: 'exact', pointAfter: place }),
    ]);
  });

  it('may be dropped before they are applied, also while the job runs', async () => {
    const later = change({ validFrom: '2027-01-01' });
    const { id } = await rematch(await by.coordinator.post('/api/signal-rematches', later), 202);
    expect(
      await rematch(await by.coordinator.post(`/api/signal-rematches/${id}/cancel`)),
    ).toMatchObject({
      state: 'cancelled',
    });
    await runJobs();
    expect((await rematch(await by.coordinator.get(`/api/signal-rematches/${id}`))).state).toBe(
      'cancelled',
    );
  });

  it('that hold from a later day are applied on that day by the job of the day', async () => {
    const later = change({
      key: 'signal.flag',
      value: { expiryDays: 30, undoMinutes: 60 },
      validFrom: '2026-12-01',
    });
    const { id } = await rematch(await by.coordinator.post('/api/signal-rematches', later), 202);
    await runJobs();
    await rematch(await applyByTwo(by.coordinator, id));
    expect((await parameters(by.coordinator)).inForce.at(-1)?.value).toMatchObject({
      expiryDays: 90,
    });
    test.clock.set('2026-12-01T03:00:00.000Z');
    expect((await parameters(by.coordinator)).inForce.at(-1)?.value).toMatchObject({
      expiryDays: 30,
    });
    test.clock.set('2026-11-25T03:00:00.000Z');
  });

  it('begin on the day on which they are applied at the earliest, and stand in the log step by step', async () => {
    const flag = { key: 'signal.flag', value: { expiryDays: 80, undoMinutes: 60 } };
    const asked = change({ ...flag, validFrom: '2026-11-25' });
    const { id } = await rematch(await by.coordinator.post('/api/signal-rematches', asked), 202);
    await runJobs();
    test.clock.set('2026-11-26T03:00:00.000Z');
    await rematch(await applyByTwo(by.coordinator, id));
    await runJobs();
    const { all } = await parameters(by.coordinator);
    const applied = all.filter(({ key, origin }) => key === flag.key && origin === ORIGIN);
    expect(applied.map(({ validFrom }) => validFrom)).toContain('2026-11-26');
    expect(applied.map(({ validFrom }) => validFrom)).not.toContain('2026-11-25');
    const next = change({ ...flag, validFrom: '2027-02-01' });
    const dropped = await rematch(await by.coordinator.post('/api/signal-rematches', next), 202);
    await rematch(await by.coordinator.post(`/api/signal-rematches/${dropped.id}/cancel`));
    const auditor = await test.as('auditor');
    const logged = async (action: string) => {
      const answer = await auditor.get(`/api/audit?action=${action}&limit=50`);
      return ((await answer.json()) as { items: unknown[] }).items;
    };
    const ofChange = (subjectId: number, validFrom: string) =>
      expect.objectContaining({
        subjectKind: 'rematch',
        subjectId: String(subjectId),
        detail: { key: flag.key, validFrom },
      }) as unknown;
    const requests = await logged('signal.rematch_request');
    expect(requests).toContainEqual(ofChange(id, '2026-11-25'));
    expect(requests).toContainEqual(ofChange(dropped.id, '2027-02-01'));
    expect((await logged('signal.rematch_cancel'))[0]).toMatchObject({
      subjectKind: 'rematch',
      subjectId: String(dropped.id),
    });
    expect((await logged('setting.set'))[0]).toMatchObject({
      subjectKind: 'setting',
      subjectId: flag.key,
      detail: { validFrom: '2026-11-26', rematchId: id },
    });
    test.clock.set('2026-11-25T03:00:00.000Z');
  });

  it('are refused without right, in the past, with nonsense or with a person in the origin', async () => {
    await expectProblem(
      await by.analyst.post('/api/signal-rematches', change()),
      'permission.denied',
    );
    await expectProblem(
      await by.coordinator.post('/api/signal-rematches', change({ validFrom: '2026-01-01' })),
      'signal.parameter_in_past',
    );
    await expectProblem(
      await by.coordinator.post(
        '/api/signal-rematches',
        change({ value: { ...WIDER, business: -1 } }),
      ),
      'request.invalid',
    );
    // Each number is possible, and all of them together are not.
    for (const nonsense of [
      { value: { ...WIDER, exactMetres: 61 } },
      { key: 'signal.window', value: { graceDays: 40, windowDays: 30, figureDays: [30] } },
      {
        key: 'signal.compatibility',
        value: { groups: [GROUP, { ...GROUP, code: 'other' }], compatible: [] },
      },
      { key: 'signal.compatibility', value: { groups: [GROUP], compatible: [['own', 'none']] } },
    ]) {
      const answer = await by.coordinator.post('/api/signal-rematches', change(nonsense));
      await expectProblem(answer, 'request.invalid');
    }
    await expectProblem(
      await by.coordinator.post(
        '/api/signal-rematches',
        change({ origin: 'Gọi ông Nguyễn Văn A 0912345678' }),
      ),
      'text.personal_data',
    );
    for (const verb of ['', '/cancel', '/apply']) {
      const path = `/api/signal-rematches/999999${verb}`;
      const answer = await (verb === '' ? by.coordinator.get(path) : by.coordinator.post(path));
      await expectProblem(answer, 'signal.rematch_not_found');
    }
  });
});
