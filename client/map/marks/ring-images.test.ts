import { describe, expect, it } from 'vitest';

import { joinCovering, type Drawn } from '#client/map/clusters/join-covering.ts';

import { alarmOf, quantiseMix, ringBeyond, ringRadius } from './mark-image.ts';

describe('the width of an alarm around a ring', () => {
  it('is that of a suspicion where there is one, and more than that of a ring without', () => {
    expect([false, true].map((recurring) => ringBeyond({ recurring, suspected: false }))).toEqual([
      2, 5,
    ]);
    expect(ringBeyond({ recurring: true, suspected: true })).toBe(8);
    expect(ringBeyond({ recurring: false, suspected: true })).toBe(8);
  });
});

describe('the mix of a ring', () => {
  it('gives what is left to whatever is farthest from its share, and takes it so', () => {
    expect(quantiseMix([1, 1, 1])).toEqual([6, 5, 5]);
    expect(quantiseMix([98, 1, 1])).toEqual([14, 1, 1]);
    expect(quantiseMix([60, 38, 1, 1])).toEqual([9, 5, 1, 1]);
    expect(quantiseMix([0, 0])).toEqual([0, 0]);
  });

  it('knows no alarm of nothing', () => {
    expect(alarmOf({ status: [], flags: [] })).toEqual({ recurring: false, suspected: false });
  });
});

describe('a ring that covers the number of another', () => {
  const LEVEL = 10;
  const east = (pixels: number) => (pixels * 360) / (512 * 2 ** LEVEL);
  const ring = (count: number, pixels: number, more: Partial<Drawn> = {}): Drawn => ({
    at: [east(pixels), 0],
    count,
    status: [0, 0, count, 0, 0, 0, 0],
    flags: [0, 0, 0, 0, 0, 0, 0],
    ...more,
  });
  const groups = (level: number, ...marks: Drawn[]) => joinCovering(marks, level).length;
  // Half the width of a number of two digits, and the edge of a ring without an alarm.
  const touching = ringRadius(1) + 2 + 7.4;

  it('joins it, and none that it only comes near', () => {
    expect(groups(LEVEL, ring(20, 0), ring(20, touching - 0.5))).toBe(1);
    expect(groups(LEVEL, ring(20, 0), ring(20, touching + 0.5))).toBe(2);
  });

  it('reaches farther with the rings of a suspicion', () => {
    const suspected = { flags: [0, 0, 1, 0, 0, 0, 0] };
    expect(groups(LEVEL, ring(20, 0, suspected), ring(20, touching + 5.5))).toBe(1);
    expect(groups(LEVEL, ring(20, 0, suspected), ring(20, touching + 6.5))).toBe(2);
  });

  it('joins no single point from zoom 16 on, where each has to be found', () => {
    const near = (level: number) => {
      const scale = 2 ** (LEVEL - level);
      return groups(level, ring(20, 0), ring(1, 12 * scale));
    };
    expect(near(15)).toBe(1);
    expect(near(16)).toBe(2);
  });

  it('leaves two single points apart, which have no number', () => {
    expect(groups(LEVEL, ring(1, 0), ring(1, 1))).toBe(2);
  });
});
