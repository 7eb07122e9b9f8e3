import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { OperationsState } from '#server/contract/operations.ts';
import { backupJobs } from '#server/features/backups/backup-jobs.ts';
import { proveBackup } from '#server/features/backups/settle-commands.ts';
import { noteBackup } from '#server/features/backups/staged-files.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-operations-'));
  test = await createTestApp({
    environment: { DIABAN_DATA_DIR: folder },
  });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const state = async () => {
  const admin = await test.as('admin');
  const response = await admin.get('/api/operations');
  return OperationsState.parse(await response.json());
};
const backups = async () => (await readdir(join(folder, 'backups'))).toSorted();
/** Runs what is due in the night before a day, twice, as two processes would. */
const nightBefore = async (day: string) => {
  const { kinds, recurring } = backupJobs({});
  const plan = { kinds, recurring: recurring.filter(({ kind }) => kind === 'backups.take') };
  // Half past one in Hanoi is half past six in the evening before in Greenwich.
  test.clock.set(`${day}T18:31:00.000Z`);
  await Promise.all([1, 2].map(() => jobRunner(test.deps, plan)()));
};

describe('the state of the product', () => {
  it('names versions, database, disk and requests, and nothing of points', async () => {
    await test.as('admin').then((admin) => admin.get('/api/jobs'));
    const found = await state();
    expect(found.database.kind).toBe(test.database.kind);
    expect(found.database.bytes).toBeGreaterThan(1_000_000);
    expect(found.database.migrations).toBeGreaterThan(50);
    expect(found.database.largest.map(({ table }) => table)).toHaveLength(8);
    expect(found.disk?.freeBytes).toBeGreaterThan(0);
    expect(found.slowest.map(({ route }) => route)).toContain('/api/jobs');
    expect(found.backups).toEqual({ nightly: true, last: null, lastCheck: null });
  });

  it('names the ten slowest routes: by requests of more than a second, then by their mean', async () => {
    const times: [route: string, ...seconds: number[]][] = [
      ['/mean/low', 0.9, 0.9],
      ['/mean/high', 0.95],
      ['/one/late', 0.1, 1.5],
      ['/two/late', 2, 1.001, 0.01],
      ['/at/the/second', 1],
      ...Array.from({ length: 8 }, (_, at): [string, number] => [`/quick/${at}`, 0.5]),
    ];
    test.deps.metrics.requestSeconds.reset();
    for (const [route, ...seconds] of times) {
      for (const value of seconds) {
        test.deps.metrics.requestSeconds.observe({ method: 'GET', route, status: 200 }, value);
      }
    }
    const { slowest } = await state();
    expect(slowest).toHaveLength(10);
    expect(slowest.slice(0, 5)).toEqual([
      { method: 'GET', route: '/two/late', count: 3, meanMilliseconds: 1_004, overOneSecond: 2 },
      { method: 'GET', route: '/one/late', count: 2, meanMilliseconds: 800, overOneSecond: 1 },
      {
        method: 'GET',
        route: '/at/the/second',
        count: 1,
        meanMilliseconds: 1_000,
        overOneSecond: 0,
      },
      { method: 'GET', route: '/mean/high', count: 1, meanMilliseconds: 950, overOneSecond: 0 },
      { method: 'GET', route: '/mean/low', count: 2, meanMilliseconds: 900, overOneSecond: 0 },
    ]);
  });

  it('is for administrators alone', async () => {
    const analyst = await test.as('analyst');
    expect((await analyst.get('/api/operations')).status).toBe(403);
  });
});

describe('nightly backups', () => {
  it('are taken once a night and kept by rule', async () => {
    await nightBefore('2026-11-23');
    expect(await backups()).toEqual(['diaban-2026-11-24.backup']);
    const old = ['2026-11-10', '2026-11-09', '2026-10-15', '2026-10-01'];
    for (const of of old) await writeFile(join(folder, 'backups', `diaban-${of}.backup`), '');
    const others = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
    for (const of of others) await writeFile(join(folder, 'backups', `diaban-${of}.backup`), '');
    await writeFile(join(folder, 'backups', 'of-an-operator.backup'), '');
    await nightBefore('2026-11-24');
    const kept = await backups();
    // A Monday and the first of a month stay; a Tuesday and a Thursday of weeks ago go.
    expect(kept).toContain('diaban-2026-11-09.backup');
    expect(kept).toContain('diaban-2026-10-01.backup');
    expect(kept).not.toContain('diaban-2026-11-10.backup');
    expect(kept).not.toContain('diaban-2026-10-15.backup');
    expect(kept).toContain('of-an-operator.backup');
    const { last } = (await state()).backups;
    expect(last).toMatchObject({ kind: 'backup', file: 'diaban-2026-11-25.backup', error: null });
    expect(last?.rows).toBeGreaterThan(100);
    const check = { kind: 'check', at: '2026-11-24T19:30:00.000Z', file: 'x', rows: 1, files: 0 };
    await noteBackup(test.deps.config, { ...check, kind: 'check', error: null });
    await noteBackup(test.deps.config, { ...check, kind: 'check', error: 'damaged' });
    const after = (await state()).backups;
    expect(after.lastCheck).toMatchObject({ kind: 'check', error: 'damaged' });
    expect(after.last).toEqual(last);
  });

  // A new embedded database takes seconds to make, which one of the two runs spends.
  const isEmbedded = inject('databaseTemplate').kind === 'embedded';
  it.runIf(isEmbedded)(
    'are proved by restoring one aside, and a damaged one is named to the administrator',
    async () => {
      const file = join(folder, 'backups', 'diaban-2026-11-25.backup');
      const noted = (await state()).backups.last?.sha256 ?? null;
      const { rows } = await proveBackup(test.deps.config, test.clock, { file, noted });
      const { last, lastCheck } = (await state()).backups;
      expect(rows).toBe(last?.rows);
      expect(lastCheck).toMatchObject({ kind: 'check', rows, error: null });
      await truncate(file, 5_000);
      await expect(proveBackup(test.deps.config, test.clock, { file, noted })).rejects.toThrow(
        /whole|cut off|unexpected end/i,
      );
      expect((await state()).backups.lastCheck?.error).toMatch(/\w/);
    },
    300_000,
  );
});
