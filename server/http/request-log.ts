import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

import { INSTANCE_HEADER, STARTING_INSTANCE } from '#server/contract/instance.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';

import type { AppEnv } from './environment.ts';
import { routePattern } from './metrics.ts';

const PLAUSIBLE_ID = /^[\w-]{8,64}$/;

/**
 * One line a request: pattern instead of address, role instead of person, no query.
 * A search text or an id in a log would be a second register that nobody guards.
 */
export function requestLog(log: Logger): MiddlewareHandler<AppEnv> {
  return async function logRequest(context, next) {
    const start = performance.now();
    await next();
    const actor = context.get('actor') as Actor | undefined;
    log.info(
      {
        requestId: context.get('requestId'),
        method: context.req.method,
        route: routePattern(context),
        status: context.res.status,
        milliseconds: Math.round(performance.now() - start),
        role: actor?.role ?? 'nobody',
      },
      'request',
    );
  };
}

/**
 * Gives every request its dependencies and an id: that of a proxy in front when it looks like one (hono/request-id would
 * also take an id of one letter). Marks every answer as this installation's.
 */
export function requestId(deps: Deps): MiddlewareHandler<AppEnv> {
  return async function identify(context, next) {
    const given = context.req.header('x-request-id');
    const id = given !== undefined && PLAUSIBLE_ID.test(given) ? given : deps.newId();
    context.set('deps', deps);
    context.set('requestId', id);
    context.header('x-request-id', id);
    await next();
    context.res.headers.set(INSTANCE_HEADER, deps.logKeys.instance() ?? STARTING_INSTANCE);
  };
}
