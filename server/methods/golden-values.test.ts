import { describe, expect, it } from 'vitest';

import { holm } from './false-discovery.ts';
import { dispersionOf, forecastTotal, probabilityOfShare } from './forecast.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { overDispersion } from './over-dispersion.ts';
import { forecastCount } from './poisson-forecast.ts';
import { type Closure, recurrenceHazard } from './recurrence-hazard.ts';
import { standardise } from './standardisation.ts';
import { simultaneousBand } from './survival-bands.ts';
import { weightedDisplacement } from './weighted-displacement.ts';

// Golden values of distributions: SciPy 1.17 (nbinom, betabinom, chi2, norm), whose functions are those of R.

describe('forecasts', () => {
  it('of a count are the negative binomial of size seen + ½', () => {
    // nbinom(12.5, 100/365): ppf of 0.025, 0.975, 0.1 and 0.9, and cdf.
    const forecast = forecastCount(12, 100, 265);
    expect(forecast?.expected).toBeCloseTo(45.125, 10);
    expect(forecast?.interval).toEqual([27, 69]);
    expect(forecastCount(12, 100, 265, 0.8)?.interval).toEqual([32, 60]);
    expect(forecast?.atMost(40)).toBeCloseTo(0.366_186_887_2, 9);
    expect(forecast?.atMost(40.9)).toBeCloseTo(0.366_186_887_2, 9);
    expect(forecast?.atLeast(40)).toBeCloseTo(0.670_703_807_1, 9);
    expect(forecast?.atLeast(40.1)).toBeCloseTo(0.633_813_112_8, 9);
    expect(forecast?.atLeast(12)).toBe(1);
    expect(forecastCount(12, 100, -1)).toMatchObject({ expected: 12, interval: [12, 12] });
  });

  it('of a total are the same, and stretched where counts come in lumps', () => {
    const even = forecastTotal({ soFar: 40, elapsed: 100, remaining: 265 });
    expect(even.expected).toBeCloseTo(147.325, 10);
    expect([even.low, even.high]).toEqual([112, 189]);
    expect(even.probabilityAtMost(110)).toBeCloseTo(0.021_157_609_3, 9);
    expect(even.probabilityAtLeast(150)).toBeCloseTo(0.435_545_795_5, 9);
    // Lumps of four: nbinom(10.5, 100/365), four times.
    const lumps = forecastTotal({ soFar: 40, elapsed: 100, remaining: 265, dispersion: 4 });
    expect(lumps.expected).toBeCloseTo(151.3, 10);
    expect([lumps.low, lumps.high]).toEqual([84, 240]);
    expect(lumps.probabilityAtMost(143)).toBeCloseTo(0.447_785_075_6, 9);
    expect(lumps.probabilityAtMost(144)).toBeCloseTo(0.488_675_678_7, 9);
    expect(lumps.probabilityAtLeast(144)).toBeCloseTo(0.552_214_924_4, 9);
    // Fewer than one in a lump is none.
    const thin = forecastTotal({ soFar: 40, elapsed: 100, remaining: 265, dispersion: 0.5 });
    expect([thin.low, thin.high]).toEqual([112, 189]);
  });

  it('refuse to count five million totals one by one', () => {
    expect(() => forecastTotal({ soFar: 5_000_000, elapsed: 100, remaining: 265 })).toThrow(
      RangeError,
    );
  });

  it('of a share are the beta-binomial upper tail', () => {
    const given = { successes: 17, tried: 20, toCome: 10 };
    expect(probabilityOfShare({ ...given, target: 0.8 })).toBeCloseTo(0.893_075_628_6, 9);
    expect(probabilityOfShare({ ...given, target: 0.9 })).toBeCloseTo(0.223_410_597_7, 9);
    // 27 of 30 are reached with all ten, and 28 cannot be.
    expect(probabilityOfShare({ ...given, target: 27 / 30 })).toBeGreaterThan(0);
    expect(probabilityOfShare({ ...given, target: 27.01 / 30 })).toBe(0);
    expect(probabilityOfShare({ ...given, target: 17 / 30 })).toBe(1);
  });

  it('take the variance of three increments or more over their mean', () => {
    expect(dispersionOf([1, 5, 9])).toBeCloseTo(16 / 5, 12);
    expect(dispersionOf([1, 5])).toBeNull();
  });
});

it('over-dispersion has the φ, the p and the variance of an independent computation', () => {
  const expected = [
    5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 30, 35, 40, 45, 50, 60, 80,
  ];
  const observed = [
    2, 11, 4, 12, 5, 16, 7, 18, 8, 20, 10, 23, 12, 28, 14, 35, 19, 41, 24, 53, 31, 66, 44, 104,
  ];
  const units = expected.map((one, i) => ({ observed: observed[i] ?? 0, expected: one }));
  // Winsorised by numpy.quantile, p by chi2.sf(0.7·24·φ, 0.7·24), τ² of DerSimonian and Laird.
  const { phi, rawPhi, p, between, ...rest } = overDispersion(units);
  expect(phi).toBeCloseTo(4.014_204_854_8, 8);
  expect(rawPhi).toBeCloseTo(3.060_834_104_4, 8);
  expect((p ?? 0) / 5.110_160_487_97e-8).toBeCloseTo(1, 6);
  expect(between).toBeCloseTo(0.113_293_504_73, 9);
  expect(rest).toEqual({ units: 24, significant: true });
});

describe('the chance of a recurrence', () => {
  const none = { chance: 0.03, strength: 0 };

  it('counts closures under watch from their entry on', () => {
    const late: Closure[] = [
      { exit: 5, event: true, group: 'g' },
      { exit: 400, event: false, group: 'g' },
      { entry: 10, exit: 400, event: false, group: 'g' },
      { entry: 10, exit: 20, event: true, group: 'g' },
    ];
    const at = recurrenceHazard(late, none, 30);
    // One of two at day 5, and one of three at day 20.
    expect(at('g', 0).chance).toBeCloseTo(1 - (1 / 2) * (2 / 3), 12);
    expect(at('g', 5).chance).toBeCloseTo(1 / 3, 12);
    expect(at('g', 9)).toMatchObject({ groupAtRisk: 1 });
    expect(at('g', 10)).toMatchObject({ groupAtRisk: 3 });
    expect(at('g', 20)).toMatchObject({ groupAtRisk: 2, chance: 0 });
  });

  it('is the same for one line with a number as for as many lines', () => {
    const lines = (count: number, exit: number, event: boolean) =>
      Array.from({ length: count }, () => ({ exit, event, group: 'g' }));
    const one = recurrenceHazard([...lines(3, 20, true), ...lines(9, 90, false)], none, 30);
    const counted = recurrenceHazard(
      [
        { exit: 20, event: true, group: 'g', count: 3 },
        { exit: 90, event: false, group: 'g', count: 9 },
      ],
      none,
      30,
    );
    expect(one('g', 0)).toMatchObject({ chance: 0.25, groupAtRisk: 12, cityAtRisk: 12 });
    expect(counted('g', 0)).toEqual(one('g', 0));
  });

  it('is none where nobody lasted', () => {
    const one: Closure = { exit: 5, event: true, group: 'g' };
    expect(recurrenceHazard([one], none, 30)('g', 0).chance).toBe(1);
    expect(recurrenceHazard([one], none, 30)('g', 5)).toMatchObject({ groupAtRisk: 0 });
    // Those who come under watch later add nothing to a curve that has ended.
    const later: Closure = { entry: 10, exit: 20, event: true, group: 'g' };
    const both = recurrenceHazard([one, later], none, 30);
    expect(both('g', 12)).toMatchObject({ chance: 0, groupAtRisk: 1 });
  });
});

it('a band covers the steps at which 5 to 95 % of the spells have ended, where all do', () => {
  // nσ²/(1 + nσ²) is k/n after k of n events without censoring.
  const covered = (n: number) => {
    const spells = Array.from({ length: n }, (_, i) => ({ exit: i + 1, event: true }));
    const times = simultaneousBand(kaplanMeier(spells), n, 'equal_precision').map(
      ({ time }) => time,
    );
    return [times[0], times.at(-1), times.length];
  };
  expect(covered(21)).toEqual([2, 19, 18]);
  expect(covered(19)).toEqual([1, 18, 18]);
});

it('units stand by their names, and one without anything to expect has no ratio', () => {
  const counts = [
    { unit: 'b', stratum: 'x', events: 3, exposure: 10 },
    { unit: 'c', stratum: 'y', events: 0, exposure: 10 },
    { unit: 'a', stratum: 'x', events: 1, exposure: 10 },
    { unit: 'd', stratum: 'z', events: 2, exposure: 0 },
  ];
  expect(standardise(counts)).toEqual([
    { unit: 'a', observed: 1, expected: 2, exposure: 10, ratio: 0.5 },
    { unit: 'b', observed: 3, expected: 2, exposure: 10, ratio: 1.5 },
    { unit: 'c', observed: 0, expected: 0, exposure: 10, ratio: null },
    { unit: 'd', observed: 2, expected: 0, exposure: 0, ratio: null },
  ]);
});

it('the adjustment of Holm is never above one, nor below that of a smaller p', () => {
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([0.02, 0.011, 0.3])).toEqual([0.04, 0.033, 0.3]);
  expect(holm([])).toEqual([]);
});

it('nothing moved where nothing happened, and each area counts with its sign', () => {
  const none = [0, 0] as const;
  const moved = (more: Partial<Parameters<typeof weightedDisplacement>[0]>) =>
    weightedDisplacement({ treated: none, control: none, ring: none, ringControl: none, ...more });
  expect(moved({})).toEqual({ difference: 0, standardError: 0, z: 0 });
  expect(moved({ treated: [9, 0] })).toEqual({ difference: -9, standardError: 3, z: -3 });
  expect(moved({ control: [9, 0] }).difference).toBe(9);
  expect(moved({ ring: [9, 0] }).difference).toBe(-9);
  expect(moved({ ringControl: [9, 0] }).difference).toBe(9);
});
