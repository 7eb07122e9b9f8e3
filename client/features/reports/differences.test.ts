import { expect, it } from 'vitest';

import { REPORT_FIGURES, type ReportContent } from '#server/contract/report.ts';

import { differencesOf } from './differences.ts';

const content = (more: Partial<ReportContent['figures']>) =>
  ({
    figures: { ...Object.fromEntries(REPORT_FIGURES.map((name) => [name, 1])), ...more },
  }) as ReportContent;

it('a report differs in the figures that changed, in the order of the report, up or down', () => {
  const before = content({ tips_late: 4, new_points: 0 });
  expect(differencesOf(before, content({ tips_late: 0, new_points: 2 }))).toEqual([
    { figure: 'new_points', before: 0, after: 2 },
    { figure: 'tips_late', before: 4, after: 0 },
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});
