import type { MiddlewareHandler } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { readOneMoment } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { factsOf } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';

import { actorOf, restrictionOf, type SessionHolder } from './holder.ts';
import { findHolder, findSessionEnd } from './session-queries.ts';

/**
 * Header with the account that a device kept its data for: they must never be sent under another account's
 * session.
 */
const EXPECTED_ACCOUNT = 'x-diaban-account';

/** Reads the holder of the session that the cookie names; null when there is none, or it has ended. */
export async function readHolder(
  { authentication, clock, database }: Deps,
  cookie: string,
): Promise<SessionHolder | null> {
  const token = await authentication.sessionToken(cookie);
  if (token === null) return null;
  return await authentication.sessions.read(token, () =>
    readOneMoment(database, (sql) => findHolder(sql, token, clock.today())),
  );
}

/**
 * Tells why a cookie opens nothing. A session that was ended before its time differs from one that has run out: the
 * device deletes what it keeps for its owner, and of unsent work seals or deletes it.
 */
async function refusalOf({ authentication, database }: Deps, cookie: string): Promise<AppError> {
  const token = await authentication.sessionToken(cookie);
  const end =
    token === null ? null : await readOneMoment(database, (sql) => findSessionEnd(sql, token));
  if (end === null) return new AppError('session.missing');
  const { wipedAccountId: accountId } = end;
  return accountId === null
    ? new AppError('session.revoked')
    : new AppError('session.wiped', { parameters: { accountId } });
}

/**
 * Finds out who asks. Without a valid session the request goes on without an actor, and a route
 * that needs one refuses it. Throws `permission.denied` for the disabled and for accounts without
 * an assignment that is valid today; what the account still owes where the register is asked for.
 */
export function session(): MiddlewareHandler<AppEnv> {
  return async function readSession(context, next) {
    const cookie = context.req.header('cookie');
    if (cookie === undefined) return await next();
    const holder = await readHolder(context.get('deps'), cookie);
    if (holder === null) {
      context.set('refusal', await refusalOf(context.get('deps'), cookie));
      return await next();
    }
    if (holder.disabled) throw new AppError('account.disabled');
    const actor = actorOf(holder);
    if (actor === null) throw new AppError('permission.denied');
    const expected = context.req.header(EXPECTED_ACCOUNT);
    if (expected !== undefined && expected !== actor.accountId) {
      throw new AppError('session.other_account');
    }
    const restriction = restrictionOf(holder);
    if (restriction !== null && factsOf(context)?.whileRestricted !== true) {
      throw new AppError(restriction);
    }
    context.set('actor', actor);
    context.set('holder', holder);
    await next();
  };
}
