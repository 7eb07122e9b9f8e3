import type { MiddlewareHandler } from 'hono';

import type { Config } from '#server/config.ts';

import type { AppEnv } from './environment.ts';

const POLICY = 'content-security-policy';

/** The policy of the one page that there is; nothing comes from elsewhere but a configured basemap. */
function contentSecurityPolicy(config: Config): string {
  const basemap = config.basemapStyleUrl === null ? [] : [new URL(config.basemapStyleUrl).origin];
  return [
    "default-src 'self'",
    "script-src 'self'",
    // Mantine sets sizes and colours by style attributes, and MapLibre places its marks by them.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    // MapLibre may start its worker from a blob.
    "worker-src 'self' blob:",
    ['connect-src', "'self'", ...basemap].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(config: Config): MiddlewareHandler<AppEnv> {
  const headers: Record<string, string> = {
    [POLICY]: contentSecurityPolicy(config),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  if (config.publicUrl?.startsWith('https:') === true) {
    headers['strict-transport-security'] = 'max-age=31536000';
  }
  const entries = Object.entries(headers);
  return async function protect(context, next) {
    await next();
    // Afterwards, so that answers which a library made (sign-in) carry them too.
    const { headers: answered } = context.res;
    // A route that serves what others have sent in has a policy of its own, and a stricter one.
    const own = answered.get(POLICY);
    for (const [name, value] of entries) answered.set(name, value);
    if (own !== null) answered.set(POLICY, own);
    // No cache on the way, nor a shared browser, may keep data that only this person may see.
    if (context.req.path.startsWith('/api/') && !answered.has('cache-control')) {
      answered.set('cache-control', 'no-store');
    }
  };
}
