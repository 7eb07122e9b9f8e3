import type { QuestionSettings } from '#server/contract/question.ts';
import { periodAt } from '#server/contract/reporting-period.ts';
import { monthEnds } from '#server/features/questions/pattern-rules.ts';

export const SETTINGS: QuestionSettings = {
  windowDays: 5,
  runGapDays: 2,
  returnDays: 14,
  recentDays: 90,
  seriesMinutes: 10,
  seriesFewest: 3,
  transferDays: 3,
  suspicionDays: 90,
  rulesFewest: 2,
  fewestHits: 3,
  honestQuestions: 0.005,
  correlation: 0.02,
};

/** Reporting months end on the 14th. */
export const RULES = [{ validFrom: '1900-01-01', firstDay: 15 }];

/** Gives the last day of the reporting month that a day lies in. */
export const monthEnd = monthEnds(
  [2025, 2026].flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', year, i + 1).lastOn),
  ),
);

/** Makes the closure of a place of commune 1. */
export const closed = (
  pointId: number,
  eliminatedOn: string,
  returnedOn: string | null = null,
) => ({
  communeId: 1,
  pointId,
  category: 'NN',
  eliminatedOn,
  returnedOn,
  neighbours: 0,
});
