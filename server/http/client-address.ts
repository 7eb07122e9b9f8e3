import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

import { isLoopback } from '#server/configuration/config.ts';

import type { AppEnv } from './environment.ts';

/**
 * The address that a request came from; null where there is no socket (tests). Behind a proxy of
 * this machine that ends TLS (a public URL is configured) it is the last one that the proxy added:
 * those before it could have been written by anybody.
 */
export function clientAddress(context: Context<AppEnv>): string | null {
  const bindings: unknown = context.env;
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return null;
  const socket = getConnInfo(context).remote.address ?? null;
  const throughProxy =
    context.get('deps').config.publicUrl !== null &&
    socket !== null &&
    isLoopback(socket.replace(/^::ffff:/, ''));
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return throughProxy && forwarded !== undefined && forwarded !== '' ? forwarded : socket;
}
