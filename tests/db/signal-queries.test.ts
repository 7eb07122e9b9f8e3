import { afterAll, beforeAll, expect, it } from 'vitest';

import {
  findOpenAppeal,
  findOwnCommune,
  raiseSignalVersion,
  rejectAfterAppeal,
} from '#server/features/signals/appeal-queries.ts';

import { decideSignal, findSignal } from '#server/features/signals/queries.ts';
import { reopenSignal, restoreHandovers } from '#server/features/signals/undo-queries.ts';
import type { TransactionSql } from '#server/db/client.ts';
import {
  addAppeal,
  addHandover,
  addPlace,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';

const closed = { openedOn: '2025-08-01', eliminatedOn: '2025-09-01' };
const ON = { occurredOn: '2026-03-05' };
const NOW = '2026-06-30T03:00:00.000Z';
const DECISION = { decidedBy: 'seed.coordinator', decidedOn: '2026-06-30', decidedAt: NOW };

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

const closedPlace = (sql: TransactionSql) =>
  addPlace(sql, city.here, { status: 'eliminated', cycles: [closed] });
it('a decision is written where the suspicion is as it was seen, and taken back where it made no new point', async () => {
  const written = await city.inRolledBack(async (sql) => {
    const pointId = await closedPlace(sql);
    const id = await addSignal(sql, pointId, { state: 'suspected', ...ON });
    const decide = (version: number) =>
      decideSignal(sql, {
        signalId: id,
        version,
        state: 'rejected',
        reason: 'Nhầm.',
        ...DECISION,
      });
    const steps = [await decide(2), await decide(1), await decide(2)];
    const reopen = (version: number) => reopenSignal(sql, { signalId: id, version });
    steps.push(await reopen(1));
    await sql`update signal set new_point_id = ${pointId} where id = ${id}`;
    steps.push(await reopen(2));
    await sql`update signal set new_point_id = null where id = ${id}`;
    steps.push(await reopen(2), await reopen(3));
    const [row] = await sql`
        select state, decided_by, decided_on, decided_at, decision_reason, version
        from signal where id = ${id}`;
    return { steps, row };
  });
  expect(written.steps).toEqual([false, true, false, false, false, true, false]);
  expect(written.row).toEqual({
    state: 'suspected',
    decidedBy: null,
    decidedOn: null,
    decidedAt: null,
    decisionReason: null,
    version: 3,
  });
});

it('a signal tells who raised suspicions that stand at its place, and that its cycle is over', async () => {
  const { first, second } = await city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, city.here, {
      status: 'recurring',
      cycles: [closed, { openedOn: '2026-01-01' }],
    });
    const id = await addSignal(sql, pointId, { state: 'suspected', ...ON });
    const later = await addSignal(sql, pointId, { state: 'suspected', ...ON, cycle: 2 });
    await sql`update signal set raised_by = 'seed.leader' where id = ${later}`;
    const rejected = await addSignal(sql, pointId, { state: 'lapsed', ...ON });
    await sql`update signal set raised_by = 'seed.coordinator' where id = ${rejected}`;
    return { first: await findSignal(sql, id), second: await findSignal(sql, later) };
  });
  expect(first?.raisersThere.toSorted()).toEqual(['seed.analyst', 'seed.leader']);
  expect([first?.earlierCycle, second?.earlierCycle]).toEqual([true, false]);
});

it('an objection that is granted ends a suspicion and a confirmation, and nothing else', async () => {
  const { open, rows, versions } = await city.inRolledBack(async (sql) => {
    const pointId = await closedPlace(sql);
    const ids: number[] = [];
    for (const state of ['suspected', 'confirmed', 'lapsed', 'rejected'] as const) {
      const signalId = await addSignal(sql, pointId, { state, ...ON });
      ids.push(signalId);
      await rejectAfterAppeal(sql, { signalId, reason: 'Đã xem lại.', ...DECISION });
    }
    const [signalId = 0] = ids;
    const of = { signalId, pointId, communeId: city.here };
    await addAppeal(sql, of, 'upheld');
    const none = await findOpenAppeal(sql, signalId);
    await addAppeal(sql, of);
    const one = await findOpenAppeal(sql, signalId);
    return {
      open: [none, one],
      rows: await sql`select state, decision_reason from signal where id = any (${ids}::integer[]) order by id`,
      versions: [
        await raiseSignalVersion(sql, signalId, 2),
        await raiseSignalVersion(sql, signalId, 1),
      ],
    };
  });
  const fallen = { state: 'rejected', decisionReason: 'Đã xem lại.' };
  expect([...rows]).toEqual([
    fallen,
    fallen,
    { state: 'lapsed', decisionReason: null },
    { state: 'rejected', decisionReason: null },
  ]);
  expect(open[0]).toBeNull();
  expect(open[1]).toMatchObject({
    against: 'seed.analyst',
    raisedBy: 'seed.leader',
    raisedOn: '2026-06-01',
  });
  expect(versions).toEqual([false, true]);
});

it('an objection is for the commune of the asker that leads the place, or else for one that it touches', async () => {
  const { here, there } = city;
  const found = await city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, there, { touches: here });
    return [
      await findOwnCommune(sql, pointId, [here, there]),
      await findOwnCommune(sql, pointId, [here]),
      await findOwnCommune(sql, pointId, []),
    ];
  });
  expect(found).toEqual([there, here, null]);
});

it('hand-overs that had fallen away are given back, and no others', async () => {
  const states = await city.inRolledBack(async (sql) => {
    const ids: number[] = [];
    for (const answeredOn of [undefined, undefined, '2026-03-20']) {
      const pointId = await closedPlace(sql);
      const given = { dueOn: '2026-04-01', ...(answeredOn !== undefined && { answeredOn }) };
      const id = await addHandover(sql, { pointId, communeId: city.here }, given);
      await sql`update handover set state = 'cancelled' where id = ${id} and state = 'pending'`;
      ids.push(id);
    }
    await restoreHandovers(sql, [ids[0] ?? 0, ids[2] ?? 0]);
    const rows = await sql<{ state: string }[]>`
        select state from handover where id = any (${ids}::integer[]) order by id`;
    return rows.map(({ state }) => state);
  });
  expect(states).toEqual(['pending', 'cancelled', 'confirmed']);
});
