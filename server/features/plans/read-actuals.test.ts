import { describe, expect, it } from 'vitest';

import { denominatorOn, enteredActual } from './read-actuals.ts';
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

  it('count once their period has ended', () => {
    expect(enteredActual(AMOUNT, [figure(7, null, 50)], CITY).amount).toBeNull();
    const asOf = '2026-07-28';
    expect(enteredActual(AMOUNT, [figure(7, null, 50)], { ...CITY, asOf }).amount).toBe(50);
  });
});
