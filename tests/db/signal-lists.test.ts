import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import {
  countSignals,
  listSignals,
  type SignalFilter,
} from '#server/features/signals/list-queries.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { lapseSignal, listLapsing } from '#server/features/signals/queries.ts';
import {
  addAppeal,
  addPlace,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';

const closed = { openedOn: '2025-08-01', eliminatedOn: '2025-09-01' };
const ON = { occurredOn: '2026-03-05' };
const NOW = '2026-06-30T03:00:00.000Z';

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

const closedPlace = (sql: TransactionSql) =>
  addPlace(sql, city.here, { status: 'eliminated', cycles: [closed] });
/** Inserts a signal in the ring of a place. */
async function inRing(sql: TransactionSql, pointId: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into signal (
      near_point_id, origin, state, grade, occurred_on, recorded_at, matched_at, raised_by
    ) values (
      ${pointId}, 'reported', 'vicinity', 'vicinity', '2026-03-05', ${NOW}, ${NOW}, 'seed.analyst'
    )
    returning id`;
  return row?.id ?? 0;
}

describe('the list of signals', () => {
  const reading = {
    readerId: 'seed.leader',
    ofTips: true,
    parameters: {
      window: { graceDays: 7, windowDays: 365 },
      compatibility: { groups: [], compatible: [] },
      flag: { expiryDays: 90, undoMinutes: 60 },
    } as unknown as MatchingParameters,
  };
  const all = { pointId: null, state: null, order: 'newest', after: null, limit: 50 } as const;

  it('holds what is asked for: a place with its ring, a state, a grade, an open objection', async () => {
    const { ids, found } = await city.inRolledBack(async (sql) => {
      const [here, elsewhere] = [await closedPlace(sql), await closedPlace(sql)];
      const places = { suspected: here, confirmed: here, other: elsewhere };
      const suspected = await addSignal(sql, here, { state: 'suspected', ...ON });
      const confirmed = await addSignal(sql, here, { state: 'confirmed', ...ON });
      const ring = await inRing(sql, here);
      const other = await addSignal(sql, elsewhere, { state: 'suspected', ...ON });
      const of = { communeId: city.here };
      await addAppeal(sql, { ...of, signalId: suspected, pointId: here }, 'upheld');
      await addAppeal(sql, { ...of, signalId: other, pointId: elsewhere }, 'upheld');
      await addAppeal(sql, { ...of, signalId: other, pointId: elsewhere });
      const list = async (more: Partial<SignalFilter> & Record<string, unknown>) => {
        const rows = await listSignals(sql, reading, { ...all, ...more });
        expect(await countSignals(sql, reading, { ...all, ...more })).toBeGreaterThanOrEqual(
          rows.length,
        );
        return rows.map(({ id }) => id);
      };
      return {
        ids: { suspected, confirmed, ring, other, places },
        found: {
          place: await list({ pointId: here }),
          state: await list({ state: 'suspected' }),
          grade: await list({ grade: 'vicinity' }),
          appealed: await list({ appealed: true }),
          quiet: await list({ appealed: false }),
          oldest: await list({ order: 'oldest' }),
          second: await list({ order: 'oldest', after: suspected, limit: 2 }),
          before: await list({ after: ring }),
        },
      };
    });
    const { suspected, confirmed, ring, other } = ids;
    expect(found).toEqual({
      place: [ring, confirmed, suspected],
      state: [other, suspected],
      grade: [ring],
      appealed: [other],
      quiet: [ring, confirmed, suspected],
      oldest: [suspected, confirmed, ring, other],
      second: [confirmed, ring],
      before: [confirmed, suspected],
    });
  });

  it('says until when a suspicion stands, and until when its own decider may take it back', async () => {
    const { rows, others } = await city.inRolledBack(async (sql) => {
      const pointId = await closedPlace(sql);
      const add = (state: 'suspected' | 'confirmed' | 'lapsed', recordedAt: string, more = {}) =>
        addSignal(sql, pointId, { state, ...ON, recordedAt, ...more });
      await add('suspected', '2026-04-01T03:00:00Z');
      await add('suspected', '2026-04-20T18:00:00Z');
      await add('lapsed', '2026-05-01T03:00:00Z');
      await add('confirmed', '2026-05-01T03:00:00Z', { decidedAt: '2026-05-02T03:00:00Z' });
      const options = { ...all, order: 'oldest' as const };
      return {
        rows: await listSignals(sql, reading, options),
        others: await listSignals(sql, { ...reading, readerId: 'seed.analyst' }, options),
      };
    });
    // The later one was recorded on 21 April by the clock of the city, 90 days before 20 July.
    expect(rows.map(({ lapsesOn }) => lapsesOn)).toEqual(['2026-07-20', '2026-07-20', null, null]);
    expect(rows.map(({ undoUntil }) => undoUntil)).toEqual([
      null,
      null,
      null,
      '2026-05-02T04:00:00.000Z',
    ]);
    expect(others.map(({ undoUntil }) => undoUntil)).toEqual([null, null, null, null]);
    expect([rows[0]?.raisedByMe, others[0]?.raisedByMe]).toEqual([false, true]);
  });
});

describe('a suspicion that may lapse', () => {
  it('has not been renewed at its place after the day, nor been objected to', async () => {
    const { ids, lapsing } = await city.inRolledBack(async (sql) => {
      const at = async (...recorded: string[]) => {
        const pointId = await closedPlace(sql);
        const signals: number[] = [];
        for (const day of recorded) {
          signals.push(
            await addSignal(sql, pointId, {
              state: 'suspected',
              ...ON,
              recordedAt: `${day}T03:00:00Z`,
            }),
          );
        }
        return { pointId, signals };
      };
      const old = await at('2026-04-01', '2026-04-02');
      await at('2026-04-03');
      await at('2026-04-01', '2026-04-03');
      const objected = await at('2026-04-01');
      const answered = await at('2026-04-01');
      const of = ({ pointId, signals }: typeof old) => ({
        pointId,
        communeId: city.here,
        signalId: signals[0] ?? 0,
      });
      await addAppeal(sql, of(objected));
      await addAppeal(sql, of(answered), 'upheld');
      const rejected = await at('2026-04-01');
      await addSignal(sql, rejected.pointId, {
        state: 'rejected',
        ...ON,
        recordedAt: '2026-04-09T03:00:00Z',
      });
      return {
        ids: [...old.signals, ...answered.signals, ...rejected.signals],
        lapsing: await listLapsing(sql, '2026-04-02'),
      };
    });
    expect(lapsing.map(({ id }) => id)).toEqual(ids);
    expect(lapsing[0]?.grade).toBe('exact');
  });

  it('lapses once, unless somebody has decided on it', async () => {
    const done = await city.inRolledBack(async (sql) => {
      const pointId = await closedPlace(sql);
      const open = await addSignal(sql, pointId, { state: 'suspected', ...ON });
      const decided = await addSignal(sql, pointId, { state: 'rejected', ...ON });
      return [
        await lapseSignal(sql, open, '2026-06-30'),
        await lapseSignal(sql, open, '2026-06-30'),
        await lapseSignal(sql, decided, '2026-06-30'),
      ];
    });
    expect(done).toEqual([true, false, false]);
  });
});
