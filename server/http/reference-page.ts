import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { Hono, type MiddlewareHandler } from 'hono';

import type { AppEnv } from './environment.ts';

const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Địa Bàn: API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <main id="reference"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// A file of its own, since the content security policy allows no script inside a page.
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });
`;

/** The readable reference of the interface, served from the installed package: nothing comes from elsewhere. */
export function referencePage(access: MiddlewareHandler<AppEnv>): Hono<AppEnv> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = new Hono<AppEnv>()
    .use(access)
    .get('/', (c) => c.html(PAGE))
    .get('/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript' }));
  for (const [name, type] of Object.entries(ASSETS)) {
    router.get(`/${name}`, async (c) => {
      const bytes = new Uint8Array(await readFile(join(folder, name)));
      return c.body(bytes, 200, { 'content-type': type, 'cache-control': 'max-age=86400' });
    });
  }
  return router;
}
