import type { Actor } from '#server/contract/permission.ts';
import type { PointFilter } from '#server/contract/point.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { IdBitset } from '#server/engine/point-ids.ts';

import type { EngineFilter } from './point-engine.ts';
import { listVisibleIds } from './queries.ts';

/** Resolves the words of a filter to ids, because the engine holds no text. */
export async function engineFilter(
  deps: Deps,
  actor: Actor,
  filter: PointFilter,
): Promise<EngineFilter> {
  const { q = '', ...rest } = filter;
  // Inspectors are scoped by their routes, which the engine cannot filter: row-level security finds their points.
  if (q === '' && actor.reach !== 'routes') return rest;
  const reach = await wordReach(deps, actor);
  if (q === '') return { ...rest, ids: new IdBitset(reach.ids ?? []) };
  return { ...rest, ids: await deps.pointWords.matching(q, reach) };
}

/** The points that a reader may find by words. */
export type WordReach = {
  /** Readers of the same key may find the same points; null where that is not known. */
  key: string | null;
  sees: (id: number, communeIds: readonly number[]) => boolean;
  /** All of them, where they had to be listed. */
  ids: readonly number[] | null;
};

/** Tells which points the reader may find by words; row-level security looks again at those that are shown. */
export async function wordReach(deps: Deps, actor: Actor): Promise<WordReach> {
  if (actor.reach === 'city') return { key: 'city', sees: () => true, ids: null };
  if (actor.reach === 'routes') {
    const ids = await asActor(deps.database, actor, listVisibleIds);
    const own = new Set(ids);
    return { key: null, sees: (id) => own.has(id), ids };
  }
  // Without communes nothing is seen.
  const own = new Set(actor.communeIds);
  const key = [...own].toSorted((a, b) => a - b).join();
  return { key, sees: (_, communeIds) => communeIds.some((id) => own.has(id)), ids: null };
}
