import type * as z from 'zod';

import type { Actor } from '#server/contract/permission.ts';
import {
  MOST_SHAPES,
  type PointShapes,
  type PointShapesQuery,
} from '#server/contract/point-shapes.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { listShapeRows } from './queries.ts';

/** The points of a filter in their true shape, with the status and flags of its day. */
export async function listShapes(
  deps: Deps,
  actor: Actor,
  query: z.infer<typeof PointShapesQuery>,
): Promise<PointShapes> {
  const { bbox, ...given } = query;
  const filter = await engineFilter(deps, actor, given);
  const page = deps.points.list(actor, filter, { bbox, limit: MOST_SHAPES });
  const rows = await asActor(deps.database, actor, (sql) => listShapeRows(sql, page.ids));
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
