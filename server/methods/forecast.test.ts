import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dispersionOf, forecastTotal, probabilityOfShare } from './forecast.ts';

describe('the forecast of a total', () => {
  it('is the negative binomial that Jeffreys prior gives', () => {
    // Nothing in half a year: P(nothing in the other half) = (1/2)^(1/2).
    const none = forecastTotal({ soFar: 0, elapsed: 182, remaining: 182 });
    expect(none.probabilityAtMost(0)).toBeCloseTo(Math.SQRT1_2, 9);
    expect(none.expected).toBeCloseTo(0.5, 9);
    // Size 3.5, success 0.75: P(0) = 0.75^3.5, P(1) = 3.5 · 0.25 · 0.75^3.5.
    const three = forecastTotal({ soFar: 3, elapsed: 270, remaining: 90 });
    expect(three.probabilityAtMost(3)).toBeCloseTo(0.75 ** 3.5, 9);
    expect(three.probabilityAtMost(4)).toBeCloseTo(0.75 ** 3.5 * (1 + 3.5 * 0.25), 9);
    expect(three.probabilityAtLeast(4)).toBeCloseTo(1 - 0.75 ** 3.5, 9);
    expect([three.low, three.high]).toEqual([3, 7]);
  });

  it('is certain of what has happened, and at the end of everything', () => {
    const over = forecastTotal({ soFar: 12, elapsed: 300, remaining: 65 });
    expect(over.probabilityAtLeast(12)).toBe(1);
    expect(over.probabilityAtMost(11)).toBe(0);
    const ended = forecastTotal({ soFar: 12, elapsed: 365, remaining: 0 });
    expect([ended.low, ended.high, ended.expected]).toEqual([12, 12, 12]);
    expect(ended.probabilityAtMost(12)).toBeCloseTo(1, 12);
  });

  it('is wider the more the counts come in lumps, and keeps its middle', () => {
    const even = forecastTotal({ soFar: 1200, elapsed: 180, remaining: 180 });
    const lumpy = forecastTotal({ soFar: 1200, elapsed: 180, remaining: 180, dispersion: 100 });
    expect(lumpy.high - lumpy.low).toBeGreaterThan(3 * (even.high - even.low));
    expect(Math.abs(lumpy.expected - even.expected)).toBeLessThan(60);
  });

  it('never contradicts itself, whatever the counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 30, max: 364 }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (soFar, elapsed, dispersion) => {
          const remaining = 365 - elapsed;
          const forecast = forecastTotal({ soFar, elapsed, remaining, dispersion });
          expect(forecast.low).toBeGreaterThanOrEqual(soFar);
          expect(forecast.high).toBeGreaterThanOrEqual(forecast.low);
          expect(forecast.probabilityAtMost(forecast.high + 1)).toBeGreaterThanOrEqual(0.974);
          const middle = Math.round(forecast.expected);
          const both = forecast.probabilityAtMost(middle) + forecast.probabilityAtLeast(middle + 1);
          expect(both).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the chance that a share is reached', () => {
  it('is none once it cannot be, and certain once it is', () => {
    const all = { tried: 10, toCome: 4, target: 1 };
    expect(probabilityOfShare({ ...all, successes: 9 })).toBe(0);
    expect(probabilityOfShare({ successes: 10, tried: 10, toCome: 0, target: 1 })).toBe(1);
    expect(probabilityOfShare({ successes: 9, tried: 10, toCome: 1, target: 0.8 })).toBe(1);
  });

  it('is the beta-binomial: ten of ten, one to come', () => {
    // (10 + ½) / (10 + 1).
    const ten = { successes: 10, tried: 10, toCome: 1, target: 1 };
    expect(probabilityOfShare(ten)).toBeCloseTo(10.5 / 11, 9);
  });
});

describe('how lumpy increments are', () => {
  it('is variance over mean, never below one, and unknown for a few', () => {
    expect(dispersionOf([100, 300, 200])).toBeCloseTo(50, 9);
    expect(dispersionOf([5, 5, 5])).toBe(1);
    expect(dispersionOf([1, 2])).toBeNull();
    expect(dispersionOf([0, 0, 0])).toBeNull();
  });
});
