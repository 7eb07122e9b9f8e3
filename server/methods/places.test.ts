import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { NILE } from '#tests/golden/statistics/nile.ts';
import { readTable } from '#tests/golden/statistics/read-table.ts';
import { some } from '#tests/support/some.ts';

import { patternOf, emergingHotSpots } from './emerging-hot-spots.ts';
import { falseDiscovery } from './false-discovery.ts';
import { getisOrd } from './getis-ord.ts';
import { kernelDensity } from './kernel-density.ts';
import { mannKendall } from './mann-kendall.ts';
import { twoSidedP } from './normal-p.ts';
import { weightedDisplacement } from './weighted-displacement.ts';

/** Every other cell within 30 m of each. */
function within30Metres({ x = [], y = [] }: Record<string, number[]>): number[][] {
  return x.map((left, i) =>
    x.flatMap((other, j) =>
      j !== i && Math.hypot(left - other, (y[i] ?? 0) - (y[j] ?? 0)) <= 30 ? [j] : [],
    ),
  );
}

describe('Gi*', () => {
  const table = readTable('getisord.csv');
  const z = getisOrd(table['val'] ?? [], within30Metres(table));
  const p = z.map(twoSidedP);

  it.each([
    [1, -2.229_709_56],
    [2, -2.489_752_96],
    [120, 1.450_779_81],
    [136, 1.670_751_16],
    [256, 0.429_147_27],
  ])('gives the published value of cell %s', (cell, value) => {
    expect(z[cell - 1]).toBeCloseTo(value, 6);
  });

  it('has the published range and counts of significant cells, raw and corrected', () => {
    expect(Math.min(...z)).toBeCloseTo(-2.838_661_6, 6);
    expect(Math.max(...z)).toBeCloseTo(4.310_407_4, 6);
    const below = (values: readonly number[]) => values.filter((value) => value < 0.05).length;
    expect(below(p)).toBe(114);
    expect(below(falseDiscovery(p))).toBe(78);
    expect(below(falseDiscovery(p, true))).toBe(13);
    expect(below(p.map((value) => value * p.length))).toBe(9);
  });

  it('does not change with what is added to or multiplied into all values, and follows its units', () => {
    const unit = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 6, maxLength: 30 }), (values) => {
        fc.pre(new Set(values).size > 1);
        const ring = values.map((_, i) => [
          (i + 1) % values.length,
          (i + values.length - 1) % values.length,
        ]);
        const given = getisOrd(values, ring);
        const moved = getisOrd(
          values.map((value) => 3 * value + 7),
          ring,
        );
        const turned = getisOrd(values.toReversed(), ring);
        for (const [i, own] of given.entries()) {
          expect(moved[i]).toBeCloseTo(own, 6);
          expect(turned[values.length - 1 - i]).toBeCloseTo(own, 6);
        }
      }),
    );
  });

  it('calls a level field ordinary', () => {
    expect(getisOrd([2, 2, 2], [[1], [0], []]).map(twoSidedP)).toEqual([1, 1, 1]);
  });
});

describe('false discovery', () => {
  it('adjusts the published p values as R does', () => {
    const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    const adjusted = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105_714_29, 0.216, 0.216, 0.216];
    for (const [i, value] of some(falseDiscovery(p)).entries()) {
      expect(value).toBeCloseTo(adjusted[i] ?? 0, 7);
    }
  });

  it('is at most 1, and at most the sum of the harmonic numbers times larger under any dependence', () => {
    expect(falseDiscovery([0.9, 0.95], true)).toEqual([1, 1]);
    // Three values, so that 1 + ½ + ⅓ = 11/6 is the factor: 3 · 11/6 · 0.03 = 0.165.
    const [first, second, third] = falseDiscovery([0.03, 0.5, 0.6], true);
    expect(first).toBeCloseTo(0.165, 12);
    expect([second, third]).toEqual([1, 1]);
  });

  it('follows p wherever it stands, never falls below it and keeps its order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
        const adjusted = falseDiscovery(p);
        expect(falseDiscovery(p.toReversed()).toReversed()).toEqual(adjusted);
        for (const [i, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual((p[i] ?? 0) - 1e-15);
        }
        const byP = p.map((_, i) => i).toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
        const inOrder = byP.map((i) => adjusted[i] ?? 0);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('Mann–Kendall', () => {
  it('gives the published values of the Nile', () => {
    const trend = mannKendall(NILE);
    expect(trend.s).toBe(-1387);
    expect(trend.variance).toBeCloseTo(112_728.33, 2);
    expect(trend.z).toBeCloseTo(-4.128_066_5, 6);
    expect(trend.p).toBeCloseTo(3.658_262_9e-5, 11);
  });

  it("gives the published values of a short series with ties, and Sen's slope", () => {
    const trend = mannKendall([4, 6, 5, 7, 9, 8, 8, 10, 12, 11, 13, 12]);
    expect(trend.s).toBe(54);
    expect(trend.variance).toBeCloseTo(210.666_67, 5);
    expect(trend.z).toBeCloseTo(3.651_555_9, 6);
    expect(trend.slope).toBeCloseTo(0.763_888_89, 6);
  });

  it("has the middle one of an odd number of slopes as Sen's slope", () => {
    // 1 and 4 from one step to the next, 2.5 over both.
    expect(mannKendall([0, 1, 5]).slope).toBe(2.5);
  });

  it('turns its sign with the series', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }), (series) => {
        const [there, back] = [mannKendall(series), mannKendall(series.toReversed())];
        expect(back.s).toBeCloseTo(-there.s, 12);
        expect(back.p).toBeCloseTo(there.p, 12);
      }),
    );
  });
});

describe('emerging hot spots', () => {
  const states = (text: string) =>
    text.split('').map((sign) => (sign === '+' ? 1 : sign === '-' ? -1 : 0));

  it.each([
    ['..........+', 0, 'new'],
    ['........+++', 0, 'consecutive'],
    ['++++++++++++', 1, 'intensifying'],
    ['++++++++++++', 0, 'persistent'],
    ['.+++++++++++', -1, 'diminishing'],
    ['.++..+.+..+', 0, 'sporadic'],
    ['.-...+.+..+', 0, 'oscillating'],
    ['++++++++++.', 0, 'historical'],
    // Nine of ten are 90 %, eight are not.
    ['.+++++++++', 0, 'persistent'],
    ['..++++++++', 0, 'consecutive'],
    ['+++++++++.', 0, 'historical'],
    ['..+++++.++++++++++++++++++++++', 0, 'persistent'],
  ])('reads %s with trend %s as %s', (given, rising, name) => {
    expect(patternOf(states(given), rising)).toEqual({ temperature: 'hot', class: name });
    const cold = states(given).map((state) => -state);
    expect(patternOf(cold, -rising)).toEqual({ temperature: 'cold', class: name });
  });

  it('reads nothing into neither, or into heat long past', () => {
    expect(patternOf(states('...........'), 1)).toBeNull();
    expect(patternOf(states('.++........'), 0)).toBeNull();
  });

  it('finds a corner of a field that grows hot at its end', () => {
    const side = 7;
    const cells = Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)]);
    const neighbours = cells.map(([x = 0, y = 0], i) =>
      cells.flatMap(([a = 0, b = 0], j) =>
        i !== j && Math.abs(x - a) <= 1 && Math.abs(y - b) <= 1 ? [j] : [],
      ),
    );
    const series = cells.map(([x = 0, y = 0]) =>
      Array.from({ length: 12 }, (_, step) =>
        x < 3 && y < 3 && step >= 9 ? 20 : (x + y + step) % 3,
      ),
    );
    const found = emergingHotSpots(series, neighbours);
    expect(found[0]?.pattern).toEqual({ temperature: 'hot', class: 'consecutive' });
    expect(found.at(-1)?.pattern).toBeNull();
  });

  it('takes the rise of one unit among twenty for chance, which alone would be a trend', () => {
    const rising = [1, 2, 3, 4, 5, 6];
    const level = rising.map(() => 3);
    const series = Array.from({ length: 20 }, (_, unit) => (unit === 0 ? rising : level));
    const [first] = emergingHotSpots(
      series,
      series.map(() => []),
    );
    const alone = twoSidedP(first?.trend.z ?? 0);
    expect(alone).toBeLessThan(0.05);
    expect(first?.trend.p).toBeGreaterThan(0.05);
  });
});

describe('displacement', () => {
  it('gives the published difference, error and z', () => {
    const { difference, standardError, z } = weightedDisplacement({
      treated: [50, 30],
      control: [55, 50],
      ring: [10, 12],
      ringControl: [11, 10],
    });
    expect(difference).toBe(-12);
    expect(standardError).toBeCloseTo(15.1, 2);
    expect(z).toBeCloseTo(-0.79, 2);
  });
});

describe('kernel density', () => {
  it('spreads each event over its circle without losing or adding any', () => {
    const grid = { left: -1000, bottom: -1000, side: 20, columns: 100, rows: 100 };
    const density = kernelDensity(
      [
        { x: 0, y: 0 },
        { x: 130, y: -40, weight: 2 },
      ],
      grid,
      400,
    );
    const squareKilometres = (grid.side / 1000) ** 2;
    expect(density.reduce((sum, value) => sum + value, 0) * squareKilometres).toBeCloseTo(3, 2);
    expect(density[50 * 100 + 50]).toBeGreaterThan(density[10 * 100 + 50] ?? 0);
    expect(density[0]).toBe(0);
  });
});
