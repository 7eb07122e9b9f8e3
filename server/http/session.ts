import type { MiddlewareHandler } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { actorOf, restrictionOf } from '#server/features/accounts/rules.ts';
import { findHolder } from '#server/features/accounts/session-queries.ts';

import type { AppEnv } from './environment.ts';

/** What stays open while a password is to be changed or a second factor to be set up. */
const OPEN_TO_THE_RESTRICTED = /^\/api\/(me|auth)(\/|$)/;
/** Signing in or out must work whatever the old cookie says. */
const SIGN_IN = /^\/api\/auth\//;

/**
 * Finds out who asks. Without a valid session the request goes on without an actor, and a route
 * that needs one refuses it. Throws `permission.denied` for the disabled and for accounts without
 * an assignment that is valid today; what the account still owes where the register is asked for.
 */
export function session(): MiddlewareHandler<AppEnv> {
  return async function readSession(context, next) {
    const cookie = context.req.header('cookie');
    if (cookie === undefined || SIGN_IN.test(context.req.path)) return await next();
    const { authentication, clock, database } = context.get('deps');
    const token = await authentication.sessionToken(cookie);
    if (token === null) return await next();
    const holder = await authentication.sessions.read(token, () =>
      findHolder(database.sql, token, clock.today()),
    );
    if (holder === null) return await next();
    if (holder.disabled) throw new AppError('account.disabled');
    const actor = actorOf(holder);
    if (actor === null) throw new AppError('permission.denied');
    const restriction = restrictionOf(holder);
    if (restriction !== null && !OPEN_TO_THE_RESTRICTED.test(context.req.path)) {
      throw new AppError(restriction);
    }
    context.set('actor', actor);
    context.set('holder', holder);
    await next();
  };
}
