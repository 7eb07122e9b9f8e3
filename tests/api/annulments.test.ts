import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  annul,
  check,
  counted,
  latest,
  openAnnulments,
  preview,
  REASON,
} from '#tests/support/points/annul-acts.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  handoverAsked,
  IN_BA_VI,
  newPoint,
  okPoint,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

type Opened = Awaited<ReturnType<typeof openAnnulments>>;
let test: Opened['test'];
let by: Opened['by'];
let on: Opened['on'];
beforeAll(async () => {
  ({ test, by, on } = await openAnnulments());
});
afterAll(() => test.close());
beforeEach(() => test.clock.set(TEST_NOW));

const KINDS = [
  'recognised',
  'declined',
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
  'handover_refused',
  'refusal_answered',
  'handover_withdrawn',
  'checked',
  'suspicion_rejected',
  'recurrence_confirmed',
  'delisted',
] as const;

describe('an act that was a mistake', () => {
  it.each(KINDS)('“%s” leaves nothing behind but its trace', async (kind) => {
    const own = on.acts[kind];
    if (own === undefined) throw new Error('unknown act');
    const before = await on.recordOf(await own.ready());
    const done = await own.act(before);
    test.clock.set('2026-11-25T03:00:00.000Z');
    const today = await on.recordOf(done);
    const what = await preview(own.who(), today, kind);
    expect(what).toMatchObject({ why: null, needsDocument: true, ownUntil: null });
    const after = await okPoint(await annul(own.who(), today, kind));
    test.clock.set(TEST_NOW);
    expect(counted(await on.recordOf(after))).toEqual(counted(before));
    // The mistaken act and its annulment stay to be read, with the effects as they had been announced.
    const trace = after.events.find((one) => one.corrects === latest(today, kind));
    expect(trace).toMatchObject({
      kind: 'annulled',
      documentNumber: DOCUMENT,
      detail: { reason: REASON, kind, effects: what.effects },
    });
    expect(after.events.find(({ id }) => id === trace?.corrects)?.annulledBy).toBe(trace?.id);
    // It can be done again, rightly.
    const again = await own.act(await on.recordOf(after));
    expect([again.status, again.cycle]).toEqual([done.status, done.cycle]);
  });

  it('is a merge: the entry stands for itself again', async () => {
    const target = await active(by);
    const before = await on.recordOf(await active(by));
    const merged = await act(by.analyst, before, 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: target.id,
    });
    const after = await okPoint(await annul(by.otherAnalyst, merged, 'merged'));
    expect(counted(after)).toEqual(counted(before));
  });

  it('is an elimination before a merge that was taken back: map and list show the place as active', async () => {
    const intoPointId = (await active(by)).id;
    const merge = { effectiveOn: '2026-11-24', reason: 'Ghi trùng.' };
    const merged = await act(by.analyst, await eliminated(by), 'merge', { ...merge, intoPointId });
    const apart = await act(by.analyst, merged, 'undo-merge', merge);
    const after = await okPoint(await annul(by.coordinator, apart, 'eliminated'));
    const shown = async (status: string) => {
      const list = await by.analyst.get(`/api/points?status=${status}&limit=200`);
      const { items } = (await list.json()) as { items: { id: number }[] };
      return items.some(({ id }) => id === after.id);
    };
    expect([await shown('active'), await shown('eliminated')]).toEqual([true, false]);
  });

  it('is a recurrence marked at once: the hand-over that it cancelled comes back', async () => {
    const before = await on.recordOf(await handoverAsked(by));
    const marked = await on.recur(before);
    expect(marked.handovers[0]?.state).toBe('cancelled');
    const { effects } = await preview(by.analyst, marked, 'recurrence_confirmed');
    const { id: handoverId, commune, answerDueOn: dueOn } = before.handovers[0] ?? {};
    expect(effects).toEqual([
      { kind: 'status', from: 'recurring', to: 'eliminated', cycle: 1 },
      { kind: 'cycle_removed', cycle: 2 },
      { kind: 'reply_no_longer_asked', cycle: 2, dueOn: expect.any(String) },
      { kind: 'handover_back', handoverIds: [handoverId], communeIds: [commune?.id], dueOn },
    ]);
    const own = await annul(by.analyst, marked, 'recurrence_confirmed', { documentNumber: null });
    expect(counted(await okPoint(own))).toEqual(counted(before));
  });

  it('counts in no figure, on no day, but what the register knew then can still be asked', async () => {
    const point = await handedOver(by);
    test.clock.set('2026-11-26T03:00:00.000Z');
    const marked = await on.recur(point, '2026-11-20');
    test.clock.set('2026-11-30T03:00:00.000Z');
    await okPoint(await annul(by.otherAnalyst, marked, 'recurrence_confirmed'));
    const statusOn = async (query: string) => (await on.recordOf(point, query)).status;
    expect(await statusOn('?as_of=2026-11-19')).toBe('handed_over');
    expect(await statusOn('?as_of=2026-11-27')).toBe('handed_over');
    expect(await statusOn('?as_of=2026-11-27&known_at=2026-11-27')).toBe('recurring');
    expect(await statusOn('?as_of=2026-11-30&known_at=2026-11-30')).toBe('handed_over');
    const known = await on.recordOf(point, '?as_of=2026-11-27&known_at=2026-11-27');
    expect(known.events[0]).toMatchObject({ kind: 'recurrence_confirmed', annulledBy: null });
    const now = await on.recordOf(point, '?as_of=2026-11-27');
    expect(now.events.find(({ kind }) => kind === 'annulled')).toBeDefined();
    const happened = await by.analyst.get('/api/points?happened=recurring');
    const { items } = (await happened.json()) as { items: { id: number }[] };
    expect(items.map(({ id }) => id)).not.toContain(point.id);
  });

  it('is a proposal: the register holds the place no more, and its author may say so any day', async () => {
    const point = await proposed(by);
    test.clock.set('2026-12-24T03:00:00.000Z');
    const gone = await okPoint(
      await annul(by.officer, point, 'proposed', { documentNumber: null }),
    );
    expect(gone).toMatchObject({ removed: true, mergedInto: null, mergedFrom: [] });
    const list = await by.analyst.get(`/api/points?ids=${point.id}`);
    expect(await list.json()).toMatchObject({ items: [], total: 0 });
    await expectProblem(
      await by.coordinator.post(`/api/points/${point.id}/recognise`, {
        effectiveOn: '2026-12-24',
        documentNumber: DOCUMENT,
        version: gone.version,
      }),
      'point.removed',
    );
    await expectProblem(
      await by.officer.get(`/api/points/${point.id}?as_of=2026-11-24`),
      'point.not_listed_then',
    );
  });
});

it('a place that has moved since it came back is the city’s again, and its history says so', async () => {
  const marked = await on.recur(await handedOver(by));
  const moved = await act(by.analyst, marked, 'correct', {
    effectiveOn: '2026-11-24',
    reason: 'Sửa vị trí.',
    point: { geometry: { type: 'Point', coordinates: IN_BA_VI } },
  });
  const after = await okPoint(await annul(by.otherAnalyst, moved, 'recurrence_confirmed'));
  expect(after).toMatchObject({ status: 'eliminated', cycle: 1 });
  expect(after.cycles[0]?.handedOverOn).toBeNull();
  expect(after.events[0]).toMatchObject({ kind: 'handover_reopened', statusAfter: 'eliminated' });
});

it('a place that was not to be recognised keeps nobody who recognised it', async () => {
  const recogniserOf = async ({ id }: { id: number }) => {
    const [row] = await test.database.sql<{ recognisedBy: string | null }[]>`
      select recognised_by from point where id = ${id}`;
    return row?.recognisedBy;
  };
  const point = await active(by);
  expect(await recogniserOf(point)).toBe(by.coordinator.account?.accountId);
  await okPoint(await annul(by.coordinator, point, 'recognised', { documentNumber: null }));
  expect(await recogniserOf(point)).toBeNull();
});

it('a look of an officer is taken back by the officer within the hour', async () => {
  const before = await on.recordOf(await handedOver(by));
  const looked = await check(by.officer, before, 'no_sign');
  expect(looked.flags).not.toContain('unchecked');
  const after = await okPoint(await annul(by.officer, looked, 'checked', { documentNumber: null }));
  expect(counted(await on.recordOf(after))).toEqual(counted(before));
});

it('nothing is lost: the rows that an annulment removed or emptied are kept aside', async () => {
  const point = await check(by.officer, await handedOver(by), 'signs');
  await okPoint(await annul(by.analyst, point, 'checked'));
  const kept = await test.database.sql<{ relation: string; result: string | null }[]>`
    select relation, content ->> 'result' as result from undone_row
    where point_id = ${point.id} order by id`;
  expect(kept).toEqual([
    { relation: 'check_record', result: 'signs' },
    { relation: 'signal', result: null },
  ]);
});

it('a place that was proposed anew after a mistaken proposal is another entry', async () => {
  const first = await proposed(by);
  await okPoint(await annul(by.officer, first, 'proposed', { documentNumber: null }));
  const second = await okPoint(await by.officer.post('/api/points', newPoint()));
  expect(second.code).not.toBe(first.code);
});
