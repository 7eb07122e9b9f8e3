import type { Logger } from 'pino';

import type { ClosedPlaces } from './closed-places/closed-places.ts';
import type { LogKeys } from './audit-tree/log-keys.ts';
import type { Authentication } from './authentication/authentication.ts';
import type { Clock } from './clock.ts';
import type { Config } from '#server/configuration/config.ts';
import type { Actor } from './contract/permission.ts';
import type { PointDetail, PointRecordQuery } from './contract/point.ts';
import type { MatchingParameters } from './contract/signal-parameters.ts';
import type { IsoDate } from './contract/time.ts';
import type { Database, TransactionSql } from './db/client.ts';
import type { GazetteerMemory } from './addresses/gazetteer-memory.ts';
import type { GroundTileMemory } from './ground/tile-memory.ts';
import type { RoadMemory } from './travel/road-memory.ts';
import type { Metrics } from './http/metrics.ts';
import type { MapAge } from './map-age.ts';
import type { MorningNotices } from './morning-notices.ts';
import type { ProposalKinds } from './proposal-kind.ts';
import type { PointEngine } from './live-engine/point-engine.ts';
import type { PointWords } from './point-words/point-words.ts';
import type { ObjectStore } from './object-store/object-store.ts';
import type { OperatorWarnings } from './operator-warnings.ts';
import type { RouteNewsService } from './route-news.ts';
import type { AnswerPeriod } from './settings/life-cycle-settings.ts';
import type { SetUpService } from './set-up.ts';
import type { GeocodingService } from './outside/geocoding-service.ts';
import type { IdentityProvider } from './outside/identity-provider.ts';
import type { Mailer } from './outside/mailer.ts';
import type { RoutingService } from './outside/routing-service.ts';
import type { PushSender } from './outside/web-push/push-service.ts';
import type { VroomService } from './outside/vroom-service.ts';
import type { VirusScanner } from './outside/virus-scanner.ts';
import type { WebhookSender } from './outside/webhook-sender.ts';

/**
 * Functions of features above, for features below: `joins` of their declarations, so that no feature imports upward.
 */
export type Joined = {
  /** Asks the commune to reply to a cycle, within the transaction that opens it. */
  cycleOpened(
    sql: TransactionSql,
    opened: { pointId: number; cycle: number; period: AnswerPeriod },
    today: IsoDate,
  ): void;
  /** Kinds of acts that one person proposes and another one confirms. */
  proposalKinds: ProposalKinds;
  /** Notices of features for the morning, beside those of waiting work. */
  morningNotices: readonly MorningNotices[];
  /** Marks the signals that may belong to a place from now on, within the transaction that closes it; gives their ids. */
  placeCloses(
    sql: TransactionSql,
    closing: { pointId: number; closedOn: IsoDate },
    parameters: MatchingParameters,
  ): Promise<number[]>;
  /** Looks at the marked signals, after that commit. */
  lookAtSignals(deps: Deps, signalIds: readonly number[]): Promise<void>;
  /** Looks again at the signals around places, after the commit that took back closures of these. */
  closuresTakenBack(deps: Deps, pointIds: readonly number[]): Promise<void>;
  /** Reads the whole record of a point, as the answer to an act on it; the look is logged. */
  readRecord(deps: Deps, actor: Actor, pointId: number): Promise<PointDetail>;
  /** Reads the record within the transaction of the act. */
  readRecordIn(
    sql: TransactionSql,
    deps: Deps,
    actor: Actor,
    pointId: number,
  ): Promise<PointDetail>;
  /** Reads the record as it was on a past evening. */
  readPastRecord(
    deps: Deps,
    actor: Actor,
    pointId: number,
    when: PointRecordQuery,
  ): Promise<PointDetail>;
};

/** The whole outside world, in one type. */
export type Deps = {
  config: Config;
  database: Database;
  clock: Clock;
  newId(): string;
  log: Logger;
  metrics: Metrics;
  /** Problems for the operator, shown at `/api/health/ready`. */
  warnings: OperatorWarnings;
  authentication: Authentication;
  /** Keys that sign receipts of writes and heads of the log. */
  logKeys: LogKeys;
  /** Restoring of a backup into an unused installation. */
  setUp: SetUpService;
  /** The columnar engine with what keeps it current; commands tell it which points they changed. */
  points: PointEngine;
  /** Tells how old the map of this process is. */
  mapAge: MapAge;
  /** Tells open pages what commits have changed about routes. */
  routeNews: RouteNewsService;
  /** Words of the points in memory, for the search. */
  pointWords: PointWords;
  /** Closed places and their cycles in memory. */
  closedPlaces: ClosedPlaces;
  /** Photos, papers and the kept copy of the points; null where they lie in folders. */
  objectStore: ObjectStore | null;
  /** Hands mail to the SMTP server; null where none is configured. */
  mailer: Mailer | null;
  /** Hands messages for browsers to their push services. */
  push: PushSender;
  /** The gazetteers of the database, read into memory when somebody looks for an address. */
  gazetteers: GazetteerMemory;
  /** A geocoder outside; null unless the operator names one. */
  geocoding: GeocodingService | null;
  /** The road network in force, read into memory when somebody plans a way. */
  roads: RoadMemory;
  /** Tiles of the ground that were asked for last. */
  groundTiles: GroundTileMemory;
  /** A router outside; null unless the operator names one. */
  routing: RoutingService | null;
  /** An optimiser outside; null unless the operator names one. */
  vroom: VroomService | null;
  /** Sends events to the systems that an administrator has entered. */
  webhooks: WebhookSender;
  /** Looks through files that people send; null where the operator has no scanner. */
  scanner: VirusScanner | null;
  /** The organisation's OpenID provider; null unless the operator names one. */
  identityProvider: IdentityProvider | null;
  joined: Joined;
  /** Aborted when the program is about to end: what would go on for ever ends then. */
  stopping: AbortSignal;
};
