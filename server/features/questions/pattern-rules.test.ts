import { describe, expect, it } from 'vitest';

import { periodOf } from '#server/contract/reporting-period.ts';
import { closed, monthEnd, RULES, SETTINGS } from '#tests/features/questions/pattern-settings.ts';

import {
  closureRuns,
  quickReturns,
  unseenHandovers,
  type ConfirmationRow,
} from './pattern-rules.ts';
import type { Observation } from './tally-rules.ts';

const hits = (all: readonly Observation[]) => all.map(({ hit }) => hit);

describe('runs of closures', () => {
  it('hit when they begin in the last days of a reporting month', () => {
    const runs = closureRuns(
      [closed(1, '2026-03-09'), closed(2, '2026-04-10'), closed(3, '2026-05-14')],
      monthEnd,
      SETTINGS,
    );
    expect(hits(runs)).toEqual([false, true, true]);
  });

  it('take a campaign as one, by its first day', () => {
    const runs = closureRuns(
      [closed(1, '2026-03-09'), closed(2, '2026-03-11'), closed(3, '2026-03-13')],
      monthEnd,
      SETTINGS,
    );
    expect(runs).toMatchObject([{ on: '2026-03-09', hit: false, pointIds: [1, 2, 3] }]);
  });

  it('do not run from one commune into another', () => {
    const other = { ...closed(2, '2026-03-11'), communeId: 2 };
    expect(closureRuns([closed(1, '2026-03-10'), other], monthEnd, SETTINGS)).toHaveLength(2);
  });
});

it('the month end of a day is the last day of its reporting month', () => {
  for (const day of ['2026-03-14', '2026-03-15', '2026-04-14', '2025-12-31', '2026-12-14']) {
    expect(monthEnd(day)).toBe(periodOf(RULES, 'month', day).lastOn);
  }
});

describe('quick returns', () => {
  it('are those of places closed at the end of a month that come back just after it', () => {
    const found = quickReturns(
      [
        closed(1, '2026-03-12', '2026-03-20'),
        closed(2, '2026-03-12', '2026-03-14'),
        closed(3, '2026-03-12', '2026-03-29'),
        closed(4, '2026-03-12'),
        closed(5, '2026-03-01', '2026-03-16'),
      ],
      monthEnd,
      SETTINGS,
    );
    expect(hits(found)).toEqual([true, false, false, false]);
    expect(found.every(({ settledOn }) => settledOn === '2026-03-28')).toBe(true);
  });
});

describe('sittings of confirmations', () => {
  const answered = (minute: number, looked = false, communeId = 1): ConfirmationRow => ({
    communeId,
    pointId: minute,
    on: '2026-03-10',
    recordedAt: new Date(Date.UTC(2026, 2, 10, 3, minute)).toISOString(),
    looked,
  });

  it('hit when they are long and nobody had looked at any of the places', () => {
    expect(hits(unseenHandovers([answered(0), answered(8), answered(17)], SETTINGS))).toEqual([
      true,
    ]);
    expect(hits(unseenHandovers([answered(0), answered(8, true), answered(17)], SETTINGS))).toEqual(
      [false],
    );
  });

  it('end with a pause', () => {
    const found = unseenHandovers([answered(0), answered(8), answered(30)], SETTINGS);
    expect(found.map(({ pointIds }) => pointIds.length)).toEqual([2, 1]);
    expect(hits(found)).toEqual([false, false]);
  });
});
