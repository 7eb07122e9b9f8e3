import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';

import { groundBoxes } from './ground-boxes.ts';

const square = (id: number, west: number, south: number) => ({
  type: 'Feature' as const,
  properties: { id },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + 0.02, south],
        [west + 0.02, south + 0.02],
        [west, south],
      ],
    ],
  },
});
const AREAS: FeatureCollection = {
  type: 'FeatureCollection',
  features: [square(1, 105.8, 21), square(2, 105.9, 21)],
};
const rounded = (boxes: readonly (readonly number[])[]) =>
  boxes.map((box) => box.map((degrees) => Math.round(degrees * 1_000) / 1_000));

describe('boxes of the kept ground', () => {
  it('reach a little beyond the own communes, and leave the others out', () => {
    expect(rounded(groundBoxes(AREAS, new Set([2]), []))).toEqual([
      [105.897, 20.997, 105.923, 21.023],
    ]);
  });

  it('hold the way to a near next stop, but not to a far one', () => {
    const route = [
      [105.8, 21],
      [105.81, 21.01],
      [105.95, 21.01],
    ] as const;
    expect(rounded(groundBoxes(AREAS, new Set(), [route.map(([x, y]) => [x, y])]))).toEqual([
      [105.794, 20.994, 105.816, 21.016],
      [105.804, 21.004, 105.816, 21.016],
      [105.944, 21.004, 105.956, 21.016],
    ]);
  });
});
