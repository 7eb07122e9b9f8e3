import { describe, expect, it } from 'vitest';

import { binomialInterval } from './binomial-interval.ts';

describe("Wilson's interval of a share", () => {
  // Newcombe (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('has the published ends of %s of %s', (hits, all, low, high) => {
    const interval = binomialInterval(hits, all);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  // prop.test(hits, all, correct = FALSE)$conf.int of R 4.5.0
  it.each([
    [81, 263, 0.255_288_519_878_274, 0.366_209_576_982_8],
    [29, 29, 0.883_030_201_500_259, 1],
    [1, 1, 0.206_549_314_377_238, 1],
    [0, 1, 0, 0.793_450_685_622_763],
    [1, 2, 0.094_531_205_734_230_7, 0.905_468_794_265_769],
  ])("is R's to the last digits for %s of %s", (hits, all, low, high) => {
    const interval = binomialInterval(hits, all);
    expect(interval[0]).toBeCloseTo(low, 12);
    expect(interval[1]).toBeCloseTo(high, 12);
  });

  it('is wider at a higher level of confidence', () => {
    const [low, high] = binomialInterval(5, 20, 0.99);
    expect(low).toBeLessThan(binomialInterval(5, 20)[0]);
    expect(high).toBeGreaterThan(binomialInterval(5, 20)[1]);
  });
});
