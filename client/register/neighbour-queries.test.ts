import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import type { PointSummary } from '#server/contract/point.ts';

import { neighboursAmong, pointsIn } from './neighbour-queries.ts';

const RADIUS = {
  business: 30,
  public_area: 100,
  vicinityFactor: 3,
  exactMetres: 10,
  unknownErrorMetres: 20,
};
const METRES_A_DEGREE = 111_195;
const north = (metres: number): LonLat => [105.85, 21 + metres / METRES_A_DEGREE];
const point = (id: number, metres: number, more: Partial<PointSummary> = {}) =>
  ({
    id,
    officialName: `Điểm ${id}`,
    status: 'active',
    kind: 'business',
    category: 'NN',
    anchor: north(metres),
    ...more,
  }) as PointSummary;
const spot = { position: north(0), errorMetres: 0, category: 'NN' };

describe('points that the device keeps', () => {
  it('are neighbours within their radius and its ring, the nearest first', () => {
    const found = neighboursAmong(
      [point(1, 80), point(2, 25), point(3, 100), point(4, 95, { kind: 'public_area' })],
      spot,
      RADIUS,
    );
    expect(found.map(({ point: { id }, withinRadius }) => [id, withinRadius])).toEqual([
      [2, true],
      [1, false],
      [4, true],
    ]);
  });

  it('are within for a rough position, and known by their category alone', () => {
    const rough = { ...spot, errorMetres: 200 };
    const found = neighboursAmong(
      [point(1, 150), point(2, 151, { category: 'BAR' })],
      rough,
      RADIUS,
    );
    expect(found.map(({ withinRadius, category }) => [withinRadius, category])).toEqual([
      [true, 'same'],
      [true, 'unknown'],
    ]);
  });

  it('are found in pages, lists and records, each once', () => {
    const one = point(1, 5);
    const answers = [
      { pages: [{ items: [one] }] },
      { items: [{ point: point(2, 6) }] },
      one,
      { total: 3 },
      null,
    ];
    const points = pointsIn(answers);
    expect(points.map(({ id }) => id)).toEqual([1, 2, 1]);
    expect(neighboursAmong(points, spot, RADIUS)).toHaveLength(2);
  });
});
