import fc from 'fast-check';

import type { Change } from '#server/engine/apply-changes.ts';
import type {
  CheckEntry,
  FlagEntry,
  HistoryEntry,
  PointRecord,
} from '#server/engine/point-record.ts';

import {
  hasFlag,
  naiveHappenings,
  naiveState,
  type NaiveQuery,
  type NaiveState,
} from './naive-engine.ts';

const FIRST_DAY = 20_000;
/** Few days, so that events meet on one. */
const day = fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 12 });
const laterDay = fc.option(fc.integer({ min: FIRST_DAY + 4, max: FIRST_DAY + 15 }), { freq: 4 });
/** Most entries stay valid; some are known to have been wrong. */
const supersededDay = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: laterDay },
);

const entry: fc.Arbitrary<Omit<HistoryEntry, 'seq'>> = fc.record({
  effectiveDay: day,
  recordedDay: day,
  // 7 takes the place off the map.
  status: fc.integer({ min: 0, max: 7 }),
  cycle: fc.integer({ min: 0, max: 40 }),
  supersededDay,
});

const flag: fc.Arbitrary<FlagEntry> = fc.record({
  flag: fc.integer({ min: 0, max: 6 }),
  fromDay: day,
  toDay: laterDay,
  recordedDay: day,
  supersededDay,
});

const check: fc.Arbitrary<CheckEntry> = fc.record({
  effectiveDay: day,
  recordedDay: day,
  supersededDay,
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

const pointId = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(2 ** 31 - 1, 70_000));

const pointRecord: fc.Arbitrary<PointRecord> = fc
  .record({
    id: pointId,
    position,
    kind: fc.constantFrom(0 as const, 1 as const),
    category: fc.constantFrom(0, 1, 5, 127),
    communeIds: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
    history: fc.array(entry, { maxLength: 6 }),
    flags: fc.array(flag, { maxLength: 3 }),
    checks: fc.array(check, { maxLength: 2 }),
  })
  .map(({ position: [longitude = 0, latitude = 0], history, ...rest }) => ({
    ...rest,
    longitude,
    latitude,
    history: history.map((event, index) => ({ ...event, seq: index + 1 })),
  }));

const manyRecords = (least: number, most: number) =>
  fc.uniqueArray(pointRecord, {
    selector: (record) => record.id,
    minLength: least,
    maxLength: most,
    size: 'max',
  });
/** Sometimes few or no records; mostly enough for several leaves and for filters to choose from. */
export const pointRecords = fc.oneof(
  { weight: 6, arbitrary: manyRecords(8, 24) },
  { weight: 1, arbitrary: manyRecords(0, 40) },
);

/** Makes a filter, or none, from a value that the wanted points have (if they share one) and further values. */
const filterOf = (more: fc.Arbitrary<number>) =>
  fc.option(fc.record({ pick: fc.nat(9), more: fc.array(more, { maxLength: 2 }) }), {
    nil: undefined,
    freq: 2,
  });
type FilterDraw = { pick: number; more: number[] } | undefined;

const status = fc.integer({ min: 0, max: 6 });
const commune = fc.integer({ min: 1, max: 6 });
const queryDraw = fc.record({
  asOf: fc.oneof(
    { weight: 16, arbitrary: fc.integer({ min: FIRST_DAY + 3, max: FIRST_DAY + 12 }) },
    { weight: 4, arbitrary: fc.constantFrom(FIRST_DAY + 100, 10_000_000) },
    { weight: 1, arbitrary: fc.constantFrom(-5, 0, FIRST_DAY - 1, FIRST_DAY) },
  ),
  knownAt: fc.oneof(
    { weight: 14, arbitrary: fc.constant(undefined) },
    { weight: 12, arbitrary: fc.integer({ min: FIRST_DAY + 4, max: FIRST_DAY + 12 }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, FIRST_DAY, 1e9) },
  ),
  /** One query of eight asks for anything; its filters may be empty, which match nothing. */
  wants: fc.oneof(
    { weight: 5, arbitrary: fc.constant('unlike' as const) },
    { weight: 2, arbitrary: fc.constant('any two' as const) },
    { weight: 1, arbitrary: fc.constant('nothing in particular' as const) },
  ),
  firstWanted: fc.nat(40),
  secondWanted: fc.nat(40),
  scope: filterOf(commune),
  statuses: filterOf(status),
  flags: filterOf(status),
  categories: filterOf(fc.constantFrom(0, 1, 5, 99)),
  kinds: filterOf(fc.integer({ min: 0, max: 1 })),
  communes: filterOf(commune),
  ids: filterOf(pointId),
  /** A period: what happened to the wanted points, in a window around it. */
  happened: fc.option(
    fc.record({
      pick: fc.nat(9),
      more: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
      before: fc.nat(4),
      after: fc.nat(4),
    }),
    { nil: undefined, freq: 1 },
  ),
} as const);
type QueryDraw = typeof queryDraw extends fc.Arbitrary<infer Draw> ? Draw : never;

/** Records, and a query that most often matches at least two of them. */
export const recordsAndQuery: fc.Arbitrary<{ records: PointRecord[]; query: NaiveQuery }> = fc
  .tuple(pointRecords, queryDraw)
  .map(([records, draw]) => ({ records, query: queryFrom(records, draw) }));

/** Records, and a query with a period; most often something happened in it to at least two points. */
export const recordsAndPeriod = recordsAndQuery.chain(({ records, query }) => {
  const { asOf, knownAt } = query;
  return periodAround(records, knownAt).map((happened) => ({
    records,
    query: { scope: 'city' as const, asOf: Math.max(asOf, FIRST_DAY + 6), knownAt, happened },
  }));
});

/** A window around the days of one to three things that happened to any of the points. */
function periodAround(records: readonly PointRecord[], knownAt: number | undefined) {
  const all = records.flatMap((record) => naiveHappenings(record, knownAt));
  const picks = fc.array(fc.nat(Math.max(0, all.length - 1)), { minLength: 1, maxLength: 3 });
  return fc.tuple(picks, fc.nat(3), fc.nat(3)).map(([chosen, before, after]) => {
    const some = chosen.map((index) => all[index] ?? { kind: 0, day: FIRST_DAY });
    const days = some.map(({ day: on }) => on);
    return {
      kinds: some.map(({ kind }) => kind),
      from: Math.min(...days) - before,
      to: Math.max(...days) + after,
    };
  });
}

/** Shares of its runs in which an engine's property must at least meet these cases. */
export const MATCH_SHARES = { 'two matches or more': 0.6, 'urgent and others together': 0.2 };

/** Notes the records that a query of a property matched. */
export function noteMatches(
  seen: (name: keyof typeof MATCH_SHARES, isSo: boolean) => boolean,
  matches: ReadonlyMap<number, NaiveState>,
): void {
  const states = [...matches.values()];
  seen('two matches or more', states.length >= 2);
  seen('urgent and others together', states.some(isUrgent) && !states.every(isUrgent));
}

/** Tests for a recurring point, or one with a suspicion that nobody has judged: these come first in lists. */
export function isUrgent(state: NaiveState): boolean {
  return state.status === 5 || hasFlag(state.flags, 2);
}

function queryFrom(records: readonly PointRecord[], draw: QueryDraw): NaiveQuery {
  const { asOf, knownAt } = draw;
  const wanted = wantedStates(
    records.flatMap((record) => naiveState(record, asOf, knownAt) ?? []),
    draw,
  );
  const filter = (from: FilterDraw, valuesOf: (state: NaiveState) => readonly number[]) => {
    if (from === undefined) return undefined;
    const values = wanted.map(valuesOf);
    if (values.some((own) => own.length === 0)) return undefined;
    return [...values.map((own) => own[from.pick % own.length] ?? 0), ...from.more];
  };
  return {
    asOf,
    knownAt,
    scope: filter(draw.scope, ({ record }) => record.communeIds) ?? 'city',
    statuses: filter(draw.statuses, (state) => [state.status]),
    flags: filter(draw.flags, ({ flags }) =>
      [0, 1, 2, 3, 4, 5, 6].filter((f) => hasFlag(flags, f)),
    ),
    categories: filter(draw.categories, ({ record }) => [record.category]),
    kinds: filter(draw.kinds, ({ record }) => [record.kind]),
    communes: filter(draw.communes, ({ record }) => record.communeIds),
    ids: filter(draw.ids, ({ record }) => [record.id]),
    happened: periodFrom(wanted, draw),
  };
}

/** A period in which something happened to each wanted point; none when nothing ever happened to one of them. */
function periodFrom(wanted: readonly NaiveState[], draw: QueryDraw): NaiveQuery['happened'] {
  const { happened, knownAt } = draw;
  if (happened === undefined) return undefined;
  const picked = wanted.map(({ record }) => {
    const all = naiveHappenings(record, knownAt);
    return all[happened.pick % all.length];
  });
  const sure = picked.filter((one) => one !== undefined);
  if (sure.length < picked.length) return undefined;
  const days = sure.map(({ day: on }) => on);
  const kinds = [...sure.map(({ kind }) => kind), ...happened.more];
  const middle = FIRST_DAY + 6;
  return {
    kinds,
    from: Math.min(middle, ...days) - happened.before,
    to: Math.max(middle, ...days) + happened.after,
  };
}

function wantedStates(states: readonly NaiveState[], draw: QueryDraw): NaiveState[] {
  if (draw.wants === 'nothing in particular') return [];
  const first = states[draw.firstWanted % states.length];
  const others = states.filter((state) => state !== first);
  const unlike = others.filter(
    (state) => first !== undefined && isUrgent(state) !== isUrgent(first),
  );
  const choice = draw.wants === 'any two' || unlike.length === 0 ? others : unlike;
  const second = choice[draw.secondWanted % choice.length];
  return [first, second].filter((state) => state !== undefined);
}

/** A point that comes or changes, or one that goes. */
export const pointChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: pointRecord.map((upsert): Change => ({ upsert })) },
  { weight: 1, arbitrary: pointId.map((remove): Change => ({ remove })) },
);
