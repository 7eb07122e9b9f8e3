import { afterAll, beforeAll, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import {
  listLateTips,
  listOpenedCycles,
  readDataState,
} from '#server/features/analysis/case-queries.ts';
import {
  insertPopulations,
  listCheckedIds,
  listPopulations,
} from '#server/features/analysis/comparison-queries.ts';
import { countStopResults } from '#server/features/analysis/place-queries.ts';

import {
  addCheck,
  addEvent,
  addPlace,
  addReply,
  addRoute,
  addSignal,
  addStop,
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

/** Inserts a place that came back on each of the days; the second had been handed over on that very day. */
async function placesThatCameBack(sql: TransactionSql): Promise<number[]> {
  const places: number[] = [];
  for (const [i, openedOn] of EDGES.entries()) {
    const handedOverOn = [undefined, '2026-03-01', '2026-04-01', undefined][i];
    const first = { openedOn: '2025-08-01', eliminatedOn: '2026-02-01' };
    places.push(
      await addPlace(sql, city.here, {
        cycles: [{ ...first, ...(handedOverOn !== undefined && { handedOverOn }) }, { openedOn }],
      }),
    );
  }
  return places;
}

it('the recurrences of a commune stand with the latest first, and with what is known of each', async () => {
  const { here: communeId, there } = city;
  const { ids, signalId, cases, listed } = await city.inRolledBack(async (sql) => {
    const [, first = 0, last = 0] = await placesThatCameBack(sql);
    await addReply(
      sql,
      { pointId: first, communeId, cycle: 2 },
      { dueOn: '2026-03-20', versions: ['filed', 'filed', 'draft'] },
    );
    await addSignal(sql, last, { state: 'rejected', occurredOn: '2026-02-20' });
    const confirmed = await addSignal(sql, last, {
      state: 'confirmed',
      occurredOn: '2026-02-25',
    });
    await addSignal(sql, last, { state: 'confirmed', occurredOn: '2026-02-26', cycle: 2 });
    const cycles = [
      { openedOn: '2025-08-01', eliminatedOn: '2026-02-01' },
      { openedOn: '2026-03-10' },
    ];
    await addPlace(sql, communeId, { mergedInto: first, cycles });
    await addPlace(sql, there, { touches: communeId, cycles });
    return {
      ids: [first, last],
      signalId: confirmed,
      cases: await listOpenedCycles(sql, communeId, MARCH, 'recurrence_confirmed'),
      listed: await listOpenedCycles(
        sql,
        communeId,
        { from: '2025-08-01', to: '2025-08-01' },
        'recognised',
      ),
    };
  });
  expect(cases).toMatchObject([
    {
      pointId: ids[1],
      happenedOn: '2026-03-31',
      sinceOn: '2026-02-01',
      received: false,
      reply: null,
      replyDueOn: null,
      signalId,
      cycle: 2,
    },
    {
      pointId: ids[0],
      happenedOn: '2026-03-01',
      received: true,
      replyDueOn: '2026-03-20',
      reply: { words: 'Giải trình lần 2.', documentNumbers: ['2/BC'] },
      signalId: null,
    },
  ]);
  expect(listed).toHaveLength(4);
  expect(listed[0]).toMatchObject({ received: null, sinceOn: null, signalId: null, cycle: 1 });
});

it('late tips are those of the period that were handled after their day, or are overdue today', async () => {
  const { here, there } = city;
  const { codes, cases } = await city.inRolledBack(async (sql) => {
    const add = (dueOn: string, more: Partial<Parameters<typeof addTip>[2]> = {}) =>
      addTip(sql, here, { receivedOn: '2026-03-10', dueOn, ...more });
    const overdue = await add('2026-05-31');
    await add('2026-06-01');
    await add('2026-05-31', { suspended: true });
    const late = await add('2026-04-01', {
      receivedOn: '2026-03-31',
      handledOn: '2026-04-02',
      suspended: true,
    });
    await add('2026-04-01', { handledOn: '2026-04-01' });
    const first = await add('2026-04-01', { receivedOn: '2026-03-01' });
    await add('2026-04-01', { receivedOn: '2026-02-28' });
    await add('2026-04-01', { receivedOn: '2026-04-01' });
    await addTip(sql, there, { receivedOn: '2026-03-10', dueOn: '2026-03-20' });
    return {
      codes: [late, overdue, first],
      cases: await listLateTips(sql, here, MARCH, '2026-06-01'),
    };
  });
  expect(cases.map(({ code }) => code)).toEqual(codes);
  expect(cases[0]).toMatchObject({
    happenedOn: '2026-03-31',
    sinceOn: '2026-04-01',
    pointId: null,
    reply: null,
  });
});

it('the state of the data is another one after each kind of entry', async () => {
  const { here: communeId } = city;
  const states = await city.inRolledBack(async (sql) => {
    const read = async () => (await readDataState(sql)).revision;
    const pointId = await addPlace(sql, communeId);
    const seen = [await read()];
    await addEvent(sql, pointId, { kind: 'corrected', on: '2026-03-01' });
    seen.push(await read());
    await addReply(
      sql,
      { pointId, communeId, cycle: 1 },
      { dueOn: '2026-05-01', versions: ['draft'] },
    );
    seen.push(await read());
    const common = {
      countedOn: '2025-04-01',
      source: 'Số liệu thử',
      enteredBy: 'seed.analyst',
      enteredAt: '2026-06-30T03:00:00Z',
    };
    await insertPopulations(sql, [{ communeId, people: 9 }], common);
    seen.push(await read());
    const code = await addTip(sql, communeId, { receivedOn: '2026-03-01', dueOn: '2026-04-01' });
    await sql`
        insert into tip_event (tip_id, seq, kind, effective_on, recorded_at, actor_id, actor_role)
        select id, 1, 'received', '2026-03-01', recorded_at, received_by, 'analyst' from tip where code = ${code}`;
    seen.push(await read());
    return { revisions: seen, cutOff: (await readDataState(sql)).cutOff };
  });
  expect(new Set(states.revisions).size).toBe(5);
  expect(states.cutOff).toBe('2026-06-30T03:00:00.000Z');
});

it('stops that were planned count by all their results, on routes that are done or withdrawn', async () => {
  const counts = await city.inRolledBack(async (sql) => {
    const done = await addRoute(sql, 'done', '2026-01-01');
    await addStop(sql, done, { results: ['no_sign', 'signs'], random: true });
    await addStop(sql, done, { results: ['signs', 'no_sign'], random: true });
    await addStop(sql, done, { results: ['signs'] });
    await addStop(sql, done, { results: ['signs', 'could_not_check'] });
    await addStop(sql, done, { results: ['signs'], unplanned: true });
    const withdrawn = await addRoute(sql, 'withdrawn', '2026-01-02');
    await addStop(sql, withdrawn, { results: ['signs'], random: true });
    const earlier = await addRoute(sql, 'done', '2025-12-31');
    const running = await addRoute(sql, 'published', '2026-01-02');
    for (const other of [earlier, running]) await addStop(sql, other, { results: ['signs'] });
    return countStopResults(sql, '2026-01-01');
  });
  expect(counts.toSorted((a, b) => Number(a.random) - Number(b.random))).toEqual([
    { random: false, checks: 2, signs: 2 },
    { random: true, checks: 3, signs: 3 },
  ]);
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

it('places count as seen by looks of the period, unless nobody could look', async () => {
  const { ids, checked, none } = await city.inRolledBack(async (sql) => {
    const nobody = await listCheckedIds(sql, MARCH);
    const places: number[] = [];
    for (const on of EDGES) {
      const pointId = await addPlace(sql, city.here);
      places.push(pointId);
      await addCheck(sql, pointId, on);
    }
    await addCheck(sql, await addPlace(sql, city.here), '2026-03-10', 'could_not_check');
    return { ids: places, none: nobody, checked: await listCheckedIds(sql, MARCH) };
  });
  expect([...none]).toEqual([]);
  expect([...checked].toSorted((a, b) => a - b)).toEqual(ids.slice(1, 3));
});
