import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import type { DatedPlace } from './near-pairs.ts';
import { permutationScan } from './permutation-scan.ts';

/** Six sites along a line, eight weeks. */
const COUNTS = [
  [1, 1, 0, 1, 1, 0, 1, 1],
  [0, 1, 1, 0, 1, 1, 0, 1],
  [1, 0, 1, 1, 0, 1, 4, 5],
  [0, 1, 0, 1, 1, 0, 3, 4],
  [1, 1, 1, 0, 1, 1, 0, 1],
  [1, 0, 1, 1, 0, 1, 1, 0],
];
const CASES = COUNTS.flatMap((weeks, x) =>
  weeks.flatMap((count, week) => Array.from({ length: count }, () => ({ x, y: 0, day: week + 1 }))),
);
const LIMITS = { radius: 100, share: 1, sites: 3, days: 4, minimumCases: 2 };
const RUN = { lastDay: 8, replicates: 999, seed: 5, everyDays: 7 };

/** The same by its definition: every centre, every circle, every duration, nothing saved. */
function strongestByHand(cases: readonly DatedPlace[], limits: typeof LIMITS, lastDay: number) {
  const all = cases.length;
  const spots = [...new Set(cases.map(({ x, y }) => `${x} ${y}`))]
    .map((spot) => spot.split(' ').map(Number))
    .toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
  let best = 0;
  for (const [x = 0, y = 0] of spots) {
    const near = spots
      .map(([a = 0, b = 0], place) => ({ a, b, place, metres: Math.hypot(a - x, b - y) }))
      .filter(({ metres }) => metres <= limits.radius)
      .toSorted((one, other) => one.metres - other.metres || one.place - other.place)
      .slice(0, limits.sites);
    for (let size = 1; size <= near.length; size += 1) {
      const inside = cases.filter((one) =>
        near.slice(0, size).some(({ a, b }) => a === one.x && b === one.y),
      );
      if (inside.length > limits.share * all) break;
      for (let days = 1; days <= limits.days; days += 1) {
        const recent = (one: DatedPlace) => one.day > lastDay - days && one.day <= lastDay;
        const c = inside.filter(recent).length;
        const mu = (inside.length * cases.filter(recent).length) / all;
        if (c < limits.minimumCases || c <= mu) continue;
        const rest = c === all ? 0 : (all - c) * Math.log((all - c) / (all - mu));
        best = Math.max(best, c * Math.log(c / mu) + rest);
      }
    }
  }
  return best;
}

describe('the space-time permutation scan', () => {
  const { clusters, cases } = permutationScan(CASES, LIMITS, RUN);
  const [strongest] = clusters;

  it('gives the published cluster: sites 3 and 4, weeks 7 and 8', () => {
    expect(cases).toBe(45);
    expect(strongest?.sites.toSorted()).toEqual([2, 3]);
    expect(strongest?.firstDay).toBe(7);
    expect(strongest?.cases).toBe(16);
    expect(strongest?.expected).toBeCloseTo(10.733_333, 6);
    expect(strongest?.logLikelihoodRatio).toBeCloseTo(1.548_313, 6);
  });

  it('calls it ordinary, as published: p about 0.07', () => {
    expect(strongest?.p).toBeGreaterThan(0.05);
    expect(strongest?.p).toBeLessThan(0.095);
    expect(strongest?.recurrenceDays).toBeCloseTo(7 / (strongest?.p ?? 1), 9);
  });

  it('finds as strong a cylinder as a search by definition', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 6 }),
      y: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 1, max: 13 }),
    });
    const circle = { ...LIMITS, radius: 2, share: 0.5, sites: 99 };
    reached({ 'sites on the circle': 0.4, 'a case after the last day': 0.3 }, (seen) => {
      fc.assert(
        fc.property(fc.array(place, { minLength: 4, maxLength: 40 }), (given) => {
          seen(
            'sites on the circle',
            given.some((a) => given.some((b) => Math.hypot(a.x - b.x, a.y - b.y) === 2)),
          );
          seen(
            'a case after the last day',
            given.some(({ day }) => day > 12),
          );
          for (const limits of [LIMITS, circle]) {
            const run = { ...RUN, lastDay: 12, replicates: 1 };
            const found = permutationScan(given, limits, run).clusters[0]?.logLikelihoodRatio ?? 0;
            expect(found).toBeCloseTo(strongestByHand(given, limits, 12), 9);
          }
        }),
        { numRuns: 200 },
      );
    });
  });

  it('finds a burst that stands out, and lets no two clusters share a site', () => {
    const spread = Array.from({ length: 300 }, (_, i) => ({
      x: (i * 37) % 2_000,
      y: (i * 91) % 2_000,
      day: (i * 53) % 365,
    }));
    const burst = Array.from({ length: 12 }, (_, i) => ({
      x: 5_000 + i * 10,
      y: 5_000,
      day: 360 + (i % 5),
    }));
    const limits = { radius: 500, share: 0.1, days: 30, minimumCases: 3 };
    const found = permutationScan([...spread, ...burst], limits, { ...RUN, lastDay: 364 });
    expect(found.clusters[0]).toMatchObject({ cases: 12, p: 0.001 });
    const sites = found.clusters.flatMap((cluster) => cluster.sites);
    expect(new Set(sites).size).toBe(sites.length);
  });

  it('does not depend on the order of the cases, but for the permutations', () => {
    const again = permutationScan(CASES.toReversed(), LIMITS, RUN).clusters[0];
    expect({ ...again, p: 0, recurrenceDays: 0 }).toEqual({
      ...strongest,
      p: 0,
      recurrenceDays: 0,
    });
  });
});
