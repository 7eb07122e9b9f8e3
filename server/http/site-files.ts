import { Hono } from 'hono';

import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

const A_DAY = 86_400_000;
/** RFC 9116 recommends less than a year; the file is made anew at each request. */
const STANDS_FOR = 180 * A_DAY;
const FOR_A_DAY = { 'cache-control': 'public, max-age=86400' };

/** The small files that other programs look for at the same place on every site. */
export const siteFiles = new Hono<AppEnv>()
  // The register is nothing for search engines.
  .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n', 200, FOR_A_DAY))
  .get('/.well-known/security.txt', (c) => {
    const { config, clock } = c.var.deps;
    if (config.securityContact === null) throw new AppError('request.not_found');
    const expires = new Date(Math.floor(Date.parse(clock.now()) / A_DAY) * A_DAY + STANDS_FOR);
    const lines = [
      `Contact: ${config.securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: vi, en',
      ...(config.publicUrl === null
        ? []
        : [`Canonical: ${new URL('/.well-known/security.txt', config.publicUrl).href}`]),
    ];
    return c.text(`${lines.join('\n')}\n`, 200, FOR_A_DAY);
  })
  // Who checks a receipt or a head without the server takes these along.
  .get('/.well-known/diaban-keys.json', async (c) =>
    c.json({ keys: await c.var.deps.logKeys.published() }, 200, {
      'cache-control': 'public, max-age=60',
    }),
  );
