import { describe, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';

import type { IndicatorRow, ListedPoint } from './queries.ts';
import { denominatorOn, enteredActual, readActual } from './read-plan.ts';
import type { ResultRow } from './result-queries.ts';

/** A figure of a month of 2026 for a commune, or for the whole city. */
function figure(
  month: number,
  communeId: number | null,
  amount: number,
  outOf: number | null = null,
) {
  const day = (number: string) => `2026-${String(month).padStart(2, '0')}-${number}`;
  const row: Partial<ResultRow> = {
    communeId,
    firstOn: day('01'),
    lastOn: day('28'),
    amount,
    outOf,
    own: false,
  };
  return row as ResultRow;
}
const AMOUNT = { shape: 'amount' as const, denominators: [] };
const SHARE = { shape: 'share' as const, denominators: [] };
const CITY = { firstOn: '2026-01-01', asOf: '2026-06-30', communeIds: null } as const;

describe('the number that stands for 100 %', () => {
  it('is the latest one of the day, and unknown before the first', () => {
    const denominators = [
      ['2025-01-01', 579],
      ['2026-01-01', 126],
    ].map(([validFrom, amount]) => ({ validFrom, amount, unit: 'xã', source: 'Để thử' }));
    const on = (day: string) =>
      denominatorOn(
        { denominators: denominators as Parameters<typeof denominatorOn>[0]['denominators'] },
        day,
      );
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01', '2026-06-15'].map(on)).toEqual([
      null,
      579,
      579,
      126,
      126,
    ]);
  });
});

describe('figures that people entered', () => {
  it('of the whole city stand for those of the communes in the same days, and for no others', () => {
    const results = [figure(1, null, 50), figure(1, 7, 20), figure(1, 8, 10), figure(2, 7, 4)];
    expect(enteredActual(AMOUNT, results, CITY)).toMatchObject({ amount: 54, increments: [50, 4] });
    expect(enteredActual(AMOUNT, results, { ...CITY, communeIds: [7] })).toMatchObject({
      amount: 24,
      increments: [20, 4],
    });
  });

  it('of a share count by the latest period, over all communes that have one', () => {
    const results = [figure(1, 7, 9, 10), figure(2, 7, 1, 4), figure(2, 8, 3, 6)];
    expect(enteredActual(SHARE, results, CITY)).toMatchObject({ amount: 4, outOf: 10 });
  });

  it('are seen enough while those measured entered no more than half of the amount', () => {
    const own = (amount: number) => ({ ...figure(2, 7, amount), own: true });
    const seenEnough = (...results: ResultRow[]) => enteredActual(AMOUNT, results, CITY).seenEnough;
    expect(seenEnough(figure(1, 8, 50), own(50))).toBe(true);
    expect(seenEnough(figure(1, 8, 50), figure(3, 8, 0), own(51))).toBe(false);
    const share = { ...figure(2, 7, 9, 10), own: true };
    expect(enteredActual(SHARE, [share], { ...CITY, communeIds: [7] }).seenEnough).toBe(false);
  });

  it('count once their period has ended', () => {
    expect(enteredActual(AMOUNT, [figure(7, null, 50)], CITY).amount).toBeNull();
    const asOf = '2026-07-28';
    expect(enteredActual(AMOUNT, [figure(7, null, 50)], { ...CITY, asOf }).amount).toBe(50);
  });
});

describe('figures of several periods', () => {
  it('stand in the order of their days, those of one day together', () => {
    const results = [figure(3, 7, 3), figure(1, 7, 1), figure(1, 8, 10), figure(2, 7, 2)];
    expect(enteredActual(AMOUNT, results, CITY)).toMatchObject({
      amount: 16,
      increments: [11, 2, 3],
    });
  });

  it('of the whole city do not count for a commune, nor those of another one', () => {
    const results = [figure(1, null, 50), figure(1, 8, 10)];
    expect(enteredActual(AMOUNT, results, { ...CITY, communeIds: [7] }).amount).toBeNull();
  });

  it('of the whole city stand for all whose days they share, if only the first or the last', () => {
    const city = { ...figure(2, null, 50), firstOn: '2026-01-28', lastOn: '2026-03-01' };
    const results = [city, figure(1, 7, 1), figure(3, 7, 3), figure(4, 7, 4)];
    expect(enteredActual(AMOUNT, results, CITY).amount).toBe(54);
  });

  it('of a share are out of the number that stood for 100 % on their last day', () => {
    const denominators = [
      { validFrom: '2026-01-01', amount: 126 },
      { validFrom: '2026-03-01', amount: 130 },
    ] as IndicatorRow['denominators'];
    const results = [figure(2, null, 63, 100)];
    const given = { ...SHARE, denominators };
    expect(enteredActual(given, results, CITY)).toMatchObject({ amount: 63, outOf: 126 });
    // A commune's share is out of what was entered for it.
    const own = { ...CITY, communeIds: [7] };
    expect(enteredActual(given, [figure(2, 7, 3, 4)], own).outOf).toBe(4);
  });
});

describe('listed points that are to stay closed', () => {
  const scope = { ...CITY };
  const indicator = { measure: 'points_kept', denominators: [] } as unknown as IndicatorRow;
  const kept = (...statuses: string[]) =>
    readActual({} as TransactionSql, indicator, {
      points: [
        ...statuses.map((status) => ({ aim: 'keep', status })),
        { aim: 'eliminate', status: 'active' },
      ] as unknown as ListedPoint[],
      results: [],
      scope,
    });

  it('are those of the list that are neither active nor active again', async () => {
    const statuses = ['eliminated', 'handed_over', 'recurring', 'active'];
    expect(await kept(...statuses)).toMatchObject({ amount: 2, outOf: 4, cases: false });
  });

  it('have no figure while nobody has named the list', async () => {
    expect(await kept()).toMatchObject({ amount: null, outOf: null });
  });
});
