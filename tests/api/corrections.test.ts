import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  eliminated,
  handedOver,
  handoverAsked,
  IN_BA_VI,
  okPoint,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

const mergeBody = (point: { version: number }, intoPointId: number) => ({
  effectiveOn: TODAY,
  reason: 'Ghi trùng.',
  intoPointId,
  version: point.version,
});

describe('corrections', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  it('change what is said of the place, and the old words stay in the log of its life', async () => {
    const point = await active(by);
    const corrected = await act(by.analyst, point, 'correct', {
      effectiveOn: TODAY,
      reason: 'Ghi sai tên.',
      point: {
        officialName: 'Nhà nghỉ Minh Họa Đã Sửa',
        aliases: [{ name: 'Nhà nghỉ Cũ', source: null }],
      },
    });
    expect(corrected.officialName).toBe('Nhà nghỉ Minh Họa Đã Sửa');
    expect(corrected.aliases).toEqual([{ name: 'Nhà nghỉ Cũ', source: null }]);
    expect(corrected.status).toBe('active');
    expect(corrected.events[0]).toMatchObject({ kind: 'corrected' });
  });

  it('move a place, and its communes with it', async () => {
    const corrected = await act(by.analyst, await active(by), 'correct', {
      effectiveOn: TODAY,
      reason: 'Đặt sai vị trí.',
      point: { geometry: { type: 'Point', coordinates: [105.342, 21.058] } },
    });
    expect(corrected.communes.map((commune) => commune.code)).toEqual(['09700']);
    expect(corrected.anchor).toEqual([105.342, 21.058]);
  });

  it('set the day of an event right, everywhere it counts, and show both', async () => {
    const point = await handedOver(by);
    const event = point.events.find((one) => one.kind === 'eliminated');
    const corrected = await act(by.analyst, point, 'correct', {
      effectiveOn: TODAY,
      reason: 'Ghi sai ngày.',
      event: { id: event?.id, effectiveOn: '2026-02-20' },
    });
    expect(corrected.cycles[0]?.eliminatedOn).toBe('2026-02-20');
    const shown = corrected.events.find((one) => one.kind === 'eliminated');
    expect(shown?.effectiveOn).toBe('2026-02-20');
    expect(shown?.correctedBy).not.toBeNull();
    expect(corrected.statusSince).toBe('2026-03-08');
  });

  it('set the way, the grounds and the number right where they stand, and keep the old ones', async () => {
    const point = await handoverAsked(by);
    const correct = (from: typeof point, kind: string, event: Record<string, unknown>) =>
      act(by.analyst, from, 'correct', {
        effectiveOn: TODAY,
        reason: 'Ghi sai.',
        event: { id: from.events.find((one) => one.kind === kind)?.id, ...event },
      });
    const way = await correct(point, 'eliminated', { way: 'conversion' });
    expect(way.events[0]).toMatchObject({
      kind: 'corrected',
      detail: { event: { way: 'conversion' }, before: { way: 'other' } },
    });
    expect(way.events.find((one) => one.kind === 'eliminated')?.detail['way']).toBe('conversion');
    const kept = await test.database.sql`
      select elimination_way from cycle where point_id = ${point.id}`;
    expect(kept).toEqual([{ eliminationWay: 'conversion' }]);
    const asked = await correct(way, 'handover_proposed', {
      grounds: 'Biên bản ngày 05/03.',
      documentNumber: '99/TTr-CA',
    });
    expect(asked.handovers[0]).toMatchObject({
      grounds: 'Biên bản ngày 05/03.',
      documentNumber: '99/TTr-CA',
    });
    await expectProblem(
      await by.analyst.post(`/api/points/${point.id}/correct`, {
        effectiveOn: TODAY,
        reason: 'Ghi sai.',
        version: asked.version,
        event: { id: asked.events.find((one) => one.kind === 'recognised')?.id, way: 'raid' },
      }),
      'point.event_not_correctable',
    );
  });

  it('move the decision on a signal together with the recurrence that it confirmed', async () => {
    const handed = await handedOver(by);
    const suspected = await act(by.officer, handed, 'checks', {
      effectiveOn: '2026-05-01',
      result: 'signs',
    });
    const [signal] = suspected.signals;
    const decision = {
      effectiveOn: '2026-05-20',
      reason: 'Đã xác minh.',
      version: signal?.version,
    };
    const recurring = await okPoint(
      await by.analyst.post(`/api/signals/${signal?.id}/confirm`, decision),
    );
    const corrected = await act(by.analyst, recurring, 'correct', {
      effectiveOn: TODAY,
      reason: 'Ghi sai ngày.',
      event: {
        id: recurring.events.find((one) => one.kind === 'recurrence_confirmed')?.id,
        effectiveOn: '2026-05-10',
      },
    });
    expect(corrected.cycles[0]?.openedOn).toBe('2026-05-10');
    expect(corrected.signals[0]?.decidedOn).toBe('2026-05-10');
  });

  it('never let an event overtake its neighbours', async () => {
    const point = await handedOver(by);
    const correctTo = (effectiveOn: string) =>
      by.analyst.post(`/api/points/${point.id}/correct`, {
        effectiveOn: TODAY,
        reason: 'Ghi sai ngày.',
        version: point.version,
        event: { id: point.events.find((one) => one.kind === 'eliminated')?.id, effectiveOn },
      });
    await expectProblem(await correctTo('2026-01-09'), 'lifecycle.before_earlier_event');
    await expectProblem(await correctTo('2026-03-06'), 'lifecycle.after_later_event');
    await expectProblem(await correctTo('2026-12-01'), 'lifecycle.future_date');
  });

  it('refuse what they do not know', async () => {
    const point = await active(by);
    const correct = (more: object) =>
      by.analyst.post(`/api/points/${point.id}/correct`, {
        effectiveOn: TODAY,
        reason: 'Thử.',
        version: point.version,
        ...more,
      });
    await expectProblem(await correct({}), 'request.invalid');
    await expectProblem(await correct({ event: { id: 999999 } }), 'point.event_not_correctable');
    await expectProblem(
      await correct({ point: { leadCommuneId: 99999 } }),
      'point.lead_not_touched',
    );
    await expectProblem(await correct({ point: { category: 'ZZZ' } }), 'point.category_unknown');
    await expectProblem(
      await by.leader.post(`/api/points/${point.id}/correct`, {}),
      'permission.denied',
    );
  });

  const intoBaVi = {
    effectiveOn: TODAY,
    reason: 'Sai vị trí.',
    point: { geometry: { type: 'Point', coordinates: IN_BA_VI } },
  };

  it('ask the commune into which they move a place that was handed over', async () => {
    const over = await handedOver(by);
    const moved = await act(by.analyst, over, 'correct', intoBaVi);
    expect(moved).toMatchObject({ status: 'eliminated', statusSince: TODAY });
    expect(moved.flags).toContain('handover_pending');
    expect(moved.handovers).toMatchObject([
      { attempt: 2, state: 'pending', commune: { code: '09700' }, grounds: 'Sai vị trí.' },
      { attempt: 1, state: 'confirmed', commune: { code: '00070' } },
    ]);
    const kinds = moved.events.slice(0, 3).map(({ kind }) => kind);
    expect(kinds).toEqual(['handover_proposed', 'handover_reopened', 'corrected']);
    const [part] = moved.handovers;
    const said = await by.otherLeader.post(`/api/handovers/${part?.id}/confirm`, {
      effectiveOn: TODAY,
    });
    expect(await okPoint(said)).toMatchObject({ status: 'handed_over', statusSince: TODAY });
  });

  it('withdraw a proposal that waits, and ask the commune of the new place', async () => {
    const moved = await act(by.analyst, await handoverAsked(by), 'correct', intoBaVi);
    expect(moved.status).toBe('eliminated');
    expect(moved.handovers).toMatchObject([
      { attempt: 2, state: 'pending', commune: { code: '09700' } },
      { attempt: 1, state: 'withdrawn', withdrawal: { reason: 'Sai vị trí.', byRole: 'analyst' } },
    ]);
  });

  it('need a document to ask anew, and a day after what was said before', async () => {
    const over = await handedOver(by);
    const correct = (more: Record<string, unknown>) =>
      by.analyst.post(`/api/points/${over.id}/correct`, {
        version: over.version,
        ...intoBaVi,
        ...more,
      });
    await expectProblem(await correct({}), 'lifecycle.document_required');
    const early = { documentNumber: '9/CV', effectiveOn: '2026-03-07' };
    await expectProblem(await correct(early), 'lifecycle.before_earlier_event');
    const after = await okPoint(await by.analyst.get(`/api/points/${over.id}`));
    expect(after).toMatchObject({ status: 'handed_over', version: over.version });
    expect(after.communes.map(({ code }) => code)).toEqual(['00070']);
  });

  it('ask nobody within the commune, nor for a place without a hand-over', async () => {
    const near = { geometry: { type: 'Point', coordinates: [105.8502, 21.0322] } };
    const over = await act(by.analyst, await handedOver(by), 'correct', {
      ...intoBaVi,
      point: near,
    });
    expect(over).toMatchObject({ status: 'handed_over', handovers: [{ state: 'confirmed' }] });
    const free = await act(by.analyst, await eliminated(by), 'correct', intoBaVi);
    expect(free.communes.map(({ code }) => code)).toEqual(['09700']);
    expect(free.handovers).toEqual([]);
  });
});

describe('merging two entries of one place', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  it('shows one under the other, and undoing it brings back both as they were', async () => {
    const kept = await eliminated(by);
    const doubled = await proposed(by);
    const merged = await act(by.analyst, doubled, 'merge', {
      effectiveOn: TODAY,
      intoPointId: kept.id,
      reason: 'Ghi trùng.',
    });
    expect(merged.mergedInto).toEqual({ id: kept.id, code: kept.code });
    const target = await okPoint(await by.analyst.get(`/api/points/${kept.id}`));
    expect(target.mergedFrom.map((one) => one.id)).toEqual([doubled.id]);
    expect(merged.acts['eliminate']).not.toBeNull();

    const apart = await act(by.analyst, merged, 'undo-merge', {
      effectiveOn: TODAY,
      reason: 'Gộp nhầm.',
    });
    expect(apart).toMatchObject({ mergedInto: null, status: 'proposed' });
  });

  it('does not take a listed place off the list by a merge into a proposal, but the other way round', async () => {
    const over = await handedOver(by);
    const own = await proposed(by);
    const refused = await by.analyst.post(`/api/points/${over.id}/merge`, mergeBody(over, own.id));
    await expectProblem(refused, 'point.merge_hides_status');
    const merged = await act(by.analyst, own, 'merge', mergeBody(own, over.id));
    expect(merged.mergedInto?.id).toBe(over.id);
  });

  it('refuses a merge into itself, into what is merged, and undoing what is not merged', async () => {
    const a = await proposed(by);
    const b = await proposed(by);
    const c = await proposed(by);
    await expectProblem(
      await by.analyst.post(`/api/points/${a.id}/merge`, mergeBody(a, a.id)),
      'point.merge_into_itself',
    );
    await act(by.analyst, a, 'merge', mergeBody(a, b.id));
    await expectProblem(
      await by.analyst.post(`/api/points/${c.id}/merge`, mergeBody(c, a.id)),
      'point.merged',
    );
    await expectProblem(
      await by.analyst.post(`/api/points/${c.id}/merge`, mergeBody(c, 999_999)),
      'point.not_found',
    );
    await expectProblem(
      await by.analyst.post(`/api/points/${c.id}/undo-merge`, mergeBody(c, 1)),
      'point.not_merged',
    );
  });
});
