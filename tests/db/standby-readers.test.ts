import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { pino } from 'pino';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { COPY_FILE, createEngineCopies } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';
import { createObjectStore } from '#server/object-store/object-store.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import { findPostgres } from '#tests/support/database/postgres-server.ts';
import { type StandbyPair, startStandbyPair } from '#tests/support/database/standby-pair.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/faults/fault-proxy.ts';
import { startS3 } from '#tests/support/object-store/s3-server.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/** A primary and a standby take a while to make: `npm run failover` asks for them. */
const isAskedFor = process.env['DIABAN_FAILOVERS'] !== undefined;
const DATABASE = 'postgres';
const READERS = 3;
const COMMITS = 400;
const POINTS = COMMITS;
const COMMITS_A_SECOND = 50;
const AGE_MILLISECONDS = 200;
const AGE_WHEN_NOT_TOLD_MILLISECONDS = 1_200;

type Reader = { test: TestApp; unfollow: () => Promise<void>; replica: Database | undefined };

describe.runIf(isAskedFor)('processes that read from a standby', () => {
  let pair: StandbyPair;
  let primary: Database;
  let ears: FaultProxy;
  let readers: Reader[] = [];
  /** A process on the primary that can be made deaf. */
  let deaf: Reader;

  const open = (databaseUrl: string) =>
    openDatabase({ databaseUrl, dataDirectory: '', maxConnections: 4 });

  async function startReader(given: Partial<Database>, withStandby: boolean): Promise<Reader> {
    const database = { ...(await open(pair.primaryUrl(DATABASE))), ...given };
    const replica = withStandby ? await open(pair.standbyUrl(DATABASE)) : undefined;
    const environment = {
      DATABASE_URL: pair.primaryUrl(DATABASE),
      ...(withStandby && { DATABASE_REPLICA_URL: pair.standbyUrl(DATABASE) }),
    };
    const test = await createTestApp({ database, replica, environment, reference: false });
    await test.deps.points.load();
    return { test, replica, unfollow: await followDatabase(test.deps) };
  }

  beforeAll(async () => {
    const binaries = findPostgres();
    if (binaries === null) throw new Error('Install postgresql-17-postgis-3 first.');
    pair = await startStandbyPair(binaries);
    primary = await open(pair.primaryUrl(DATABASE));
    await migrate(primary);
    const filled = await createTestApp({ database: await open(pair.primaryUrl(DATABASE)) });
    await addManyPoints(filled.database, POINTS);
    await filled.close();
    ears = await startFaultProxy(pair.primaryUrl(DATABASE));
    const throughProxy = await open(ears.url);
    deaf = await startReader({ openListener: throughProxy.openListener }, false);
    await throughProxy.close();
    for (let number = 0; number < READERS; number += 1) readers.push(await startReader({}, true));
  }, 300_000);
  afterAll(async () => {
    for (const { test, unfollow, replica } of [...readers, deaf]) {
      await unfollow();
      await test.close();
      await replica?.close();
    }
    await ears.close();
    await primary.close();
    await pair.stop();
  });

  /** Commits changes of points one after another, at an even pace; gives how late each process had each, milliseconds. */
  async function latenessOf(processes: readonly Reader[], commits: number): Promise<number[]> {
    const ids = (await primary.sql<{ id: number }[]>`select id from point order by id`).map(
      ({ id }) => id,
    );
    const committed = new Map<number, number>();
    const late: number[] = [];
    const leave = processes.map(({ test }) => {
      const missing = new Set(ids.slice(0, commits));
      return test.deps.points.subscribe((changed) => {
        for (const id of changed === 'all' ? [...missing] : changed) {
          const at = committed.get(id);
          if (at === undefined || !missing.delete(id)) continue;
          late.push(Math.max(0, performance.now() - at));
        }
      });
    });
    const start = performance.now();
    for (let number = 0; number < commits; number += 1) {
      await pause(Math.max(0, start + (number * 1_000) / COMMITS_A_SECOND - performance.now()));
      const id = ids[number] ?? 0;
      committed.set(id, performance.now());
      await primary.sql`update point set version = version + 1 where id = ${id}`;
      committed.set(id, performance.now());
    }
    await expect.poll(() => late.length).toBe(commits * processes.length);
    for (const stop of leave) stop();
    return late;
  }

  it('starts with the copy of a process on the primary, on a machine of its own', async () => {
    const s3 = await startS3();
    const store = createObjectStore(s3.settings);
    const log = pino({ level: 'silent' });
    const replica = await open(pair.standbyUrl(DATABASE));
    const folder = await mkdtemp(join(tmpdir(), 'diaban-copy-'));
    const elsewhere = await mkdtemp(join(tmpdir(), 'diaban-copy-'));
    const given = { database: primary, log, store, leastPoints: 1 };
    const reader = createEngineCopies({ ...given, replica, folder: elsewhere });
    try {
      await createEngineCopies({ ...given, folder }).keep(() => loadEngine(primary));
      await primary.sql`update point set version = version + 1 where id <= 3`;
      await expect.poll(() => reader.restore(1)).toMatchObject({ changes: 3 });
      const restored = await reader.restore(1);
      expect(restored?.engine.size).toBe((await loadEngine(replica)).engine.size);
      expect(restored === null || reader.worthIt(restored.engine)).toBe(false);
    } finally {
      await replica.close();
      await s3.stop();
      await expect.poll(() => readdir(elsewhere)).toEqual([COPY_FILE]);
      for (const one of [folder, elsewhere]) await rm(one, { recursive: true });
    }
  });

  const shareWithin = (times: readonly number[], most: number) =>
    times.filter((time) => time <= most).length / times.length;

  const hold = () => pair.onStandby('select pg_wal_replay_pause()');
  const letGo = () => pair.onStandby('select pg_wal_replay_resume()');

  /** Names of the places that a process lists, as somebody who has written so far as the cookie says. */
  async function listed(test: TestApp, written = ''): Promise<string[]> {
    const { cookie } = await test.as('analyst');
    const headers = { cookie: `${cookie}; ${written}` };
    const answer = await test.app.request('/api/points?status=proposed', { headers });
    const { items } = (await answer.json()) as { items: { officialName: string }[] };
    return items.map(({ officialName }) => officialName);
  }

  it('have nineteen of twenty commits within 200 ms, at fifty a second', async () => {
    const ages: number[] = [];
    const looks = setInterval(() => {
      for (const { test } of readers) ages.push(test.deps.points.age ?? Infinity);
    }, 25);
    const late = await latenessOf(readers, COMMITS);
    clearInterval(looks);
    const sorted = late.toSorted((a, b) => a - b);
    console.log(
      `${READERS} readers, ${COMMITS_A_SECOND} commits a second: p50 ${sorted[late.length >> 1]?.toFixed(0)}, ` +
        `p95 ${sorted[Math.floor(late.length * 0.95)]?.toFixed(0)}, longest ${sorted.at(-1)?.toFixed(0)} ms`,
    );
    expect(shareWithin(late, AGE_MILLISECONDS)).toBeGreaterThan(0.95);
    // The age counts from the last look, also where nothing was committed since.
    expect(shareWithin(ages, 2 * AGE_MILLISECONDS)).toBeGreaterThan(0.95);
  });

  it('show an author the own act at once, in this process and in every other', async () => {
    const [here, there] = readers.map(({ test }) => test);
    if (here === undefined || there === undefined) throw new Error('there are three');
    const author = await here.as('analyst');
    const propose = (officialName: string) =>
      author.post('/api/points', newPoint({ officialName }));

    await hold();
    const writing = propose('Đợi máy dự phòng');
    const isWritten = async () =>
      primary.sql`select from point where official_name = 'Đợi máy dự phòng'`;
    await expect.poll(isWritten).toHaveLength(1);
    await letGo();
    await okPoint(await writing);
    expect(await listed(here)).toContain('Đợi máy dự phòng');

    // The answer does not wait for ever; the next process does, for the one who wrote.
    await hold();
    const answer = await propose('Máy dự phòng còn chậm');
    expect(answer.status).toBe(201);
    const [written] = answer.headers.getSetCookie();
    expect(await listed(there)).not.toContain('Máy dự phòng còn chậm');
    const looking = listed(there, written?.split(';')[0]);
    await pause(200);
    await letGo();
    expect(await looking).toContain('Máy dự phòng còn chậm');
  });

  it('say how old their map is while the standby is behind', async () => {
    const [reader] = readers;
    if (reader === undefined) throw new Error('there are three');
    const { mapAge } = reader.test.deps;
    expect(mapAge.now().state).toBe('current');
    await hold();
    await primary.sql`update point set version = version + 1`;
    await expect.poll(() => mapAge.now().state, { timeout: 15_000 }).toBe('old');
    const readAt = mapAge.now().readAt;
    await letGo();
    await expect.poll(() => mapAge.now().state).toBe('current');
    expect(readAt).not.toBeNull();
  });

  it('take acts while the standby is away, and show them once it is back', async () => {
    const [reader] = readers;
    if (reader === undefined) throw new Error('there are three');
    const { deps } = reader.test;
    const author = await reader.test.as('analyst');
    pair.killStandby();
    const start = performance.now();
    const answer = await author.post(
      '/api/points',
      newPoint({ officialName: 'Không máy dự phòng' }),
    );
    expect(answer.status).toBe(201);
    console.log(`an act without the standby: ${(performance.now() - start).toFixed(0)} ms`);
    expect((await author.get('/api/points')).status).toBe(200);
    await expect.poll(() => deps.mapAge.now().state, { timeout: 15_000 }).toBe('old');
    await pair.startStandby();
    await expect
      .poll(() => listed(reader.test), { timeout: 20_000 })
      .toContain('Không máy dự phòng');
    await expect.poll(() => deps.mapAge.now().state).toBe('current');
  });

  it('have each commit within 1.2 s where they are not told of it, and say so', async () => {
    ears.refuse(true);
    ears.cutAll();
    const { mapAge } = deaf.test.deps;
    await expect.poll(() => mapAge.now().state).toBe('polled');
    const late = await latenessOf([deaf], 100);
    console.log(`not told: longest ${Math.max(...late).toFixed(0)} ms`);
    expect(Math.max(...late)).toBeLessThan(AGE_WHEN_NOT_TOLD_MILLISECONDS);
    ears.heal();
    await expect.poll(() => mapAge.now().state, { timeout: 20_000 }).toBe('current');
  });
});
