import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { geodesicMetres, straightLeg, straightMatrices } from './straight-travel.ts';

const HOAN_KIEM: LonLat = [105.8525, 21.0288];
const HA_DONG: LonLat = [105.7788, 20.9714];
const RULE = { factor: 1.4, speed: 20 };

describe('ways where no road network is', () => {
  it('measures the geodesic on the ellipsoid', () => {
    // By Vincenty (1975), whose error is below a millimetre.
    expect(geodesicMetres(HOAN_KIEM, HA_DONG)).toBeCloseTo(9_955.082, 1);
    expect(geodesicMetres(HOAN_KIEM, HOAN_KIEM)).toBe(0);
  });

  it('lengthens it by the factor and takes the speed over the longer way', () => {
    const leg = straightLeg(HOAN_KIEM, HA_DONG, RULE);
    expect(leg.metres).toBeCloseTo(geodesicMetres(HOAN_KIEM, HA_DONG) * 1.4, 6);
    expect(leg.seconds).toBeCloseTo((leg.metres / 20_000) * 3_600, 6);
  });

  it('fills a matrix row by row, the same there and back, nothing on the spot', () => {
    const positions = [HOAN_KIEM, HA_DONG, [105.9, 21.1]] satisfies LonLat[];
    const { metres, seconds } = straightMatrices(positions, RULE);
    expect([...metres].filter((length) => length === 0)).toHaveLength(3);
    positions.forEach((from, row) => {
      positions.forEach((to, column) => {
        const leg = straightLeg(from, to, RULE);
        expect(metres[row * 3 + column]).toBeCloseTo(leg.metres, 6);
        expect(seconds[column * 3 + row]).toBeCloseTo(leg.seconds, 6);
      });
    });
  });
});
