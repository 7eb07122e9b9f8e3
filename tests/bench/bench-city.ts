import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { serializeSigned } from 'hono/utils/cookie';
import { pino } from 'pino';

import { assembleDeps } from '#server/assemble-deps.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/configuration/config.ts';
import type { Role } from '#server/contract/permission.ts';
import { openDatabase, type Database } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { saveChoices } from '#server/features/preferences/queries.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { administer, databaseUrl } from '#tests/support/database/database-template.ts';
import {
  findPostgres,
  startPostgres,
  type PostgresServer,
} from '#tests/support/database/postgres-server.ts';
import { enterAccount, openSession } from '#tests/support/accounts/test-accounts.ts';

import { SECRET } from './bench-server.ts';
import type { Row } from './row.ts';

export type Spot = { longitude: number; latitude: number };

/** A generated city on a server database, with somebody signed in who may see and change all of it. */
export type BenchCity = {
  points: number;
  events: number;
  database: Database;
  databaseUrl: string;
  cookie: string;
  /** Session of another person who may see all of it too. */
  neighbourCookie: string;
  /** Signs one more person in, who answers for the commune with the most points where the role asks for one. */
  cookieOf(username: string, role: Role): Promise<string>;
  /** Positions of points; every one is drawn with equal chance. */
  spots: Spot[];
  /** Code and number of the commune that most points lie in. */
  commune: { code: string; id: number };
  rows: Row[];
  close(): Promise<void>;
};

/** A database with the communes and an analyst, who is signed in, and no point. */
export type FreshDatabase = Pick<BenchCity, 'database' | 'databaseUrl' | 'cookie'>;

export type BenchHost = {
  openFresh(): Promise<FreshDatabase>;
  openCity(points: number): Promise<BenchCity>;
  stop(): void;
};

/**
 * Opens a server for generated cities: a temporary one, started when the first city is asked for, or a given one that
 * already holds a generated city.
 */
export function openHost(given: { databaseUrl?: string | undefined }): BenchHost {
  if (given.databaseUrl !== undefined) {
    const { databaseUrl: url } = given;
    return {
      openFresh: () => Promise.reject(new Error('A fresh database needs a server of its own.')),
      openCity: (points) => openCity(url, points),
      stop() {},
    };
  }
  let server: PostgresServer | null = null;
  async function newDatabase(): Promise<string> {
    server ??= await startPostgres(neededPostgres());
    const name = `bench_${randomUUID().slice(0, 8)}`;
    await administer(server.url('postgres'), `create database ${name}`);
    return databaseUrl(server.url('postgres'), name);
  }
  return {
    async openFresh() {
      const url = await newDatabase();
      const database = await openPrepared(url);
      return { database, databaseUrl: url, cookie: await signIn(database, 'bench.analyst') };
    },
    openCity: async (points) => openCity(await newDatabase(), points),
    stop: () => server?.stop(),
  };
}

function neededPostgres(): string {
  const binaries = findPostgres();
  if (binaries !== null) return binaries;
  throw new Error('The bench needs PostgreSQL 16+ with PostGIS: postgresql-17-postgis-3.');
}

async function openPrepared(url: string): Promise<Database> {
  const database = await openDatabase({ databaseUrl: url, dataDirectory: tmpdir() });
  try {
    await migrate(database);
    await installReferenceData(database, systemClock);
    return database;
  } catch (error) {
    // An open pool would keep the bench running for ever.
    await database.close();
    throw error;
  }
}

async function openCity(url: string, points: number): Promise<BenchCity> {
  const database = await openPrepared(url);
  const rows: Row[] = [];
  const [known] = await database.sql<{ points: number }[]>`select count(*) as points from point`;
  if (known?.points === 0) {
    const start = performance.now();
    const request = { points, events: 5 * points, seed: 1 };
    await generateRegister({ database, clock: systemClock }, request, () => {});
    const value = (performance.now() - start) / 1_000;
    // A register that people use is tidy; the database would tidy a new one while it is measured.
    await database.sql.unsafe('vacuum analyze').execute();
    const name = `${points} points`;
    rows.push({
      suite: 'load',
      subject: 'generator',
      case: name,
      metric: 'time',
      value,
      unit: 's',
    });
  }
  const [size] = await database.sql<{ points: number; events: number }[]>`
    select (select count(*) from point) as points, (select count(*) from event) as events`;
  const spots = await database.sql<Spot[]>`
    select st_x(anchor) as longitude, st_y(anchor) as latitude from point
    order by md5(id::text) limit 400`;
  const [commune] = await database.sql<{ code: string; id: number }[]>`
    select commune.code, commune.id from point_commune join commune on commune.id = commune_id
    group by commune.code, commune.id order by count(*) desc limit 1`;
  return {
    points: size?.points ?? 0,
    events: size?.events ?? 0,
    database,
    databaseUrl: url,
    cookie: await signIn(database, 'bench.analyst'),
    neighbourCookie: await signIn(database, 'bench.neighbour'),
    cookieOf: (username, role) =>
      signIn(database, username, {
        role,
        communeCodes: commune === undefined ? [] : [commune.code],
      }),
    spots: [...spots],
    commune: commune ?? { code: '', id: 0 },
    rows,
    close: () => database.close(),
  };
}

async function signIn(
  database: Database,
  username: string,
  made: { role: Role; communeCodes?: string[] } = { role: 'analyst' },
): Promise<string> {
  const deps = await assembleDeps({
    config: readConfig({ DIABAN_SECRET: SECRET, LOG_LEVEL: 'silent' }),
    database,
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  const { accountId } = await enterAccount(deps, username, made);
  // The hints of a first visit would lie over what is pressed.
  const now = systemClock.now();
  await asSystem(database, (sql) => saveChoices(sql, accountId, { hintsSeen: true }, now));
  // Acts are asked to be confirmed again where they come from another network than the sign-in.
  const token = await openSession(deps, accountId, '127.0.0.1');
  const cookie = await serializeSigned('diaban.session_token', token, SECRET);
  return cookie.split(';')[0] ?? '';
}
