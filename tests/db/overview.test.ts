import { afterAll, beforeAll, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';

import { listDuties, listRecurring } from '#server/features/overview/queries.ts';
import {
  addHandover,
  addPlace,
  addReply,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';
import { addTip } from '#tests/support/database/figures-tips.ts';

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

const closed = { openedOn: '2025-08-01', eliminatedOn: '2025-09-01' };
const recurring = (since: string) => ({
  status: 'recurring',
  since,
  cycles: [closed, { openedOn: since }],
});

it('the overview lists the places that came back, the latest first, with the reply that each still owes', async () => {
  const { here: communeId } = city;
  const { ids, all, two } = await city.inRolledBack(async (sql) => {
    const early = await addPlace(sql, communeId, recurring('2026-04-01'));
    await addReply(
      sql,
      { pointId: early, communeId, cycle: 2 },
      { dueOn: '2026-04-15', versions: ['draft'] },
    );
    const twice = await addPlace(sql, communeId, {
      ...recurring('2026-04-02'),
      cycles: [
        closed,
        { openedOn: '2025-10-01', eliminatedOn: '2025-11-01' },
        { openedOn: '2026-04-02' },
      ],
    });
    await addReply(
      sql,
      { pointId: twice, communeId, cycle: 3 },
      { dueOn: '2026-04-16', versions: ['filed', 'draft'] },
    );
    const last = await addPlace(sql, communeId, recurring('2026-04-02'));
    await addPlace(sql, communeId, { ...recurring('2026-04-03'), mergedInto: early });
    await addPlace(sql, communeId, { ...recurring('2026-04-03'), status: 'active' });
    return {
      ids: [twice, last, early],
      all: await listRecurring(sql, 20),
      two: await listRecurring(sql, 2),
    };
  });
  expect(all.map(({ id, since, times, replyDueOn }) => [id, since, times, replyDueOn])).toEqual([
    [ids[0], '2026-04-02', 2, null],
    [ids[1], '2026-04-02', 1, null],
    [ids[2], '2026-04-01', 1, '2026-04-15'],
  ]);
  expect(two.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(all[0]?.commune).toEqual({ code: '99801', name: 'Xã 99801', type: 'xa' });
});

it('the overview counts what waits in each commune and is late, the most late first, then the next day', async () => {
  const { here, there } = city;
  const duties = await city.inRolledBack(async (sql) => {
    const placeHere = () => addPlace(sql, here, { cycles: [closed] });
    for (const [dueOn, answeredOn] of [
      ['2026-04-19'],
      ['2026-04-20'],
      ['2026-04-01', '2026-03-01'],
    ]) {
      const pointId = await placeHere();
      await addHandover(
        sql,
        { pointId, communeId: here },
        { dueOn: dueOn ?? '', ...(answeredOn && { answeredOn }) },
      );
    }
    const into = await placeHere();
    for (const [versions, more] of [
      [['draft'], {}],
      [['filed'], {}],
      [[], { mergedInto: into }],
    ] as const) {
      const pointId = await addPlace(sql, here, { cycles: [closed], ...more });
      await addReply(
        sql,
        { pointId, communeId: here, cycle: 1 },
        { dueOn: '2026-04-25', versions },
      );
    }
    const received = { receivedOn: '2026-03-02' };
    await addTip(sql, there, { ...received, dueOn: '2026-04-10' });
    await addTip(sql, there, { ...received, dueOn: '2026-04-01', suspended: true });
    await addTip(sql, there, { ...received, dueOn: '2026-04-01', handledOn: '2026-04-05' });
    for (const state of ['suspected', 'suspected', 'confirmed', 'rejected', 'lapsed'] as const) {
      await addSignal(sql, await placeHere(), { state, occurredOn: '2026-03-05' });
    }
    const nextDueDay = dayNumber('2026-04-05');
    return listDuties(sql, '2026-04-20', [{ communeId: there, count: 3, overdue: 2, nextDueDay }]);
  });
  expect(
    duties.map(({ kind, commune, count, overdue, nextDueOn }) => [
      kind,
      commune.code,
      count,
      overdue,
      nextDueOn,
    ]),
  ).toEqual([
    ['check', '99802', 3, 2, '2026-04-05'],
    ['tip', '99802', 2, 1, '2026-04-10'],
    ['handover', '99801', 2, 1, '2026-04-19'],
    ['reply', '99801', 1, 0, '2026-04-25'],
    ['conclude', '99801', 2, 0, null],
  ]);
});
