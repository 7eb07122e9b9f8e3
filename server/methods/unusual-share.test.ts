import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chanceOfAtLeast } from './unusual-share.ts';

const others = { otherHits: 16, otherTried: 100 };

describe('the chance of at least so many hits', () => {
  it('is that of a beta-binomial: 3 of 3 with Beta(1, 1) are a quarter', () => {
    // μ = ½ and s = 2 give Beta(1, 1), under which every number of hits has the same chance.
    const even = { otherHits: 0.5, otherTried: 1 };
    expect(chanceOfAtLeast({ hits: 3, tried: 3, ...even }, 0.3)).toBeCloseTo(1 / 4, 12);
    expect(chanceOfAtLeast({ hits: 2, tried: 3, ...even }, 0.3)).toBeCloseTo(2 / 4, 12);
    expect(chanceOfAtLeast({ hits: 1, tried: 3, ...even }, 0.3)).toBeCloseTo(3 / 4, 12);
  });

  it('nears the binomial one where the others are many and nothing hangs together', () => {
    const many = { otherHits: 2_000_000, otherTried: 10_000_000 };
    // P(X ≥ 4), X ~ Bin(5, 0.2) = 5 · 0.2⁴ · 0.8 + 0.2⁵.
    expect(chanceOfAtLeast({ hits: 4, tried: 5, ...many }, 1e-9)).toBeCloseTo(0.00672, 6);
  });

  it('is 1 where nothing was tried or nothing hit', () => {
    expect(chanceOfAtLeast({ hits: 0, tried: 0, ...others }, 0.05)).toBe(1);
    expect(chanceOfAtLeast({ hits: 0, tried: 9, ...others }, 0.05)).toBe(1);
  });

  it('never grows with another hit, nor shrinks when the others hit more', () => {
    const count = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(count, count, count, count, (one, two, three, four) => {
        const [hits, tried] = [Math.min(one, two), Math.max(one, two)];
        const [otherHits, otherTried] = [Math.min(three, four), Math.max(three, four)];
        const chance = chanceOfAtLeast({ hits, tried, otherHits, otherTried }, 0.05);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        const fewer = chanceOfAtLeast({ hits: hits - 1, tried, otherHits, otherTried }, 0.05);
        expect(fewer).toBeGreaterThanOrEqual(chance - 1e-12);
        if (otherHits === otherTried) return;
        const usual = chanceOfAtLeast({ hits, tried, otherHits: otherHits + 1, otherTried }, 0.05);
        expect(usual).toBeGreaterThanOrEqual(chance - 1e-9);
      }),
    );
  });
});
