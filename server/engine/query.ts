import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { BUCKETS, flagsOfBucket, statusOf, statusOfBucket } from './codes.ts';
import type { CommuneSets } from './commune-sets.ts';
import type { Engine } from './engine.ts';
import { type Period, periodKey } from './happened.ts';
import type { IdBitset } from './point-ids.ts';
import type { Leaf } from './leaf.ts';
import type { DaySnapshot } from './snapshots.ts';

/**
 * Filter of a query. A list that is left out does not narrow; an empty one matches nothing. A point must match one
 * entry of every list given.
 */
export type EngineQuery = {
  /** State on the evening of that day (days since 1970-01-01), by effective date. */
  asOf: number;
  /** Only what had been entered by the evening of that day. */
  knownAt?: number | undefined;
  /** Points that the reader may see: those that touch one of these communes, or the whole city. */
  scope: 'city' | readonly number[];
  /** Positions in POINT_STATUSES. */
  statuses?: readonly number[] | undefined;
  /** Positions in POINT_FLAGS. */
  flags?: readonly number[] | undefined;
  categories?: readonly number[] | undefined;
  /** 0 business, 1 public area. */
  kinds?: readonly number[] | undefined;
  communes?: readonly number[] | undefined;
  /** Something of these kinds happened in the period, whatever day is asked for; as known on `knownAt`. */
  happened?: Period | undefined;
  /** Ids that a text search found. */
  ids?: IdBitset | undefined;
};

/** A query as look-up tables of 0 and 1, indexed by each byte of a point; null accepts everything. */
export type CompiledQuery = {
  states: Uint8Array;
  flags: Uint8Array | null;
  classes: Uint8Array | null;
  communeSets: Uint8Array | null;
  ids: IdBitset | null;
  /** By slot of a leaf, not 0 for the points to which something happened in the period. */
  happenedOf: ((leaf: Leaf) => Uint8Array) | null;
  /** Accepted buckets when the query filters by nothing but status and flag; else null. */
  buckets: Uint8Array | null;
  stateOfLeaf: DaySnapshot['stateOf'];
  sumsOfLeaf: DaySnapshot['sumsOf'];
};

export function compileQuery(engine: Engine, query: EngineQuery): CompiledQuery {
  const { statuses, flags, categories, kinds } = query;
  const flagMask = flags?.reduce((mask, flag) => mask | (1 << flag), 0);
  const { stateOf, sumsOf } = engine.statesOn(query.asOf, query.knownAt ?? null);
  const compiled = {
    states: table((state) => {
      const status = statusOf(state);
      return status < POINT_STATUSES.length && (statuses?.includes(status) ?? true);
    }),
    flags: flagMask === undefined ? null : table((bits) => (bits & flagMask) !== 0),
    classes:
      categories === undefined && kinds === undefined
        ? null
        : table(
            (pointClass) =>
              (categories?.includes(pointClass >>> 1) ?? true) &&
              (kinds?.includes(pointClass & 1) ?? true),
          ),
    communeSets: communeTable(engine.communeSets, query),
    ids: query.ids ?? null,
    happenedOf:
      query.happened === undefined
        ? null
        : engine.happenedDuring(query.happened, query.knownAt ?? null),
    stateOfLeaf: stateOf,
    sumsOfLeaf: sumsOf,
  };
  const { classes, communeSets, ids, happenedOf } = compiled;
  const needsBucketsOnly = [classes, communeSets, ids, happenedOf].every((one) => one === null);
  return {
    ...compiled,
    buckets: needsBucketsOnly ? bucketTable(compiled.states, compiled.flags) : null,
  };
}

function bucketTable(states: Uint8Array, flags: Uint8Array | null): Uint8Array {
  const result = new Uint8Array(BUCKETS);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const flagAccepted = flags === null ? 1 : (flags[flagsOfBucket(bucket)] ?? 0);
    result[bucket] = flagAccepted & (states[statusOfBucket(bucket)] ?? 0);
  }
  return result;
}

/** False when the communes of the query rule out every point of a leaf. */
export function mayMatch(leaf: Leaf, query: CompiledQuery): boolean {
  const { communeSets } = query;
  return communeSets === null || leaf.communeDictionary.some((set) => communeSets[set] === 1);
}

/** Canonical key of a query for caches and ETags: equal exactly for queries of the same meaning. */
export function filterKey(query: EngineQuery): string {
  const flags = query.flags?.filter((flag) => flag < POINT_FLAGS.length);
  const parts: [string, string | undefined][] = [
    ['d', String(query.asOf)],
    ['k', query.knownAt === undefined ? undefined : String(query.knownAt)],
    ['r', query.scope === 'city' ? 'city' : listKey(query.scope)],
    ['s', listKey(query.statuses)],
    ['f', listKey(flags)],
    ['t', listKey(query.categories)],
    ['b', listKey(query.kinds)],
    ['c', listKey(query.communes)],
    ['p', query.happened === undefined ? undefined : periodKey(query.happened, null)],
    ['q', query.ids?.key],
  ];
  return parts
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join(';');
}

function listKey(list: readonly number[] | undefined): string | undefined {
  return list === undefined ? undefined : [...new Set(list)].toSorted((a, b) => a - b).join(',');
}

function table(holds: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(holds(byte)));
}

function communeTable(sets: CommuneSets, query: EngineQuery): Uint8Array | null {
  const groups = [query.scope === 'city' ? undefined : query.scope, query.communes].flatMap(
    (group) => (group === undefined ? [] : [new Set(group)]),
  );
  return groups.length === 0 ? null : sets.touching(groups);
}
