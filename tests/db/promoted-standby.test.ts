import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ensureClientBuilt } from '#server/build/client-build.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { findPostgres } from '#tests/support/database/postgres-server.ts';
import { startPatroniPair } from '#tests/support/database/patroni-pair.ts';
import {
  type PrimaryWithStandby,
  type StandbyPair,
  startStandbyPair,
} from '#tests/support/database/standby-pair.ts';
import {
  KilledWriter,
  lifeOfPoints,
  newTally,
  type Tally,
} from '#tests/support/faults/killed-writes.ts';
import { people } from '#tests/support/points/register-acts.ts';
import { shownByMap, standsInRegister } from '#tests/support/points/shown-points.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { type StartedServer, startServer } from '#tests/support/processes/start-server.ts';
import { proveSessionsHere } from '#tests/support/accounts/test-accounts.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { TEST_SECRET } from '#tests/support/test-constants.ts';

/** Number of fail-overs; each takes many seconds. `npm run failover` asks for twenty. */
const FAILOVERS = Number(process.env['DIABAN_FAILOVERS'] ?? 0);
/** True where Patroni promotes the standby, which needs its packages of Debian, and not the test by hand. */
const BY_PATRONI = process.env['DIABAN_FAILOVER_BY'] === 'patroni';
const SEED = Number(process.env['DIABAN_FAILOVER_SEED'] ?? randomInt(2 ** 31));
/** Every so many fail-overs the standby had fallen behind, and commits did not wait for it. */
const BEHIND_EVERY = 4;
const WRITERS = 4;
const RESUMES_MILLISECONDS = 10_000;
/** Until the maps of all processes show what the register holds. */
const SHOWS_MILLISECONDS = 5_000;
const AGAIN_MILLISECONDS = 50;
const DATABASE = 'postgres';

type Served = StartedServer & { address: string };
type Outcome = {
  behind: boolean;
  /** Milliseconds from the kill to the first write of each process that the promoted server has answered. */
  resumed: number[];
  /** Milliseconds from the promotion until the map of each process was that of the register. */
  shown: number;
  /** Acknowledged acts that the promoted standby lacks. */
  lost: number;
};

describe.runIf(FAILOVERS > 0)('two processes on a primary with a standby', () => {
  const random = xoroshiro128plus(SEED);
  let pair: PrimaryWithStandby & Partial<Pick<StandbyPair, 'holdBack'>>;
  let folder: string;
  let servers: Served[] = [];
  let cookies: Record<string, string>;

  beforeAll(async () => {
    const binaries = findPostgres();
    if (binaries === null) throw new Error('Install postgresql-17-postgis-3 first.');
    await ensureClientBuilt(process.cwd());
    folder = await mkdtemp(join(tmpdir(), 'diaban-failover-'));
    pair = await (BY_PATRONI ? startPatroniPair : startStandbyPair)(binaries);
    const database = await openPrimary();
    await migrate(database);
    const test = await createTestApp({ database, now: new Date().toISOString() });
    cookies = Object.fromEntries(
      Object.entries(await people(test)).map(([who, { cookie }]) => [who, cookie ?? '']),
    );
    await proveSessionsHere(database);
    await test.close();
    await pair.synchronise();
    servers = await Promise.all([1, 2].map(serve));
  }, 300_000);
  afterAll(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await pair.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const openPrimary = () =>
    openDatabase({ databaseUrl: pair.primaryUrl(DATABASE), dataDirectory: '', maxConnections: 2 });
  async function asked<T>(ask: (database: Database) => Promise<T>): Promise<T> {
    const database = await openPrimary();
    try {
      return await ask(database);
    } finally {
      await database.close();
    }
  }

  async function serve(number: number): Promise<Served> {
    const port = await freePort();
    const server = startServer(port, {
      DATABASE_URL: pair.url(DATABASE),
      DIABAN_DATA_DIR: join(folder, String(number)),
      DIABAN_SECRET: TEST_SECRET,
    });
    await server.ready;
    return { ...server, address: `http://127.0.0.1:${port}` };
  }

  /** Lets writers work on both processes until told to end; what is in doubt is then sent again until it is answered. */
  function load(writers: readonly KilledWriter[]) {
    let alive = true;
    let killedAt = 0;
    let promoted = false;
    const waiting = new Set<() => void>();
    const resumed = servers.map(() => 0);
    const work = async (writer: KilledWriter, number: number) => {
      const at = number % servers.length;
      const note = () => {
        if (promoted) resumed[at] ||= performance.now() - killedAt;
        for (const wake of waiting) wake();
      };
      while (alive || writer.inDoubt) {
        await writer.work(servers[at]?.address ?? '', () => alive, note);
        if (alive || writer.inDoubt) await pause(AGAIN_MILLISECONDS);
      }
    };
    const working = Promise.all(writers.map(work));
    return {
      resumed,
      killed() {
        killedAt = performance.now();
      },
      promoted() {
        promoted = true;
      },
      answers: (count: number) =>
        new Promise<void>((resolve) => {
          let left = count;
          const wake = () => {
            left -= 1;
            if (left > 0) return;
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        }),
      end(): Promise<unknown> {
        alive = false;
        return working;
      },
    };
  }

  /** Waits until the maps of both processes are that of the register; gives the milliseconds. */
  async function untilShown(): Promise<number> {
    const start = performance.now();
    const register = await asked(standsInRegister);
    for (const { address } of servers) {
      await expect
        .poll(() => shownByMap(address, cookies['analyst'] ?? '').catch(String), {
          timeout: SHOWS_MILLISECONDS,
          interval: AGAIN_MILLISECONDS,
        })
        .toEqual(register);
    }
    return performance.now() - start;
  }

  async function failOver(work: ReturnType<typeof load>): Promise<void> {
    await work.answers(uniformInt(random, 10, 40));
    await pause(uniformInt(random, 0, 60));
    work.killed();
    pair.killPrimary();
    await pair.promote();
    work.promoted();
  }

  async function inStep(writers: readonly KilledWriter[]): Promise<Outcome> {
    await pair.synchronise();
    const work = load(writers);
    await failOver(work);
    await expect.poll(() => work.resumed.every((at) => at > 0), { timeout: 60_000 }).toBe(true);
    await work.answers(10);
    await work.end();
    const shown = await untilShown();
    return { behind: false, resumed: work.resumed, shown, lost: 0 };
  }

  // The acts of these writers are lost with the old primary, and must leave the maps.
  async function behind(number: number): Promise<Outcome> {
    const tally = newTally();
    const lines = Array.from({ length: WRITERS }, (_, at) => lifeOfPoints(1_000 * number + at));
    await pair.holdBack?.();
    const work = load(lines.map((line) => new KilledWriter(line, cookies, tally)));
    await work.answers(20);
    await work.end();
    await untilShown();
    pair.killPrimary();
    await pair.promote();
    const shown = await untilShown();
    const kept = new Set(await asked(tracesOf));
    const lost = tally.traces.filter((trace) => !kept.has(trace)).length;
    return { behind: true, resumed: [], shown, lost };
  }

  it(
    `lose no act, show none that is lost, and take writes again soon (DIABAN_FAILOVER_SEED=${SEED})`,
    async () => {
      const tally = newTally();
      const lines = Array.from({ length: WRITERS }, (_, line) => lifeOfPoints(line + 1));
      const writers = lines.map((line) => new KilledWriter(line, cookies, tally));
      const outcomes: Outcome[] = [];
      for (let number = 1; number <= FAILOVERS; number += 1) {
        const isBehind = !BY_PATRONI && number % BEHIND_EVERY === 0;
        const outcome = isBehind ? await behind(number) : await inStep(writers);
        console.log(number, JSON.stringify(outcome));
        outcomes.push(outcome);
        const kept = new Set(await asked(tracesOf));
        expect(tally.traces.filter((trace) => !kept.has(trace))).toEqual([]);
        await pair.rebuild();
      }
      expect(tally.refused).toEqual([]);
      const traces = await asked(tracesOf);
      expect(traces.filter((trace, at) => traces.indexOf(trace) !== at)).toEqual([]);
      expect(
        await asked((database) => asSystem(database, (sql) => verifyAudit(sql, null))),
      ).toMatchObject({ ok: true });
      console.table(summary(outcomes, tally));
      expect(Math.max(...outcomes.flatMap(({ resumed }) => resumed))).toBeLessThan(
        RESUMES_MILLISECONDS,
      );
      for (const { behind: wasBehind, lost } of outcomes) expect(lost > 0).toBe(wasBehind);
      expect(servers.map(({ child }) => child.exitCode)).toEqual([null, null]);
    },
    120_000 + FAILOVERS * 90_000,
  );
});

/** Lists the traces of the acts that the register holds, as {@link lifeOfPoints} leaves them. */
async function tracesOf(database: Database): Promise<string[]> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ trace: string }[]>`
      select event.kind || ' ' || point.official_name as trace
      from event
      join point on point.id = event.point_id`,
  );
  return rows.map(({ trace }) => trace);
}

function summary(outcomes: readonly Outcome[], { sent, traces }: Tally) {
  const inStep = outcomes.filter(({ behind }) => !behind);
  const whenBehind = outcomes.filter(({ behind }) => behind);
  const longest = (times: readonly number[]) => Math.round(Math.max(0, ...times));
  return {
    'fail-overs in synchronous mode': inStep.length,
    'acts sent': sent,
    'acts acknowledged': traces.length,
    'writes resumed after (ms, longest)': longest(inStep.flatMap(({ resumed }) => resumed)),
    'maps right after (ms, longest)': longest(inStep.map(({ shown }) => shown)),
    'fail-overs to a standby behind': whenBehind.length,
    'acts lost there': whenBehind.reduce((sum, { lost }) => sum + lost, 0),
    'maps right there after (ms, longest)': longest(whenBehind.map(({ shown }) => shown)),
  };
}
