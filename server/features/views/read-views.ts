import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  filterOfView,
  MOST_ENTERED,
  type EnteredPoints,
  type SavedViewList,
} from '#server/contract/saved-view.ts';
import { addDays } from '#server/contract/time.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listSummaries } from '#server/features/points/queries.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { listViews, type StoredView } from './queries.ts';

/** The views that the reader may open; of watched ones with the number of points that came into them. */
export async function readViews(deps: Deps, actor: Actor): Promise<SavedViewList> {
  const stored = await asActor(deps.database, actor, (sql) => listViews(sql, actor.accountId));
  const items: SavedViewList['items'] = [];
  for (const view of stored) {
    const entered = view.watched ? (await enteredOf(deps, actor, view)).total : null;
    items.push({ ...view, entered });
  }
  return { items };
}

/** The points that came into a view since yesterday evening, the first of them by name. Throws `view.not_found`. */
export async function readEntered(
  deps: Deps,
  actor: Actor,
  viewId: number,
): Promise<EnteredPoints> {
  const [view] = await asActor(deps.database, actor, (sql) =>
    listViews(sql, actor.accountId, viewId),
  );
  if (view === undefined) throw new AppError('view.not_found');
  const { total, ids } = await enteredOf(deps, actor, view);
  const summaries = await asActor(deps.database, actor, (sql) =>
    listSummaries(sql, ids, deps.clock.today()),
  );
  return {
    since: addDays(deps.clock.today(), -1),
    total,
    items: summaries.map(({ id, code, officialName, status }) => ({
      id,
      code,
      officialName,
      status,
    })),
  };
}

/** Compares the view of now with the view as it was known yesterday evening: what came late from the field counts too. */
async function enteredOf(
  deps: Deps,
  actor: Actor,
  { search }: StoredView,
): Promise<{ total: number; ids: number[] }> {
  const given = filterOfView(search);
  if (given === null) return { total: 0, ids: [] };
  const now = await engineFilter(deps, actor, given);
  const yesterday = addDays(deps.clock.today(), -1);
  const before = { ...now, as_of: yesterday, known_at: yesterday };
  return deps.points.entered(actor, { now, before, most: MOST_ENTERED });
}
