import type { Context } from 'hono';

/**
 * Tells the browser to empty its cache of this origin: the session that filled it is over, or is another one. It takes
 * also what a release kept there that let browsers keep tiles of points.
 */
export function clearCache(context: Context): void {
  context.header('clear-site-data', '"cache"');
}
