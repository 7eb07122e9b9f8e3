import type { MiddlewareHandler } from 'hono';

import type { Config } from '#server/config.ts';
import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site made the reader's browser send. Browsers tell by Sec-Fetch-Site,
 * older ones by Origin; a program that sends neither carries no foreign cookies and passes.
 */
export function refuseCrossSite(config: Config): MiddlewareHandler<AppEnv> {
  const publicHost = config.publicUrl === null ? null : new URL(config.publicUrl).host;
  return async function sameSiteOnly(context, next) {
    if (!READING.has(context.req.method)) {
      const site = context.req.header('sec-fetch-site');
      const origin = context.req.header('origin');
      const ownHosts = [publicHost, context.req.header('host') ?? new URL(context.req.url).host];
      const foreign =
        site === undefined
          ? origin !== undefined && !ownHosts.includes(hostOf(origin))
          : site !== 'same-origin' && site !== 'none';
      if (foreign) throw new AppError('request.cross_site');
    }
    await next();
  };
}

/** `null` as an origin (a sandboxed frame) is nobody's host. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
