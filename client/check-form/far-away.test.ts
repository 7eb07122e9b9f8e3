import { describe, expect, it } from 'vitest';

import { isFarAway, metresBetween } from './far-away.ts';

describe('the distance from a device to a place', () => {
  it('is measured in metres, longitude first', () => {
    // A thousandth of a degree of latitude is 111 m; of longitude in Hanoi 104 m.
    expect(metresBetween([105.85, 21.03], [105.85, 21.031])).toBeCloseTo(111, 0);
    expect(metresBetween([105.85, 21.03], [105.851, 21.03])).toBeCloseTo(104, 0);
  });

  it('is far only beyond what the accuracy of the position can explain', () => {
    expect(isFarAway(834, 25)).toBe(true);
    expect(isFarAway(126, 25)).toBe(true);
    expect(isFarAway(125, 25)).toBe(false);
    expect(isFarAway(834, 2_000)).toBe(false);
  });
});
