import type { MiddlewareHandler } from 'hono';

import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

/** Media type of a body that is a file and nothing else. */
export const BYTES = 'application/octet-stream';

/** Refuses a body that is called something else. */
export const takesBytes: MiddlewareHandler<AppEnv> = async (context, next) => {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== BYTES) throw new AppError('request.unsupported_media_type');
  await next();
};
