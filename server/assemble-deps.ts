import { randomUUID } from 'node:crypto';

import type { Logger } from 'pino';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from './db/client.ts';
import type { Deps, Joined } from './deps.ts';
import type { Clock } from './clock.ts';
import { baseUrlOf, createAuthentication } from './authentication/authentication.ts';
import { createLogKeys } from './audit-tree/log-keys.ts';
import { createGazetteerMemory } from './addresses/gazetteer-memory.ts';
import { createGeocodingService } from './outside/geocoding-service.ts';
import { createIdentityProvider } from './outside/identity-provider.ts';
import { createMailer } from './outside/mailer.ts';
import { GroundTileMemory } from './ground/tile-memory.ts';
import { createRoadMemory } from './travel/road-memory.ts';
import { createRoutingService } from './outside/routing-service.ts';
import { createPushSender } from './outside/web-push/push-service.ts';
import { createVroomService } from './outside/vroom-service.ts';
import { createVirusScanner } from './outside/virus-scanner.ts';
import { createWebhookSender } from './outside/webhook-sender.ts';
import { createPointEngine } from './live-engine/create-point-engine.ts';
import { createPointWords } from './point-words/point-words.ts';
import { createEngineCopies } from './live-engine/engine-copies.ts';
import {
  DISABLE_PROPOSAL,
  ENABLE_PROPOSAL,
  ROLE_PROPOSAL,
} from './features/accounts/proposal-commands.ts';
import { POPULATIONS_PROPOSAL } from './features/analysis/proposal-commands.ts';
import { CHECK_SCHEDULE_PROPOSAL } from './features/checks/proposal-commands.ts';
import {
  PLAN_ALLOTMENT_PROPOSAL,
  PLAN_ISSUE_PROPOSAL,
  PLAN_TARGETS_PROPOSAL,
} from './features/plans/proposal-commands.ts';
import { REPORT_PERIODS_PROPOSAL } from './features/reports/proposal-commands.ts';
import { SIGNAL_PARAMETER_PROPOSAL } from './features/signals/proposal-commands.ts';
import {
  DAY_OFF_PROPOSAL,
  TIP_RULE_PROPOSAL,
  TIP_STEP_PROPOSAL,
} from './features/tips/proposal-commands.ts';
import { ANNUL_PROPOSAL } from './features/annulments/proposal-commands.ts';
import {
  CORRECT_PROPOSAL,
  DELIST_PROPOSAL,
  MERGE_PROPOSAL,
  UNDO_MERGE_PROPOSAL,
} from './features/points/proposal-commands.ts';
import type { ProposalKinds } from './proposal-kind.ts';
import { readPastRecord, readRecord, readRecordIn } from './features/point-record/read-record.ts';
import { askForReply } from './features/replies/commands.ts';
import { markAround, matchAround, matchMarked } from './features/signals/match-commands.ts';
import { createClosedPlaces } from './closed-places/closed-places.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createObjectStore } from './object-store/object-store.ts';
import { createMapAge } from './map-age.ts';
import { createOperatorWarnings } from './operator-warnings.ts';
import { createRouteNews } from './route-news.ts';
import { createSetUp, NO_CONTROL, type SetUpService } from './set-up.ts';

type Given = {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  metrics?: Metrics;
  stopping?: AbortSignal;
  /** A standby that the map is read from. */
  replica?: Database | undefined;
  /** Without it the program cannot be started anew after a restore. */
  setUp?: SetUpService;
};

/** Everything that one person proposes and another one confirms; each kind stands in the feature that carries it out. */
const PROPOSAL_KINDS: ProposalKinds = {
  annul: ANNUL_PROPOSAL,
  delist: DELIST_PROPOSAL,
  merge: MERGE_PROPOSAL,
  undo_merge: UNDO_MERGE_PROPOSAL,
  correct: CORRECT_PROPOSAL,
  role: ROLE_PROPOSAL,
  disable: DISABLE_PROPOSAL,
  enable: ENABLE_PROPOSAL,
  check_schedule: CHECK_SCHEDULE_PROPOSAL,
  tip_rule: TIP_RULE_PROPOSAL,
  day_off: DAY_OFF_PROPOSAL,
  signal_parameter: SIGNAL_PARAMETER_PROPOSAL,
  plan_issue: PLAN_ISSUE_PROPOSAL,
  plan_allotment: PLAN_ALLOTMENT_PROPOSAL,
  tip_step: TIP_STEP_PROPOSAL,
  plan_targets: PLAN_TARGETS_PROPOSAL,
  report_periods: REPORT_PERIODS_PROPOSAL,
  populations: POPULATIONS_PROPOSAL,
};

/** Puts the outside world together around an open, migrated database. */
export async function assembleDeps(given: Given): Promise<Deps> {
  const { config, database, clock, log, metrics = createMetrics(), replica } = given;
  const { stopping = new AbortController().signal } = given;
  const objectStore = ifNamed(config.objectStore, createObjectStore);
  const points = createPointEngine({
    database,
    replica,
    clock,
    run: randomUUID().slice(0, 8),
    notRead: (error) => log.warn({ err: error }, 'points that were written are not in the map yet'),
    copies: createEngineCopies({
      database,
      replica,
      folder: config.dataDirectory,
      log,
      store: objectStore,
    }),
  });
  const authentication = createAuthentication({ database, config, log });
  return {
    config,
    database,
    clock,
    newId: randomUUID,
    log,
    metrics,
    warnings: createOperatorWarnings(metrics.registry),
    authentication,
    logKeys: createLogKeys({ database, authentication, clock }),
    setUp: given.setUp ?? createSetUp(config.setUpCode, NO_CONTROL),
    points,
    mapAge: createMapAge(points, metrics.registry),
    routeNews: createRouteNews(),
    pointWords: createPointWords({ database, points }),
    closedPlaces: createClosedPlaces({ database, points }),
    objectStore,
    mailer: ifNamed(config.mail, createMailer),
    push: createPushSender(config.push),
    gazetteers: createGazetteerMemory(),
    geocoding: ifNamed(config.geocoder, ({ url, kind }) => createGeocodingService(url, kind)),
    roads: createRoadMemory(),
    groundTiles: new GroundTileMemory(),
    routing: ifNamed(config.routerUrl, createRoutingService),
    vroom: ifNamed(config.optimiserUrl, createVroomService),
    scanner: ifNamed(config.security.scanner, createVirusScanner),
    webhooks: createWebhookSender({ hosts: config.webhookHosts }),
    identityProvider: ifNamed(config.singleSignOn, (settings) =>
      createIdentityProvider(settings, baseUrlOf(config)),
    ),
    joined: JOINED,
    stopping,
  };
}

/** Functions of features above, for features below that may not import them. */
const JOINED: Joined = {
  cycleOpened: askForReply,
  proposalKinds: PROPOSAL_KINDS,
  placeCloses: markAround,
  lookAtSignals: matchMarked,
  closuresTakenBack: matchAround,
  readRecord,
  readRecordIn,
  readPastRecord,
};

/** Makes a service that an operator names; null where none is named. */
function ifNamed<Settings, Service>(
  settings: Settings | null,
  make: (settings: Settings) => Service,
): Service | null {
  return settings === null ? null : make(settings);
}
