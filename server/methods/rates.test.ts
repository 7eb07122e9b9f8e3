import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countChange } from '#server/features/analysis/rules.ts';
import { readTable } from '#tests/golden/statistics/read-table.ts';
import { some } from '#tests/support/some.ts';

import { poissonQuantile } from './distributions.ts';
import { empiricalBayes, localEmpiricalBayes } from './empirical-bayes.ts';
import { poissonInterval, poissonRate } from './exact-poisson.ts';
import { forecastCount } from './poisson-forecast.ts';
import { standardise } from './standardisation.ts';

describe('exact Poisson intervals', () => {
  it('give the published rate of 7 events in 1.3 units', () => {
    const rate = poissonRate(7, 1.3);
    expect(rate?.rate).toBeCloseTo(5.384_615_4, 6);
    expect(rate?.interval[0]).toBeCloseTo(2.164_894_7, 6);
    expect(rate?.interval[1]).toBeCloseTo(11.094_366, 6);
  });

  it('give nothing seen an upper end of 3.6888795, and no exposure no rate', () => {
    expect(poissonInterval(0)[0]).toBe(0);
    expect(poissonInterval(0)[1]).toBeCloseTo(3.688_879_5, 6);
    expect(poissonRate(0, 0)).toBeNull();
  });

  // poisson.test(y)$conf.int of R 4.5.0
  it.each([
    [1, 0.025_317_807_984_289_9, 5.571_643_390_938_899],
    [50, 37.110_963_737_461_87, 65.918_766_664_336_83],
    [900, 842.153_888_493_507_9, 960.772_926_255_685_8],
    [904, 846.023_356_736_578_4, 964.903_386_370_879_7],
    [938, 878.925_297_005_822_9, 1_000.000_855_706_319],
    [1_000, 938.973_018_407_695_2, 1_063.952_136_016_302],
    [5_000, 4_862.359_188_694_899, 5_140.548_948_535_004],
    [100_000, 99_381.152_663_744_72, 100_621.744_739_743_9],
  ])('are as exact at %s events as at few', (events, low, high) => {
    const interval = poissonInterval(events);
    expect(interval[0] / low).toBeCloseTo(1, 12);
    expect(interval[1] / high).toBeCloseTo(1, 12);
  });

  it('contain every mean that makes the count no rarer than their tails', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (events) => {
        const [low, high] = poissonInterval(events);
        expect(low).toBeLessThanOrEqual(events);
        expect(high).toBeGreaterThan(events);
        expect(poissonQuantile(0.025, high)).toBeLessThanOrEqual(events + 1);
        expect(poissonQuantile(0.975, low)).toBeGreaterThanOrEqual(events - 1);
      }),
    );
  });
});

describe('the change of two counts', () => {
  it('is ordinary from 4 to 9, and a signal from 4 to 13', () => {
    expect(countChange(4, 9)).toEqual({ z: 2, signals: false });
    expect(countChange(4, 13).signals).toBe(true);
    // 2(√9 − √2.25) is 3: not beyond it.
    expect(countChange(2.25, 9)).toEqual({ z: 3, signals: false });
    expect(countChange(9, 2.25)).toEqual({ z: -3, signals: false });
    expect(countChange(13, 4).z).toBeCloseTo(-countChange(4, 13).z, 12);
  });
});

describe('indirect standardisation', () => {
  it('gives each unit what the rates of all would have brought it', () => {
    const result = standardise([
      { unit: 'a', stratum: 'bar', events: 4, exposure: 10 },
      { unit: 'a', stratum: 'street', events: 0, exposure: 10 },
      { unit: 'b', stratum: 'bar', events: 2, exposure: 20 },
      { unit: 'b', stratum: 'street', events: 2, exposure: 10 },
    ]);
    expect(result.map(({ unit, observed, expected }) => [unit, observed, expected])).toEqual([
      ['a', 4, 3],
      ['b', 4, 5],
    ]);
    expect(result[0]?.ratio).toBeCloseTo(4 / 3, 12);
  });

  it('expects in all as much as was seen, however the units are ordered', () => {
    const count = fc.record({
      unit: fc.constantFrom('a', 'b', 'c', 'd'),
      stratum: fc.constantFrom('x', 'y'),
      events: fc.integer({ min: 0, max: 30 }),
      exposure: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 30 }), (counts) => {
        const result = standardise(counts);
        const sum = (of: 'observed' | 'expected') =>
          result.reduce((total, unit) => total + unit[of], 0);
        expect(sum('expected')).toBeCloseTo(sum('observed'), 8);
        const again = standardise(counts.toReversed());
        for (const [i, unit] of result.entries()) {
          expect(again[i]?.expected).toBeCloseTo(unit.expected, 8);
        }
      }),
    );
  });
});

describe('empirical Bayes', () => {
  const { y = [], n = [] } = readTable('auckland.csv');
  const areas = y.map((events, i) => ({ events, exposure: n[i] ?? 0 }));

  it('gives the published values of Auckland', () => {
    const { mean, between, rates } = empiricalBayes(areas);
    expect(areas).toHaveLength(167);
    expect(mean).toBeCloseTo(0.002_633_436_19, 9);
    expect(between).toBeCloseTo(7.284_172_9e-7, 13);
    expect(rates[0]).toBeCloseTo(0.002_978_033_9, 9);
    expect(rates[1]).toBeCloseTo(0.002_865_623_3, 9);
    expect(rates[2]).toBeCloseTo(0.002_118_164_7, 9);
  });

  it('gives all the mean where nothing happened or chance explains everything', () => {
    const quiet = [
      { events: 0, exposure: 5 },
      { events: 0, exposure: 9 },
    ];
    expect(empiricalBayes(quiet).rates).toEqual([0, 0]);
    const even = [
      { events: 2, exposure: 10 },
      { events: 4, exposure: 20 },
      { events: 0, exposure: 0 },
    ];
    expect(empiricalBayes(even)).toMatchObject({ between: 0, rates: [0.2, 0.2, null] });
  });

  it('draws every rate towards the mean and never past it', () => {
    const { mean, rates } = empiricalBayes(areas);
    for (const [i, rate] of some(rates).entries()) {
      const raw = (y[i] ?? 0) / (n[i] ?? 1);
      expect(rate).toBeGreaterThanOrEqual(Math.min(raw, mean) - 1e-12);
      expect(rate).toBeLessThanOrEqual(Math.max(raw, mean) + 1e-12);
    }
  });

  it('smooths over neighbours alone when asked to', () => {
    const units = [
      { events: 10, exposure: 100 },
      { events: 0, exposure: 100 },
      { events: 50, exposure: 100 },
    ];
    const [first] = localEmpiricalBayes(units, [[1], [0], []]);
    expect(first).toBe(empiricalBayes(units.slice(0, 2)).rates[0]);
  });
});

describe('the forecast of a count', () => {
  it('is what has been seen when the period is over', () => {
    const over = forecastCount(7, 365, 0);
    expect(over?.interval).toEqual([7, 7]);
    expect(over?.atMost(6)).toBe(0);
    expect(over?.atLeast(7)).toBe(1);
  });

  it('adds its two tails up, and follows the negative binomial by hand', () => {
    // Shape ½, half of the time to come: P(0) = √½, P(1) = ½·½·√½.
    const forecast = forecastCount(0, 10, 10);
    expect(forecast?.atMost(0)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(forecast?.atMost(1)).toBeCloseTo(Math.SQRT1_2 * 1.25, 12);
    expect((forecast?.atMost(3) ?? 0) + (forecast?.atLeast(4) ?? 0)).toBeCloseTo(1, 12);
    expect(forecastCount(3, 0, 10)).toBeNull();
  });

  it('stands for large counts too', () => {
    const forecast = forecastCount(30_000, 200, 165);
    expect(forecast?.interval[0]).toBeGreaterThan(54_000);
    expect(forecast?.interval[1]).toBeLessThan(55_500);
    expect(forecast?.atLeast(54_750)).toBeGreaterThan(0.4);
    expect(forecast?.atLeast(54_750)).toBeLessThan(0.6);
  });
});
