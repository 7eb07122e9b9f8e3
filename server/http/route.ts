import type { MiddlewareHandler } from 'hono';
import type * as z from 'zod';

import { can, type Permission } from '#server/contract/permission.ts';
import { AppError, Problem, PROBLEM_STATUS, type ProblemCode } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

type ProblemResponse = {
  description: string;
  content: { 'application/problem+json': { schema: typeof Problem } };
};
type ProblemResponses<Code extends ProblemCode> = {
  [Status in (typeof PROBLEM_STATUS)[Code]]: ProblemResponse;
};

/** Declares the problems a route may answer with, grouped by status; spread into `responses`. */
export function problemResponses<Code extends ProblemCode>(
  ...codes: Code[]
): ProblemResponses<Code> {
  const byStatus: Record<number, ProblemResponse> = {};
  for (const code of codes) {
    const status = PROBLEM_STATUS[code];
    const known = byStatus[status];
    byStatus[status] = {
      description: known === undefined ? code : `${known.description}, ${code}`,
      content: { 'application/problem+json': { schema: Problem } },
    };
  }
  // The statuses are computed, so that only the loop above knows that they are all there.
  return byStatus as ProblemResponses<Code>;
}

/**
 * Lets only a signed-in person pass and, when a permission is named, only one whose role has it.
 * Stands in a route's `middleware`, hence before its validation: what a person may not do,
 * they learn nothing about.
 */
export function secured(permission?: Permission): MiddlewareHandler<AppEnv> {
  return async function mayAct(context, next) {
    const actor = context.get('actor') as AppEnv['Variables']['actor'] | undefined;
    if (actor === undefined) {
      const refusal = context.get('refusal') as AppError | undefined;
      throw refusal ?? new AppError('session.missing');
    }
    if (permission !== undefined && !can(actor.role, permission)) {
      throw new AppError('permission.denied', { parameters: { permission } });
    }
    await next();
  };
}

/** A required JSON body of a route. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** A JSON answer of a route. */
export function jsonResponse<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}
