import type { QuestionSettings } from '#server/contract/question.ts';
import { periodOf } from '#server/contract/reporting-period.ts';

export const SETTINGS: QuestionSettings = {
  windowDays: 5,
  runGapDays: 2,
  returnDays: 14,
  recentDays: 90,
  seriesMinutes: 10,
  seriesFewest: 3,
  fewestHits: 3,
  chanceLimit: 0.002,
  correlation: 0.02,
};

/** Reporting months end on the 14th. */
export const RULES = [{ validFrom: '1900-01-01', firstDay: 15 }];

/** Gives the last day of the reporting month that a day lies in. */
export const monthEnd = (day: string) => periodOf(RULES, 'month', day).lastOn;

/** Makes the closure of a place of commune 1. */
export const closed = (
  pointId: number,
  eliminatedOn: string,
  returnedOn: string | null = null,
) => ({
  communeId: 1,
  pointId,
  eliminatedOn,
  returnedOn,
});
