import { randomInt } from 'node:crypto';

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asSystem, readOneMoment } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/faults/fault-proxy.ts';
import {
  type Load,
  proposeUnderFaults,
  untilAnswered,
} from '#tests/support/faults/load-under-faults.ts';
import {
  findPostgres,
  type PostgresServer,
  startPostgres,
} from '#tests/support/database/postgres-server.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const binaries = inject('databaseTemplate').kind === 'server' ? findPostgres() : null;

/** Number of faults; each takes seconds. `npm run outages` makes fifty, with more clients. */
const FAULTS = Number(process.env['DIABAN_FAULTS'] ?? 5);
const SEED = Number(process.env['DIABAN_FAULT_SEED'] ?? randomInt(2 ** 31));
const CLIENTS = FAULTS > 5 ? 12 : 4;
const SILENCE = { quiet: 1_500, look: 100, ask: 1_500 };
/** Longest wait for the pool, and for answers to all clients, once the database takes connections. */
const SERVES_AGAIN_MILLISECONDS = 5_000;
/** A machine that needs longer for that many times the same without a fault has that time instead. */
const SERVES_AGAIN_TIMES = 10;

const KINDS = ['terminated', 'cut', 'swallowed', 'restart', 'half-open'] as const;
type Kind = (typeof KINDS)[number];
/** Moments of a proposal: its first statement, in its middle, at its end. */
const STATEMENTS = [
  /set_config\('role', 'diaban_app'/,
  /insert into idempotency_record/,
  /insert into point \(/,
  /insert into event \(/,
  /update idempotency_record/,
  /^commit$/,
];
const CUTS = ['cut before', 'cut after', 'reset after'] as const;

type Pool = { connections: number; test: TestApp; clients: TestClient[] };
type Waits = { pool: number; clients: number };
type Outcome = { fault: string; load: Load; waited: Waits; allowed: Waits };

// The database server is one of its own: a restart would end the connections of other tests.
describe.runIf(binaries !== null)('the program before a failing database', () => {
  const random = xoroshiro128plus(SEED);
  const pick = <T>(list: readonly T[]): T => list[uniformInt(random, 0, list.length - 1)] as T;
  const pools: Pool[] = [];
  let server: PostgresServer;
  let direct: Database;
  let proxy: FaultProxy;

  beforeAll(async () => {
    server = await startPostgres(binaries ?? '', true);
    const databaseUrl = server.url('postgres');
    direct = await openDatabase({ databaseUrl, dataDirectory: '', maxConnections: 4 });
    await migrate(direct);
    proxy = await startFaultProxy(databaseUrl);
    for (const connections of [10, 1]) pools.push(await openPool(connections));
    await watchWriters(direct);
  });
  afterAll(async () => {
    for (const { test } of pools) await test.close();
    await proxy.close();
    await direct.close();
    server.stop();
  });

  async function openPool(connections: number): Promise<Pool> {
    const database = await openDatabase({
      databaseUrl: proxy.url,
      dataDirectory: '',
      maxConnections: connections,
      silence: SILENCE,
    });
    const test = await createTestApp({ database, reference: pools.length === 0 });
    const clients: TestClient[] = [];
    for (let number = 1; number <= CLIENTS; number += 1) {
      clients.push(await test.as(`analyst.${number}`, { role: 'analyst' }));
    }
    return { connections, test, clients };
  }

  /** Brings the fault about; resolves once the database takes connections. */
  async function bringAbout(fault: Kind): Promise<void> {
    if (fault === 'cut') await proxy.next(pick(STATEMENTS), pick(CUTS));
    else if (fault === 'swallowed') await proxy.next(pick(STATEMENTS), 'silence after');
    else if (fault === 'half-open') proxy.silenceAll();
    else if (fault === 'terminated') await terminateAtWork(direct);
    else await server.crash();
  }

  async function underLoad(fault: Kind, { connections, test, clients }: Pool): Promise<Outcome> {
    const load = proposeUnderFaults(clients, direct);
    const usual = await untilServed(load, test.database);
    await bringAbout(fault);
    const waited = await untilServed(load, test.database);
    await load.end();
    const allowed = {
      pool: longest(fault, usual.pool),
      clients: longest(fault, usual.clients),
    };
    return { fault: `${fault}, pool of ${connections}`, load, waited, allowed };
  }

  // An error that nobody handles would end the program; here it fails the run.
  it(
    `loses, doubles and mixes up nothing, and serves again soon, at ${FAULTS} faults (DIABAN_FAULT_SEED=${SEED})`,
    async () => {
      const outcomes: Outcome[] = [];
      for (let number = 0; number < FAULTS; number += 1) {
        // There is an odd number of kinds, so that both pools meet each of them.
        outcomes.push(await underLoad(nth(KINDS, number), nth(pools, number)));
      }
      console.table(tableOf(outcomes));
      const loads = outcomes.map(({ load }) => load);
      const late = outcomes.filter(
        ({ waited, allowed }) => waited.pool > allowed.pool || waited.clients > allowed.clients,
      );
      expect(late.map(({ fault, waited, allowed }) => ({ fault, waited, allowed }))).toEqual([]);
      expect(loads.flatMap(({ odd }) => odd)).toEqual([]);
      expect(loads.flatMap(({ torn }) => torn)).toEqual([]);
      expect(loads.some(({ turnedAway }) => turnedAway > 0)).toBe(true);
      expect(proxy.outside).toEqual([]);
      const once = loads.flatMap(({ proposals }) =>
        proposals.map(({ name, accountId }) => `${name}: ${accountId}, 1 transaction, 2 rows`),
      );
      expect(await writtenIn(direct)).toEqual(once.toSorted());
      expect(await asSystem(direct, (sql) => verifyAudit(sql))).toMatchObject({ ok: true });
    },
    60_000 + FAULTS * 30_000,
  );
});

function nth<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}

/** Measures the milliseconds until the pool answers a question, and until all clients had a success. */
async function untilServed(load: Load, database: Database): Promise<Waits> {
  const start = performance.now();
  const pool = untilAnswered(() => readOneMoment(database, (sql) => sql`select 1`)).then(
    () => performance.now() - start,
  );
  return { clients: await load.untilServed(), pool: await pool };
}

/** Gives the longest wait where it is `usual` without a fault: connections that died silently must first be noticed. */
function longest(fault: Kind, usual: number): number {
  const { quiet, look, ask } = SILENCE;
  const noticed = fault === 'swallowed' || fault === 'half-open' ? quiet + look + ask : 0;
  return noticed + Math.max(SERVES_AGAIN_MILLISECONDS, SERVES_AGAIN_TIMES * usual);
}

/** Adds up the outcomes by kind of fault and pool. */
function tableOf(outcomes: readonly Outcome[]) {
  const lines = [...new Set(outcomes.map(({ fault }) => fault))].map((name) => {
    const these = outcomes.filter(({ fault }) => fault === name);
    const sum = (count: (load: Load) => number) =>
      these.reduce((total, { load }) => total + count(load), 0);
    const line = {
      faults: these.length,
      proposals: sum(({ proposals }) => proposals.length),
      'answered 503': sum(({ turnedAway }) => turnedAway),
      'committed before that': sum(({ committed }) => committed),
      'pool serves (ms)': Math.round(Math.max(...these.map(({ waited }) => waited.pool))),
      'all served (ms)': Math.round(Math.max(...these.map(({ waited }) => waited.clients))),
    };
    return [name, line] as const;
  });
  return Object.fromEntries(lines);
}

/** Ends the sessions that are inside a transaction; waits until there is one. */
async function terminateAtWork(direct: Database): Promise<void> {
  for (;;) {
    const ended = await direct.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like 'diaban %' and xact_start is not null and pid <> pg_backend_pid()`;
    if (ended.length > 0) return;
  }
}

/** Notes for each row of a place and its history in whose name and in which transaction it is written. */
async function watchWriters(direct: Database): Promise<void> {
  await direct.sql.unsafe(`
    create table written (point_id integer not null, account text, transaction bigint not null);
    create function note_writer() returns trigger language plpgsql security definer as $$ begin
      insert into written values (
        coalesce(to_jsonb(new) ->> 'point_id', to_jsonb(new) ->> 'id')::integer,
        current_setting('diaban.account_id', true), txid_current()
      );
      return null;
    end $$;
    create trigger note_writer after insert on point for each row execute function note_writer();
    create trigger note_writer after insert on event for each row execute function note_writer();
  `);
}

/** Says of each place in whose name and in how many transactions it was written. */
async function writtenIn(direct: Database): Promise<string[]> {
  const rows = await untilAnswered(
    () => direct.sql<{ line: string }[]>`
      select
        format(
          '%s: %s, %s transaction, %s rows', official_name, string_agg(distinct account, ' and '),
          count(distinct transaction), count(*)
        ) as line
      from point
      join written on point_id = point.id
      group by point.id`,
  );
  return rows.map(({ line }) => line).toSorted();
}
