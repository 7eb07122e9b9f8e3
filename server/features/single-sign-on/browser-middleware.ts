import { randomBytes } from 'node:crypto';

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import { baseUrlOf } from '#server/authentication/authentication.ts';
import type { AppEnv } from '#server/http/environment.ts';

import { ATTEMPT_SECONDS } from '#server/authentication/provider-secrets.ts';

const NAME = 'diaban.single_sign_on';
const SECRET = /^[\w-]{43}$/;

/** Reads the secret that ties a sign-in to the browser that began it; null where there is none. */
export function browserSecretOf(context: Context<AppEnv>): string | null {
  const given = getCookie(context, NAME, ...prefixOf(context));
  return given !== undefined && SECRET.test(given) ? given : null;
}

/** Gives the browser such a secret, or prolongs the one that it has: several tabs may sign in at once. */
export function keepBrowserSecret(context: Context<AppEnv>): string {
  const secret = browserSecretOf(context) ?? randomBytes(32).toString('base64url');
  const [prefix] = prefixOf(context);
  setCookie(context, NAME, secret, {
    path: '/',
    httpOnly: true,
    // The page of the product asks with it, never the provider's.
    sameSite: 'Strict',
    maxAge: ATTEMPT_SECONDS,
    ...(prefix !== undefined && { secure: true, prefix }),
  });
  return secret;
}

/** Over TLS no other host of the same site can plant the cookie. */
function prefixOf(context: Context<AppEnv>): ['host'] | [] {
  return baseUrlOf(context.get('deps').config).startsWith('https:') ? ['host'] : [];
}
