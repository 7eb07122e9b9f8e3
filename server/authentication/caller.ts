import type { Context } from 'hono';

import { clearCache } from '#server/http/clear-cache.ts';
import { clientAddress } from '#server/http/client-address.ts';
import type { AppEnv } from '#server/http/environment.ts';

import type { Caller } from './authentication.ts';

/** Reads from a request what sign-in needs to know of the caller. */
export function callerOf(context: Context<AppEnv>): Caller {
  return {
    cookie: context.req.header('cookie') ?? null,
    userAgent: context.req.header('user-agent') ?? null,
    address: clientAddress(context),
  };
}

/** Sets the cookies of an answer of sign-in, which nothing on the way may keep; gives its body. */
export function withCookies<T>(context: Context<AppEnv>, given: { body: T; cookies: string[] }): T {
  for (const cookie of given.cookies) context.header('set-cookie', cookie, { append: true });
  context.header('cache-control', 'no-store');
  return given.body;
}

/**
 * Sets the cookies of a new session like {@link withCookies}. A browser that has shown a session before may hold what
 * another account has read.
 */
export async function withNewSession<T>(
  context: Context<AppEnv>,
  given: { body: T; cookies: string[] },
): Promise<T> {
  const { authentication } = context.get('deps');
  const before = await authentication.sessionToken(context.req.header('cookie') ?? null);
  if (before !== null) clearCache(context);
  return withCookies(context, given);
}
