import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';

import type { Actor } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { factsOf } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { routePattern } from '#server/http/metrics.ts';

const AN_HOUR = 3_600_000;

const A_MINUTE = 60_000;
const MOST_REMEMBERED = 10_000;
const FORBIDDEN = 403;

/**
 * Logs that somebody asked for what they have no right to: the route without its ids, once a minute for each person and
 * route, so that nobody fills the log by asking again and again. What lies beyond a person's reach is answered as not
 * there, and is not told from a mistyped address.
 */
export function logRefusals(): MiddlewareHandler<AppEnv> {
  const lastLogged = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  return async function logRefusal(context, next) {
    await next();
    const actor = context.get('actor') as Actor | undefined;
    if (context.res.status !== FORBIDDEN || actor === undefined) return;
    const { deps } = context.var;
    const { method } = context.req;
    const route = routePattern(context);
    const key = `${actor.accountId} ${method} ${route}`;
    const now = Date.parse(deps.clock.now());
    const last = lastLogged.get(key);
    if (last !== undefined && now - last < A_MINUTE) return;
    lastLogged.set(key, now);
    await asActor(deps.database, actor, (sql) =>
      appendAudit(sql, deps.clock, {
        action: 'access.refused',
        subjectKind: 'route',
        subjectId: route,
        detail: { method },
      }),
    );
  };
}

/**
 * Logs the reading of a list that its route names by `list`: of places, tips, businesses or figures of communes. Our own
 * pages read lists at every move of a map: for them one line an hour says as much as thousands. A script or another
 * program takes data out: each of its requests has a line with its filters. The line is written before the answer leaves.
 */
export function logLists(): MiddlewareHandler<AppEnv> {
  const lastLogged = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  return async function logList(context, next) {
    await next();
    const list = factsOf(context)?.list;
    if (list === undefined || context.res.status !== 200) return;
    const { deps, actor } = context.var;
    const ownPage = context.req.header('sec-fetch-site') === 'same-origin';
    const key = `${actor.accountId} ${list}`;
    const now = Date.parse(deps.clock.now());
    if (ownPage && now - (lastLogged.get(key) ?? 0) < AN_HOUR) return;
    await asActor(deps.database, actor, (sql) =>
      appendAudit(sql, deps.clock, {
        action: 'list.read',
        subjectKind: list,
        subjectId: null,
        // Only the names of the filters: the search text may contain anything.
        detail: { filters: Object.keys(context.req.query()).toSorted(), ownPage },
      }),
    );
    if (!ownPage) return;
    lastLogged.set(key, now);
  };
}
