import type { Context, Hono, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { RouterRoute } from 'hono/types';

import { can, type Permission } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';

import { clearCache } from './clear-cache.ts';
import type { AppEnv } from './environment.ts';
import type { BodySize } from './limits.ts';

/**
 * Tells who may use a route: roles with a permission, everybody signed in, or everybody. `source` asks for the token of
 * a hotline or portal. `by-handler` leaves the session to the handler: the library of the sign-in reads it itself.
 */
export type Right = Permission | 'signed-in' | WithoutSession;
type WithoutSession = 'public' | 'source' | 'by-handler';

/** Facts about a route that middleware in front of all routes needs. */
export type RouteFacts = {
  right: Right;
  /** Class of the longest body: of JSON where nothing is said, of a file where there is a form. */
  size?: BodySize | undefined;
  /** Open also to accounts that first owe a new password or a second factor. */
  whileRestricted?: boolean | undefined;
  /** Closed to tokens of programs: it is about the signed-in person's own account. */
  sessionOnly?: boolean | undefined;
  /** Open also to tokens that are confined to collections; the route checks which. */
  collections?: boolean | undefined;
  /** Answered ahead of the log and of the checks of texts, see `app.ts`. */
  ahead?: boolean | undefined;
  /** Answered also while a backup is being restored: it asks no database then. */
  whileRestoring?: boolean | undefined;
  /** Pages and their workers ask for it by themselves: it does not show that somebody is at the screen. */
  byItself?: boolean | undefined;
  /** Name of a list whose reading is logged. */
  list?: string | undefined;
};

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const WITHOUT_SESSION: ReadonlySet<Right> = new Set(['public', 'source', 'by-handler']);
const declared = new WeakMap<object, RouteFacts>();

/**
 * Lets only a signed-in person pass and, when a permission is named, only one whose role has it. Comes before the
 * validation of a route: what a person may not do, they learn nothing about.
 */
export function secured(permission?: Permission): MiddlewareHandler<AppEnv> {
  return async function mayAct(context, next) {
    const actor = context.get('actor') as AppEnv['Variables']['actor'] | undefined;
    if (actor === undefined) {
      const refusal = context.get('refusal') as AppError | undefined;
      if (refusal !== undefined && refusal.code !== 'token.invalid') clearCache(context);
      throw refusal ?? new AppError('session.missing');
    }
    if (permission !== undefined && !can(actor.role, permission)) {
      throw new AppError('permission.denied', { parameters: { permission } });
    }
    await next();
  };
}

/** Makes the first middleware of a route. It checks the right, and {@link factsOf} finds the facts by it. */
export function guard(facts: RouteFacts): MiddlewareHandler<AppEnv> {
  const middleware = guardOf(facts.right);
  declared.set(middleware, facts);
  return middleware;
}

function guardOf(right: Right): MiddlewareHandler<AppEnv> {
  if (right === 'signed-in') return secured();
  return asksForSession(right) ? secured(right) : (_, next) => next();
}

export function asksForSession(right: Right): right is Exclude<Right, WithoutSession> {
  return !WITHOUT_SESSION.has(right);
}

/** Finds the facts of the route that answers a request; undefined where none is declared for its method. */
export function factsOf(context: Context<AppEnv>): RouteFacts | undefined {
  return firstFacts(matchedRoutes(context));
}

/** Finds the right that an address asks for. A method that it does not have asks for the same as one that it has. */
export function rightOf(app: Hono<AppEnv>, context: Context<AppEnv>): Right {
  const { path } = context.req;
  const facts =
    factsOf(context) ?? firstFacts(METHODS.flatMap((method) => routesAt(app, method, path)));
  return facts?.right ?? 'signed-in';
}

/** Lists the handlers of a method at an address, with those of whole folders of addresses. */
export function routesAt(app: Hono<AppEnv>, method: string, path: string): RouterRoute[] {
  return app.router.match(method, path)[0].map(([[, route]]) => route);
}

/** Prefers a route to what is declared for a whole folder of addresses. */
function firstFacts(matched: readonly RouterRoute[]): RouteFacts | undefined {
  let ofFolder: RouteFacts | undefined;
  for (const { handler, method } of matched) {
    const facts = declared.get(handler);
    if (facts !== undefined && method !== 'ALL') return facts;
    ofFolder ??= facts;
  }
  return ofFolder;
}

/** Runs a middleware where a condition holds. */
export function where(
  holds: (context: Context<AppEnv>) => boolean,
  middleware: MiddlewareHandler<AppEnv>,
): MiddlewareHandler<AppEnv> {
  return async function perhaps(context, next) {
    return holds(context) ? await middleware(context, next) : await next();
  };
}
