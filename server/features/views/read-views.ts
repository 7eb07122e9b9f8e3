import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  filterOfView,
  MOST_ENTERED,
  type EnteredPoints,
  type SavedViewList,
} from '#server/contract/saved-view.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listSummaries } from '#server/features/points/queries.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { hasMailAddress, listViews, type StoredView } from './queries.ts';

/** The views that the reader may open; of watched ones with the number of points that came into them. */
export async function readViews(deps: Deps, actor: Actor): Promise<SavedViewList> {
  const { stored, addressed } = await asActor(deps.database, actor, async (sql) => ({
    stored: await listViews(sql, actor.accountId),
    addressed: await hasMailAddress(sql, actor.accountId),
  }));
  const items: SavedViewList['items'] = [];
  for (const view of stored) {
    const entered = view.watched ? (await enteredOf(deps, actor, view)).total : null;
    items.push({ ...view, entered });
  }
  const mail = deps.mailer === null ? 'off' : addressed ? 'ready' : 'no_address';
  return { items, mail };
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

/**
 * Counts the points that came into a view on a day that is over: in it as was known that evening, and not as was known
 * the evening before. 0 where the reader may not open the view any more, or it is of a past day.
 */
export async function countEnteredOn(
  deps: Deps,
  actor: Actor,
  { viewId, on }: { viewId: number; on: IsoDate },
): Promise<number> {
  const [view] = await asActor(deps.database, actor, (sql) =>
    listViews(sql, actor.accountId, viewId),
  );
  const given = view === undefined ? null : filterOfView(view.search);
  if (given === null || given.as_of !== undefined || given.known_at !== undefined) return 0;
  const filter = await engineFilter(deps, actor, given);
  const dayBefore = addDays(on, -1);
  const { total } = await deps.points.entered(actor, {
    now: { ...filter, as_of: on, known_at: on },
    before: { ...filter, as_of: dayBefore, known_at: dayBefore },
    most: 0,
  });
  return total;
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
