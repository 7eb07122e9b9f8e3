import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/queries.ts';
import { listTableStatements, readRows } from '#server/features/backups/queries.ts';
import { restoreBackup } from '#server/features/backups/restore-backup.ts';
import { takeBackup } from '#server/features/backups/take-backup.ts';
import { eliminated, people } from '#tests/support/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

let testApp: TestApp;
let folder: string;
let file: string;
let photos: string;

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
  await eliminated(by, { officialName: String.raw`Đoạn phố \n thử hai` });
  folder = await mkdtemp(join(tmpdir(), 'diaban-backup-'));
  photos = join(folder, 'photos');
  await mkdir(join(photos, 'ab'), { recursive: true });
  await writeFile(join(photos, 'ab', 'one.jpg'), Buffer.from([0, 255, 10, 13]));
  file = join(folder, 'kept');
  await takeBackup(testApp.database, {
    file,
    takenAt: '2026-11-24T01:00:00.000Z',
    folders: { photos, nothing: join(folder, 'nothing') },
  });
});
afterAll(async () => {
  await testApp.close();
  await rm(folder, { recursive: true });
});

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
  });

  it('is not written over another', async () => {
    await writeFile(join(folder, 'taken.unfinished'), 'mine');
    const request = {
      file: join(folder, 'taken'),
      takenAt: '2026-11-24T01:00:00.000Z',
      folders: {},
    };
    await expect(takeBackup(testApp.database, request)).rejects.toThrow(/EEXIST/);
  });

  it('does not go into a database that is used', async () => {
    await expect(restoreBackup(testApp.database, file, { photos })).rejects.toThrow(/in use/);
  });

  it('is refused as a whole, leaving nothing, when it is cut off, altered or none', async () => {
    const whole = gunzipSync(await readFile(file))
      .toString()
      .trimEnd()
      .split('\n');
    const cut = join(folder, 'cut');
    await writeFile(cut, await readFile(file));
    await truncate(cut, Math.floor((await stat(cut)).size / 2));
    const packed = async (name: string, lines: readonly string[]) => {
      await writeFile(join(folder, name), gzipSync(`${lines.join('\n')}\n`));
      return join(folder, name);
    };
    const elsewhere = whole.map((line) => line.replace('photos/ab/one.jpg', 'photos/../../x'));
    const orphan = whole.filter((line) => line !== '{"table":"point"}');
    await restored(async (database) => {
      const before = await contentOf(database);
      for (const [given, complaint] of [
        [cut, /unexpected end|not whole/],
        [await packed('short', whole.slice(0, -1)), /not whole/],
        [await packed('elsewhere', elsewhere), /belongs nowhere/],
        [await packed('orphan', orphan), /./],
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
});
