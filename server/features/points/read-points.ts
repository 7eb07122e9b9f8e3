import type * as z from 'zod';

import type { Actor } from '#server/contract/permission.ts';
import {
  MOST_SHAPES,
  type PointShapes,
  type PointShapesQuery,
} from '#server/contract/point-shapes.ts';
import type { PointGroups, PointGroupsQuery } from '#server/contract/point-groups.ts';
import type { PointListQuery, PointPage } from '#server/contract/point.ts';
import { readAsActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { listSummaries, listShapeRows } from './queries.ts';

/** A page of the points that match, with counts of all of them: list, map and counters agree by using one engine. */
export async function listPoints(
  deps: Deps,
  actor: Actor,
  query: PointListQuery,
): Promise<PointPage> {
  const { cursor, limit, sort, bbox, squares, within, ids, ...given } = query;
  const region = { bbox, squares, within, ids };
  const filter = await engineFilter(deps, actor, given);
  const counts = deps.points.count(actor, filter, region);
  const page =
    sort === undefined
      ? deps.points.list(actor, filter, { ...region, cursor, limit })
      : await deps.points.sorted(actor, filter, { ...region, sort, cursor, limit });
  const asOf = filter.as_of ?? deps.clock.today();
  const isOfAnotherDay = filter.as_of !== undefined || filter.known_at !== undefined;
  const summaries = await readAsActor(deps.database, actor, (sql) =>
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

/** Counts the points of a filter and a region by category and by commune. */
export async function groupPoints(
  deps: Deps,
  actor: Actor,
  query: z.infer<typeof PointGroupsQuery>,
): Promise<PointGroups> {
  const { bbox, squares, within, ids, ...given } = query;
  const filter = await engineFilter(deps, actor, given);
  return deps.points.groups(actor, filter, { bbox, squares, within, ids });
}

/** The points of a filter in their true shape, with the status and flags of its day. */
export async function listShapes(
  deps: Deps,
  actor: Actor,
  query: z.infer<typeof PointShapesQuery>,
): Promise<PointShapes> {
  const { bbox, squares, within, ids, ...given } = query;
  const filter = await engineFilter(deps, actor, given);
  const region = { bbox, squares, within, ids };
  const page = deps.points.list(actor, filter, { ...region, limit: MOST_SHAPES });
  const asOf = filter.as_of ?? deps.clock.today();
  const rows = await readAsActor(deps.database, actor, (sql) => listShapeRows(sql, page.ids, asOf));
  const features = rows.flatMap(({ geometry, ...row }) => {
    const state = deps.points.stateOn(actor, row.id, filter);
    if (state === null) return [];
    const { status, flags } = state;
    return [
      { type: 'Feature' as const, id: row.id, geometry, properties: { ...row, status, flags } },
    ];
  });
  return { type: 'FeatureCollection', features, truncated: page.next !== null };
}
