import { expect, it } from 'vitest';

import {
  codesOf,
  codesOfAll,
  FIGURES_WITH_CODES,
  MOST_SHEET_CODES,
  WEEKLY_FIGURES,
  type WeeklyFigures,
} from './weekly-sheet.ts';

const none = Object.fromEntries(FIGURES_WITH_CODES.map((figure) => [figure, []]));
const figures = (codes: Partial<WeeklyFigures['codes']>) =>
  ({ codes: { ...none, ...codes } }) as WeeklyFigures;

it('the points behind a figure are named only where somebody must act', () => {
  const given = figures({ checks_overdue: ['DP-2', 'DP-1'] });
  expect(codesOf(given, 'checks_overdue')).toEqual(['DP-2', 'DP-1']);
  expect(codesOf(given, 'signals_open')).toEqual([]);
  expect(codesOf(given, 'points_active')).toEqual([]);
  expect(
    WEEKLY_FIGURES.filter((figure) => (FIGURES_WITH_CODES as readonly string[]).includes(figure)),
  ).toEqual([
    'recurrences_confirmed',
    'recurrences_unanswered',
    'handovers_overdue',
    'checks_overdue',
    'checks_unchecked',
    'signals_open',
  ]);
});

it('a sheet names each of its points once and in order', () => {
  const given = figures({
    signals_open: ['DP-3', 'DP-1'],
    recurrences_confirmed: ['DP-2', 'DP-3'],
  });
  expect(codesOfAll(given)).toEqual(['DP-1', 'DP-2', 'DP-3']);
  expect(MOST_SHEET_CODES).toBe(200);
});
