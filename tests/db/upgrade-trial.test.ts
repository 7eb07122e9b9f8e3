import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ensureClientBuilt } from '#server/build/client-build.ts';
import { systemClock } from '#server/clock.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { tryUpgrade } from '#server/features/backups/trial-commands.ts';
import { listDatabases } from '#tests/support/database/database-template.ts';
import { type OldRegister, openOldRegister } from '#tests/support/database/old-register.ts';
import { readUpgradeState } from '#tests/support/database/upgrade-state.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { startServer } from '#tests/support/processes/start-server.ts';
import { newPoint } from '#tests/support/points/register-acts.ts';
import { createTestApp } from '#tests/support/test-app.ts';

const template = inject('databaseTemplate');
let folder: string;
/** Migrations of a next version, of which the last one fails after it has changed a table. */
let failing: string;
let old: OldRegister;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-next-'));
  failing = join(folder, 'failing');
  await cp(MIGRATIONS_DIRECTORY, failing, { recursive: true });
  const text = "alter table point add column half_done text default 'x'; select 1 / 0;";
  await writeFile(join(failing, '9999-half-done.sql'), text);
  old = await openOldRegister(template.kind);
}, 60_000);
beforeEach(() => old.putBack());
afterAll(async () => {
  await old.remove();
  await rm(folder, { recursive: true });
});

async function inOld<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...old.where, maxConnections: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Copies that a trial has left, in the data folder and on the server. */
async function leftCopies(): Promise<string[]> {
  const folders = await readdir(old.where.dataDirectory);
  const { kind } = template;
  const databases = kind === 'server' ? await listDatabases(template.url, 'diaban_trial_') : [];
  return [...folders.filter((name) => name.startsWith('upgrade-trial-')), ...databases];
}

const tryIt = (more: Parameters<typeof tryUpgrade>[2] = {}) =>
  tryUpgrade({ ...old.where, databaseDirectUrl: null }, systemClock, more);

describe('the trial of an upgrade', () => {
  it('applies what is missing to a copy, leaves the register as it is, and throws the copy away', async () => {
    const before = await inOld(readUpgradeState);
    const missing = (await readMigrations(MIGRATIONS_DIRECTORY)).slice(before.migrations);
    const trial = await tryIt();
    expect(trial?.pending).toEqual(missing.map(({ name }) => name));
    expect(trial?.copied).toBe(template.kind === 'server' ? 'server' : 'folder');
    expect(await inOld(readUpgradeState)).toEqual(before);
    expect(await leftCopies()).toEqual([]);
  });

  it('says why it failed; the version before goes on with the register', async () => {
    const before = await inOld(readUpgradeState);
    await expect(tryIt({ directory: failing })).rejects.toThrow(
      /tried on a copy and failed.*register was not changed.*9999-half-done.*division by zero/s,
    );
    expect(await leftCopies()).toEqual([]);
    const oldProgram = join(folder, 'old-program');
    const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
    for (const { name } of migrations.slice(0, before.migrations)) {
      await cp(join(MIGRATIONS_DIRECTORY, name), join(oldProgram, name));
    }
    await inOld(async (database) => {
      expect(await migrate(database, oldProgram)).toEqual({ applied: [] });
      expect(await readUpgradeState(database)).toEqual(before);
    });
  });

  it('is not begun where the disk has no room for a copy', async () => {
    // Somebody who is connected keeps a server from copying by itself.
    const other = template.kind === 'server' ? await openDatabase(old.where) : null;
    await expect(tryIt({ freeBytes: () => Promise.resolve(1_048_576) })).rejects.toThrow(
      /not begun.*MiB must be free.*1 MiB are.*DIABAN_UPGRADE_TRIAL=never/s,
    );
    await other?.close();
  });

  it('has nothing to try on a database of this version, or none', async () => {
    await inOld((database) => migrate(database));
    expect(await tryIt()).toBeNull();
  });
});

/** They restore a backup and start the product: `npm run upgrades` asks for them. */
const isAskedFor = process.env['DIABAN_UPGRADE_KILLS'] !== undefined;

describe.runIf(isAskedFor && template.kind === 'server')('beside a server', () => {
  it(
    'is made from a backup while others are connected, who go on',
    { timeout: 120_000 },
    async () => {
      const other = await openDatabase(old.where);
      const before = await readUpgradeState(other);
      expect(await tryIt()).toMatchObject({ copied: 'backup' });
      expect(await readUpgradeState(other)).toEqual(before);
      await other.close();
      expect(await leftCopies()).toEqual([]);
    },
  );

  it('comes before a start of a new version', { timeout: 120_000 }, async () => {
    await ensureClientBuilt(process.cwd());
    const { databaseUrl, dataDirectory } = old.where;
    const server = startServer(await freePort(), {
      DATABASE_URL: databaseUrl ?? '',
      DIABAN_DATA_DIR: dataDirectory,
      LOG_LEVEL: 'info',
    });
    await server.ready;
    server.child.kill('SIGTERM');
    const { out } = await server.ended;
    const told = ['trying the upgrade', 'succeeds on a copy', '"migrated"'];
    const places = told.map((words) => out.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
});

describe('a migration that fails', () => {
  it('leaves the version before serving, reading and writing', async () => {
    const app = await createTestApp();
    try {
      await app.deps.points.reload();
      const coordinator = await app.as('coordinator');
      const failed = migrate(app.database, failing);
      const [outcome, ...answers] = await Promise.allSettled([
        failed,
        coordinator.get('/api/points'),
        coordinator.get('/api/health/ready'),
      ]);
      expect(outcome).toMatchObject({ reason: { message: expect.stringContaining('9999') } });
      for (const answer of answers) expect(answer).toMatchObject({ value: { status: 200 } });
      expect((await coordinator.get('/api/health/ready')).status).toBe(200);
      const officer = await app.as('officer');
      expect((await officer.post('/api/points', newPoint({}))).status).toBe(201);
    } finally {
      await app.close();
    }
  });
});
