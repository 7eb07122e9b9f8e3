import type { Actor } from '#server/contract/permission.ts';
import { MOST_CHOSEN_IDS } from '#server/contract/point-region.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { beginningOf, type IsoDate } from '#server/contract/time.ts';
import {
  CHANGE_KINDS,
  type ChangeKind,
  RecordPresence,
  VisitChanges,
  VisitChangesQuery,
} from '#server/contract/visit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  type ChangedPoints,
  listChanges,
  notePresence,
  noteVisit,
  type RecordKind,
} from './queries.ts';

/** Length of an absence after which the next request is another visit. */
const PAUSE_MINUTES = 30;
/** Time after which somebody who tells nothing has the record open no more; an open page tells every 20 seconds. */
const PRESENCE_MILLISECONDS = 50_000;

const read = route('get', '/me/changes', {
  tags: ['me'],
  summary: 'What has changed within reach since the last visit, or since a day',
  right: 'points:read',
  query: VisitChangesQuery,
  whileRestricted: true,
  responses: { 200: jsonResponse(VisitChanges, 'The changes, counted by points') },
});

const PRESENCE = {
  summary: 'Tell that the record is open here; gives who else has it open',
  params: RowParameter,
  withoutKey: 'It tells who is here now; only the latest message counts.',
  responses: { 200: jsonResponse(RecordPresence, 'The others, and since when') },
} as const;

const presenceAtPoint = route('post', '/points/{id}/presence', {
  ...PRESENCE,
  tags: ['points'],
  right: 'points:read',
  problems: ['point.not_found'],
});
const presenceAtTip = route('post', '/tips/{id}/presence', {
  ...PRESENCE,
  tags: ['tips'],
  right: 'tips:read',
  problems: ['tip.not_found'],
});
const presenceAtBusiness = route('post', '/inspection-objects/{id}/presence', {
  ...PRESENCE,
  tags: ['inspection objects'],
  right: 'inspection_objects:read',
  problems: ['inspection_object.not_found'],
});

const visitRoutes = newRouter()
  .openapi(read, async (c) =>
    c.json(await readChanges(c.var.deps, c.var.actor, c.req.valid('query').since), 200),
  )
  .openapi(presenceAtPoint, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await tellPresence(c.var.deps, c.var.actor, 'point', id), 200);
  })
  .openapi(presenceAtTip, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await tellPresence(c.var.deps, c.var.actor, 'tip', id), 200);
  })
  .openapi(presenceAtBusiness, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await tellPresence(c.var.deps, c.var.actor, 'business', id), 200);
  });

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

const NOT_FOUND = {
  point: 'point.not_found',
  tip: 'tip.not_found',
  business: 'inspection_object.not_found',
} as const satisfies Record<RecordKind, ProblemCode>;

/** Notes that the asker has a record open; gives the others who have. */
async function tellPresence(
  deps: Deps,
  actor: Actor,
  kind: RecordKind,
  recordId: number,
): Promise<RecordPresence> {
  const now = deps.clock.now();
  const since = new Date(Date.parse(now) - PRESENCE_MILLISECONDS).toISOString();
  const others = await asActor(deps.database, actor, (sql) =>
    notePresence(sql, { kind, recordId, accountId: actor.accountId, now, since }),
  );
  if (others === null) throw new AppError(NOT_FOUND[kind]);
  return { others };
}
