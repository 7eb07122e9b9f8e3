import type { Actor } from '#server/contract/permission.ts';
import {
  PERIOD_EVENTS,
  POINT_FLAGS,
  POINT_STATUSES,
  type PointStatus,
} from '#server/contract/point.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { LAST_DAY } from '#server/engine/point-record.ts';
import type { EngineQuery } from '#server/engine/query.ts';

import type { EngineFilter } from './point-engine.ts';
import type { CodeRows } from './queries.ts';

/** Statuses that are shown without a filter: points that left the list, or were never on it, only on request. */
export const STATUSES_SHOWN_UNASKED: readonly PointStatus[] = [
  'proposed',
  'active',
  'eliminated',
  'handed_over',
  'recurring',
];

export type Numbers = {
  categories: ReadonlyMap<string, number>;
  communes: ReadonlyMap<string, number>;
};

/** Numbers by code on a day: of categories, and of the communes in force on it. */
export function numbersOn({ categories, communes }: CodeRows, day: IsoDate): Numbers {
  const inForce = communes.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day),
  );
  return {
    categories: new Map(categories.map(({ code, number }) => [code, number])),
    communes: new Map(inForce.map(({ code, id }) => [code, id])),
  };
}

/** Translates a reader's filter to a query of the engine: codes to numbers, reach to scope, today when no day is given. */
export function engineQuery(
  actor: Actor,
  filter: EngineFilter,
  numbers: Numbers,
  today: IsoDate,
): EngineQuery {
  return {
    asOf: dayNumber(filter.as_of ?? today),
    knownAt: filter.known_at === undefined ? undefined : dayNumber(filter.known_at),
    // The points of an inspector come as ids (see engineFilter); without any reach the scope is empty.
    scope: actor.reach === 'city' || actor.reach === 'routes' ? 'city' : actor.communeIds,
    statuses: (filter.status ?? STATUSES_SHOWN_UNASKED).map((status) =>
      POINT_STATUSES.indexOf(status),
    ),
    flags: filter.flag?.map((flag) => POINT_FLAGS.indexOf(flag)),
    categories: known(filter.category, numbers.categories),
    kinds: filter.kind === undefined ? undefined : [filter.kind === 'business' ? 0 : 1],
    communes: known(filter.commune, numbers.communes),
    happened: periodOf(filter),
    ids: filter.ids,
  };
}

/** Period of a filter; undefined when it names neither an event nor a day. */
function periodOf({ happened, from, to }: EngineFilter): EngineQuery['happened'] {
  if (happened === undefined && from === undefined && to === undefined) return undefined;
  return {
    kinds: (happened ?? PERIOD_EVENTS).map((kind) => PERIOD_EVENTS.indexOf(kind)),
    from: from === undefined ? 0 : dayNumber(from),
    to: to === undefined ? LAST_DAY : dayNumber(to),
  };
}

/** Numbers of the known codes of a list. Unknown codes match nothing: a list of them alone is empty, not absent. */
function known(
  codes: readonly string[] | undefined,
  numbers: ReadonlyMap<string, number>,
): number[] | undefined {
  return codes?.flatMap((code) => numbers.get(code) ?? []);
}
