import type { Deps } from './deps.ts';
import { WARNING_JOBS } from './features/accounts/known-password-jobs.ts';
import { LINK_JOBS } from './features/accounts/link-mail-jobs.ts';
import { linkRoutes } from './features/accounts/link-routes.ts';
import { meRoutes } from './features/accounts/me-routes.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { signInRoutes } from './features/accounts/sign-in-routes.ts';
import { analysisRoutes } from './features/analysis/routes.ts';
import { annulmentRoutes } from './features/annulments/routes.ts';
import { attachmentRoutes } from './features/attachments/routes.ts';
import { attributionRoutes } from './features/attribution/routes.ts';
import { auditJobs } from './features/audit/anchor-jobs.ts';
import { auditExportRoutes } from './features/audit/export-routes.ts';
import { logHeadRoutes } from './features/audit/head-routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { backupJobs } from './features/backups/backup-jobs.ts';
import { keptPlaces } from './features/backups/kept-files.ts';
import { boundaryRoutes } from './features/boundaries/routes.ts';
import { checkRoutes } from './features/checks/routes.ts';
import { communeRoutes } from './features/communes/routes.ts';
import { conductRoutes } from './features/conduct/routes.ts';
import { densityRoutes } from './features/density/routes.ts';
import { exportRoutes } from './features/exports/routes.ts';
import { ADDRESS_JOBS } from './features/geocoding/address-jobs.ts';
import { geocodingRoutes } from './features/geocoding/routes.ts';
import { handoverRoutes } from './features/handovers/routes.ts';
import { inspectionObjectImportRoutes } from './features/inspection-objects/import-routes.ts';
import { inspectionQuotaRoutes } from './features/inspection-objects/quota-routes.ts';
import { inspectionObjectRoutes } from './features/inspection-objects/routes.ts';
import { lifeCycleRoutes } from './features/life-cycle/routes.ts';
import { liveRoutes } from './features/live/routes.ts';
import { noticeJobs } from './features/notices/notice-jobs.ts';
import { noticeRoutes } from './features/notices/routes.ts';
import { open311Routes } from './features/open311/routes.ts';
import { operationsRoutes } from './features/operations/routes.ts';
import { osmImportRoutes } from './features/osm-imports/routes.ts';
import { overviewRoutes } from './features/overview/routes.ts';
import { passkeyRoutes } from './features/passkeys/routes.ts';
import { preventionModelRoutes } from './features/plans/model-routes.ts';
import { planRoutes } from './features/plans/routes.ts';
import { pointImportFileRoutes } from './features/point-imports/file-routes.ts';
import { pointImportHistoryRoutes } from './features/point-imports/history-routes.ts';
import { pointImportRoutes } from './features/point-imports/routes.ts';
import { pointImportWordRoutes } from './features/point-imports/word-routes.ts';
import { pointExportRoutes } from './features/points/export-routes.ts';
import { pointRoutes } from './features/points/routes.ts';
import { preferenceRoutes } from './features/preferences/routes.ts';
import { PROPOSAL_JOBS } from './features/proposals/proposal-jobs.ts';
import { proposalRoutes } from './features/proposals/routes.ts';
import { questionRoutes } from './features/questions/routes.ts';
import { jobPlan } from './features/reminders/reminder-jobs.ts';
import { reminderRoutes } from './features/reminders/routes.ts';
import { replyRoutes } from './features/replies/routes.ts';
import { reportAnalysisRoutes } from './features/reports/analysis-routes.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { roadRoutes } from './features/roads/routes.ts';
import { fieldRouteRoutes } from './features/routes/field-routes.ts';
import { ROUTE_JOBS } from './features/routes/held-result-jobs.ts';
import { liveDayRoutes } from './features/routes/live-day-routes.ts';
import { RECURRENCE_JOBS } from './features/routes/recurrence-jobs.ts';
import { recurrenceRoutes } from './features/routes/recurrence-routes.ts';
import { routeRoutes } from './features/routes/routes.ts';
import { searchRoutes } from './features/search/routes.ts';
import { serviceRoutes } from './features/services/routes.ts';
import { setUpRoutes } from './features/set-up/routes.ts';
import { signalRoutes } from './features/signals/routes.ts';
import { SIGNAL_JOBS } from './features/signals/signal-jobs.ts';
import { bindingRoutes } from './features/single-sign-on/binding-routes.ts';
import { singleSignOnRoutes } from './features/single-sign-on/routes.ts';
import { teamRoutes } from './features/teams/routes.ts';
import { timelineRoutes } from './features/timeline/routes.ts';
import { tipImportHistoryRoutes } from './features/tip-imports/history-routes.ts';
import { tipImportRoutes } from './features/tip-imports/routes.ts';
import { tipIntakeRoutes } from './features/tip-sources/intake-routes.ts';
import { tipSourceRoutes } from './features/tip-sources/routes.ts';
import { tipClockRoutes } from './features/tips/clock-routes.ts';
import { tipRoutes } from './features/tips/routes.ts';
import { tokenRoutes } from './features/tokens/routes.ts';
import { viewRoutes } from './features/views/routes.ts';
import { visitRoutes } from './features/visits/routes.ts';
import { WEBHOOK_JOBS } from './features/webhooks/figure-jobs.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { readSheetNotices } from './features/weekly-sheets/read-sheet-notices.ts';
import { weeklySheetRoutes } from './features/weekly-sheets/routes.ts';
import { worklistRoutes } from './features/worklist/routes.ts';
import { newRouter } from './http/router.ts';
import { joined } from './jobs/job-runner.ts';
import { ENGINE_JOBS } from './live-engine/engine-jobs.ts';

/** The routes of all features, behind the checks of `app.ts`; tiles and their ground are mounted there, ahead of those. */
export const featureRoutes = newRouter()
  .route('/', singleSignOnRoutes)
  .route('/', bindingRoutes)
  .route('/', signInRoutes)
  .route('/', linkRoutes)
  .route('/', meRoutes)
  .route('/', accountRoutes)
  .route('/', tokenRoutes)
  .route('/', webhookRoutes)
  .route('/', passkeyRoutes)
  .route('/', auditRoutes)
  .route('/', auditExportRoutes)
  .route('/', logHeadRoutes)
  .route('/', pointExportRoutes)
  .route('/', pointRoutes)
  .route('/', timelineRoutes)
  .route('/', pointImportRoutes)
  .route('/', pointImportFileRoutes)
  .route('/', pointImportWordRoutes)
  .route('/', pointImportHistoryRoutes)
  .route('/', lifeCycleRoutes)
  .route('/', handoverRoutes)
  .route('/', annulmentRoutes)
  .route('/', proposalRoutes)
  .route('/', checkRoutes)
  .route('/', attachmentRoutes)
  .route('/', signalRoutes)
  .route('/', replyRoutes)
  .route('/', attributionRoutes)
  .route('/', worklistRoutes)
  .route('/', preferenceRoutes)
  .route('/', reminderRoutes)
  .route('/', noticeRoutes)
  .route('/', visitRoutes)
  .route('/', viewRoutes)
  .route('/', densityRoutes)
  .route('/', weeklySheetRoutes)
  .route('/', tipRoutes)
  .route('/', tipClockRoutes)
  .route('/', reportRoutes)
  .route('/', reportAnalysisRoutes)
  .route('/', overviewRoutes)
  .route('/', planRoutes)
  .route('/', preventionModelRoutes)
  .route('/', serviceRoutes)
  .route('/', inspectionObjectRoutes)
  .route('/', inspectionQuotaRoutes)
  .route('/', inspectionObjectImportRoutes)
  .route('/', tipSourceRoutes)
  .route('/', tipImportRoutes)
  .route('/', tipImportHistoryRoutes)
  .route('/', open311Routes)
  .route('/', tipIntakeRoutes)
  .route('/', analysisRoutes)
  .route('/', conductRoutes)
  .route('/', questionRoutes)
  .route('/', teamRoutes)
  .route('/', recurrenceRoutes)
  .route('/', routeRoutes)
  .route('/', liveDayRoutes)
  .route('/', fieldRouteRoutes)
  .route('/', searchRoutes)
  .route('/', geocodingRoutes)
  .route('/', roadRoutes)
  .route('/', exportRoutes)
  .route('/', liveRoutes)
  .route('/', communeRoutes)
  .route('/', boundaryRoutes)
  .route('/', osmImportRoutes)
  .route('/', operationsRoutes)
  .route('/', setUpRoutes);

/** The subjects by which the document of the interface groups operations, with what they are about. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  accounts: 'Accounts, roles and the communes that they belong to',
  analysis: 'Analyses of points, places and communes',
  attachments: 'Photos and papers of points and tips',
  audit: 'The log of acts and looks, and the proof that it is whole',
  boundaries: 'Files of commune boundaries',
  checks: 'Checks of closed places and their schedule',
  communes: 'Communes, their areas, and the kinds of places',
  exports: 'Notes of what was printed or taken out',
  geocoding: 'Addresses and places',
  'hand-overs': 'Hand-overs of closed points to their communes',
  imports: 'Files of points and of addresses',
  'inspection objects': 'Businesses with conditions, and their inspections',
  intake: 'The door for tips from hotlines and portals',
  'life-cycle': 'Acts that change the status of a point',
  live: 'Changes while they happen',
  me: 'The own account',
  open311: 'GeoReport v2 (Open311)',
  operations: 'Health, configuration and jobs',
  'osm-imports': 'Extracts of OpenStreetMap',
  overview: 'Figures at a glance',
  passkeys: 'Passkeys, and the sign-in by them',
  plans: 'Plans, indicators and their results',
  points: 'The register of points',
  proposals: 'What one person proposes and another one confirms',
  replies: 'Replies of the communes',
  reports: 'Reports for a period',
  roads: 'The road network',
  routes: 'Teams, routes, and the work on them',
  search: 'Search in points, communes and addresses',
  'set-up': 'Restoring a backup into an unused installation',
  'sign-in': 'Sign-in and second factors',
  signals: 'Signs that activity has come back',
  'single sign-on': "Sign-in through the organisation's OpenID provider",
  'support services': 'Services for people who seek help',
  tiles: 'Tiles of the map',
  'tip-sources': 'Hotlines and portals, and their tokens',
  tips: 'Tips and their legal clocks',
  tokens: 'Access tokens for programs',
  views: 'Saved views of the map',
  webhooks: 'Systems outside that are told of events',
  'weekly sheets': 'Weekly sheets of the communes',
  worklist: 'Work that waits for the reader',
};

/** All work that happens at its time. */
export function jobsOf(deps: Deps) {
  return joined(
    jobPlan(deps),
    ADDRESS_JOBS,
    LINK_JOBS,
    WARNING_JOBS,
    PROPOSAL_JOBS,
    SIGNAL_JOBS,
    ENGINE_JOBS,
    ROUTE_JOBS,
    RECURRENCE_JOBS,
    auditJobs(deps.config),
    noticeJobs([readSheetNotices]),
    WEBHOOK_JOBS,
    backupJobs(keptPlaces(deps.config, deps.objectStore)),
  );
}
