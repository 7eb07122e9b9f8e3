import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { gridX, gridY } from '#server/engine/grid-positions.ts';
import type { PointRecord } from '#server/engine/point-record.ts';

/** A query of the engine, the text search as plain ids. */
export type NaiveQuery = {
  asOf: number;
  knownAt?: number | undefined;
  scope: 'city' | readonly number[];
  statuses?: readonly number[] | undefined;
  flags?: readonly number[] | undefined;
  categories?: readonly number[] | undefined;
  kinds?: readonly number[] | undefined;
  communes?: readonly number[] | undefined;
  ids?: readonly number[] | undefined;
  happened?: { kinds: readonly number[]; from: number; to: number } | undefined;
};

export type NaiveState = { record: PointRecord; status: number; cycle: number; flags: number };

type Known = { recordedDay: number; supersededDay?: number | null };

/** Finds the matches by reading the records one by one: the measure of the engine's answers. */
export function naiveMatches(
  records: Iterable<PointRecord>,
  query: NaiveQuery,
): Map<number, NaiveState> {
  const states = [...records]
    .map((record) => naiveState(record, query.asOf, query.knownAt))
    .filter((state) => state !== null && matches(state, query));
  return new Map(states.flatMap((state) => (state === null ? [] : [[state.record.id, state]])));
}

function wasKnownAt(knownAt: number | undefined) {
  return ({ recordedDay, supersededDay }: Known) =>
    knownAt === undefined
      ? supersededDay == null
      : recordedDay <= knownAt && (supersededDay == null || supersededDay > knownAt);
}

/** Lists what happened to a point, and when, by position in PERIOD_EVENTS. */
export function naiveHappenings(
  record: PointRecord,
  knownAt: number | undefined,
): { kind: number; day: number }[] {
  const wasKnown = wasKnownAt(knownAt);
  const events = record.history
    .filter(wasKnown)
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq);
  // Listed, eliminated, handed over, recurring: the status that each leads to.
  const becomes = [2, 3, 4, 5];
  const changes = events.flatMap((event, index) => {
    const before = events[index - 1] ?? { status: 7, cycle: 0 };
    const same =
      before.status === event.status && Math.min(31, before.cycle) === Math.min(31, event.cycle);
    const undoneMerge = before.status === 7 && before.cycle > 0;
    const kind = becomes.indexOf(event.status);
    return same || undoneMerge || kind < 0 ? [] : [{ kind, day: event.effectiveDay }];
  });
  const suspicions = (record.flags ?? [])
    .filter((flag) => flag.flag === 2 && wasKnown(flag))
    .map((flag) => ({ kind: 4, day: flag.fromDay }));
  const checks = (record.checks ?? [])
    .filter(wasKnown)
    .map((check) => ({ kind: 5, day: check.effectiveDay }));
  return [...changes, ...suspicions, ...checks];
}

export function naiveState(
  record: PointRecord,
  asOf: number,
  knownAt: number | undefined,
): NaiveState | null {
  const wasKnown = wasKnownAt(knownAt);
  const last = record.history
    .filter((entry) => entry.effectiveDay <= asOf && wasKnown(entry))
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq)
    .at(-1);
  if (last === undefined || last.status >= POINT_STATUSES.length) return null;
  const flags = new Set(
    (record.flags ?? [])
      .filter((flag) => flag.fromDay <= asOf && (flag.toDay === null || asOf < flag.toDay))
      .filter(wasKnown)
      .map((flag) => flag.flag),
  );
  const bits = [...flags].reduce((sum, flag) => sum + 2 ** flag, 0);
  return { record, status: last.status, cycle: Math.min(31, last.cycle), flags: bits };
}

function matches({ record, status, flags }: NaiveState, query: NaiveQuery): boolean {
  const touches = (communes: readonly number[]) =>
    record.communeIds.some((commune) => communes.includes(commune));
  return (
    (query.scope === 'city' || touches(query.scope)) &&
    (query.communes === undefined || touches(query.communes)) &&
    (query.statuses === undefined || query.statuses.includes(status)) &&
    (query.flags === undefined || query.flags.some((flag) => hasFlag(flags, flag))) &&
    (query.categories === undefined || query.categories.includes(record.category)) &&
    (query.kinds === undefined || query.kinds.includes(record.kind)) &&
    (query.ids === undefined || query.ids.includes(record.id)) &&
    (query.happened === undefined || happenedIn(record, query.happened, query.knownAt))
  );
}

function happenedIn(
  record: PointRecord,
  { kinds, from, to }: NonNullable<NaiveQuery['happened']>,
  knownAt: number | undefined,
): boolean {
  return naiveHappenings(record, knownAt).some(
    ({ kind, day }) => kinds.includes(kind) && from <= day && day <= to,
  );
}

export function hasFlag(bits: number, flag: number): boolean {
  return Math.floor(bits / 2 ** flag) % 2 === 1;
}

/** Counts as the engine gives them. */
export function naiveCounts(states: Iterable<NaiveState>) {
  const all = [...states];
  return {
    total: all.length,
    byStatus: POINT_STATUSES.map((_, status) => all.filter((s) => s.status === status).length),
    byFlag: POINT_FLAGS.map((_, flag) => all.filter((s) => hasFlag(s.flags, flag)).length),
  };
}

/** `x/y` of the tile of a zoom that a record lies in. */
export function naiveTile(record: PointRecord, z: number): string {
  const size = 2 ** (30 - z);
  return `${Math.floor(gridX(record.longitude) / size)}/${Math.floor(gridY(record.latitude) / size)}`;
}
