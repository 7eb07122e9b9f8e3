import type { Context } from 'hono';

import type { AppEnv } from './environment.ts';

/**
 * Address of the server as its readers know it, without a slash at the end: the configured one, since a proxy that ends
 * TLS hides it; else that of the request.
 */
export function rootOf(c: Context<AppEnv>): string {
  const { publicUrl } = c.var.deps.config;
  return (publicUrl ?? new URL(c.req.url).origin).replace(/\/$/, '');
}
