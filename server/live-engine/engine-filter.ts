import type { Actor } from '#server/contract/permission.ts';
import type { PointFilter } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { EngineFilter } from './point-engine.ts';
import { findIdsByText } from './queries.ts';

/** More matches than this and the words were too common to narrow anything down. */
const MOST_TEXT_MATCHES = 100_000;

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
