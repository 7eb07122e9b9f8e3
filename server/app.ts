import type { MiddlewareHandler } from 'hono';

import type { Deps } from './deps.ts';
import { openApiDocument } from './features/operations/openapi.ts';
import { referencePage } from './features/operations/reference-page.ts';
import { operationsRoutes } from './features/operations/routes.ts';
import { serveBasemap } from './http/basemap.ts';
import { refuseCrossSite } from './http/cross-site.ts';
import type { AppEnv } from './http/environment.ts';
import { idempotency } from './http/idempotency.ts';
import { bodyLimits, wellFormedText } from './http/limits.ts';
import { measured } from './http/metrics.ts';
import { answerNotFound } from './http/not-found.ts';
import { answerError } from './http/problem-response.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { newRouter } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';

/** `client` serves the built pages; without it (tests) only the interface answers. */
export type AppOptions = { client?: MiddlewareHandler<AppEnv> };

/** The whole server as one function of a request. The order of what follows is part of its meaning. */
export function createApp(deps: Deps, options: AppOptions = {}) {
  const app = newRouter();
  app.onError(answerError);
  app.notFound(answerNotFound(app));

  // First what every answer needs, an error too: dependencies, an id, a measurement. All cheap.
  app.use(requestId(deps), measured(deps.metrics));

  // Then whatever else everybody gets.
  app.use(requestLog(deps.log), securityHeaders(deps.config));
  app.use('/api/*', refuseCrossSite(deps.config), bodyLimits());
  // Reads the body, so it comes after the refusals that need not.
  app.use('/api/*', wellFormedText(), idempotency());

  const routed = app.route('/api', operationsRoutes);

  app.get('/metrics', async (c) => {
    const { registry } = c.var.deps.metrics;
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(app)));
  app.route('/api/docs', referencePage());
  if (deps.config.basemapPmtiles !== null) {
    app.get('/basemap.pmtiles', serveBasemap(deps.config.basemapPmtiles));
  }
  // Last: every other address is a page.
  if (options.client !== undefined) app.get('*', options.client);
  return routed;
}

/** What the typed client knows of the server. */
export type AppType = ReturnType<typeof createApp>;
