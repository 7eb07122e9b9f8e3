import { describe, expect, it } from 'vitest';

import {
  WEEKLY_FIGURES,
  type WeeklyFigures,
  type WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';

import { isEnding, unsignedOf } from './due-sheet-card.tsx';
import { figureChanges } from './figure-difference.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';
import { isoWeek } from './week-name.ts';

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

describe('the sheet that waits for a signature', () => {
  const week = { firstOn: '2026-11-23', lastOn: '2026-11-29' };
  const commune = (code: string) => ({ id: 1, code, name: `Xã ${code}`, type: 'xa' });
  const signatures = {
    week,
    items: [
      { commune: commune('00070'), signed: null },
      { commune: commune('00082'), signed: { version: 1 } },
    ],
  } as unknown as WeeklySignatures;

  it('is that of the own commune, where nobody has signed it', () => {
    expect(unsignedOf(signatures, '00070')).toEqual({ commune: commune('00070'), week });
    expect(unsignedOf(signatures, '00082')).toBeNull();
    expect(unsignedOf(signatures, '00091')).toBeNull();
    expect(unsignedOf(undefined, '00070')).toBeNull();
  });

  it('is due from Friday to Sunday', () => {
    const due = ['2026-11-26', '2026-11-27', '2026-11-29'].map((day) => isEnding(week, day));
    expect(due).toEqual([false, true, true]);
  });
});

it('every figure of a sheet stands in one group, in the order of the sheet', () => {
  const all = FIGURE_GROUPS.flatMap(({ figures: names }) => names);
  expect(all.toSorted()).toEqual([...WEEKLY_FIGURES].toSorted());
  expect(FIGURE_GROUPS.map(({ name, figures: [first] }) => [name, first?.split('_')[0]])).toEqual(
    ['points', 'recurrences', 'handovers', 'checks', 'signals'].map((name) => [name, name]),
  );
});
