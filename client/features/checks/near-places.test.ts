import { describe, expect, it } from 'vitest';

import { boxAround, metresBetween, nearestFirst } from './near-places.ts';

const HERE: [number, number] = [105.85, 21.03];

describe('places near here', () => {
  it('are measured in metres, a degree of longitude being shorter than one of latitude', () => {
    expect(metresBetween(HERE, [105.85, 21.04])).toBeCloseTo(1_112, 0);
    expect(metresBetween(HERE, [105.86, 21.03])).toBeCloseTo(1_038, 0);
  });

  it('lie in a box that reaches as far to each side', () => {
    const [west, south, east, north] = boxAround(HERE, 500);
    expect(metresBetween(HERE, [east, HERE[1]])).toBeCloseTo(500, 0);
    expect(metresBetween(HERE, [HERE[0], north])).toBeCloseTo(500, 0);
    expect([HERE[0] - west, HERE[1] - south]).toEqual([
      expect.closeTo(east - HERE[0]),
      expect.closeTo(north - HERE[1]),
    ]);
  });

  it('stand the nearest first', () => {
    const far = { id: 1, anchor: [105.86, 21.03] as [number, number] };
    const near = { id: 2, anchor: [105.851, 21.03] as [number, number] };
    expect(nearestFirst([far, near], HERE).map(({ id }) => id)).toEqual([2, 1]);
  });
});
