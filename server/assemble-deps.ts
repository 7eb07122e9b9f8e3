import { randomUUID } from 'node:crypto';

import type { Logger } from 'pino';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from './db/client.ts';
import type { Deps, Joined } from './deps.ts';
import { declared, MORNING_NOTICES } from './app-features.ts';
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
  ...declared('joins'),
  proposalKinds: declared('proposals'),
  morningNotices: MORNING_NOTICES,
};

/** Makes a service that an operator names; null where none is named. */
function ifNamed<Settings, Service>(
  settings: Settings | null,
  make: (settings: Settings) => Service,
): Service | null {
  return settings === null ? null : make(settings);
}
