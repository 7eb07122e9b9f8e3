import { describe, expect, it } from 'vitest';

import { CITY_BOUNDS } from '#server/contract/geo.ts';

import { boundsAround, expectedView, MAP_LIMITS, sameCamera } from './camera.ts';

describe('two cameras', () => {
  const camera = { at: [105.8, 21] as [number, number], zoom: 12 };
  const moved = (east: number, north: number, nearer = 0) =>
    sameCamera(camera, { at: [105.8 + east, 21 + north], zoom: 12 + nearer });

  it('show the same up to a ten-thousandth of the view, in each direction', () => {
    expect([moved(0, 0), moved(1.9e-5, 0), moved(0, -1.9e-5)]).toEqual([true, true, true]);
    expect([moved(2.2e-5, 0), moved(0, 2.2e-5), moved(-2.2e-5, 0)]).toEqual([false, false, false]);
  });

  it('show the same up to a hundredth of a zoom', () => {
    expect([moved(0, 0, 0.01), moved(0, 0, -0.01)]).toEqual([true, true]);
    expect([moved(0, 0, 0.013), moved(0, 0, -0.013)]).toEqual([false, false]);
  });

  it('may lie farther apart in a wide view', () => {
    const wide = (east: number) =>
      sameCamera({ at: [105, 21], zoom: 6 }, { at: [105 + east, 21], zoom: 6 });
    // 0.036 degrees, halved six times.
    expect([wide(5.6e-4), wide(5.7e-4)]).toEqual([true, false]);
  });
});

describe('the box of a camera', () => {
  it('holds all the centres with a margin, or the city where there is none', () => {
    expect(boundsAround([], 1)).toEqual(CITY_BOUNDS);
    const box = boundsAround(
      [
        [105.8, 21],
        [105.9, 20.9],
      ],
      0.1,
    );
    expect(box.map((side) => Number(side.toFixed(6)))).toEqual([105.7, 20.8, 106, 21.1]);
  });

  it('that is expected is that of a large screen in its middle', () => {
    const { bounds, at, zoom } = expectedView({ at: [105, 21], zoom: 0 });
    expect({ at, zoom }).toEqual({ at: [105, 21], zoom: 0 });
    expect(bounds).toEqual([105 - 675, 21 - 421.875, 105 + 675, 21 + 421.875]);
    const near = expectedView({ at: [105, 21], zoom: 1 }).bounds;
    expect(near).toEqual([105 - 337.5, 21 - 210.9375, 105 + 337.5, 21 + 210.9375]);
  });

  it('may leave the city so far that its edge comes to the middle of the screen', () => {
    const beyond = MAP_LIMITS.map((side, at) => Number((side - (CITY_BOUNDS[at] ?? 0)).toFixed(6)));
    expect(beyond).toEqual([-0.6, -0.6, 0.6, 0.6]);
  });
});
