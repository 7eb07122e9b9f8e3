import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serializeSigned } from 'hono/utils/cookie';
import { pino, type Logger } from 'pino';
import { inject } from 'vitest';

import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import type { Clock } from '#server/clock.ts';
import { readConfig } from '#server/configuration/config.ts';
import { isIsoDate, type IsoInstant } from '#server/contract/time.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { Database } from '#server/db/client.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import type { Deps } from '#server/deps.ts';
import { createMetrics } from '#server/http/metrics.ts';
import type { SetUpService } from '#server/set-up.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';

import { logAnswers } from './faults/answer-log.ts';
import { type LostAnswer, loseAnswers } from './faults/lose-answers.ts';
import { openAccount } from './accounts/people.ts';
import { enterAccount, openSession, type TestAccount } from './accounts/test-accounts.ts';
import { addManyPoints } from './database/many-points.ts';
import { TEST_NOW, TEST_SECRET } from './test-constants.ts';
import { openTestDatabase, type Prepared } from './database/test-database.ts';
import { drawnMoment } from './wandering-clock.ts';

export type TestClient = {
  account: TestAccount | null;
  /** The header that a browser would send; null without a sign-in. */
  cookie: string | null;
  /** Any request, with the account's cookie. */
  request(path: string, init?: RequestInit): Promise<Response>;
  get(path: string): Promise<Response>;
  /** A JSON write with a fresh idempotency key, unless one is given. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
};

export type TestApp = {
  app: ReturnType<typeof createApp>;
  deps: Deps;
  database: Database;
  /** Stands at a moment of 24 November 2026, ten in the morning in most files, until a test moves it. */
  clock: Clock & { set(instant: IsoInstant): void };
  anonymous: TestClient;
  /**
   * Signed in as the account of that name. It is made when it does not exist: with the role of the
   * same name, or the one named; leaders and officers get the communes of `communeCodes`.
   */
  as(
    username: string,
    made?: { role?: TestAccount['role']; communeCodes?: string[] },
  ): Promise<TestClient>;
  close(): Promise<void>;
};

type Given = {
  replica?: Database | undefined;
  secret?: string;
  environment?: Record<string, string>;
  log?: Logger;
  setUp?: SetUpService;
};

const REFERENCE: Prepared = {
  name: 'reference',
  enter: (database) => installReferenceData(database, movableClock(TEST_NOW)),
};

/** The same, entered in the first moment of the day: no file begins before what is prepared for it. */
const MIDNIGHT: Prepared = {
  name: 'midnight',
  enter: (database) => installReferenceData(database, movableClock('2026-11-23T17:00:00.000Z')),
};

const referenceAt = (now: IsoInstant): Prepared => (now < TEST_NOW ? MIDNIGHT : REFERENCE);

/** Stores nothing in the folder of attachments, so that copying the database is enough. */
const DEMO: Prepared = {
  name: 'demo',
  from: REFERENCE,
  async enter(database) {
    const folder = mkdtempSync(join(tmpdir(), 'diaban-folder-'));
    await seedDemo(await assemble(database, movableClock(TEST_NOW), folder));
    // Fails when the folder of attachments is not empty.
    rmdirSync(join(folder, 'attachments'));
    rmSync(folder, { recursive: true });
  },
};

/** Enters many points, and the account that proposed and reported what waits of them. */
async function enterPoints(database: Database, count: number): Promise<void> {
  await openAccount(database, { username: 'register', role: 'analyst' });
  await addManyPoints(database, count);
}

/**
 * Points by the ten thousand take a server many seconds: its files get copies of the same ones. No two files of the
 * embedded database want the same number, and opening it once more takes longer than entering a few hundred.
 */
const withPoints = (count: number): Prepared => ({
  name: `points_${count}`,
  from: REFERENCE,
  enter: (database) => enterPoints(database, count),
});

/** The whole server on a database of its own, with the reference data and, when asked, the demo. */
export async function createTestApp(
  options: {
    /** The moment at which the clock begins; without it one that is drawn for the file. */
    now?: IsoInstant;
    reference?: boolean;
    demo?: boolean;
    /** Number of points around the communes' centres, each with a short history; see {@link addManyPoints}. */
    points?: number;
    /** A database to use instead of an own one: migrated, and closed with the rest. */
    database?: Database;
    /** A standby that the map is read from; whoever gives it closes it. */
    replica?: Database | undefined;
    /** The secret of the server; without it that of all tests. */
    secret?: string;
    /** Further variables of the environment, as an operator would set them. */
    environment?: Record<string, string>;
    /** Restores a backup into this application; without it one that cannot start it anew. */
    setUp?: SetUpService;
    /** Takes the log; without it nothing is logged. */
    log?: Logger;
    /** Loses the answer of every write, sends it again, and collects the results here. */
    lostAnswers?: LostAnswer[];
  } = {},
): Promise<TestApp> {
  const { reference = true, demo = false, points = 0, database: given } = options;
  const { now = drawnMoment(demo || points > 0 ? TEST_NOW : undefined) } = options;
  const clock = movableClock(now);
  const isPrepared = reference && given === undefined && (options.now ?? TEST_NOW) === TEST_NOW;
  const sharesPoints =
    isPrepared && !demo && points > 0 && inject('databaseTemplate').kind === 'server';
  const prepared = demo ? DEMO : sharesPoints ? withPoints(points) : referenceAt(now);
  const database = given ?? (await openTestDatabase(isPrepared ? prepared : undefined));
  const folder = mkdtempSync(join(tmpdir(), 'diaban-folder-'));
  const deps = await assemble(database, clock, folder, options);
  if (reference && !isPrepared) await installReferenceData(database, clock);
  if (demo && !isPrepared) await seedDemo(deps);
  if (points > 0 && !sharesPoints) await enterPoints(database, points);
  if (demo) await deps.points.reload();
  const app = createApp(deps);
  const answersFolder = inject('answersFolder');
  if (answersFolder !== undefined) logAnswers(app, answersFolder);
  if (options.lostAnswers !== undefined) loseAnswers(app, database, options.lostAnswers);
  const known = new Map<string, Promise<TestClient>>();
  return {
    app,
    deps,
    database,
    clock,
    anonymous: clientOf(app, clock, null, null),
    as(username, made = {}) {
      const client = known.get(username) ?? signedIn(app, deps, username, made);
      known.set(username, client);
      return client;
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function assemble(
  database: Database,
  clock: Clock,
  folder: string,
  {
    replica,
    secret = TEST_SECRET,
    environment = {},
    log = pino({ level: 'silent' }),
    setUp,
  }: Given = {},
): Promise<Deps> {
  const attachments = join(folder, 'attachments');
  mkdirSync(attachments, { recursive: true });
  return await assembleDeps({
    config: readConfig({
      DIABAN_DATA_DIR: folder,
      // Most tests are about something else than a second factor.
      DIABAN_SECOND_FACTOR: 'deciders',
      ...environment,
      DIABAN_SECRET: secret,
      LOG_LEVEL: 'silent',
      DIABAN_ATTACHMENTS_DIR: attachments,
    }),
    database,
    replica,
    clock,
    log,
    metrics: createMetrics({ process: false }),
    ...(setUp !== undefined && { setUp }),
  });
}

async function signedIn(
  app: TestApp['app'],
  deps: Deps,
  username: string,
  made: { role?: TestAccount['role']; communeCodes?: string[] },
): Promise<TestClient> {
  const account = await enterAccount(deps, username, made);
  return clientOf(app, deps.clock, account, await newSession(deps, account.accountId));
}

/** Signs an account in on another device; gives the cookie as a browser sends it. */
export async function newSession(deps: Deps, accountId: string): Promise<string> {
  const secret = deps.config.secret ?? TEST_SECRET;
  const token = await openSession(deps, accountId);
  const cookie = await serializeSigned('diaban.session_token', token, secret);
  return cookie.split(';')[0] ?? '';
}

/** A session's cookie with a token in it: at the sign-out it is empty. */
const RENEWED = /^diaban\.session_token=[^;]/;

function clientOf(
  app: TestApp['app'],
  clock: Clock,
  account: TestAccount | null,
  signedInWith: string | null,
): TestClient {
  let cookie = signedInWith;
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookie !== null) headers.set('cookie', cookie);
    const response = await app.request(path, { ...init, headers });
    // A proof of the person gives the session a new token, which a browser takes over.
    const [renewed] = response.headers.getSetCookie().filter((one) => RENEWED.test(one));
    cookie = renewed?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    account,
    get cookie() {
      return cookie;
    },
    request,
    get: (path) => request(path),
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          ...headers,
        },
        body: JSON.stringify(pressedOnItsDay(path, body ?? {}, clock.now())),
      }),
  };
}

const KEPT_BY_DEVICES =
  /^\/api\/(points\/\d+\/checks|handovers\/\d+\/(confirm|refuse)|inspection-objects\/\d+\/inspections)$/;

/** A look or an answer that says nothing of its entry was pressed on its day: most tests are about something else. */
function pressedOnItsDay(path: string, body: unknown, now: IsoInstant): unknown {
  if (!KEPT_BY_DEVICES.test(path) || typeof body !== 'object') return body;
  const { effectiveOn, inspectedOn = effectiveOn } = body as Record<string, unknown>;
  if (typeof inspectedOn !== 'string' || !isIsoDate(inspectedOn)) return body;
  // Before ten in the morning noon is too far ahead.
  const isEarly = inspectedOn === civilDate(now) && now < `${inspectedOn}T03:00:00.000Z`;
  return { enteredAt: isEarly ? now : `${inspectedOn}T05:00:00.000Z`, ...body };
}

/** Makes the header for a write that is not sent by `post`. */
export const freshKey = () => ({ 'idempotency-key': randomUUID() });

function movableClock(start: IsoInstant): Clock & { set(instant: IsoInstant): void } {
  let now = start;
  return {
    now: () => now,
    today: () => civilDate(now),
    set(instant) {
      now = instant;
    },
  };
}
