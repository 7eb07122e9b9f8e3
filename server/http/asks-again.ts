import type { Context, MiddlewareHandler } from 'hono';

import { callerOf } from '#server/authentication/caller.ts';
import { isOutdated } from '#server/authentication/context-rules.ts';
import { mustConfirm, mustProveOwn } from '#server/authentication/holder.ts';
import { noteProof } from '#server/authentication/session-queries.ts';
import { can } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';

import type { AppEnv } from './environment.ts';

const REFUSED = 400;
/** Proofs that are younger are not worth another write. */
const WORTH_SECONDS = 10;

/**
 * Lets an act that decides pass while the last proof of the person is young and came from here (see {@link mustConfirm});
 * each such act is one itself. Comes before the key and the body: after the proof the same request is sent again.
 */
export const asksAgain: MiddlewareHandler<AppEnv> = async function asksAgain(context, next) {
  const { holder, deps } = context.var;
  refuseOutdated(context);
  if (mustConfirm(holder, callerOf(context))) throw new AppError('session.confirm_again');
  await next();
  const age = holder.secondsSinceProof;
  if (context.res.status >= REFUSED || age === null || age < WORTH_SECONDS) return;
  // The act is recorded, and its answer does not wait: without the note the person is asked a little earlier the next time.
  asSystem(deps.database, (sql) => noteProof(sql, holder.sessionId)).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'the last proof of a session was not noted');
  });
};

/** Lets a change of what lets the own person in pass under the conditions of {@link mustProveOwn}. */
export const asksForOwn: MiddlewareHandler<AppEnv> = async function asksForOwn(context, next) {
  const { holder } = context.var;
  if (mustProveOwn(holder, callerOf(context))) throw new AppError('session.confirm_again');
  await next();
};

/** Refuses the administrator's acts from a browser that gets no corrections any more: `session.browser_outdated`. */
function refuseOutdated(context: Context<AppEnv>): void {
  const { userAgent } = callerOf(context);
  const isAdministrator = can(context.var.actor.role, 'accounts:manage');
  if (isAdministrator && isOutdated(userAgent)) throw new AppError('session.browser_outdated');
}
