import fc from 'fast-check';

import type { Change } from '#server/engine/apply-changes.ts';
import type { FlagEntry, HistoryEntry, PointRecord } from '#server/engine/point-record.ts';

import type { NaiveQuery } from './naive-engine.ts';

const FIRST_DAY = 20_000;
/** Few days, so that events meet on one. */
const day = fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 12 });
const laterDay = fc.option(fc.integer({ min: FIRST_DAY + 4, max: FIRST_DAY + 15 }), { freq: 4 });

const entry: fc.Arbitrary<Omit<HistoryEntry, 'seq'>> = fc.record({
  effectiveDay: day,
  recordedDay: day,
  // 7 takes the place off the map.
  status: fc.integer({ min: 0, max: 7 }),
  cycle: fc.integer({ min: 0, max: 40 }),
  supersededDay: fc.option(laterDay, { freq: 2, nil: null }),
});

const flag: fc.Arbitrary<FlagEntry> = fc.record({
  flag: fc.integer({ min: 0, max: 6 }),
  fromDay: day,
  toDay: laterDay,
  recordedDay: day,
  supersededDay: fc.option(laterDay, { freq: 2, nil: null }),
});

/** Places that meet on one spot, on the borders of tiles and cells, at the edges of the world, and anywhere. */
const position = fc.oneof(
  fc.constantFrom([105.8, 21], [0, 0], [180, 0], [-180, 90], [179.999999, -90], [-90, 66.51326]),
  fc.tuple(
    fc.integer({ min: 0, max: 4096 }).map((step) => -180 + (360 * step) / 4096),
    fc.constantFrom(0, 21.5, 66.51326044311186, -40.97989806962013),
  ),
  fc.tuple(
    fc.double({ min: 105.7, max: 105.9, noNaN: true }),
    fc.double({ min: 20.9, max: 21.1, noNaN: true }),
  ),
  fc.tuple(
    fc.double({ min: -360, max: 360, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  ),
);

export const pointId = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom(2 ** 31 - 1, 70_000),
);

export const pointRecord: fc.Arbitrary<PointRecord> = fc
  .record({
    id: pointId,
    position,
    kind: fc.constantFrom(0 as const, 1 as const),
    category: fc.constantFrom(0, 1, 5, 127),
    communeIds: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
    history: fc.array(entry, { maxLength: 6 }),
    flags: fc.array(flag, { maxLength: 3 }),
  })
  .map(({ position: [longitude = 0, latitude = 0], history, ...rest }) => ({
    ...rest,
    longitude,
    latitude,
    history: history.map((event, index) => ({ ...event, seq: index + 1 })),
  }));

export const pointRecords = fc.uniqueArray(pointRecord, {
  selector: (record) => record.id,
  maxLength: 40,
});

const some = <T>(values: fc.Arbitrary<T>) =>
  fc.option(fc.array(values, { maxLength: 3 }), { nil: undefined, freq: 2 });

export const naiveQuery: fc.Arbitrary<NaiveQuery> = fc.record({
  asOf: fc.oneof(day, fc.constantFrom(-5, 0, FIRST_DAY - 1, FIRST_DAY + 100, 10_000_000)),
  knownAt: fc.option(fc.oneof(day, fc.constantFrom(-1, 1e9)), { nil: undefined }),
  scope: fc.oneof(
    fc.constant('city' as const),
    fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  ),
  statuses: some(fc.integer({ min: 0, max: 6 })),
  flags: some(fc.integer({ min: 0, max: 6 })),
  categories: some(fc.constantFrom(0, 1, 5, 99)),
  kinds: some(fc.integer({ min: 0, max: 1 })),
  communes: some(fc.integer({ min: 1, max: 6 })),
  ids: fc.option(fc.array(pointId, { maxLength: 30 }), { nil: undefined, freq: 2 }),
});

/** A point that comes or changes, or one that goes. */
export const pointChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: pointRecord.map((upsert): Change => ({ upsert })) },
  { weight: 1, arbitrary: pointId.map((remove): Change => ({ remove })) },
);
