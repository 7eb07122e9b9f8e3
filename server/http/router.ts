import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Context, Schema } from 'hono';
import type * as z from 'zod';

import { AppError, type FieldProblem } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';
import { pointerOf } from './json-pointer.ts';

/** A router with operations of a kind that only the typed client knows. */
export type RouterOf<Operations> = OpenAPIHono<
  AppEnv,
  Operations extends Schema ? Operations : never
>;
// oxlint-disable-next-line typescript/no-explicit-any -- a router takes any other one, as Hono says it.
export type AnyRouter = OpenAPIHono<AppEnv, any>;
export type SchemaOf<Router> =
  Router extends OpenAPIHono<AppEnv, infer Operations> ? Operations : never;

const MOST_ERRORS = 50;

/** Name of a part of the request by Hono's name for it; the body has none. */
const PLACE: Record<string, FieldProblem['in']> = {
  query: 'query',
  param: 'path',
  header: 'header',
  cookie: 'cookie',
};

/**
 * Makes a router whose validation failures are `request.invalid` problems with a JSON pointer for each field, and the
 * part of the request that it leads into.
 */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const given = 'data' in result ? result.data : undefined;
      throw invalid(result.error, result.target, given);
    },
  });
}

/** Mounts a declared route whose handler reads path and query itself, sooner than the router would. */
export function mountUnread(
  router: OpenAPIHono<AppEnv>,
  route: RouteConfig,
  handler: (context: Context<AppEnv>) => Promise<Response>,
): void {
  const { request: _, ...unread } = route;
  router.openapi({ ...unread, hide: true }, handler);
  const { middleware: _middleware, ...documented } = route;
  router.openAPIRegistry.registerPath(documented);
}

/** One part of a request as its schema reads it, where the router is not to; throws `request.invalid`. */
export function readPart<Schema extends z.ZodType>(
  schema: Schema,
  place: 'query' | 'param',
  given: unknown,
): z.output<Schema> {
  const result = schema.safeParse(given);
  if (!result.success) throw invalid(result.error, place, given);
  return result.data;
}

/** The issues of a failed parse as a problem; `place` is Hono's name for the part of the request. */
function invalid(error: z.ZodError, place: string, given: unknown): AppError {
  return new AppError('request.invalid', { errors: fieldProblems(error, place, given) });
}

function fieldProblems(error: z.ZodError, place: string, given: unknown): FieldProblem[] {
  return error.issues.slice(0, MOST_ERRORS).map((issue) => ({
    pointer: pointerOf(issue.path),
    ...(PLACE[place] !== undefined && { in: PLACE[place] }),
    code: codeOf(issue, given),
  }));
}

function codeOf(issue: z.core.$ZodIssue, given: unknown): string {
  // Our own refinements carry their code as the message.
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined) return 'required';
  return issue.code;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    given,
  );
}
