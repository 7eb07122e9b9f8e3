import type { Actor } from '#server/contract/permission.ts';
import { MOST_CHOSEN_IDS } from '#server/contract/point-region.ts';
import { beginningOf, type IsoDate } from '#server/contract/time.ts';
import {
  CHANGE_KINDS,
  type ChangeKind,
  VisitChanges,
  VisitChangesQuery,
} from '#server/contract/visit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { type ChangedPoints, listChanges, noteVisit } from './queries.ts';

/** Length of an absence after which the next request is another visit. */
const PAUSE_MINUTES = 30;

const read = route('get', '/me/changes', {
  tags: ['me'],
  summary: 'What has changed within reach since the last visit, or since a day',
  right: 'points:read',
  query: VisitChangesQuery,
  whileRestricted: true,
  responses: { 200: jsonResponse(VisitChanges, 'The changes, counted by points') },
});

const visitRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readChanges(c.var.deps, c.var.actor, c.req.valid('query').since), 200),
);

export const visits = {
  operations: [visitRoutes],
} as const satisfies Feature;

/**
 * Reads the changes within reach since the beginning of `day`, or without one since the visit before this one. The
 * request itself is a visit.
 */
async function readChanges(deps: Deps, actor: Actor, day?: IsoDate): Promise<VisitChanges> {
  const visit = { accountId: actor.accountId, now: deps.clock.now(), pauseMinutes: PAUSE_MINUTES };
  return asActor(deps.database, actor, async (sql) => {
    const before = await noteVisit(sql, visit);
    const since = day === undefined ? before : beginningOf(day);
    const found =
      since === null ? [] : await listChanges(sql, since, deps.clock.today(), MOST_CHOSEN_IDS);
    const of = <T>(pick: (one: ChangedPoints | undefined) => T) =>
      Object.fromEntries(
        CHANGE_KINDS.map((kind) => [kind, pick(found.find((one) => one.kind === kind))]),
      ) as Record<ChangeKind, T>;
    return { since, counts: of((one) => one?.count ?? 0), points: of((one) => one?.points ?? []) };
  });
}
