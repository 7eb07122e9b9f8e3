import type { MiddlewareHandler } from 'hono';

import type { Deps } from '#server/deps.ts';

import type { AppEnv } from './environment.ts';

const PLAUSIBLE_ID = /^[\w-]{8,64}$/;

/**
 * Gives every request its dependencies and an id: that of a proxy in front when it looks like one. hono/request-id
 * would also take an id of one letter.
 */
export function requestId(deps: Deps): MiddlewareHandler<AppEnv> {
  return async function identify(context, next) {
    const given = context.req.header('x-request-id');
    const id = given !== undefined && PLAUSIBLE_ID.test(given) ? given : deps.newId();
    context.set('deps', deps);
    context.set('requestId', id);
    context.header('x-request-id', id);
    await next();
  };
}
