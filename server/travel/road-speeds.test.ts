import { describe, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import { ROAD_CLASSES } from '#server/methods/roads/road-access.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';

import { readSpeeds } from './road-speeds.ts';

const ofEach = <T>(value: T) => Object.fromEntries(ROAD_CLASSES.map((name) => [name, value]));
const PERIODS = [
  { from: '00:00', name: 'night' },
  { from: '07:00', name: 'rush' },
  { from: '09:00', name: 'day' },
];
const SETTING = {
  validFrom: '2026-01-01',
  origin: 'Tốc độ để thử',
  value: {
    periods: PERIODS,
    speeds: {
      motorbike: ofEach({ night: 36, rush: 18, day: 27 }),
      car: {
        ...ofEach({ night: 72, rush: 9, day: 36 }),
        primary: { night: 90, rush: 18, day: 54 },
      },
    },
  },
};
/** A database in which this setting holds on the days that it was asked for. */
function database() {
  const asked: unknown[] = [];
  const sql = async (_: unknown, ...given: unknown[]) => {
    asked.push(given);
    return [SETTING];
  };
  return { asked, sql: sql as unknown as TransactionSql };
}
const edge = (more: Partial<RoadEdge> = {}) =>
  ({ class: 'residential', metres: 100, maxSpeed: null, ...more }) as RoadEdge;
/** Seconds for a stretch at a time of the city's clock. */
async function seconds(
  clock: string,
  more: Partial<RoadEdge> = {},
  vehicle: 'motorbike' | 'car' = 'motorbike',
) {
  const { sql } = database();
  const speeds = await readSpeeds(sql, vehicle, `2026-11-25T${clock}:00+07:00`);
  return speeds.secondsOf(edge(more));
}

describe('the speed on a road', () => {
  it('is that of the period which the hour in the city falls into', async () => {
    const clocks = ['00:00', '06:59', '07:00', '08:59', '09:00', '23:59'];
    const all = await Promise.all(clocks.map((clock) => seconds(clock)));
    expect(all.map(Math.round)).toEqual([10, 10, 20, 20, 13, 13]);
  });

  it('is that of the vehicle and the class of the road', async () => {
    expect(await seconds('07:00', {}, 'car')).toBeCloseTo(40, 9);
    expect(await seconds('07:00', { class: 'primary' }, 'car')).toBeCloseTo(20, 9);
  });

  it('is capped by a sign, and never raised by one', async () => {
    expect(await seconds('00:00', { maxSpeed: 18 })).toBeCloseTo(20, 9);
    expect(await seconds('00:00', { maxSpeed: 80 })).toBeCloseTo(10, 9);
  });

  it('lets no stretch be free', async () => {
    expect(await seconds('00:00', { metres: 0 })).toBe(0.01);
  });
});

it('the speeds of an hour are those of the setting on the day in the city, with its origin', async () => {
  const { asked, sql } = database();
  const speeds = await readSpeeds(sql, 'car', '2026-11-24T17:30:00.000Z');
  expect(asked).toEqual([['travel.speeds', '2026-11-25']]);
  expect(speeds).toMatchObject({ origin: 'Tốc độ để thử', key: 'car|night|2026-01-01' });
});
