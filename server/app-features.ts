import type { Deps } from './deps.ts';
import type { Feature } from './feature.ts';
import { accounts } from './features/accounts/feature.ts';
import { analysis } from './features/analysis/feature.ts';
import { annulments } from './features/annulments/feature.ts';
import { attachments } from './features/attachments/feature.ts';
import { attribution } from './features/attribution/feature.ts';
import { audit } from './features/audit/feature.ts';
import { backups } from './features/backups/feature.ts';
import { boundaries } from './features/boundaries/feature.ts';
import { checks } from './features/checks/feature.ts';
import { communes } from './features/communes/feature.ts';
import { conduct } from './features/conduct/feature.ts';
import { density } from './features/density/feature.ts';
import { exports } from './features/exports/feature.ts';
import { geocoding } from './features/geocoding/feature.ts';
import { ground } from './features/ground/feature.ts';
import { handovers } from './features/handovers/feature.ts';
import { inspectionObjects } from './features/inspection-objects/feature.ts';
import { lifeCycle } from './features/life-cycle/feature.ts';
import { live } from './features/live/feature.ts';
import { notices } from './features/notices/feature.ts';
import { ogc } from './features/ogc/feature.ts';
import { open311 } from './features/open311/feature.ts';
import { operations } from './features/operations/feature.ts';
import { osmImports } from './features/osm-imports/feature.ts';
import { overview } from './features/overview/feature.ts';
import { passkeys } from './features/passkeys/feature.ts';
import { plans } from './features/plans/feature.ts';
import { pointImports } from './features/point-imports/feature.ts';
import { pointRecord } from './features/point-record/feature.ts';
import { points } from './features/points/feature.ts';
import { preferences } from './features/preferences/feature.ts';
import { proposals } from './features/proposals/feature.ts';
import { questions } from './features/questions/feature.ts';
import { reminders } from './features/reminders/feature.ts';
import { replies } from './features/replies/feature.ts';
import { reports } from './features/reports/feature.ts';
import { roads } from './features/roads/feature.ts';
import { routes } from './features/routes/feature.ts';
import { search } from './features/search/feature.ts';
import { services } from './features/services/feature.ts';
import { setUp } from './features/set-up/feature.ts';
import { signals } from './features/signals/feature.ts';
import { singleSignOn } from './features/single-sign-on/feature.ts';
import { teams } from './features/teams/feature.ts';
import { tiles } from './features/tiles/feature.ts';
import { timeline } from './features/timeline/feature.ts';
import { tipImports } from './features/tip-imports/feature.ts';
import { intake, tipSources } from './features/tip-sources/feature.ts';
import { tips } from './features/tips/feature.ts';
import { tokens } from './features/tokens/feature.ts';
import { views } from './features/views/feature.ts';
import { visits } from './features/visits/feature.ts';
import { webhooks } from './features/webhooks/feature.ts';
import { weeklySheets } from './features/weekly-sheets/feature.ts';
import { worklist } from './features/worklist/feature.ts';
import { newRouter, type RouterOf, type SchemaOf } from './http/router.ts';
import { joined, type JobPlan } from './jobs/job-runner.ts';
import { ENGINE_JOBS } from './live-engine/engine-jobs.ts';

/** The features of the server, in the order in which their operations are described. */
export const FEATURES = [
  singleSignOn,
  accounts,
  tokens,
  webhooks,
  passkeys,
  audit,
  points,
  timeline,
  pointImports,
  lifeCycle,
  handovers,
  annulments,
  proposals,
  checks,
  attachments,
  signals,
  replies,
  attribution,
  worklist,
  preferences,
  reminders,
  notices,
  visits,
  views,
  density,
  weeklySheets,
  tips,
  reports,
  overview,
  plans,
  services,
  inspectionObjects,
  tipSources,
  tipImports,
  open311,
  intake,
  analysis,
  conduct,
  questions,
  teams,
  routes,
  search,
  geocoding,
  roads,
  exports,
  live,
  communes,
  boundaries,
  osmImports,
  operations,
  setUp,
  tiles,
  ground,
  backups,
  pointRecord,
  ogc,
] as const;

const DECLARED: readonly Feature[] = FEATURES;

/** Name of a part of a declaration whose entries of all features are put together. */
type Part = 'subjects' | 'proposals' | 'joins';
type Declared<One, Name extends keyof Feature> =
  One extends Readonly<Record<Name, infer Brought>> ? Brought : never;
type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never;
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The entries of all features under one part. */
export function declared<Name extends Part>(
  name: Name,
): Together<Declared<(typeof FEATURES)[number], Name>> {
  return Object.assign({}, ...DECLARED.map((feature) => feature[name]));
}

type Mounted<Name extends 'operations' | 'ahead'> = RouterOf<
  Together<SchemaOf<ElementOf<Declared<(typeof FEATURES)[number], Name>>>>
>;

function mounted<Name extends 'operations' | 'ahead'>(name: Name): Mounted<Name> {
  const router = newRouter();
  for (const { [name]: routers = [] } of DECLARED) {
    for (const one of routers) router.route('/', one);
  }
  return router as unknown as Mounted<Name>;
}

/** The operations that a map asks for by the hundred, and those behind the checks of `app.ts`. */
export const aheadRoutes = mounted('ahead');
export const featureRoutes = mounted('operations');

/** The subjects by which the document of the interface groups operations, with what they are about. */
export const SUBJECTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<string>(declared('subjects')).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

/** Middleware of features that says refusals in a form of its own, each with its addresses. */
export const REFUSALS = DECLARED.flatMap(({ refusals = {} }) => Object.entries(refusals));

/** Notices that features give in the morning. */
export const MORNING_NOTICES = DECLARED.flatMap(({ morningNotices = [] }) => morningNotices);

/** All work that happens at its time. */
export function jobsOf(deps: Deps): JobPlan {
  return joined(ENGINE_JOBS, ...DECLARED.flatMap(({ jobs }) => jobs?.(deps) ?? []));
}

/** Runs the starts of the features, one after the other. */
export async function startFeatures(deps: Deps): Promise<void> {
  for (const { start } of DECLARED) await start?.(deps);
}

/** Begins the work of the features that runs beside the requests. */
export function startBeside(deps: Deps): { stop(): Promise<unknown> } {
  const running = DECLARED.flatMap(({ beside }) => beside?.(deps) ?? []);
  return { stop: () => Promise.all(running.map((one) => one.stop())) };
}
