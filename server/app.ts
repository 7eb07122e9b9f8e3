import type { Context, MiddlewareHandler } from 'hono';

import { aheadRoutes, featureRoutes, REFUSALS, SUBJECTS } from './app-features.ts';
import type { Deps } from './deps.ts';
import { logLists, logRefusals } from './features/audit/refusal-middleware.ts';
import { ogcRoutes } from './features/ogc/routes.ts';
import { openApiDocument } from './http/openapi.ts';
import { referencePage } from './http/reference-page.ts';
import { whileRestoring } from './features/set-up/restoring-middleware.ts';
import { asksForSession, factsOf, guard, rightOf, secured, where } from './http/access.ts';
import { serveBasemap } from './http/basemap.ts';
import { refuseCrossSite } from './http/cross-site.ts';
import type { AppEnv } from './http/environment.ts';
import { bodyLimits, wellFormedText } from './http/limits.ts';
import { seesOwnWrites } from './http/own-writes.ts';
import { measured } from './http/metrics.ts';
import { mayReadMetrics } from './http/metrics-access.ts';
import { answerError } from './http/problem-response.ts';
import { requestId, requestLog } from './http/request-log.ts';
import { answerNotFound, asksForPassword, problemPages } from './http/problem-pages.ts';
import { newRouter } from './http/router.ts';
import { keptByNobody, securityHeaders } from './http/security-headers.ts';
import { siteFiles } from './http/site-files.ts';
import { session } from './authentication/session.ts';
import { sourceToken } from './features/tip-sources/token-middleware.ts';

/** `client` serves the built pages; without it (tests) only the interface answers. */
export type AppOptions = { client?: MiddlewareHandler<AppEnv> };

/** The whole server as one function of a request. The order of what follows is part of its meaning. */
export function createApp(deps: Deps, options: AppOptions = {}) {
  const app = newRouter();
  app.onError(answerError);
  app.notFound(answerNotFound(app));

  // First what every answer needs, an error too: dependencies, an id, a measurement. All cheap.
  app.use(requestId(deps), measured(deps.metrics));

  app.use('/api/*', whileRestoring);
  app.use('/ogc/*', whileRestoring);

  // A map asks for tiles by the hundred: their routes are mounted here, behind the session alone and
  // ahead of what follows, which would cost more than a tile from memory does.
  const readSession = session();
  const refusals = logRefusals();
  const ahead = (c: Context<AppEnv>) => factsOf(c)?.ahead === true;
  app.use('/api/*', where(ahead, readSession));
  if (deps.config.databaseReplicaUrl !== null) app.use('/api/*', seesOwnWrites());
  // Their descriptions are few: they get what every other answer gets.
  app.use('/api/tiles/:name{.+\\.json}', securityHeaders(deps.config), keptByNobody);
  const withTiles = app.route('/api', aheadRoutes);

  // Then whatever else everybody gets.
  app.use(requestLog(deps.log), securityHeaders(deps.config), keptByNobody);
  for (const [addresses, said] of REFUSALS) app.use(`/api${addresses}`, said);
  app.use('/api/*', refuseCrossSite(deps.config), bodyLimits());
  // An address that no route declares asks for a session too.
  const behindSession = (c: Context<AppEnv>) => asksForSession(rightOf(app, c));
  app.use('/api/*', where(behindSession, readSession), where(behindSession, secured()));
  const ofSource = (c: Context<AppEnv>) => rightOf(app, c) === 'source';
  app.use('/api/*', where(ofSource, sourceToken()));
  // Comes after the refusals that need no body, since it reads the body.
  app.use('/api/*', wellFormedText());
  app.use('/api/*', logLists(), refusals);

  const routed = withTiles.route('/api', featureRoutes);

  app.get('/metrics', mayReadMetrics(), async (c) => {
    const { registry } = c.var.deps.metrics;
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
  app.use('/ogc/*', asksForPassword, readSession, wellFormedText(), logLists(), refusals);
  app.route('/ogc', ogcRoutes);
  // Clients write the address of an interface with a slash at its end.
  app.get('/ogc/', (c) => c.redirect(`/ogc${new URL(c.req.url).search}`, 308));
  const docs = guard({ right: deps.config.openDocs ? 'public' : 'signed-in' });
  app.get('/api/openapi.json', docs, (c) =>
    c.json(openApiDocument(app, SUBJECTS, deps.config.publicUrl)),
  );
  app.route('/api/docs', referencePage(docs));
  app.route('/problems', problemPages);
  app.route('/', siteFiles);
  if (deps.config.basemapPmtiles !== null) {
    app.get('/basemap.pmtiles', serveBasemap(deps.config.basemapPmtiles));
  }
  // Last: every other address is a page.
  if (options.client !== undefined) app.get('*', options.client);
  return routed;
}

/** Type of the server for the typed client. */
export type AppType = ReturnType<typeof createApp>;
