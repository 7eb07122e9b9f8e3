import { area as areaOf, distance, polygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';

import { MOST_CHOSEN_IDS, MOST_RING_CORNERS, RingText } from '#server/contract/point-region.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { some } from '#tests/support/some.ts';

import {
  isEverywhere,
  regionQuery,
  ringAround,
  ringOf,
  ringText,
  tickedIds,
  withTick,
} from './region.ts';

describe('a chosen area', () => {
  it('stands in the address with five digits, and comes back from it', () => {
    const corners: LonLat[] = [
      [105.8412345678, 21.0245],
      [105.86, 21.02],
      [105.85, 21.04],
    ];
    expect(ringText(corners)).toBe('105.84123,21.0245;105.86,21.02;105.85,21.04');
    expect(ringOf({ within: ringText(corners) })[0]).toEqual([105.84123, 21.0245]);
    expect(ringOf({})).toEqual([]);
  });

  it('keeps its form when a long stroke loses corners', () => {
    const stroke = ringAround([105.85, 21.03], 800).flatMap((corner) =>
      Array.from({ length: 20 }, (): LonLat => corner),
    );
    const text = ringText(stroke);
    expect(ringOf({ within: text }).length).toBeLessThanOrEqual(MOST_RING_CORNERS);
    expect(RingText.safeParse(text).success).toBe(true);
    const [first = [0, 0], ...rest] = ringOf({ within: text });
    const drawn = areaOf(polygon([[[...first], ...rest.map((one) => [...one]), [...first]]]));
    expect(drawn / (Math.PI * 800 ** 2)).toBeCloseTo(1, 1);
  });

  it('is a circle of the radius asked for', () => {
    for (const corner of some(ringAround([105.85, 21.03], 500))) {
      expect(distance([105.85, 21.03], [...corner], { units: 'meters' })).toBeCloseTo(500, 3);
    }
  });

  it('narrows nothing where nothing was chosen', () => {
    expect(isEverywhere({ within: undefined, box: undefined })).toBe(true);
    expect(isEverywhere({ ids: [] })).toBe(false);
    expect(regionQuery({ box: [105, 20, 106, 21], ids: [3, 1] })).toEqual({
      bbox: '105.000000,20.000000,106.000000,21.000000',
      ids: '3,1',
    });
  });
});

describe('ticked points', () => {
  it('come and go one by one, and no more than the server takes', () => {
    expect(withTick([], 3)).toBe('3');
    expect(withTick([3, 5], 3)).toBe('5');
    expect(withTick([3], 3)).toBeUndefined();
    const many = Array.from({ length: MOST_CHOSEN_IDS }, (_, at) => at + 1);
    expect(tickedIds({ ids: withTick(many, 900) })).toEqual(many);
  });
});
