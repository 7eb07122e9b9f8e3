import { foldText } from '#server/contract/text.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PointFilter, PointListQuery, PointPage } from '#server/contract/point.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { EngineFilter } from '#server/features/tiles/point-engine.ts';

import { findIdsByText, listSummaries } from './queries.ts';

/** More matches than this and the words were too common to narrow anything down. */
const MOST_TEXT_MATCHES = 100_000;

/** A page of the points that match, with counts of all of them: list, map and counters agree by using one engine. */
export async function listPoints(
  deps: Deps,
  actor: Actor,
  query: PointListQuery,
): Promise<PointPage> {
  const { cursor, limit, bbox, squares, ...given } = query;
  const filter = await engineFilter(deps, actor, given);
  const counts = deps.points.count(actor, filter, { bbox, squares });
  const page = deps.points.list(actor, filter, { bbox, squares, cursor, limit });
  const asOf = filter.as_of ?? deps.clock.today();
  const isOfAnotherDay = filter.as_of !== undefined || filter.known_at !== undefined;
  const summaries = await asActor(deps.database, actor, (sql) =>
    listSummaries(sql, page.ids, asOf),
  );
  const items = summaries.map((summary) => {
    // On a past evening the point had the status and flags of that evening.
    const state = deps.points.stateOn(actor, summary.id, filter);
    if (state === null) return summary;
    const since = isOfAnotherDay ? deps.points.statusSince(actor, summary.id, filter) : null;
    return {
      ...summary,
      ...state,
      statusSince: since ?? summary.statusSince,
      recurrences: Math.max(0, state.cycle - 1),
    };
  });
  return {
    items,
    next: page.next,
    total: counts.total,
    counts: { status: counts.status, flag: counts.flag },
    asOf,
  };
}

/** The filter with the words looked up: the engine knows numbers only. */
export async function engineFilter(
  deps: Deps,
  actor: Actor,
  filter: PointFilter,
): Promise<EngineFilter> {
  const { q = '', ...rest } = filter;
  // Who sees by their own work rather than by place has no scope that the engine knows: row-level
  // security finds their points, with words or without.
  const byOwnWork = actor.reach === 'routes';
  if (q === '' && !byOwnWork) return rest;
  const ids = await asActor(deps.database, actor, (sql) =>
    findIdsByText(sql, foldText(q), MOST_TEXT_MATCHES),
  );
  return { ...rest, ids };
}
