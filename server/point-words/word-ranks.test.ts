import { describe, expect, it } from 'vitest';

import { BestMatches, idOf, packMatch, slipsOf } from './best-matches.ts';
import { FewestSlips, spareOf } from './word-ranks.ts';

describe('the words of a point that were not asked for', () => {
  it('count up to fifteen, so that they never weigh as much as a word of its commune', () => {
    expect([spareOf(3, 3), spareOf(4, 3), spareOf(18, 3), spareOf(19, 3), spareOf(2, 3)]).toEqual([
      0, 1, 15, 15, 0,
    ]);
  });
});

describe('a match in one number', () => {
  it('holds the id and the number of slips', () => {
    const match = packMatch(2 * 4_096 + 300, 2_000_000_001);
    expect([idOf(match), slipsOf(match)]).toEqual([2_000_000_001, 2]);
    expect(slipsOf(packMatch(4_095, 7))).toBe(0);
  });
});

describe('the best matches', () => {
  it('are so many at most, the best first, each once', () => {
    const best = new BestMatches(2);
    for (const match of [30, 10, 20, 10, 40]) best.offer(match);
    expect(best.sorted()).toEqual([10, 20]);
    expect(best.limit).toBe(20);
    best.offer(20);
    best.offer(15);
    expect(best.sorted()).toEqual([10, 15]);
  });

  it('have no limit before there are so many', () => {
    const best = new BestMatches(2);
    best.offer(10);
    expect(best.limit).toBe(Infinity);
  });
});

describe('the matches with the fewest slips', () => {
  it('are all of them, and none with more', () => {
    const fewest = new FewestSlips();
    fewest.offer(2 * 4_096, 1);
    fewest.offer(4_096 + 7, 2);
    fewest.offer(4_096, 3);
    fewest.offer(2 * 4_096, 4);
    expect([fewest.slips, fewest.ids]).toEqual([1, [2, 3]]);
  });
});
