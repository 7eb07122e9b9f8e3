import { afterAll, beforeAll, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { CONFIRM, REFUSE, say } from '#tests/support/points/handover-words.ts';
import {
  act,
  eliminated,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let baVi: number;
let hoanKiem: number;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  [baVi = 0] = by.otherLeader.account?.communeIds ?? [];
  [hoanKiem = 0] = by.leader.account?.communeIds ?? [];
});
afterAll(() => test.close());

const name = (client: TestClient) => `Tài khoản thử ${client.account?.username}`;
const detailOf = (point: PointDetail, kind: string) =>
  point.events.find((event) => event.kind === kind)?.detail;

async function asked(): Promise<PointDetail> {
  return act(by.analyst, await eliminated(by), 'handovers', {
    effectiveOn: '2026-03-05',
    documentNumber: '31/BB-CAP',
    grounds: 'Đã đủ hồ sơ.',
  });
}

/** Proposed by the analyst, refused by the leader, answered by the coordinator. */
async function answered(): Promise<PointDetail> {
  const point = await asked();
  const refused = await okPoint(
    await say(by.leader, point, 'refuse', {
      ...REFUSE,
      documentNumber: '32/CV-UBND',
      reason: 'wrong_commune',
      ownerCommuneId: baVi,
    }),
  );
  return okPoint(
    await say(by.coordinator, refused, 'respond', {
      effectiveOn: '2026-03-12',
      documentNumber: '33/CV-CAP',
      response: 'accepted',
      text: 'Sẽ chuyển đơn vị chủ trì.',
      leadCommuneId: baVi,
    }),
  );
}

it('a hand-over keeps who proposed, refused and replied, each with paper and words', async () => {
  const { handovers } = await answered();
  expect(handovers[0]).toMatchObject({
    proposedBy: name(by.analyst),
    documentNumber: '31/BB-CAP',
    grounds: 'Đã đủ hồ sơ.',
    answeredOn: '2026-03-09',
    answeredBy: name(by.leader),
    answerDocumentNumber: '32/CV-UBND',
    withdrawal: null,
    response: { by: name(by.coordinator), documentNumber: '33/CV-CAP', point: null },
  });
});

it('each word about a hand-over stands in the history and in the log of who did what', async () => {
  const point = await answered();
  const logged = await test.database.sql<object[]>`
    select action, account_id, detail from audit_entry
    where subject_kind = 'point' and subject_id = ${String(point.id)}
      and action in ('point.propose_handover', 'point.refuse_handover')
    order by seq`;
  expect(logged).toEqual([
    {
      action: 'point.propose_handover',
      accountId: by.analyst.account?.accountId,
      detail: { effectiveOn: '2026-03-05', documentNumber: '31/BB-CAP' },
    },
    {
      action: 'point.refuse_handover',
      accountId: by.leader.account?.accountId,
      detail: { effectiveOn: '2026-03-09', documentNumber: '32/CV-UBND' },
    },
  ]);
  const of = { handoverId: point.handovers[0]?.id, attempt: 1 };
  expect(detailOf(point, 'handover_proposed')).toEqual({
    attempt: 1,
    communeIds: [hoanKiem],
    grounds: 'Đã đủ hồ sơ.',
  });
  expect(detailOf(point, 'handover_refused')).toEqual({
    ...of,
    communeId: hoanKiem,
    reason: 'wrong_commune',
    reasonText: 'Xem lại địa chỉ',
    ownerCommuneId: baVi,
  });
  expect(detailOf(point, 'refusal_answered')).toEqual({
    ...of,
    response: 'accepted',
    text: 'Sẽ chuyển đơn vị chủ trì.',
    communeId: baVi,
  });
});

it('a refusal names the other entry of the place by its code, and is replied to once', async () => {
  const other = await eliminated(by);
  const point = await handoverAsked(by);
  const refusal = { ...REFUSE, reason: 'duplicate', otherPointId: other.id };
  await okPoint(await say(by.leader, point, 'refuse', refusal));
  const response = {
    effectiveOn: '2026-03-12',
    response: 'accepted',
    text: 'Sẽ gộp hai điểm.',
    otherPointId: other.id,
  };
  const responded = await okPoint(await say(by.analyst, point, 'respond', response));
  const named = { otherPointId: other.id, otherCode: other.code };
  expect(detailOf(responded, 'handover_refused')).toMatchObject(named);
  expect(detailOf(responded, 'refusal_answered')).toMatchObject(named);
  const { parameters } = await expectProblem(
    await say(by.coordinator, point, 'respond', response),
    'handover.already_responded',
  );
  expect(parameters).toMatchObject({ on: '2026-03-12', status: 'eliminated' });
});

it('a withdrawal keeps who took the proposal back, when and by which paper, and is told to the commune', async () => {
  const point = await asked();
  const gone = await okPoint(
    await say(by.coordinator, point, 'withdraw', {
      effectiveOn: '2026-03-07',
      documentNumber: '34/CV-CAP',
      reason: 'Ghi nhầm biên bản',
    }),
  );
  const [part] = gone.handovers;
  expect(part?.withdrawal).toEqual({
    on: '2026-03-07',
    by: name(by.coordinator),
    byRole: 'coordinator',
    reason: 'Ghi nhầm biên bản',
    documentNumber: '34/CV-CAP',
  });
  expect(detailOf(gone, 'handover_withdrawn')).toEqual({
    attempt: 1,
    handoverIds: [part?.id],
    communeIds: [hoanKiem],
    reason: 'Ghi nhầm biên bản',
  });
  const { parameters } = await expectProblem(
    await say(by.leader, point, 'confirm', CONFIRM),
    'handover.not_pending',
  );
  expect(parameters).toEqual({
    status: 'eliminated',
    outcome: 'withdrawn',
    role: 'coordinator',
    withdrawnAt: test.clock.now(),
  });
});

it('each cycle counts its attempts at a hand-over from one', async () => {
  const over = await okPoint(await say(by.leader, await asked(), 'confirm', CONFIRM));
  const back = await act(by.analyst, over, 'mark-recurring', {
    effectiveOn: '2026-09-01',
    grounds: 'Bắt quả tang.',
  });
  const closed = await act(by.analyst, back, 'eliminate', { effectiveOn: '2026-09-20' });
  const again = await act(by.analyst, closed, 'handovers', { effectiveOn: '2026-09-21' });
  expect(again.handovers.map(({ cycle, attempt, state }) => [cycle, attempt, state])).toEqual([
    [2, 1, 'pending'],
    [1, 1, 'confirmed'],
  ]);
});

it('no answer is dated before a merge of the place was taken back', async () => {
  const point = await asked();
  const into = await eliminated(by);
  const merge = { effectiveOn: '2026-03-06', reason: 'Ghi trùng.', intoPointId: into.id };
  const merged = await act(by.analyst, point, 'merge', merge);
  // What takes two persons is of the day on which the second one confirmed it.
  const undoing = { effectiveOn: '2026-11-24', reason: 'Không trùng.' };
  await act(by.analyst, merged, 'undo-merge', undoing);
  const answerOn = (effectiveOn: string) =>
    say(by.leader, point, 'confirm', { ...CONFIRM, effectiveOn });
  const { parameters } = await expectProblem(
    await answerOn('2026-11-23'),
    'lifecycle.before_earlier_event',
  );
  expect(parameters).toEqual({ notBefore: '2026-11-24', today: '2026-11-24' });
  expect((await okPoint(await answerOn('2026-11-24'))).status).toBe('handed_over');
});
