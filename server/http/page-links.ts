import type { Context } from 'hono';

import type { AppEnv } from './environment.ts';

/**
 * Sets `Link` to this page of a list and to the next one, so that a program needs not to put addresses together.
 * Addresses are without a host, as the server may stand behind another.
 * @param next cursor of the next page; null on the last one
 * @param name query name of the cursor
 */
export function linkPages(
  context: Context<AppEnv>,
  next: string | number | null,
  name = 'cursor',
): void {
  const { pathname, search, searchParams } = new URL(context.req.url);
  const links = [`<${pathname}${search}>; rel="self"`];
  if (next !== null) {
    searchParams.set(name, String(next));
    links.push(`<${pathname}?${searchParams.toString()}>; rel="next"`);
  }
  context.header('link', links.join(', '));
}
