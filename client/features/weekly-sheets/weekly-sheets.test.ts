import { describe, expect, it } from 'vitest';

import { WEEKLY_FIGURES, type WeeklyFigures } from '#server/contract/weekly-sheet.ts';

import { figureChanges } from './figure-difference.ts';
import { isoWeek } from './iso-week.ts';

const NO_CODES: WeeklyFigures['codes'] = {
  recurrences_confirmed: [],
  recurrences_unanswered: [],
  handovers_overdue: [],
  checks_overdue: [],
  checks_unchecked: [],
  signals_open: [],
};

function figures(
  counts: Partial<WeeklyFigures['counts']> = {},
  codes: Partial<WeeklyFigures['codes']> = {},
): WeeklyFigures {
  const none = Object.fromEntries(WEEKLY_FIGURES.map((name) => [name, 0]));
  return {
    definitions: 1,
    counts: { ...(none as WeeklyFigures['counts']), ...counts },
    codes: { ...NO_CODES, ...codes },
  };
}

describe('the number of a week', () => {
  it('follows ISO 8601 over the turn of a year', () => {
    expect(isoWeek('2026-11-23')).toEqual({ number: 48, year: 2026 });
    expect(isoWeek('2026-12-28')).toEqual({ number: 53, year: 2026 });
    expect(isoWeek('2027-01-04')).toEqual({ number: 1, year: 2027 });
    expect(isoWeek('2024-12-30')).toEqual({ number: 1, year: 2025 });
  });
});

describe('the difference of two versions', () => {
  it('names each figure that changed, in the order of the sheet', () => {
    const before = figures({ signals_open: 2, points_active: 1 });
    const after = figures({ signals_open: 1, points_active: 3 });
    expect(figureChanges(before, after)).toEqual([
      { figure: 'points_active', before: 1, after: 3 },
      { figure: 'signals_open', before: 2, after: 1 },
    ]);
    expect(figureChanges(after, after)).toEqual([]);
  });

  it('sees other points behind the same number', () => {
    const before = figures({ checks_overdue: 1 }, { checks_overdue: ['DP-00001'] });
    const after = figures({ checks_overdue: 1 }, { checks_overdue: ['DP-00002'] });
    expect(figureChanges(before, after)).toHaveLength(1);
  });
});
