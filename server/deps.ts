import type { Logger } from 'pino';

import type { Config } from '#server/config.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import type { Authentication } from '#server/features/accounts/authentication.ts';
import type { GazetteerMemory } from '#server/features/geocoding/gazetteer-memory.ts';
import type { GeocodingService } from '#server/features/geocoding/geocoding-service.ts';
import type { Mailer } from '#server/features/reminders/mailer.ts';
import type { RoadMemory } from '#server/features/roads/road-memory.ts';
import type { RoutingService } from '#server/features/roads/routing-service.ts';
import type { VroomService } from '#server/features/routes/vroom-service.ts';
import type { PointEngine } from '#server/features/tiles/point-engine.ts';
import type { Metrics } from '#server/http/metrics.ts';
import type { OperatorWarnings } from '#server/operator-warnings.ts';

/** Time is asked for, never read, so that a test can stand on any day. */
export type Clock = {
  now(): IsoInstant;
  /** The civil date in the city. */
  today(): IsoDate;
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
  /** The columnar engine with what keeps it current; commands tell it which points they changed. */
  points: PointEngine;
  /** Hands mail to the SMTP server; null where none is configured. */
  mailer: Mailer | null;
  /** The gazetteers of the database, read into memory when somebody looks for an address. */
  gazetteers: GazetteerMemory;
  /** A geocoder outside; null unless the operator names one. */
  geocoding: GeocodingService | null;
  /** The road network in force, read into memory when somebody plans a way. */
  roads: RoadMemory;
  /** A router outside; null unless the operator names one. */
  routing: RoutingService | null;
  /** An optimiser outside; null unless the operator names one. */
  vroom: VroomService | null;
  /** Aborted when the program is about to end: what would go on for ever ends then. */
  stopping: AbortSignal;
};
