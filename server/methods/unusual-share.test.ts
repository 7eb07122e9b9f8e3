import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gamma } from '#tests/support/random-draws.ts';

import { seededGenerator } from './shuffle.ts';
import { chanceAtAnyLook, chanceOfAtLeast, correlationFor } from './unusual-share.ts';

/** μ = ½ and 1/ρ − 1 = 2 give Beta(1, 1), under which every number of hits has the same chance. */
const EVEN = { mean: 1 / 2, correlation: 1 / 3 };

describe('the chance of at least so many hits', () => {
  it('is that of a beta-binomial: 3 of 3 with Beta(1, 1) are a quarter', () => {
    expect(chanceOfAtLeast(3, 3, EVEN)).toBeCloseTo(1 / 4, 12);
    expect(chanceOfAtLeast(2, 3, EVEN)).toBeCloseTo(2 / 4, 12);
    expect(chanceOfAtLeast(1, 3, EVEN)).toBeCloseTo(3 / 4, 12);
  });

  it('nears the binomial one where nothing hangs together', () => {
    // P(X ≥ 4), X ~ Bin(5, 0.2) = 5 · 0.2⁴ · 0.8 + 0.2⁵.
    expect(chanceOfAtLeast(4, 5, { mean: 0.2, correlation: 1e-9 })).toBeCloseTo(0.00672, 6);
  });

  it('is 1 where nothing was tried or nothing hit', () => {
    expect(chanceOfAtLeast(0, 0, EVEN)).toBe(1);
    expect(chanceOfAtLeast(0, 9, EVEN)).toBe(1);
  });

  it('is not lost among thousands of cases', () => {
    const chance = chanceOfAtLeast(1_000, 5_000, { mean: 0.2, correlation: 0.001 });
    expect(chance).toBeGreaterThan(0.4);
    expect(chance).toBeLessThan(0.6);
  });

  it('never grows with another hit, nor shrinks when more are usual', () => {
    const count = fc.integer({ min: 1, max: 60 });
    const share = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(count, count, share, (one, two, mean) => {
        const [hits, tried] = [Math.min(one, two), Math.max(one, two)];
        const chance = chanceOfAtLeast(hits, tried, { mean, correlation: 0.05 });
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        const fewer = chanceOfAtLeast(hits - 1, tried, { mean, correlation: 0.05 });
        expect(fewer).toBeGreaterThanOrEqual(chance - 1e-12);
        const usual = chanceOfAtLeast(hits, tried, { mean: mean + 0.05, correlation: 0.05 });
        expect(usual).toBeGreaterThanOrEqual(chance - 1e-9);
      }),
    );
  });
});

describe('the chance at any of several looks', () => {
  it('is the chance itself where there is one look', () => {
    expect(chanceAtAnyLook([3], EVEN, 1 / 4)).toBeCloseTo(1 / 4, 12);
    expect(chanceAtAnyLook([3], EVEN, 0.2)).toBe(0);
  });

  it('counts a path once that is unusual at two looks', () => {
    // With Beta(1, 1) 1 of 1 has ½, 3 of 3 and 2 of 3 together ½: either is 1 of 1 (½), or 0 of 1 and then 2 of 2
    // (½ · ⅓ · ½).
    expect(chanceAtAnyLook([1, 3], EVEN, 1 / 2)).toBeCloseTo(1 / 2 + 1 / 12, 12);
  });

  it('is what is seen when urns are drawn', () => {
    const generator = seededGenerator(5);
    const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
    const usual = { mean: 0.2, correlation: 0.1 };
    const looks = [5, 10, 20];
    const limit = 0.05;
    const [a, b] = [1.8, 7.2];
    let crossed = 0;
    for (let urn = 0; urn < 20_000; urn += 1) {
      let [hits, unusual] = [0, false];
      for (let tried = 0; tried < 20; tried += 1) {
        if (uniform() < (a + hits) / (a + b + tried)) hits += 1;
        const looked = looks.includes(tried + 1);
        unusual ||= looked && chanceOfAtLeast(hits, tried + 1, usual) <= limit;
      }
      if (unusual) crossed += 1;
    }
    // Three standard errors of 20,000 draws.
    expect(Math.abs(crossed / 20_000 - chanceAtAnyLook(looks, usual, limit))).toBeLessThan(0.0045);
  });
});

describe('the correlation of two cases within a unit', () => {
  const prior = { prior: 0.02, priorUnits: 10, least: 0.005 };

  /** Draws 300 units of 40 cases each, of shares of Beta(mean · s, (1 − mean) · s). */
  function drawn(mean: number, precision: number) {
    const generator = seededGenerator(7);
    const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
    return Array.from({ length: 300 }, () => {
      const one = gamma(mean * precision, uniform);
      const share = one / (one + gamma((1 - mean) * precision, uniform));
      let hits = 0;
      for (let at = 0; at < 40; at += 1) if (uniform() < share) hits += 1;
      return { hits, tried: 40, expected: 40 * mean };
    });
  }

  it('is found again in units that were drawn with it', () => {
    const found = correlationFor(drawn(0.3, 9), prior)(0);
    expect(found).toBeGreaterThan(0.08);
    expect(found).toBeLessThan(0.12);
  });

  it('is not below the least where units are alike', () => {
    expect(correlationFor(drawn(0.3, 1e6), prior)(0)).toBe(0.005);
  });

  it('is that which was thought before where there is nothing to tell it', () => {
    expect(correlationFor([], prior)(0)).toBeCloseTo(0.02, 12);
    expect(correlationFor([{ hits: 1, tried: 1, expected: 0.1 }], prior)(0)).toBeCloseTo(0.02, 12);
  });

  it('is not widened by the unit that is held against it', () => {
    const units = [{ hits: 40, tried: 40, expected: 2 }, ...drawn(0.3, 1e6)];
    const without = correlationFor(units, prior);
    expect(without(0)).toBe(0.005);
    expect(without(1)).toBeGreaterThan(0.005);
  });
});
