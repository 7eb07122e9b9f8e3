import { expect, it } from 'vitest';

import { buildEngine } from './engine-builder.ts';
import type { PointRecord } from './point-record.ts';

const FIRST_DAY = 20_000;
/** A million points with five events each have 64 MB. */
const MOST_BYTES_A_POINT = 64;

/** Spreads points over the city, each with five events. */
function pointsOfCity(count: number): PointRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    longitude: 105.3 + ((index * 0.618_034) % 0.7),
    latitude: 20.6 + ((index * 0.414_214) % 0.7),
    kind: 0,
    category: index % 10,
    communeIds: [1 + (index % 126)],
    history: [1, 2, 3, 4, 5].map((seq) => {
      const day = FIRST_DAY + ((index + 60 * seq) % 300) + 60 * seq;
      return { effectiveDay: day, recordedDay: day + 1, status: seq % 3, cycle: 1, seq };
    }),
  }));
}

it('needs at most 64 bytes for each further point with five events', () => {
  const bytesOf = (count: number) => {
    const { columns, ids, versions } = buildEngine(pointsOfCity(count)).bytes;
    return columns + ids + versions;
  };
  const few = 10_000;
  const more = 60_000;
  const aPoint = (bytesOf(more) - bytesOf(few)) / (more - few);
  expect(aPoint).toBeLessThanOrEqual(MOST_BYTES_A_POINT);
  expect(aPoint).toBeGreaterThan(0);
});
