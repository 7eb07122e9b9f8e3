import type { MiddlewareHandler } from 'hono';

import type { AppEnv } from './environment.ts';

/**
 * Asks programs for a name and a password where nobody is signed in: QGIS and others send a token as the password of
 * Basic only when they are asked. Not for our own pages, where a browser would open a window of its own.
 */
export const asksForPassword: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status === 401) {
    context.res.headers.set('www-authenticate', 'Basic realm="Dia Ban", charset="UTF-8"');
  }
};
