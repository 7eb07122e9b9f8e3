import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { checkBackup } from '#server/features/backups/formats/read-backup.ts';
import { listTableStatements, readRows } from '#server/features/backups/queries.ts';
import { restoreBackup } from '#server/features/backups/restore-commands.ts';
import { type BackupReceipt, takeBackup } from '#server/features/backups/take-commands.ts';
import { startScript } from '#tests/support/processes/child-process.ts';
import { eliminated, people } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { bringGround, groundOfMade, smallTown } from '#tests/support/files/made-ground.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { copyDatabase, openTestDatabase } from '#tests/support/database/test-database.ts';

let testApp: TestApp;
let folder: string;
let file: string;
let photos: string;
let receipt: BackupReceipt;

/** Every row of every table that a backup keeps, in an order of its own. */
async function contentOf(database: Database): Promise<Record<string, string[]>> {
  return asSystem(database, async (sql) => {
    const content: Record<string, string[]> = {};
    for (const table of await listTableStatements(sql)) {
      const lines: string[] = [];
      for await (const rows of readRows(sql, table)) lines.push(...rows.map((row) => row.line));
      content[table.name] = lines.toSorted();
    }
    return content;
  });
}

beforeAll(async () => {
  testApp = await createTestApp();
  const by = await people(testApp);
  await eliminated(by, { officialName: 'Quán thử "một"' });
  // Tiles are bytes, which travel as text.
  await bringGround(testApp, groundOfMade(smallTown()));
  await eliminated(by, { officialName: String.raw`Đoạn phố \n thử hai` });
  // Characters that some readers take for the end of a line.
  await testApp.database
    .sql`update point set official_name = official_name || ${'\u2028.'} where official_name like '%thử hai'`;
  folder = await mkdtemp(join(tmpdir(), 'diaban-backup-'));
  photos = join(folder, 'photos');
  await mkdir(join(photos, 'ab'), { recursive: true });
  await writeFile(join(photos, 'ab', 'one.jpg'), Buffer.from([0, 255, 10, 13]));
  file = join(folder, 'kept');
  receipt = await backUp(file);
});
afterAll(async () => {
  await testApp.close();
  await rm(folder, { recursive: true });
});

function backUp(name: string): Promise<BackupReceipt> {
  const folders = { photos, nothing: join(folder, 'nothing') };
  return takeBackup(testApp.database, { file: name, takenAt: TEST_NOW, folders });
}

async function restored<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openTestDatabase();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('a backup', () => {
  it('comes back row for row and file for file, with a log that is whole and numbers that go on', async () => {
    await restored(async (database) => {
      const photosThere = join(folder, 'there');
      const count = await restoreBackup(database, file, { photos: photosThere });
      expect(count.files).toBe(1);
      expect(await contentOf(database)).toEqual(await contentOf(testApp.database));
      expect(await readFile(join(photosThere, 'ab', 'one.jpg'))).toEqual(
        Buffer.from([0, 255, 10, 13]),
      );
      const verdict = await asSystem(database, (sql) => verifyAudit(sql, null));
      expect(verdict.ok).toBe(true);
      const [next] = await database.sql`select nextval('point_id_seq') as id`;
      const [last] = await database.sql`select max(id) as id from point`;
      expect(Number(next?.['id'])).toBeGreaterThan(Number(last?.['id']));
      await expect(database.sql`delete from event`).rejects.toThrow(/never changed/);
    });
  });

  it('is only its owner’s to read, and holds no session', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = gunzipSync(await readFile(file)).toString();
    expect(text).toContain('{"table":"point"}');
    expect(text).not.toContain('app_session');
    const tables = [...text.matchAll(/^\{"table":"(\w+)"\}$/gm)].map(([, name]) => name);
    expect(tables).toEqual(expect.arrayContaining(['app_user', 'audit_entry', 'event', 'setting']));
    const leftOut = [
      'schema_migration',
      'app_verification',
      'app_rate_limit',
      'sign_in_attempt',
      'spent_code',
      'access_link',
      'idempotency_record',
      'point_change',
      'engine_copy',
      'database_identity',
    ];
    expect(tables.filter((name) => leftOut.includes(name ?? ''))).toEqual([]);
  });

  it('leaves out the mark of a folder, and photos that are still being written', async () => {
    const changing = join(folder, 'changing');
    await mkdir(changing);
    for (const name of ['one.full', 'two.full.1.tmp', '.belongs-to']) {
      await writeFile(join(changing, name), name);
    }
    const request = { file: join(folder, 'quiet'), takenAt: TEST_NOW, folders: { changing } };
    expect(await takeBackup(testApp.database, request)).toMatchObject({ files: 1 });
    const lines = gunzipSync(await readFile(request.file)).toString();
    expect(lines).toContain('"file":"changing/one.full"');
  });

  it('is not written over another file, which stays as it is', async () => {
    const taken = join(folder, 'taken');
    await writeFile(taken, 'mine');
    await expect(backUp(taken)).rejects.toThrow(/taken exists already.*another name/);
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });

  it('is one of two that are taken at once under one name, and whole', async () => {
    const name = join(folder, 'twice');
    const outcomes = await Promise.allSettled([backUp(name), backUp(name)]);
    const statuses = outcomes.map(({ status }) => status).toSorted();
    expect(statuses).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining('exists already') },
    });
    expect((await checkBackup(name)).files).toBe(1);
    expect((await readdir(folder)).filter((one) => one.startsWith('twice'))).toEqual(['twice']);
  });

  it('is taken under the name of one that was killed', { timeout: 120_000 }, async () => {
    const { remove, ...where } = await copyDatabase();
    const name = join(folder, 'nightly');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const url = where.databaseUrl ?? '';
    const child = startScript('backup-until-killed', name, pipe, where.dataDirectory, url);
    const left = async () => (await readdir(folder)).filter((one) => one.startsWith('nightly'));
    await expect.poll(left, { timeout: 100_000 }).toHaveLength(1);
    await child.killNine();
    expect(existsSync(name)).toBe(false);
    expect(await left()).toHaveLength(1);
    const database = await openDatabase(where);
    const request = { file: name, takenAt: TEST_NOW, folders: { photos } };
    expect(await takeBackup(database, request)).toMatchObject({ files: 1 });
    expect((await checkBackup(name)).files).toBe(1);
    await database.close();
    await remove();
  });

  it('keeps a database of an earlier program as it is, and names its tables', async () => {
    const database = await openTestDatabase();
    const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
    const newest = migrations.at(-1)?.number ?? 0;
    await database.sql`delete from schema_migration where number = ${newest}`;
    const name = join(folder, 'earlier');
    await takeBackup(database, { file: name, takenAt: TEST_NOW, folders: {} });
    expect((await checkBackup(name)).head.migrations).toHaveLength(migrations.length - 1);
    const applied = await database.sql`select from schema_migration`;
    expect(applied).toHaveLength(migrations.length - 1);
    await database.close();
  });

  it('does not go into a database that is used', async () => {
    await expect(restoreBackup(testApp.database, file, { photos })).rejects.toThrow(/in use/);
  });

  it('is refused as a whole, leaving nothing, when it is cut off, altered or none', async () => {
    const whole = await linesOf(file);
    const cut = join(folder, 'cut');
    await writeFile(cut, await readFile(file));
    await truncate(cut, Math.floor((await stat(cut)).size / 2));
    const elsewhere = whole.map((line) => line.replace('photos/ab/one.jpg', 'photos/../../x'));
    const orphan = whole.filter((line) => line !== '{"table":"point"}');
    const renamed = whole.map((line) => line.replace('Quán thử', 'Quán khác'));
    expect(renamed).not.toEqual(whole);
    await restored(async (database) => {
      const before = await contentOf(database);
      for (const [given, complaint] of [
        [cut, /unexpected end|not whole/],
        [await packed('short', whole.slice(0, -1)), /not whole/],
        [await packed('long', [...whole, '{"table":"point"}']), /not whole/],
        [await packed('altered', renamed), /altered/],
        [await packed('unhashed', [...whole.slice(0, -1), withoutHash(whole)]), /altered/],
        [await packed('elsewhere', hashed(elsewhere)), /belongs nowhere/],
        [await packed('orphan', hashed(orphan)), /./],
        [await packed('none', ['{"format":"something else"}']), /not a backup/],
        [join(photos, 'ab', 'one.jpg'), /./],
      ] as const) {
        await expect(restoreBackup(database, given, { photos: join(folder, 'x') })).rejects.toThrow(
          complaint,
        );
        expect(await contentOf(database)).toEqual(before);
        expect(existsSync(join(folder, 'x'))).toBe(false);
      }
    });
  });

  it('is told from another one by the hash that was noted', async () => {
    const renamed = (await linesOf(file)).map((line) => line.replace('Quán thử', 'Quán khác'));
    const forged = await packed('forged', hashed(renamed));
    await restored(async (database) => {
      const there = { photos: join(folder, 'noted') };
      await expect(restoreBackup(database, forged, there, receipt.sha256)).rejects.toThrow(
        /not the one that was noted/,
      );
      expect(await restoreBackup(database, file, there, receipt.sha256)).toEqual(receipt);
    });
  });

  it('of an earlier program, which has no hash, comes back too', async () => {
    const [head = '', ...lines] = await linesOf(file);
    const earlier = [head.replace('backup 2', 'backup 1'), ...lines.slice(0, -1)];
    const given = await packed('first', [...earlier, withoutHash(lines)]);
    await restored(async (database) => {
      const there = { photos: join(folder, 'earlier-photos') };
      expect(await restoreBackup(database, given, there)).toMatchObject({ rows: receipt.rows });
    });
  });

  it('can be tried again where a file could not be written', async () => {
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where a folder should be');
    await restored(async (database) => {
      await expect(restoreBackup(database, file, { photos: blocked })).rejects.toThrow(
        /EEXIST|ENOTDIR/,
      );
      await rm(blocked);
      expect(await restoreBackup(database, file, { photos: blocked })).toEqual(receipt);
    });
  });
});

async function linesOf(backup: string): Promise<string[]> {
  return gunzipSync(await readFile(backup))
    .toString()
    .trimEnd()
    .split('\n');
}

async function packed(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), gzipSync(`${lines.join('\n')}\n`));
  return join(folder, name);
}

/** Adds the right hash to changed lines, as a skilled forger would. */
function hashed(lines: readonly string[]): string[] {
  const content = lines.slice(0, -1);
  const sha256 = createHash('sha256')
    .update(`${content.join('\n')}\n`)
    .digest('hex');
  return [...content, JSON.stringify({ ...endOf(lines), sha256 })];
}

const endOf = (lines: readonly string[]) => JSON.parse(lines.at(-1) ?? '') as object;
const withoutHash = (lines: readonly string[]) =>
  JSON.stringify({ ...endOf(lines), sha256: undefined });
