import { describe, expect, it } from 'vitest';

import { QUESTION_KINDS } from '#server/contract/question.ts';
import { foundShare, honestRate, ORDINARY_CITY } from '#tests/support/questions/simulated-city.ts';

/** The long form takes minutes and gives the rates to a hundredth; the short form is part of every run. */
const LONG = process.env['DIABAN_LONG_SIMULATION'] !== undefined;
const TIMEOUT = LONG ? 3_600_000 : 60_000;
const seedsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => first + at);

describe('in honest cities', { timeout: TIMEOUT }, () => {
  it.each([
    { runs: 6, cv: 0 },
    { runs: 6, cv: 0.5 },
    { runs: 20, cv: 0 },
    { runs: 20, cv: 0.5 },
    { runs: 40, cv: 0.5 },
  ])(
    'with $runs runs a year and a cv of $cv at most 1 question is asked in 100 commune-years',
    ({ runs, cv }) => {
      const name = `runs ${runs}, cv ${cv}`;
      const rate = honestRate(name, { ...ORDINARY_CITY, runs, cv }, seedsFrom(0, LONG ? 400 : 6));
      expect(rate).toBeLessThanOrEqual(1);
    },
  );
});

describe('a planted pattern', { timeout: TIMEOUT }, () => {
  it.each(QUESTION_KINDS.map((kind) => [kind] as const))(
    '(%s) is asked about in four of five years',
    (planted) => {
      const seeds = seedsFrom(10_000, LONG ? 400 : 10);
      expect(foundShare('chosen by', ORDINARY_CITY, planted, seeds)).toBeGreaterThanOrEqual(0.8);
    },
  );
});
