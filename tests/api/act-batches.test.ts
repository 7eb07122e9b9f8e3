import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { annul, check, counted, openAnnulments } from '#tests/support/points/annul-acts.ts';
import { batchOf, recordBatch, send, undoingOf } from '#tests/support/points/batch-acts.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  okPoint,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

type Opened = Awaited<ReturnType<typeof openAnnulments>>;
let test: Opened['test'];
let by: Opened['by'];
let on: Opened['on'];
let otherCoordinator: Opened['otherCoordinator'];
beforeAll(async () => {
  ({ test, by, on, otherCoordinator } = await openAnnulments());
});
afterAll(() => test.close());
beforeEach(() => test.clock.set(TEST_NOW));

const two = async <T>(make: () => Promise<T>): Promise<[T, T]> => [await make(), await make()];

describe('acts that one press recorded', () => {
  it('are found by the event of any of them, each with all that undoing it leads to', async () => {
    const points = await two(() => proposed(by));
    const id = await recordBatch(by.coordinator, 'recognise', points);
    const [first] = points;
    const event = (await on.recordOf(first)).events.find(({ kind }) => kind === 'recognised');
    expect(event?.batchId).toBe(id);
    const { items } = await batchOf(by.coordinator, id);
    expect(items.map(({ pointId }) => pointId)).toEqual(points.map((point) => point.id));
    expect(items[0]).toMatchObject({
      eventId: event?.id,
      kind: 'recognised',
      way: 'annul',
      why: null,
      undone: false,
      needsDocument: false,
    });
    expect(items[0]?.effects.map(({ kind }) => kind)).toEqual([
      'status',
      'cycle_removed',
      'reply_no_longer_asked',
    ]);
  });

  it('are undone one by one, and a repeated press writes nothing', async () => {
    const before = await Promise.all(
      (await two(() => handedOver(by))).map((one) => on.recordOf(one)),
    );
    const id = await recordBatch(by.officer, 'check', before);
    const { items } = await batchOf(by.officer, id);
    for (const item of items) expect((await send(by.officer, undoingOf(item))).status).toBe(200);
    for (const one of before) expect(counted(await on.recordOf(one))).toEqual(counted(one));
    const again = await batchOf(by.officer, id);
    expect(again.items.map(({ undone, why }) => [undone, why])).toEqual([
      [true, 'annulment.annulled_already'],
      [true, 'annulment.annulled_already'],
    ]);
    const [item] = again.items;
    if (item === undefined) throw new Error('the batch is empty');
    await expectProblem(await send(by.officer, undoingOf(item)), 'annulment.annulled_already');
  });

  it('are withdrawn where they are proposals that wait, by whoever may propose', async () => {
    const points = await two(() => eliminated(by));
    const id = await recordBatch(by.analyst, 'propose_handover', points);
    test.clock.set('2026-11-24T12:00:00.000Z');
    const { items, communes } = await batchOf(by.otherAnalyst, id);
    const [item] = items;
    expect(item).toMatchObject({ way: 'withdraw', why: null, needsDocument: false });
    expect(item?.effects).toEqual([
      {
        kind: 'handover_withdrawn',
        handoverIds: [item?.handoverId],
        communeIds: [communes[0]?.id],
      },
    ]);
    expect(communes.map(({ code }) => code)).toEqual(['00070']);
    for (const one of items) expect((await send(by.otherAnalyst, undoingOf(one))).status).toBe(200);
    const after = await on.recordOf(points[0]);
    expect([after.status, after.handovers[0]?.state]).toEqual(['eliminated', 'withdrawn']);
    const again = await batchOf(by.otherAnalyst, id);
    expect(again.items.map(({ undone }) => undone)).toEqual([true, true]);
  });

  it('is undone by two an hour later, since two persons stood behind it', async () => {
    const id = await recordBatch(by.coordinator, 'decline', await two(() => proposed(by)));
    test.clock.set('2026-11-24T12:00:00.000Z');
    const own = await batchOf(by.coordinator, id);
    expect(own.items[0]?.why).toBe('annulment.own_too_late');
    const [item] = (await batchOf(otherCoordinator, id)).items;
    if (item === undefined) throw new Error('the batch is empty');
    expect(item).toMatchObject({ why: 'proposal.needed', needsDocument: true });
    await expectProblem(await send(otherCoordinator, undoingOf(item, DOCUMENT)), 'proposal.needed');
    const point = await on.recordOf({ id: item.pointId });
    const done = await annul(otherCoordinator, point, 'declined');
    expect((await okPoint(done)).status).toBe('proposed');
  });
});

describe('the undoing of a batch says why it may not', () => {
  it('where a commune has answered its proposal, naming the answer', async () => {
    const points = await two(() => eliminated(by));
    const id = await recordBatch(by.analyst, 'propose_handover', points, '2026-11-10');
    const asked = await on.recordOf(points[0]);
    await okPoint(
      await by.leader.post(`/api/handovers/${asked.handovers[0]?.id}/confirm`, {
        effectiveOn: '2026-11-12',
        documentNumber: DOCUMENT,
      }),
    );
    const { items } = await batchOf(by.analyst, id);
    expect(items.map(({ way, why }) => [way, why])).toEqual([
      ['annul', 'annulment.acts_stand_on_it'],
      ['withdraw', null],
    ]);
    expect(items[0]?.standing.map(({ kind }) => kind)).toEqual(['handover_confirmed']);
  });

  it('where the point was merged since, naming the merge', async () => {
    const [point] = await two(() => proposed(by));
    const id = await recordBatch(by.coordinator, 'recognise', [point]);
    const merged = await act(by.analyst, await on.recordOf(point), 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: (await active(by)).id,
    });
    const [item] = (await batchOf(otherCoordinator, id)).items;
    expect(item?.why).toBe('annulment.acts_stand_on_it');
    expect(item?.standing.map(({ kind, effectiveOn }) => [kind, effectiveOn])).toEqual([
      ['merged', '2026-11-24'],
    ]);
    const problem = await expectProblem(
      await annul(otherCoordinator, merged, 'recognised'),
      'annulment.acts_stand_on_it',
    );
    expect(problem.parameters?.['acts']).toBe('Gộp điểm 24/11/2026');
  });

  it('to a commune for the acts of another person, and not at all beyond its reach', async () => {
    const points = await two(() => handedOver(by));
    const id = await recordBatch(by.officer, 'check', points);
    const { items } = await batchOf(by.leader, id);
    expect(items.map(({ why }) => why)).toEqual(['annulment.of_another', 'annulment.of_another']);
    await expectProblem(
      await by.otherLeader.get(`/api/act-batches/${id}`),
      'annulment.no_such_batch',
    );
    await expectProblem(
      await by.analyst.get(`/api/act-batches/${randomUUID()}`),
      'annulment.no_such_batch',
    );
    await expectProblem(await by.analyst.get('/api/act-batches/12'), 'request.invalid');
    await expectProblem(await by.planner.get(`/api/act-batches/${id}`), 'permission.denied');
  });
});

it('a form for many acts names the communes it asks and the cycles it opens, before', async () => {
  const [waiting, closed] = [await proposed(by), await eliminated(by)];
  const judge = async (act: string, point: { id: number }) => {
    const response = await by.coordinator.get(`/api/judged-acts?act=${act}&ids=${point.id}`);
    return (await response.json()) as {
      items: { effects: object[] }[];
      communes: { id: number; code: string }[];
    };
  };
  const recognise = await judge('recognise', waiting);
  expect(recognise.items[0]?.effects).toEqual([
    { kind: 'status', from: 'proposed', to: 'active', cycle: 1 },
    { kind: 'cycle_opened', cycle: 1 },
    { kind: 'reply_asked', cycle: 1 },
  ]);
  const handover = await judge('propose_handover', closed);
  expect(handover.items[0]?.effects).toEqual([
    { kind: 'handover_asked', communeIds: [handover.communes[0]?.id] },
  ]);
  expect(handover.communes[0]?.code).toBe('00070');
  // Nothing follows where the act may not be done.
  expect((await judge('recognise', closed)).items[0]?.effects).toEqual([]);
});

it('a suspicion names the hand-over that its confirmation would cancel, with its number', async () => {
  const asked = await act(by.analyst, await eliminated(by), 'handovers', {
    effectiveOn: '2026-03-05',
    documentNumber: '77/CV-BCĐ',
  });
  const point = await check(by.officer, asked, 'signs');
  const response = await by.analyst.get(`/api/signals/${point.signals[0]?.id}`);
  const signal = (await response.json()) as { confirmEffects: object[]; effectCommunes: object[] };
  const [part] = asked.handovers;
  expect(signal.confirmEffects[0]).toEqual({
    kind: 'handover_cancelled',
    handoverIds: [part?.id],
    communeIds: [part?.commune.id],
    documentNumber: '77/CV-BCĐ',
  });
  expect(signal.effectCommunes).toMatchObject([{ code: '00070' }]);
});
