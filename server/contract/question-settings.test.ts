import { describe, expect, it } from 'vitest';

import { QuestionSettings } from './question.ts';

const QUESTIONS = {
  windowDays: 5,
  runGapDays: 2,
  returnDays: 14,
  recentDays: 90,
  seriesMinutes: 10,
  seriesFewest: 7,
  transferDays: 3,
  suspicionDays: 90,
  rulesFewest: 3,
  fewestHits: 3,
  honestQuestions: 0.002,
  correlation: 0.02,
};

const LIMITS: readonly (readonly [field: string, least: number, most: number])[] = [
  ['windowDays', 1, 14],
  ['runGapDays', 0, 31],
  ['returnDays', 1, 90],
  ['recentDays', 1, 730],
  ['seriesMinutes', 1, 1_440],
  ['seriesFewest', 2, 100],
  ['transferDays', 1, 30],
  ['suspicionDays', 1, 730],
  ['rulesFewest', 1, 100],
  ['fewestHits', 2, 100],
];

const accepts = (field: string, value: number) =>
  QuestionSettings.safeParse({ ...QUESTIONS, [field]: value }).success;

describe('the limits of what is asked about', () => {
  it.each(LIMITS)('%s from %d to %d', (field, least, most) => {
    const tried = [least - 1, least, most, most + 1];
    expect(tried.map((value) => accepts(field, value))).toEqual([false, true, true, false]);
  });

  it('hold for shares too: up to 0.05 questions, a correlation from 0.1 % to a half', () => {
    const share = (field: string, ...values: number[]) =>
      values.map((value) => accepts(field, value));
    expect(share('honestQuestions', -0.001, 0, 0.05, 0.0501)).toEqual([false, true, true, false]);
    expect(share('correlation', 0.0009, 0.001, 0.5, 0.501)).toEqual([false, true, true, false]);
  });
});
