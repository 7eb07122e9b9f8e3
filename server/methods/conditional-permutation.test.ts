import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { conditionalPermutationP } from './conditional-permutation.ts';
import { seededGenerator, shuffle } from './shuffle.ts';

const ring = (size: number) =>
  Array.from({ length: size }, (_, i) => [(i + 1) % size, (i + size - 1) % size]);

/** Every ordered pair of the others, one after the other. */
function byHand(values: readonly number[], i: number, observed: number): number {
  const others = values.filter((_, j) => j !== i);
  let [below, above, all] = [0, 0, 0];
  for (const [a, first] of others.entries()) {
    for (const [b, second] of others.entries()) {
      if (a === b) continue;
      all += 1;
      if (first + second <= observed) below += 1;
      if (first + second >= observed) above += 1;
    }
  }
  return Math.min(1, (2 * Math.min(below, above)) / all);
}

describe('conditional permutation', () => {
  it('counts every drawing, as a walk over all of them does', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3_000 }));
    const counts = fc.array(count, { minLength: 4, maxLength: 14 });
    fc.assert(
      fc.property(counts, (values) => {
        const neighbours = ring(values.length);
        for (const [i, p] of conditionalPermutationP(values, neighbours).entries()) {
          const observed = (neighbours[i] ?? []).reduce((sum, j) => sum + (values[j] ?? 0), 0);
          expect(p).toBeCloseTo(byHand(values, i, observed), 10);
        }
      }),
    );
  });

  it('is what sampling comes to', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i < 5 ? 6 : i % 3));
    const [, , p] = conditionalPermutationP(values, ring(40));
    const generator = seededGenerator(2);
    const others = Float64Array.from(values.filter((_, j) => j !== 2));
    let reached = 0;
    for (let b = 0; b < 20_000; b += 1) {
      shuffle(generator, others, 2);
      if ((others[0] ?? 0) + (others[1] ?? 0) >= 12) reached += 1;
    }
    expect(Math.abs((p ?? 0) - (2 * reached) / 20_000)).toBeLessThan(0.005);
  });

  it('reaches below what 999 samples could', () => {
    const side = 30;
    const values = Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      return x < 3 && y < 3 ? 8 : i % 11 === 0 ? 1 : 0;
    });
    const around = values.map((_, i) =>
      [-side - 1, -side, -side + 1, -1, 1, side - 1, side, side + 1]
        .map((step) => i + step)
        .filter((j) => j >= 0 && j < values.length),
    );
    const p = conditionalPermutationP(values, around);
    expect(p[side + 1]).toBeLessThan(0.05 / values.length);
    expect(p[side * 20 + 20]).toBeGreaterThan(0.05);
  });

  // 2·(1 − (1 − 8/399)·phyper(3, 11, 387, 8)) of R: four sixes and more among eight, or the large one.
  it.each([60, 61, 400, 3_000, 40_000])(
    'keeps ordinary cells apart where one other holds %s',
    (large) => {
      const values = Array.from<unknown, number>({ length: 400 }, (_, i) => (i < 12 ? 6 : 0)).with(
        399,
        large,
      );
      const eight = (sixes: number) =>
        Array.from({ length: 8 }, (_, k) => (k < sixes ? 1 + k : 50 + k));
      const around = values.map((_, i) => eight(i === 0 ? 4 : 0));
      expect(conditionalPermutationP(values, around)[0]).toBeCloseTo(0.040_141_761_931_811_4, 12);
    },
  );

  it('gives 1 for equal values, and for no neighbours', () => {
    expect(conditionalPermutationP([3, 3, 3, 3], ring(4))).toEqual([1, 1, 1, 1]);
    expect(conditionalPermutationP([3, 9, 3], [[], [], []])).toEqual([1, 1, 1]);
    expect(conditionalPermutationP([], [])).toEqual([]);
  });

  it('lays rates on steps, whatever their size', () => {
    const rates = Array.from({ length: 30 }, (_, i) => 1e-6 * (i < 4 ? 9 : 1 + (i % 4) / 10));
    const p = conditionalPermutationP(rates, ring(30));
    const scaled = conditionalPermutationP(
      rates.map((rate) => rate * 1e7),
      ring(30),
    );
    for (const [i, value] of p.entries()) expect(scaled[i]).toBeCloseTo(value, 10);
    expect(p[1]).toBeLessThan(0.05);
  });
});
