import { createHash, timingSafeEqual } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

import { isLoopback } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';

import { clientAddress } from './client-address.ts';
import type { AppEnv } from './environment.ts';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Lets in who shows the token of the configuration; where none is configured, only programs on this machine. Throws
 * `metrics.not_allowed`.
 */
export function mayReadMetrics(): MiddlewareHandler<AppEnv> {
  return async function readToken(context, next) {
    const { metricsToken } = context.get('deps').config;
    const [, shown] = BEARER.exec(context.req.header('authorization') ?? '') ?? [];
    const may =
      metricsToken === null
        ? isLocal(clientAddress(context))
        : shown !== undefined && isSame(shown, metricsToken);
    if (!may) throw new AppError('metrics.not_allowed');
    await next();
  };
}

function isLocal(address: string | null): boolean {
  return address !== null && isLoopback(address.replace(/^::ffff:/, ''));
}

/** Compares hashes, so that the time says nothing about the token. */
function isSame(shown: string, token: string): boolean {
  const [a, b] = [shown, token].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
