import {
  PERIOD_EVENTS,
  POINT_FLAGS,
  POINT_STATUSES,
  type PeriodEvent,
  type PointFlag,
  type PointKind,
  type PointStatus,
} from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { ViewSearch } from './view-search.ts';

/** Filter of list, map, counters and exports. Empty lists and nulls narrow nothing. */
export type Filter = {
  status: readonly PointStatus[];
  flag: readonly PointFlag[];
  category: readonly string[];
  kind: PointKind | null;
  commune: readonly string[];
  q: string;
  /** The evening that is shown; null is today's. */
  asOf: IsoDate | null;
  /** Only what had been recorded by the end of that day; null: everything. */
  knownAt: IsoDate | null;
  /** Kinds of events on the days `from` to `to`; if empty while a day is given, any kind. */
  happened: readonly PeriodEvent[];
  /** Both days are included; null: no limit on that side. */
  from: IsoDate | null;
  to: IsoDate | null;
};

export const NO_FILTER: Filter = {
  status: [],
  flag: [],
  category: [],
  kind: null,
  commune: [],
  q: '',
  asOf: null,
  knownAt: null,
  happened: [],
  from: null,
  to: null,
};

const split = (text: string | undefined) => (text === undefined ? [] : text.split(','));

/** The filter that an address names. */
export function readFilter(search: ViewSearch): Filter {
  const status = split(search.status);
  const flag = split(search.flag);
  const happened = split(search.happened);
  return {
    status: POINT_STATUSES.filter((value) => status.includes(value)),
    flag: POINT_FLAGS.filter((value) => flag.includes(value)),
    category: split(search.category),
    kind: search.kind ?? null,
    commune: split(search.commune),
    q: search.q ?? '',
    asOf: search.as_of ?? null,
    knownAt: search.known_at ?? null,
    happened: PERIOD_EVENTS.filter((value) => happened.includes(value)),
    from: search.from ?? null,
    to: search.to ?? null,
  };
}

type FilterSearch = Pick<
  ViewSearch,
  | 'status'
  | 'flag'
  | 'category'
  | 'kind'
  | 'commune'
  | 'q'
  | 'as_of'
  | 'known_at'
  | 'happened'
  | 'from'
  | 'to'
>;

/** The filter as the address names it; the keys that narrow nothing are there, and undefined. */
export function writeFilter(filter: Filter): FilterSearch {
  const join = (values: readonly string[]) => (values.length === 0 ? undefined : values.join(','));
  return {
    status: join(POINT_STATUSES.filter((value) => filter.status.includes(value))),
    flag: join(POINT_FLAGS.filter((value) => filter.flag.includes(value))),
    category: join(filter.category),
    kind: filter.kind ?? undefined,
    commune: join(filter.commune),
    q: filter.q.trim() || undefined,
    as_of: filter.asOf ?? undefined,
    known_at: filter.knownAt ?? undefined,
    happened: join(PERIOD_EVENTS.filter((value) => filter.happened.includes(value))),
    from: filter.from ?? undefined,
    to: filter.to ?? undefined,
  };
}

/** The filter as the server takes it; sorted and without empty keys, so that equal filters are equal. */
export function filterQuery(filter: Filter): Record<string, string> {
  const { category, commune, ...rest } = writeFilter(filter);
  const sorted = (list: string | undefined) => list?.split(',').toSorted().join(',');
  const entries = Object.entries({ ...rest, category: sorted(category), commune: sorted(commune) });
  return Object.fromEntries(
    entries
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

/** {@link filterQuery} as text with its `?`; empty when nothing narrows. */
export function filterQueryText(filter: Filter): string {
  const text = new URLSearchParams(filterQuery(filter)).toString();
  return text === '' ? '' : `?${text}`;
}

/** True when nothing but perhaps the dates narrows. */
export function isUnfiltered(filter: Filter): boolean {
  return Object.keys(filterQuery({ ...filter, asOf: null, knownAt: null })).length === 0;
}

/** True when the filter names an event or a day of a period. */
export function hasPeriod({ happened, from, to }: Filter): boolean {
  return happened.length > 0 || from !== null || to !== null;
}

/** With the value when it was missing, without it when it was there. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
