import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

import type { Actor } from '#server/contract/permission.ts';

import type { AppEnv } from './environment.ts';
import { routePattern } from './metrics.ts';

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
