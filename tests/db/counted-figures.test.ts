import { afterAll, beforeAll, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';

import {
  countByStatus,
  countDecidedProposals,
  countDecidedSignals,
  countNewPoints,
  countReplied,
  insertPopulations,
  listCheckedIds,
  listPopulations,
} from '#server/features/analysis/comparison-queries.ts';
import { listDuties, listRecurring } from '#server/features/overview/queries.ts';
import {
  addCheck,
  addEvent,
  addHandover,
  addPlace,
  addReply,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';
import { addTip } from '#tests/support/database/figures-tips.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
/** The days about the edges of March: before, first, last, after. */
const EDGES = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];

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

it('new points are the first listings of a period, in the commune that leads the place', async () => {
  const { here, there } = city;
  const counts = await city.inRolledBack(async (sql) => {
    for (const openedOn of EDGES)
      await addPlace(sql, here, { cycles: [{ openedOn }], touches: there });
    await addPlace(sql, here, {
      cycles: [{ openedOn: '2025-08-01', eliminatedOn: '2025-09-01' }, { openedOn: '2026-03-10' }],
    });
    const into = await addPlace(sql, there, { cycles: [{ openedOn: '2026-03-15' }] });
    await addPlace(sql, there, { cycles: [{ openedOn: '2026-03-15' }], mergedInto: into });
    return countNewPoints(sql, MARCH);
  });
  expect(new Map(counts.map(({ communeId, events }) => [communeId, events]))).toEqual(
    new Map([
      [here, 2],
      [there, 1],
    ]),
  );
});

it('the places that touch a commune are counted by their status', async () => {
  const { here, there } = city;
  const counts = await city.inRolledBack(async (sql) => {
    const into = await addPlace(sql, here);
    await addPlace(sql, there, { touches: here });
    await addPlace(sql, there);
    await addPlace(sql, here, { status: 'eliminated' });
    await addPlace(sql, here, { mergedInto: into });
    return countByStatus(sql, here);
  });
  expect(new Map(counts.map(({ status, count }) => [status, count]))).toEqual(
    new Map([
      ['active', 2],
      ['eliminated', 1],
    ]),
  );
});

it('the population of a commune is the figure of the latest day, and of one day the one entered last', async () => {
  const { here, there } = city;
  const people = await city.inRolledBack(async (sql) => {
    const enter = (countedOn: string, rows: [number, number][]) =>
      insertPopulations(
        sql,
        rows.map(([communeId, count]) => ({ communeId, people: count })),
        {
          countedOn,
          source: `Ngày ${countedOn}`,
          enteredBy: 'seed.analyst',
          enteredAt: '2026-06-30T03:00:00Z',
        },
      );
    await enter('2025-04-01', [
      [here, 100],
      [there, 200],
    ]);
    await enter('2019-04-01', [[here, 50]]);
    await enter('2025-04-01', [[there, 210]]);
    return listPopulations(sql);
  });
  expect(people).toEqual([
    { communeId: here, people: 100, countedOn: '2025-04-01', source: 'Ngày 2025-04-01' },
    { communeId: there, people: 210, countedOn: '2025-04-01', source: 'Ngày 2025-04-01' },
  ]);
});

it('records are whole where every signal and every proposal of the period is decided', async () => {
  const { here, there } = city;
  const { signals, proposals } = await city.inRolledBack(async (sql) => {
    for (const state of ['suspected', 'confirmed', 'rejected', 'lapsed'] as const) {
      await addSignal(sql, await addPlace(sql, here), { state, occurredOn: '2026-03-01' });
    }
    for (const occurredOn of EDGES) {
      await addSignal(sql, await addPlace(sql, there, { touches: here }), {
        state: 'suspected',
        occurredOn,
      });
    }
    for (const on of [...EDGES, '2026-03-15']) {
      const status = on === '2026-03-01' ? 'proposed' : 'active';
      const pointId = await addPlace(sql, here, status === 'active' ? {} : { status, cycles: [] });
      await addEvent(sql, pointId, { kind: 'proposed', on });
      await addEvent(sql, pointId, { kind: 'corrected', on });
    }
    return {
      signals: await countDecidedSignals(sql, MARCH),
      proposals: await countDecidedProposals(sql, MARCH),
    };
  });
  expect(signals.toSorted((a, b) => b.whole - a.whole)).toEqual([
    { communeId: here, whole: 4, part: 3 },
    { communeId: there, whole: 2, part: 0 },
  ]);
  expect(proposals).toEqual([{ communeId: here, whole: 3, part: 2 }]);
});

it('places count as seen by looks of the period, and as replied to by what was filed', async () => {
  const { here: communeId } = city;
  const { ids, checked, none, replied } = await city.inRolledBack(async (sql) => {
    const nobody = await listCheckedIds(sql, MARCH);
    const places: number[] = [];
    for (const on of EDGES) {
      const pointId = await addPlace(sql, communeId, {
        cycles: [{ openedOn: '2025-08-01', eliminatedOn: '2025-09-01' }, { openedOn: on }],
      });
      places.push(pointId);
      await addCheck(sql, pointId, on);
      await addReply(
        sql,
        { pointId, communeId, cycle: 2 },
        { dueOn: '2026-05-01', versions: ['filed', 'filed'] },
      );
    }
    const listed = await addPlace(sql, communeId, { cycles: [{ openedOn: '2026-03-10' }] });
    await addCheck(sql, listed, '2026-03-10', 'could_not_check');
    await addReply(
      sql,
      { pointId: listed, communeId, cycle: 1 },
      { dueOn: '2026-05-01', versions: ['filed'] },
    );
    const drafted = await addPlace(sql, communeId, { cycles: [{ openedOn: '2026-03-10' }] });
    await addReply(
      sql,
      { pointId: drafted, communeId, cycle: 1 },
      { dueOn: '2026-05-01', versions: ['draft'] },
    );
    return {
      ids: places,
      none: nobody,
      checked: await listCheckedIds(sql, MARCH),
      replied: [
        await countReplied(sql, MARCH, 'recurrence_confirmed'),
        await countReplied(sql, MARCH, 'recognised'),
      ],
    };
  });
  expect([...none]).toEqual([]);
  expect([...checked].toSorted((a, b) => a - b)).toEqual(ids.slice(1, 3));
  expect(replied).toEqual([[{ communeId, part: 2 }], [{ communeId, part: 1 }]]);
});
