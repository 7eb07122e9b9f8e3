import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';
import { pointerOf } from './json-pointer.ts';

const MOST_NAMED = 20;

/** Lists the names that the schema of a query declares; none for a route without one. */
export function declaredNames(schema: unknown): string[] {
  if (schema === undefined) return [];
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodPipe) return declaredNames(schema.def.in);
  throw new Error('The names of this query cannot be told: declare it as an object.');
}

/**
 * Refuses unknown names: if a misspelt filter were ignored, a script that asked for some points would get all of them.
 * Throws `request.unknown_query`.
 */
export function refuseUnknownNames(given: Iterable<string>, known: readonly string[]): void {
  const unknown = [...new Set(given)].filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const named = unknown.slice(0, MOST_NAMED).map((name) => name.slice(0, 100));
  throw new AppError('request.unknown_query', {
    errors: named.map((name) => ({
      pointer: pointerOf([name]),
      in: 'query',
      code: 'request.unknown_query',
    })),
    parameters: { unknown: named, ...(known.length > 0 && { known }) },
  });
}

/** Checks the query of a route. Comes after the check of rights, so that a stranger learns no names. */
export function knownQuery(known: readonly string[]): MiddlewareHandler<AppEnv> {
  return async function mayAskSo(context, next) {
    refuseUnknownNames(Object.keys(context.req.queries()), known);
    await next();
  };
}
