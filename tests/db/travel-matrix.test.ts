import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import { measureTravel, routeGeometry } from '#server/travel/travel-matrix.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const STOPS: LonLat[] = [
  [105.8525, 21.0288],
  [105.7788, 20.9714],
  [105.8194, 21.0353],
];
const DEPARTURE = '2026-11-24T01:00:00.000Z';

describe('travel without a road network', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('goes by the setting of the day and says which one it was', async () => {
    const question = { positions: STOPS, departure: DEPARTURE } as const;
    const rider = await measureTravel(test.deps, { ...question, vehicle: 'motorbike' });
    expect(rider.basis).toMatchObject({ source: 'straight', factor: 1.4, validFrom: '1900-01-01' });
    expect(rider.basis.origin).toContain('do đơn vị cấu hình');
    expect(rider).toMatchObject({ snapMetres: [0, 0, 0], unreachable: [] });
    const driver = await measureTravel(test.deps, { ...question, vehicle: 'car' });
    expect(driver.metres).toEqual(rider.metres);
    expect(driver.seconds[1]).toBeGreaterThan(rider.seconds[1] ?? 0);
  });

  it('agrees with the database about the length, and draws the way straight and as approximate', async () => {
    const way = await routeGeometry(test.deps, {
      positions: STOPS,
      vehicle: 'car',
      departure: DEPARTURE,
    });
    expect(way.approximate).toBe(true);
    expect(way.legs.map(({ line }) => line)).toEqual([STOPS.slice(0, 2), STOPS.slice(1)]);
    const [row] = await test.database.sql<{ metres: number }[]>`
      select st_distance(
        st_makepoint(105.8525, 21.0288)::geography, st_makepoint(105.7788, 20.9714)::geography
      ) as metres`;
    expect(way.legs[0]?.metres).toBeCloseTo((row?.metres ?? 0) * 1.4, 1);
  });
});
