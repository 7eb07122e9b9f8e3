import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countChange } from '#server/features/analysis/rules.ts';

import { mixedPoissonQuantile, mixedPoissonTails } from './distributions.ts';
import { funnelLimits, funnelPosition } from './funnel.ts';
import {
  anscombeZ,
  betweenVariance,
  overDispersion,
  winsorisedMeanSquare,
} from './over-dispersion.ts';

const CHANCE_ALONE = { between: 0 };
const EIGHT = [3, 9, 14, 22, 30, 4, 0, 11].map((observed, i) => ({
  observed,
  expected: [5, 8, 10, 20, 21, 6, 2, 12][i] ?? 0,
}));

describe('the funnel', () => {
  it.each([
    [5, [1, 10], [0, 13]],
    [10, [4, 17], [2, 21]],
    [20, [12, 29], [8, 35]],
    [50, [37, 64], [30, 73]],
  ])('has the published limits at %s expected', (expected, warning, action) => {
    expect(funnelLimits(expected, CHANCE_ALONE)).toEqual({ expected, warning, action });
  });

  it('counts a unit on its limit as within, on either side', () => {
    expect(funnelPosition({ observed: 13, expected: 5 }, CHANCE_ALONE).action).toBe('within');
    expect(funnelPosition({ observed: 14, expected: 5 }, CHANCE_ALONE).action).toBe('above');
    expect(funnelPosition({ observed: 2, expected: 10 }, CHANCE_ALONE)).toEqual({
      warning: 'below',
      action: 'within',
    });
    expect(funnelPosition({ observed: 1, expected: 10 }, CHANCE_ALONE).action).toBe('below');
  });

  // qnbinom(c(0.025, 0.975, 0.001, 0.999), size = 1 / between, mu = expected) of R 4.5.0
  it.each([
    [5, 0.04, [1, 10], [0, 14]],
    [5, 0.5, [0, 16], [0, 26]],
    [20, 0.01, [11, 30], [7, 37]],
    [20, 0.1225, [7, 39], [2, 54]],
    [60, 0.04, [35, 91], [24, 112]],
    [900, 0.09, [448, 1_505], [284, 1_975]],
    [5_000, 0.001, [4_666, 5_345], [4_480, 5_551]],
    [8, 1e-5, [3, 14], [1, 18]],
  ])(
    "at %s expected widens by a variance of %s to R's quantiles",
    (expected, between, ...limits) => {
      const [warning, action] = limits;
      expect(funnelLimits(expected, { between })).toEqual({ expected, warning, action });
    },
  );

  it('never narrows when the variance between units grows', () => {
    const expected = fc.double({ min: 5, max: 500, noNaN: true });
    const between = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(expected, between, (mean, variance) => {
        const [plain, wide] = [
          funnelLimits(mean, CHANCE_ALONE),
          funnelLimits(mean, { between: variance }),
        ];
        for (const kind of ['warning', 'action'] as const) {
          expect(wide[kind][0]).toBeLessThanOrEqual(plain[kind][0]);
          expect(wide[kind][1]).toBeGreaterThanOrEqual(plain[kind][1]);
        }
      }),
    );
  });
});

describe('a count whose mean varies between units', () => {
  // pnbinom(count, size = 1 / between, mu = mean), and lower.tail = FALSE, of R 4.5.0
  it.each([
    [5, 5, 0.04, 0.616_447_014_690_064_6],
    [5, 5, 0.5, 0.639_514_876_575_964_8],
    [60, 60, 0.04, 0.540_885_156_806_893_8],
    [3, 3, 4, 0.766_828_675_796_776_4],
  ])('is at most %s as often as R says', (count, mean, between, atMost) => {
    expect(mixedPoissonTails(count, mean, between).atMost).toBeCloseTo(atMost, 12);
  });

  it.each([
    [60, 20, 0.01, 7.186_353_579_779_399e-11],
    [180, 60, 0.04, 1.279_931_087_936_455e-9],
  ])('keeps the digits of its rare end: above %s', (count, mean, between, above) => {
    expect(mixedPoissonTails(count, mean, between).above / above).toBeCloseTo(1, 9);
  });

  it('is 0 where nothing is expected, and never below', () => {
    expect(mixedPoissonQuantile(0.999, 0, 0.5)).toBe(0);
    expect(mixedPoissonTails(-1, 5, 0.5)).toEqual({ atMost: 0, above: 1 });
  });
});

describe('over-dispersion', () => {
  it('gives the published φ of square-root scores, raw and winsorised', () => {
    const scores = EIGHT.map(({ observed, expected }) => countChange(expected, observed).z);
    expect(winsorisedMeanSquare(scores, 0)).toBeCloseTo(1.845_493_2, 6);
    expect(winsorisedMeanSquare(scores, 0.1)).toBeCloseTo(0.974_329_16, 6);
  });

  it('uses only units that expect five or more', () => {
    const { units, rawPhi } = overDispersion([
      { observed: 9, expected: 5 },
      { observed: 9, expected: 4.99 },
      { observed: 0, expected: 0 },
    ]);
    expect(units).toBe(1);
    expect(rawPhi).toBeCloseTo(anscombeZ({ observed: 9, expected: 5 }) ** 2, 12);
  });

  const spread = (size: number, low: number, high: number) =>
    Array.from({ length: size }, (_, i) => ({ observed: i % 2 === 0 ? low : high, expected: 20 }));

  it('gives no p for fewer than twenty units, and one for twenty', () => {
    expect(overDispersion(spread(19, 10, 34))).toMatchObject({
      units: 19,
      p: null,
      significant: false,
      between: 0,
    });
    expect(overDispersion(spread(20, 10, 34))).toMatchObject({ units: 20, significant: true });
  });

  it('gives nothing for no unit and for one', () => {
    expect(overDispersion([])).toEqual({
      units: 0,
      phi: 1,
      rawPhi: 1,
      p: null,
      significant: false,
      between: 0,
    });
    expect(overDispersion([{ observed: 5, expected: 5 }]).p).toBeNull();
  });

  it('measures how much ratios of 0.5 and 1.7 differ, and widens by it', () => {
    const { between, significant } = overDispersion(spread(40, 10, 34));
    expect(significant).toBe(true);
    // The ratios lie 0.6 to either side of 1.1; chance alone adds a twentieth of that, squared.
    expect(between).toBeGreaterThan(0.2);
    expect(between).toBeLessThan(0.5);
    const [low, high] = funnelLimits(20, { between }).action;
    expect(low).toBeLessThan(8);
    expect(high).toBeGreaterThan(35);
  });

  it('calls a difference significant below 5 % and not above', () => {
    // Counts alternate between 20 ± d: φ grows with d and crosses the level once.
    const highs = Array.from({ length: 600 }, (_, i) => 22 + i / 100);
    const found = highs.map((high) => overDispersion(spread(60, 40 - high, high)));
    const p = found.map((one) => one.p ?? 1);
    expect(p).toEqual(p.toSorted((a, b) => b - a));
    expect(p.filter((one) => one >= 0.05 && one < 0.06).length).toBeGreaterThan(0);
    expect(p.filter((one) => one >= 0.04 && one < 0.05).length).toBeGreaterThan(0);
    expect(found.map(({ significant }) => significant)).toEqual(p.map((one) => one < 0.05));
  });

  it('is not caused by a few outliers', () => {
    const even = Array.from({ length: 60 }, (_, i) => ({ observed: 17 + (i % 7), expected: 20 }));
    const outliers = even.map((unit, i) => (i < 4 ? { ...unit, observed: 70 } : unit));
    expect(overDispersion(outliers)).toMatchObject({ significant: false, between: 0 });
    expect(overDispersion(outliers).rawPhi).toBeGreaterThan(4);
  });

  it('has the additive variance of DerSimonian and Laird, 0 where chance explains everything', () => {
    const units = [10, 10, 10].map((expected) => ({ observed: 10, expected }));
    // (3·2 − 2) / (30 − 300/30) = 4/20.
    expect(betweenVariance(units, 2)).toBeCloseTo(0.2, 12);
    expect(betweenVariance(units, 0.5)).toBe(0);
    expect(betweenVariance([], 2)).toBe(0);
    expect(betweenVariance([{ observed: 3, expected: 9 }], 2)).toBe(0);
  });
});
