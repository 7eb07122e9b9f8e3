import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { sketchOf } from './sketch.ts';

const place = fc.tuple(
  fc.double({ min: 105.3, max: 106, noNaN: true }),
  fc.double({ min: 20.6, max: 21.4, noNaN: true }),
);

describe('a sketch of a route', () => {
  it('has room for every place, with north above and east on the right', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (places: LonLat[]) => {
        const sketch = sketchOf(places, 700, 300);
        for (const one of places) {
          const [x, y] = sketch.at(one);
          expect(x).toBeGreaterThanOrEqual(17.9);
          expect(x).toBeLessThanOrEqual(682.1);
          expect(y).toBeGreaterThanOrEqual(17.9);
          expect(y).toBeLessThanOrEqual(282.1);
        }
      }),
    );
    const { at } = sketchOf(
      [
        [105.8, 21],
        [105.9, 21.1],
      ],
      700,
      300,
    );
    expect(at([105.9, 21])[0]).toBeGreaterThan(at([105.8, 21])[0]);
    expect(at([105.8, 21.1])[1]).toBeLessThan(at([105.8, 21])[1]);
  });

  it('shows at least 400 metres each way, however near the stops lie to each other', () => {
    const shown = (places: LonLat[], width: number, height: number) => {
      const { at } = sketchOf(places, width, height);
      const north = at([105.8, 21])[1] - at([105.8, 21.01])[1];
      // 0.01° of latitude are 1,113.2 m; 18 units on each side are left blank.
      return ((Math.min(width, height) - 36) / north) * 1_113.2;
    };
    expect(shown([[105.8, 21]], 700, 300)).toBeCloseTo(400, 1);
    expect(shown([[105.8, 21]], 300, 700)).toBeCloseTo(400, 1);
    // 300 m from south to north.
    const near: LonLat[] = [
      [105.8, 21],
      [105.8, 21 + 300 / 111_320],
    ];
    expect(shown(near, 700, 300)).toBeCloseTo(400, 1);
    const far: LonLat[] = [
      [105.8, 21],
      [105.8, 21 + 500 / 111_320],
    ];
    expect(shown(far, 700, 300)).toBeCloseTo(500, 0);
  });

  it('is true to scale, which it says in a round length', () => {
    const { at, scale } = sketchOf(
      [
        [105.8, 21],
        [105.86, 21.01],
      ],
      700,
      300,
    );
    // 0.01° of latitude are 1,113 m.
    const north = at([105.8, 21])[1] - at([105.8, 21.01])[1];
    expect(scale.size / scale.metres).toBeCloseTo(north / 1_113.2, 6);
    expect([1_000, 2_000, 500]).toContain(scale.metres);
  });
});
