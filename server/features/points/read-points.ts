import type { Actor } from '#server/contract/permission.ts';
import type { PointListQuery, PointPage } from '#server/contract/point.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { listSummaries } from './queries.ts';

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
