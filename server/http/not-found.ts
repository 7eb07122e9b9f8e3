import type { Context, Hono } from 'hono';

import { AppError } from '#server/contract/problem.ts';

import { METHODS, routesAt } from './access.ts';
import type { AppEnv } from './environment.ts';
import { problemResponse } from './problem-response.ts';

/** An address that exists for other methods answers 405 and names them; any other one 404. */
export function answerNotFound(app: Hono<AppEnv>) {
  return function notFound(context: Context<AppEnv>): Response {
    const allowed = METHODS.filter((method) => hasRoute(app, method, context.req.path));
    if (allowed.length === 0) return problemResponse(new AppError('request.not_found'), context);
    context.header('allow', allowed.join(', '));
    return problemResponse(new AppError('request.method_not_allowed'), context);
  };
}

function hasRoute(app: Hono<AppEnv>, method: string, address: string): boolean {
  return routesAt(app, method, address).some(
    (route) => route.method !== 'ALL' && !/^\/?\*$/.test(route.path),
  );
}
