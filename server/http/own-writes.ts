import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import { baseUrlOf } from '#server/authentication/authentication.ts';

import type { AppEnv } from './environment.ts';

/** Lets a request wait until the map of this process has what was written before it. */
export const seesWrites: MiddlewareHandler<AppEnv> = async (context, next) => {
  const coming = context.get('deps').points.settled();
  if (coming !== undefined) await coming;
  await next();
};

const NAME = 'diaban.written';
/** Longer than any standby may be behind; then the map is told to be old anyway. */
const KEPT_SECONDS = 60;
const REFUSED = 400;

/**
 * Lets people see what they have written, where processes read from standbys: a write leaves the position of the
 * database in a cookie, and what the same browser reads next waits until the map of whichever process has it.
 */
export function seesOwnWrites(): MiddlewareHandler<AppEnv> {
  return async function waitForOwnWrites(context, next) {
    const { config, log, points } = context.get('deps');
    if (context.req.method === 'GET') {
      const written = Number(getCookie(context, NAME));
      if (Number.isSafeInteger(written)) await points.reach(written);
      return next();
    }
    await next();
    if (context.req.method === 'HEAD' || context.res.status >= REFUSED) return;
    try {
      const position = String(await points.position());
      setCookie(context, NAME, position, {
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        maxAge: KEPT_SECONDS,
        // As the session's cookie: over TLS alone, where people come by TLS.
        secure: baseUrlOf(config).startsWith('https:'),
      });
    } catch (error) {
      // The write is done, whatever the database says now.
      log.warn({ err: error }, 'the position of a write is not known');
    }
  };
}
