import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { lapseSuspicions } from '#server/features/signals/signal-jobs.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  IN_BA_VI,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { signalActs, TODAY } from '#tests/support/signals/signal-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let acts: ReturnType<typeof signalActs>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  acts = signalActs(by);
});
afterAll(() => test.close());

describe('taking a decision back', () => {
  async function undo(client: TestClient, id: number) {
    const { version } = await acts.detail(by.analyst, id);
    return client.post(`/api/signals/${id}/undo`, { version });
  }

  it('brings a confirmed recurrence back to where the place stood, hand-overs and all', async () => {
    const { point, signal } = await acts.suspected();
    const before = await acts.pointNow(by.analyst, point.id);
    await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    const undone = await undo(by.analyst, signal.id);
    expect(undone.status).toBe(200);
    expect(await undone.json()).toMatchObject({ state: 'suspected', decidedBy: null });
    const after = await acts.pointNow(by.analyst, point.id);
    expect(after).toMatchObject({
      status: before.status,
      statusSince: before.statusSince,
      cycle: 1,
      recurrences: 0,
      cycles: before.cycles,
      handovers: before.handovers,
    });
    // Nothing is lost: both events stand, and the map knows nothing of what was taken back.
    expect(after.events.slice(0, 2).map(({ kind }) => kind)).toEqual([
      'recurrence_withdrawn',
      'recurrence_confirmed',
    ]);
    expect(after.replies.map(({ cycle }) => cycle)).toEqual([1]);
    const listed = await by.analyst.get(`/api/points?status=recurring&as_of=${TODAY}`);
    const { items } = (await listed.json()) as { items: { id: number }[] };
    expect(items.map(({ id }) => id)).not.toContain(point.id);
    // And it can be confirmed all the same.
    const again = await acts.detail(by.analyst, signal.id);
    expect(await okPoint(await acts.decide(by.analyst, again, 'confirm'))).toMatchObject({
      cycle: 2,
    });
  });

  it('brings no hand-over back to a commune out of which the place was moved meanwhile', async () => {
    const { point, signal } = await acts.suspected();
    const before = await acts.pointNow(by.analyst, point.id);
    expect(before.status).toBe('handed_over');
    const recurring = await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    const moved = await act(by.analyst, recurring, 'correct', {
      effectiveOn: TODAY,
      reason: 'Sai vị trí.',
      point: { geometry: { type: 'Point', coordinates: IN_BA_VI } },
    });
    expect(moved).toMatchObject({ status: 'recurring', communes: [{ code: '09700' }] });
    expect((await undo(by.analyst, signal.id)).status).toBe(200);
    const after = await acts.pointNow(by.analyst, point.id);
    expect(after).toMatchObject({ status: 'eliminated', statusSince: TODAY, cycle: 1 });
    expect(after.cycles[0]?.handedOverOn).toBeNull();
    expect(after.acts['propose_handover']).toBeNull();
  });

  it('opens a rejected suspicion again', async () => {
    const { point, signal } = await acts.suspected();
    await okPoint(await acts.decide(by.analyst, signal, 'reject'));
    expect((await undo(by.analyst, signal.id)).status).toBe(200);
    const now = await acts.pointNow(by.analyst, point.id);
    expect(now.flags).toContain('suspected');
    expect(now.events[0]?.kind).toBe('suspicion_restored');
  });

  it('is for the one who decided, within the hour, and while nothing has followed', async () => {
    const { signal } = await acts.suspected();
    await expectProblem(await undo(by.analyst, signal.id), 'signal.not_decided');
    await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    await expectProblem(await undo(by.otherAnalyst, signal.id), 'signal.other_decider');
    await expectProblem(
      await by.analyst.post(`/api/signals/${signal.id}/undo`, { version: 0 }),
      'signal.changed_meanwhile',
    );
    const decidedAt = test.clock.now();
    test.clock.set(new Date(Date.parse(decidedAt) + 3_601_000).toISOString());
    await expectProblem(await undo(by.analyst, signal.id), 'signal.undo_too_late');
    test.clock.set(decidedAt);
    const { pointId } = await acts.detail(by.analyst, signal.id);
    const replied = await by.leader.post(`/api/points/${pointId}/replies`, {
      cycle: 2,
      state: 'filed',
      words: 'Phường đã kiểm tra và xử lý ngay.',
      documentNumbers: ['11/BC-UBND'],
      after: 0,
    });
    expect(replied.status).toBe(201);
    await expectProblem(await undo(by.analyst, signal.id), 'signal.undo_overtaken');
    await expectProblem(
      await by.leader.post(`/api/signals/${signal.id}/undo`, { version: 0 }),
      'permission.denied',
    );
    await expectProblem(
      await by.analyst.post('/api/signals/999999/undo', { version: 0 }),
      'signal.not_found',
    );
  });
});

describe('an objection of the commune', () => {
  async function appeal(client: TestClient, id: number, more: Record<string, unknown> = {}) {
    return acts.decide(client, await acts.detail(by.analyst, id), 'appeal', {
      reason: 'Dấu hiệu thuộc cơ sở bên cạnh, không phải điểm này.',
      ...more,
    });
  }
  async function answer(client: TestClient, id: number, given: 'upheld' | 'granted') {
    const shown = await acts.detail(by.analyst, id);
    return acts.decide(client, shown, 'appeal/answer', { answer: given });
  }

  it('to a confirmed recurrence is answered by somebody else than who decided', async () => {
    const { point, signal } = await acts.suspected();
    await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    await expectProblem(await appeal(by.officer, signal.id), 'permission.denied');
    expect((await appeal(by.leader, signal.id)).status).toBe(200);
    await expectProblem(await appeal(by.leader, signal.id), 'signal.appeal_open');
    const { items } = await acts.page(by.analyst, 'appealed=true');
    expect(items.map(({ id }) => id)).toContain(signal.id);
    await expectProblem(await answer(by.analyst, signal.id, 'upheld'), 'signal.appeal_same_person');
    await expectProblem(await answer(by.leader, signal.id, 'granted'), 'permission.denied');
    const granted = await answer(by.coordinator, signal.id, 'granted');
    expect(granted.status).toBe(200);
    expect(await granted.json()).toMatchObject({
      state: 'rejected',
      appeal: { answer: 'granted', raisedOn: TODAY },
    });
    expect(await acts.pointNow(by.analyst, point.id)).toMatchObject({
      status: 'handed_over',
      recurrences: 0,
    });
    await expectProblem(await answer(by.coordinator, signal.id, 'upheld'), 'signal.no_appeal');
    await expectProblem(await appeal(by.leader, signal.id), 'signal.nothing_to_appeal');
  });

  it('to an open suspicion may be upheld: it stays, and so do the words', async () => {
    const { signal } = await acts.suspected();
    expect((await appeal(by.leader, signal.id)).status).toBe(200);
    const upheld = await answer(by.otherAnalyst, signal.id, 'upheld');
    expect(await upheld.json()).toMatchObject({ state: 'suspected', appeal: { answer: 'upheld' } });
  });

  it('to an open suspicion may be granted: it is rejected', async () => {
    const { signal } = await acts.suspected();
    await appeal(by.leader, signal.id);
    const granted = await answer(by.coordinator, signal.id, 'granted');
    expect(await granted.json()).toMatchObject({ state: 'rejected' });
  });

  it('cannot undo what the commune has already replied to', async () => {
    const { point, signal } = await acts.suspected();
    await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    await by.leader.post(`/api/points/${point.id}/replies`, {
      cycle: 2,
      state: 'filed',
      words: 'Phường giải trình về việc này.',
      documentNumbers: [],
      after: 0,
    });
    await appeal(by.leader, signal.id);
    await expectProblem(
      await answer(by.coordinator, signal.id, 'granted'),
      'signal.undo_overtaken',
    );
  });

  it('is refused where it is out of time, out of reach or names a person', async () => {
    const { signal } = await acts.suspected();
    await expectProblem(
      await appeal(by.leader, signal.id, { effectiveOn: '2026-12-01' }),
      'lifecycle.future_date',
    );
    await expectProblem(
      await appeal(by.leader, signal.id, { effectiveOn: '2026-01-01' }),
      'lifecycle.before_earlier_event',
    );
    await expectProblem(
      await appeal(by.leader, signal.id, { reason: 'Gọi 0912345678 để hỏi.' }),
      'text.personal_data',
    );
    await expectProblem(await appeal(by.otherLeader, signal.id), 'signal.not_found');
    await expectProblem(
      await acts.decide(by.leader, { ...signal, version: 99 }, 'appeal'),
      'signal.changed_meanwhile',
    );
  });
});

describe('a recurrence by a suspicion', () => {
  it('begins on the day of the sign at the earliest', async () => {
    const { point, signal } = await acts.suspected();
    const confirm = (effectiveOn: string) =>
      acts.decide(by.analyst, signal, 'confirm', { effectiveOn });
    await expectProblem(await confirm('2026-05-31'), 'lifecycle.before_earlier_event');
    await okPoint(await confirm('2026-06-01'));
    expect((await acts.pointNow(by.analyst, point.id)).status).toBe('recurring');
  });
});

describe('a suspicion that nothing renews', () => {
  it('lapses after the days that are set, with an event and no change of status', async () => {
    const { point, signal } = await acts.suspected();
    expect(signal.lapsesOn).toBe('2027-02-22');
    test.clock.set('2027-02-21T03:00:00.000Z');
    await lapseSuspicions(test.deps);
    expect((await acts.detail(by.analyst, signal.id)).state).toBe('suspected');
    test.clock.set('2027-02-22T03:00:00.000Z');
    expect(await lapseSuspicions(test.deps)).toBeGreaterThan(0);
    expect(await acts.detail(by.analyst, signal.id)).toMatchObject({
      state: 'lapsed',
      decidedBy: null,
      decidedOn: '2027-02-22',
    });
    const now = await acts.pointNow(by.analyst, point.id);
    expect(now.status).toBe('handed_over');
    expect(now.flags).not.toContain('suspected');
    expect(now.events[0]).toMatchObject({
      kind: 'suspicion_lapsed',
      detail: { cause: 'not_renewed' },
    });
    test.clock.set('2026-11-24T03:00:00.000Z');
  });
});
