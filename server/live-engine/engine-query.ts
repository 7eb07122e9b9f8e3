import type { Actor } from '#server/contract/permission.ts';
import { POINT_FLAGS, POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';
import { dayNumber, type IsoDate } from '#server/contract/time.ts';
import { IdBitset } from '#server/engine/point-ids.ts';
import type { EngineQuery } from '#server/engine/query.ts';

import type { EngineFilter } from './point-engine.ts';

/** What left the list, or never came on it, is shown only when it is asked for. */
const SHOWN_BY_DEFAULT: readonly PointStatus[] = [
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

/** A reader's filter as the engine asks it: codes as numbers, reach as scope, today when no day is named. */
export function engineQuery(
  actor: Actor,
  filter: EngineFilter,
  numbers: Numbers,
  today: IsoDate,
): EngineQuery {
  return {
    asOf: dayNumber(filter.as_of ?? today),
    knownAt: filter.known_at === undefined ? undefined : dayNumber(filter.known_at),
    // An inspector's points come as ids (see engineFilter); whoever has no reach has an empty scope.
    scope: actor.reach === 'city' || actor.reach === 'routes' ? 'city' : actor.communeIds,
    statuses: (filter.status ?? SHOWN_BY_DEFAULT).map((status) => POINT_STATUSES.indexOf(status)),
    flags: filter.flag?.map((flag) => POINT_FLAGS.indexOf(flag)),
    categories: known(filter.category, numbers.categories),
    kinds: filter.kind === undefined ? undefined : [filter.kind === 'business' ? 0 : 1],
    communes: known(filter.commune, numbers.communes),
    ids: filter.ids === undefined ? undefined : new IdBitset(filter.ids),
  };
}

/** A code that stands for nothing matches nothing; a list of such codes is not the same as no list. */
function known(
  codes: readonly string[] | undefined,
  numbers: ReadonlyMap<string, number>,
): number[] | undefined {
  return codes?.flatMap((code) => numbers.get(code) ?? []);
}
