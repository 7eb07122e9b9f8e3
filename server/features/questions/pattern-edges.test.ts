import { describe, expect, it } from 'vitest';

import { closed, monthEnd, SETTINGS } from '#tests/features/questions/pattern-settings.ts';

import {
  closureRuns,
  quickReturns,
  unseenHandovers,
  type ConfirmationRow,
} from './pattern-rules.ts';

describe('the edges of the patterns', () => {
  it('a run of closures ends where more days pass than are allowed', () => {
    const runsOf = (...days: string[]) =>
      closureRuns(
        days.map((on, i) => closed(i, on)),
        monthEnd,
        SETTINGS,
      ).map(({ on, settledOn, pointIds }) => [on, settledOn, pointIds]);
    expect(runsOf('2026-03-09', '2026-03-11')).toEqual([['2026-03-09', '2026-03-09', [0, 1]]]);
    expect(runsOf('2026-03-09', '2026-03-12')).toEqual([
      ['2026-03-09', '2026-03-09', [0]],
      ['2026-03-12', '2026-03-12', [1]],
    ]);
    expect(runsOf('2026-03-09', '2026-03-09')).toEqual([['2026-03-09', '2026-03-09', [0, 1]]]);
  });

  it('a return is quick from the day after the end of the month to the last of its days', () => {
    const returned = ['2026-03-14', '2026-03-15', '2026-03-28', '2026-03-29'].map((on) => {
      const [one] = quickReturns([closed(7, '2026-03-10', on)], monthEnd, SETTINGS);
      return one;
    });
    expect(returned.map((one) => one?.hit)).toEqual([false, true, true, false]);
    expect(returned.map((one) => one?.thenOn)).toEqual([null, '2026-03-15', '2026-03-28', null]);
    expect(returned[1]).toMatchObject({ on: '2026-03-10', settledOn: '2026-03-28', pointIds: [7] });
    expect(quickReturns([closed(7, '2026-03-09', '2026-03-15')], monthEnd, SETTINGS)).toEqual([]);
  });

  it('a sitting goes on for as many minutes as are allowed, and counts by its first day', () => {
    const answered = (seconds: number, more: Partial<ConfirmationRow> = {}): ConfirmationRow => ({
      communeId: 1,
      pointId: seconds,
      on: '2026-03-10',
      recordedAt: new Date(Date.UTC(2026, 2, 10, 3, 0, seconds)).toISOString(),
      looked: false,
      ...more,
    });
    const sittings = (...rows: ConfirmationRow[]) =>
      unseenHandovers(rows, SETTINGS).map(({ communeId, hit, on, pointIds }) => [
        communeId,
        hit,
        on,
        pointIds.length,
      ]);
    expect(sittings(answered(0), answered(600), answered(1_200, { on: '2026-03-11' }))).toEqual([
      [1, true, '2026-03-10', 3],
    ]);
    expect(sittings(answered(0), answered(600), answered(1_201))).toEqual([
      [1, false, '2026-03-10', 2],
      [1, false, '2026-03-10', 1],
    ]);
    expect(sittings(answered(0), answered(1, { communeId: 2 }), answered(2))).toEqual([
      [1, false, '2026-03-10', 2],
      [2, false, '2026-03-10', 1],
    ]);
  });
});
