import { isIP } from 'node:net';

import type { MiddlewareHandler } from 'hono';

import type { Config } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site made the reader's browser send. Browsers report this by Sec-Fetch-Site, older ones
 * by Origin; a program that sends neither carries no cookies of others and passes. A page whose host name was later
 * pointed at this server (DNS rebinding) counts as the same origin in the browser, so the requested host must be ours
 * as well. hono/csrf checks forms alone, and no host.
 */
export function refuseCrossSite(config: Config): MiddlewareHandler<AppEnv> {
  const publicHost = config.publicUrl === null ? null : new URL(config.publicUrl).host;
  return async function sameSiteOnly(context, next) {
    if (!READING.has(context.req.method)) {
      const site = context.req.header('sec-fetch-site');
      const origin = context.req.header('origin');
      const asked = context.req.header('host') ?? new URL(context.req.url).host;
      const byBrowser = site !== undefined || origin !== undefined;
      const ownHosts = isOwn(asked, config, publicHost) ? [publicHost, asked] : [publicHost];
      const foreign =
        site === undefined
          ? origin !== undefined && !ownHosts.includes(hostOf(origin))
          : site !== 'same-origin' && site !== 'none';
      if (foreign || (byBrowser && !ownHosts.includes(asked))) {
        throw new AppError('request.cross_site');
      }
    }
    await next();
  };
}

/** Accepts the configured host and address, and bare addresses: no name server can point an address elsewhere. */
function isOwn(host: string, config: Config, publicHost: string | null): boolean {
  if (host === publicHost) return true;
  const { hostname } = new URL(`http://${host}`);
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) !== 0 || bare === 'localhost' || bare === config.host;
}

/** `null` as an origin (a sandboxed frame) is nobody's host. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
