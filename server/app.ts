import type { Context, MiddlewareHandler } from 'hono';

import type { Deps } from './deps.ts';
import { linkRoutes } from './features/accounts/link-routes.ts';
import { meRoutes } from './features/accounts/me-routes.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { signInRoutes } from './features/accounts/sign-in-routes.ts';
import { analysisRoutes } from './features/analysis/routes.ts';
import { attributionRoutes } from './features/attribution/routes.ts';
import { attachmentRoutes } from './features/attachments/routes.ts';
import { logLists } from './features/audit/list-middleware.ts';
import { logRefusals } from './features/audit/refusal-middleware.ts';
import { auditExportRoutes } from './features/audit/export-routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { boundaryRoutes } from './features/boundaries/routes.ts';
import { checkRoutes } from './features/checks/routes.ts';
import { communeRoutes } from './features/communes/routes.ts';
import { exportRoutes } from './features/exports/routes.ts';
import { geocodingRoutes } from './features/geocoding/routes.ts';
import { groundRoutes } from './features/ground/routes.ts';
import { annulmentRoutes } from './features/annulments/routes.ts';
import { handoverRoutes } from './features/handovers/routes.ts';
import { inspectionObjectImportRoutes } from './features/inspection-objects/import-routes.ts';
import { inspectionQuotaRoutes } from './features/inspection-objects/quota-routes.ts';
import { inspectionObjectRoutes } from './features/inspection-objects/routes.ts';
import { lifeCycleRoutes } from './features/life-cycle/routes.ts';
import { ogcRoutes } from './features/ogc/routes.ts';
import { georeportErrors } from './features/open311/problem-middleware.ts';
import { noticeRoutes } from './features/notices/routes.ts';
import { open311Routes } from './features/open311/routes.ts';
import { asksForPassword } from './http/asks-for-password.ts';
import { openApiDocument } from './http/openapi.ts';
import { referencePage } from './http/reference-page.ts';
import { liveRoutes } from './features/live/routes.ts';
import { operationsRoutes } from './features/operations/routes.ts';
import { osmImportRoutes } from './features/osm-imports/routes.ts';
import { overviewRoutes } from './features/overview/routes.ts';
import { preventionModelRoutes } from './features/plans/model-routes.ts';
import { passkeyRoutes } from './features/passkeys/routes.ts';
import { planRoutes } from './features/plans/routes.ts';
import { pointImportFileRoutes } from './features/point-imports/file-routes.ts';
import { pointImportHistoryRoutes } from './features/point-imports/history-routes.ts';
import { pointImportWordRoutes } from './features/point-imports/word-routes.ts';
import { pointImportRoutes } from './features/point-imports/routes.ts';
import { pointExportRoutes } from './features/points/export-routes.ts';
import { pointRoutes } from './features/points/routes.ts';
import { preferenceRoutes } from './features/preferences/routes.ts';
import { questionRoutes } from './features/questions/routes.ts';
import { reminderRoutes } from './features/reminders/routes.ts';
import { replyRoutes } from './features/replies/routes.ts';
import { fieldRouteRoutes } from './features/routes/field-routes.ts';
import { liveDayRoutes } from './features/routes/live-day-routes.ts';
import { recurrenceRoutes } from './features/routes/recurrence-routes.ts';
import { routeRoutes } from './features/routes/routes.ts';
import { reportAnalysisRoutes } from './features/reports/analysis-routes.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { roadRoutes } from './features/roads/routes.ts';
import { searchRoutes } from './features/search/routes.ts';
import { serviceRoutes } from './features/services/routes.ts';
import { bindingRoutes } from './features/single-sign-on/binding-routes.ts';
import { singleSignOnRoutes } from './features/single-sign-on/routes.ts';
import { whileRestoring } from './features/set-up/restoring-middleware.ts';
import { setUpRoutes } from './features/set-up/routes.ts';
import { signalRoutes } from './features/signals/routes.ts';
import { teamRoutes } from './features/teams/routes.ts';
import { tileRoutes } from './features/tiles/routes.ts';
import { timelineRoutes } from './features/timeline/routes.ts';
import { tipImportHistoryRoutes } from './features/tip-imports/history-routes.ts';
import { tipImportRoutes } from './features/tip-imports/routes.ts';
import { tipIntakeRoutes } from './features/tip-sources/intake-routes.ts';
import { tipSourceRoutes } from './features/tip-sources/routes.ts';
import { tipClockRoutes } from './features/tips/clock-routes.ts';
import { tipRoutes } from './features/tips/routes.ts';
import { densityRoutes } from './features/density/routes.ts';
import { viewRoutes } from './features/views/routes.ts';
import { visitRoutes } from './features/visits/routes.ts';
import { tokenRoutes } from './features/tokens/routes.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { weeklySheetRoutes } from './features/weekly-sheets/routes.ts';
import { worklistRoutes } from './features/worklist/routes.ts';
import { asksForSession, factsOf, guard, rightOf, secured, where } from './http/access.ts';
import { serveBasemap } from './http/basemap.ts';
import { refuseCrossSite } from './http/cross-site.ts';
import type { AppEnv } from './http/environment.ts';
import { bodyLimits, wellFormedText } from './http/limits.ts';
import { seesOwnWrites } from './http/own-writes.ts';
import { measured } from './http/metrics.ts';
import { mayReadMetrics } from './http/metrics-access.ts';
import { answerNotFound } from './http/not-found.ts';
import { answerError } from './http/problem-response.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { problemPages } from './http/problem-pages.ts';
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
  app.use(
    '/api/*',
    where((c) => factsOf(c)?.ahead === true, readSession),
  );
  if (deps.config.databaseReplicaUrl !== null) app.use('/api/*', seesOwnWrites());
  const withTiles = app.route('/api', tileRoutes).route('/api', groundRoutes);

  // Then whatever else everybody gets.
  app.use(requestLog(deps.log), securityHeaders(deps.config), keptByNobody);
  app.use('/api/open311/*', georeportErrors);
  app.use('/api/*', refuseCrossSite(deps.config), bodyLimits());
  // An address that no route declares asks for a session too.
  const behindSession = (c: Context<AppEnv>) => asksForSession(rightOf(app, c));
  app.use('/api/*', where(behindSession, readSession), where(behindSession, secured()));
  app.use(
    '/api/*',
    where((c) => rightOf(app, c) === 'source', sourceToken()),
  );
  // Comes after the refusals that need no body, since it reads the body.
  app.use('/api/*', wellFormedText());
  app.use('/api/*', logLists(), refusals);

  const routed = withTiles
    .route('/api', singleSignOnRoutes)
    .route('/api', bindingRoutes)
    .route('/api', signInRoutes)
    .route('/api', linkRoutes)
    .route('/api', meRoutes)
    .route('/api', accountRoutes)
    .route('/api', tokenRoutes)
    .route('/api', webhookRoutes)
    .route('/api', passkeyRoutes)
    .route('/api', auditRoutes)
    .route('/api', auditExportRoutes)
    .route('/api', pointExportRoutes)
    .route('/api', pointRoutes)
    .route('/api', timelineRoutes)
    .route('/api', pointImportRoutes)
    .route('/api', pointImportFileRoutes)
    .route('/api', pointImportWordRoutes)
    .route('/api', pointImportHistoryRoutes)
    .route('/api', lifeCycleRoutes)
    .route('/api', handoverRoutes)
    .route('/api', annulmentRoutes)
    .route('/api', checkRoutes)
    .route('/api', attachmentRoutes)
    .route('/api', signalRoutes)
    .route('/api', replyRoutes)
    .route('/api', attributionRoutes)
    .route('/api', worklistRoutes)
    .route('/api', preferenceRoutes)
    .route('/api', reminderRoutes)
    .route('/api', noticeRoutes)
    .route('/api', visitRoutes)
    .route('/api', viewRoutes)
    .route('/api', densityRoutes)
    .route('/api', weeklySheetRoutes)
    .route('/api', tipRoutes)
    .route('/api', tipClockRoutes)
    .route('/api', reportRoutes)
    .route('/api', reportAnalysisRoutes)
    .route('/api', overviewRoutes)
    .route('/api', planRoutes)
    .route('/api', preventionModelRoutes)
    .route('/api', serviceRoutes)
    .route('/api', inspectionObjectRoutes)
    .route('/api', inspectionQuotaRoutes)
    .route('/api', inspectionObjectImportRoutes)
    .route('/api', tipSourceRoutes)
    .route('/api', tipImportRoutes)
    .route('/api', tipImportHistoryRoutes)
    .route('/api', open311Routes)
    .route('/api', tipIntakeRoutes)
    .route('/api', analysisRoutes)
    .route('/api', questionRoutes)
    .route('/api', teamRoutes)
    .route('/api', recurrenceRoutes)
    .route('/api', routeRoutes)
    .route('/api', liveDayRoutes)
    .route('/api', fieldRouteRoutes)
    .route('/api', searchRoutes)
    .route('/api', geocodingRoutes)
    .route('/api', roadRoutes)
    .route('/api', exportRoutes)
    .route('/api', liveRoutes)
    .route('/api', communeRoutes)
    .route('/api', boundaryRoutes)
    .route('/api', osmImportRoutes)
    .route('/api', operationsRoutes)
    .route('/api', setUpRoutes);

  app.get('/metrics', mayReadMetrics(), async (c) => {
    const { registry } = c.var.deps.metrics;
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
  app.use('/ogc/*', asksForPassword, readSession, wellFormedText(), logLists(), refusals);
  app.route('/ogc', ogcRoutes);
  // Clients write the address of an interface with a slash at its end.
  app.get('/ogc/', (c) => c.redirect(`/ogc${new URL(c.req.url).search}`, 308));
  const docs = guard({ right: deps.config.openDocs ? 'public' : 'signed-in' });
  app.get('/api/openapi.json', docs, (c) => c.json(openApiDocument(app, deps.config.publicUrl)));
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
