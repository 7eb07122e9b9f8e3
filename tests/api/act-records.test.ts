import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JudgedAct } from '#server/contract/many-acts.ts';
import type { PointDetail } from '#server/contract/point.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  handoverAsked,
  newPoint,
  okPoint,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

describe('the history of a place', () => {
  it('keeps of each act who did it in which role, when, by which paper and with which words', async () => {
    const before = await proposed(by);
    const after = await act(by.coordinator, before, 'decline', {
      effectiveOn: '2026-01-08',
      documentNumber: '5/CV-CAP',
      note: 'Xem lại sau.',
      reason: 'Chưa đủ căn cứ.',
    });
    expect(after).toMatchObject({ version: before.version + 1, statusSince: '2026-01-08' });
    expect(after.events[0]).toMatchObject({
      seq: 2,
      cycle: 0,
      kind: 'declined',
      effectiveOn: '2026-01-08',
      recordedAt: test.clock.now(),
      actorName: 'Tài khoản thử coordinator',
      actorRole: 'coordinator',
      documentNumber: '5/CV-CAP',
      note: 'Xem lại sau.',
      statusAfter: 'not_recognised',
      detail: { reason: 'Chưa đủ căn cứ.' },
      mine: true,
      batchId: null,
      corrects: null,
    });
    const logged = await test.database.sql<object[]>`
      select account_id, detail from audit_entry
      where action = 'point.decline' and subject_kind = 'point'
        and subject_id = ${String(after.id)}`;
    expect(logged).toEqual([
      {
        accountId: by.coordinator.account?.accountId,
        detail: { effectiveOn: '2026-01-08', documentNumber: '5/CV-CAP' },
      },
    ]);
  });

  it('keeps how a place was closed, and the hand-over that fell away when it came back', async () => {
    const closed = await act(by.analyst, await active(by), 'eliminate', {
      effectiveOn: '2026-03-01',
      way: 'raid',
    });
    expect(closed.events[0]?.detail).toEqual({ way: 'raid' });
    const asked = await act(by.analyst, closed, 'handovers', { effectiveOn: '2026-03-05' });
    const back = await act(by.analyst, asked, 'mark-recurring', {
      effectiveOn: '2026-03-20',
      grounds: 'Bắt quả tang.',
    });
    const [part] = back.handovers;
    expect(part).toMatchObject({ state: 'cancelled', answeredOn: null });
    expect(back.events[0]).toMatchObject({
      cycle: 2,
      statusAfter: 'recurring',
      detail: {
        grounds: 'Bắt quả tang.',
        before: { status: 'eliminated', since: '2026-03-01', cancelledHandoverIds: [part?.id] },
      },
    });
    expect(back.cycles[0]).toMatchObject({
      number: 2,
      openedOn: '2026-03-20',
      openedBy: 'recurrence_confirmed',
    });
  });

  it('lets a hand-over that waits fall away where the place leaves the list', async () => {
    const off = await act(by.coordinator, await handoverAsked(by), 'delist', {
      effectiveOn: '2026-10-01',
      reason: 'Giữ vững.',
    });
    expect(off.handovers.map(({ state }) => state)).toEqual(['cancelled']);
    expect(off.flags).toEqual([]);
    expect(off.events[0]?.detail).toMatchObject({ reason: 'Giữ vững.' });
  });

  it('tells whoever comes too late in which status the place stands', async () => {
    const point = await active(by);
    const response = await by.coordinator.post(`/api/points/${point.id}/recognise`, {
      effectiveOn: '2026-02-01',
      documentNumber: DOCUMENT,
      version: point.version,
    });
    const { parameters } = await expectProblem(response, 'lifecycle.wrong_status');
    expect(parameters).toEqual({ status: 'active' });
  });
});

describe('what names a person is refused at its field', () => {
  it.each([
    ['coordinator', 'points/1/recognise', 'documentNumber', {}],
    ['analyst', 'points/1/eliminate', 'note', {}],
    ['coordinator', 'points/1/decline', 'reason', {}],
    ['coordinator', 'points/1/delist', 'reason', {}],
    ['analyst', 'points/1/mark-recurring', 'grounds', {}],
    ['analyst', 'points/1/handovers', 'grounds', {}],
    ['leader', 'handovers/1/refuse', 'reasonText', { reason: 'other' }],
    ['analyst', 'handovers/1/withdraw', 'reason', {}],
    ['officer', 'points/1/checks', 'reason', { result: 'could_not_check' }],
  ] as const)('by the %s at %s (%s)', async (who, path, field, more) => {
    const response = await by[who].post(`/api/${path}`, {
      effectiveOn: '2026-03-01',
      documentNumber: DOCUMENT,
      version: 1,
      ...more,
      [field]: 'Gọi ông Nguyễn Văn Minh',
    });
    const { errors } = await expectProblem(response, 'text.personal_data');
    expect(errors).toEqual([{ pointer: `/${field}`, code: 'text.personal_data' }]);
  });
});

describe('a look at a closed place', () => {
  const send = (point: PointDetail, more: object) =>
    by.officer.post(`/api/points/${point.id}/checks`, { result: 'no_sign', ...more });

  it('may be older than the hand-over, not than the closure', async () => {
    const over = await handedOver(by);
    const { parameters } = await expectProblem(
      await send(over, { effectiveOn: '2026-02-28' }),
      'lifecycle.before_earlier_event',
    );
    expect(parameters).toMatchObject({ notBefore: '2026-03-01' });
    await okPoint(await send(over, { effectiveOn: '2026-03-01' }));
  });

  it('keeps from where it was made, how many photos it names, and the suspicion that it raised', async () => {
    const over = await handedOver(by);
    const after = await okPoint(
      await send(over, {
        effectiveOn: '2026-11-20',
        result: 'signs',
        note: 'Đèn sáng.',
        // A hundredth of a degree further north.
        position: [105.85, 21.042],
        accuracyMetres: 12,
        photoIds: [randomUUID(), randomUUID()],
      }),
    );
    const [suspected, checked] = after.events;
    expect(checked).toMatchObject({ kind: 'checked', statusAfter: 'handed_over' });
    expect(checked?.detail).toEqual({
      result: 'signs',
      obstacle: null,
      reason: null,
      checkedAt: null,
      retryOn: null,
      photos: 2,
      distanceMetres: 1_107,
      accuracyMetres: 12,
    });
    const [signal] = after.signals;
    expect(suspected).toMatchObject({
      kind: 'recurrence_suspected',
      detail: { signalId: signal?.id, origin: 'found' },
    });
    expect(signal).toMatchObject({
      occurredOn: '2026-11-20',
      note: 'Đèn sáng.',
      raisedBy: 'Tài khoản thử officer',
      raisedByMe: true,
    });
    const rows = await test.database.sql<object[]>`
      select cycle, checked_on, result, retry_on, accuracy_metres, st_y(position) as latitude
      from check_record where event_id = ${checked?.id ?? 0}`;
    expect(rows).toEqual([
      {
        cycle: 1,
        checkedOn: '2026-11-20',
        result: 'signs',
        retryOn: null,
        accuracyMetres: 12,
        latitude: 21.042,
      },
    ]);
  });
});

describe('an act on many places is judged at each', () => {
  const judge = async (client: TestClient, name: string, points: readonly { id: number }[]) => {
    const ids = points.map(({ id }) => id).join(',');
    const response = await client.get(`/api/judged-acts?act=${name}&ids=${ids}`);
    return (await response.json()) as JudgedAct;
  };
  const shown = ({ items }: JudgedAct) =>
    items.map(({ id, why, notBefore }) => [id, why, notBefore]);

  it('by its own proposer, its status and its day', async () => {
    const own = await okPoint(await by.coordinator.post('/api/points', newPoint()));
    const [other, listed] = [await proposed(by), await active(by)];
    const judged = await judge(by.coordinator, 'recognise', [own, other, listed]);
    expect(shown(judged)).toEqual([
      [own.id, 'lifecycle.own_proposal', '2026-01-05'],
      [other.id, null, '2026-01-05'],
      [listed.id, 'lifecycle.wrong_status', '2026-01-10'],
    ]);
    expect(judged.total).toBe(3);
    expect(await judge(by.otherLeader, 'check', [other])).toMatchObject({ items: [], total: 0 });
  });

  it('by the hand-overs that wait or were refused', async () => {
    const [free, waiting, refused] = [
      await eliminated(by),
      await handoverAsked(by),
      await handoverAsked(by),
    ];
    await okPoint(
      await by.leader.post(`/api/handovers/${refused.handovers[0]?.id}/refuse`, {
        effectiveOn: '2026-03-09',
        reason: 'insufficient_file',
      }),
    );
    const judged = await judge(by.analyst, 'propose_handover', [free, waiting, refused]);
    expect(shown(judged)).toEqual([
      [free.id, null, '2026-03-01'],
      [waiting.id, 'handover.already_pending', '2026-03-01'],
      [refused.id, 'handover.refusal_unanswered', '2026-03-01'],
    ]);
  });

  it('a look from the closure on, any other act from the last move', async () => {
    const over = await handedOver(by);
    expect(shown(await judge(by.analyst, 'check', [over]))).toEqual([
      [over.id, null, '2026-03-01'],
    ]);
    expect(shown(await judge(by.analyst, 'propose_handover', [over]))).toEqual([
      [over.id, 'lifecycle.wrong_status', '2026-03-08'],
    ]);
  });
});
