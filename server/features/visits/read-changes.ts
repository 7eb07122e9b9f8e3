import { beginningOf, type IsoDate } from '#server/contract/time.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { VisitChanges } from '#server/contract/visit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { countChanges, noteVisit } from './queries.ts';

/** Length of an absence after which the next request is another visit. */
const PAUSE_MINUTES = 30;
const NOTHING = { recurred: 0, suspected: 0, refused: 0, overdue: 0, proposed: 0 };

/**
 * Reads the changes within reach since the beginning of `day`, or without one since the visit before this one. The
 * request itself is a visit.
 */
export async function readChanges(deps: Deps, actor: Actor, day?: IsoDate): Promise<VisitChanges> {
  const visit = { accountId: actor.accountId, now: deps.clock.now(), pauseMinutes: PAUSE_MINUTES };
  return asActor(deps.database, actor, async (sql) => {
    const before = await noteVisit(sql, visit);
    const since = day === undefined ? before : beginningOf(day);
    if (since === null) return { since, counts: NOTHING };
    return { since, counts: await countChanges(sql, since, deps.clock.today()) };
  });
}
