import type { MiddlewareHandler } from 'hono';

import { mustConfirm } from '#server/authentication/holder.ts';
import { noteProof } from '#server/authentication/session-queries.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';

import type { AppEnv } from './environment.ts';

const REFUSED = 400;
/** Proofs that are younger are not worth another write. */
const WORTH_SECONDS = 10;

/**
 * Lets an act that decides pass while the last proof of the person is young (see {@link mustConfirm}); each such act is
 * one itself. Comes before the key and the body: after the proof the same request is sent again.
 */
export const asksAgain: MiddlewareHandler<AppEnv> = async function asksAgain(context, next) {
  const { holder, deps } = context.var;
  if (mustConfirm(holder)) throw new AppError('session.confirm_again');
  await next();
  const age = holder.secondsSinceProof;
  if (context.res.status >= REFUSED || age === null || age < WORTH_SECONDS) return;
  try {
    await asSystem(deps.database, (sql) => noteProof(sql, holder.sessionId));
  } catch (error) {
    // The act is recorded; the person is asked a little earlier the next time.
    deps.log.warn({ err: error }, 'the last proof of a session was not noted');
  }
};
