import { expect, it } from 'vitest';

import { buildEngine } from './engine-builder.ts';
import { gridY } from './grid-positions.ts';
import type { PointRecord } from './point-record.ts';

const point = (id: number, longitude: number, latitude: number): PointRecord => ({
  id,
  longitude,
  latitude,
  kind: 0,
  category: 1,
  communeIds: [1],
  history: [
    { effectiveDay: 100, recordedDay: 100, status: 2, cycle: 1, seq: 1 },
    { effectiveDay: 150, recordedDay: 200, status: 3, cycle: 1, seq: 2 },
  ],
});

it('a day has other states as it was known earlier, however often both are asked for', () => {
  const engine = buildEngine([point(1, 105.8, 21)]);
  for (let times = 0; times < 3; times += 1) {
    expect(engine.stateOf(1, 160)?.status).toBe(3);
    expect(engine.stateOf(1, 160, 199)?.status).toBe(2);
    expect(engine.stateOf(1, 160, 200)?.status).toBe(3);
    expect(engine.stateOf(1, 149)?.status).toBe(2);
  }
});

it('a change leaves the version of a tile that lies some twenty kilometres away', () => {
  const engine = buildEngine([point(1, 105.8, 21), point(2, 106, 21)]);
  const x = (longitude: number) => Math.floor(((longitude + 180) / 360) * 2 ** 12);
  const y = Math.floor(gridY(21) / 2 ** 18);
  const versions = () => [105.8, 106].map((longitude) => engine.tileVersion(12, x(longitude), y));
  const [here = 0, there = 0] = versions();
  engine.upsert(point(1, 105.8, 21));
  expect(versions()).toEqual([here + 1, there]);
});
