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

export function naiveState(
  record: PointRecord,
  asOf: number,
  knownAt: number | undefined,
): NaiveState | null {
  const wasKnown = ({ recordedDay, supersededDay }: Known) =>
    knownAt === undefined
      ? supersededDay == null
      : recordedDay <= knownAt && (supersededDay == null || supersededDay > knownAt);
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
    (query.ids === undefined || query.ids.includes(record.id))
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
