import type { Actor } from '#server/contract/permission.ts';
import type { PointFilter } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { EngineFilter } from './point-engine.ts';
import { findIdsByText } from './queries.ts';

/** Most matches of a text search; with more, the words are too common to narrow anything. */
const MOST_TEXT_MATCHES = 100_000;

/** Resolves the words of a filter to ids, because the engine holds no text. */
export async function engineFilter(
  deps: Deps,
  actor: Actor,
  filter: PointFilter,
): Promise<EngineFilter> {
  const { q = '', ...rest } = filter;
  // Inspectors are scoped by their routes, which the engine cannot filter: row-level security finds their points.
  const byOwnWork = actor.reach === 'routes';
  if (q === '' && !byOwnWork) return rest;
  const ids = await asActor(deps.database, actor, (sql) =>
    findIdsByText(sql, foldText(q), MOST_TEXT_MATCHES),
  );
  return { ...rest, ids };
}
