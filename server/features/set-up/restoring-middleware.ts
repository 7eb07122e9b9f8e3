import type { MiddlewareHandler } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { factsOf } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { holdsRequests } from '#server/set-up.ts';

const RETRY_SECONDS = 3;

/** Refuses requests while a backup is being restored: its tables are locked, and nothing may be written beside it. */
export const whileRestoring: MiddlewareHandler<AppEnv> = async (context, next) => {
  if (holdsRequests(context.var.deps.setUp) && factsOf(context)?.whileRestoring !== true) {
    throw new AppError('server.restoring', { parameters: { seconds: RETRY_SECONDS } });
  }
  await next();
};
