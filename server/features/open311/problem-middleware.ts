import type { MiddlewareHandler } from 'hono';

import { Problem } from '#server/contract/problem.ts';
import type { AppEnv } from '#server/http/environment.ts';

import { toXml, XML_TYPE } from './rules.ts';

/** GeoReport knows 400, 403 and 404: an unusable request, a missing or wrong key, something that is not there. */
const STATUSES: Readonly<Record<number, 400 | 403>> = { 401: 403, 422: 400 };

/**
 * Says refusals as GeoReport v2 does, in the format that the address asks for: a list of code and description. An address
 * that asks for neither XML nor JSON is answered with a problem like everywhere else.
 */
export const georeportErrors: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  const [, ending] = /\.(json|xml)$/.exec(context.req.path) ?? [];
  if (ending === undefined || context.res.status < 400) return;
  const problem = Problem.safeParse(
    await context.res
      .clone()
      .json()
      .catch(() => null),
  );
  if (!problem.success) return;
  const status = STATUSES[problem.data.status] ?? problem.data.status;
  const errors = [{ code: status, description: problem.data.detail ?? problem.data.title }];
  const said = ending === 'json' ? JSON.stringify(errors) : toXml('errors', 'error', errors);
  const headers = new Headers(context.res.headers);
  headers.set('content-type', ending === 'json' ? 'application/json; charset=utf-8' : XML_TYPE);
  context.res = undefined;
  context.res = new Response(said, { status, headers });
};
