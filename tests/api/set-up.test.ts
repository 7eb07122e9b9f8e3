import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { keptFolders } from '#server/features/backups/kept-files.ts';
import { takeBackup } from '#server/features/backups/take-commands.ts';
import { OLDEST_BACKUP } from '#tests/support/database/oldest-backup.ts';
import { eliminated, people } from '#tests/support/points/register-acts.ts';
import { startS3 } from '#tests/support/object-store/s3-server.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  changedBackup,
  CODE,
  emptyInstallation,
  endOfRestore,
  leftOver,
  sendBackup,
  setUpOf,
} from '#tests/support/requests/restore-acts.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const PHOTO = Buffer.from([0, 255, 10, 13]);

let old: TestApp;
let folder: string;
let file: string;
let backup: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  old = await createTestApp();
  await eliminated(await people(old), { officialName: 'Quán đã sao lưu' });
  const { config } = old.deps;
  await mkdir(join(config.attachmentsDirectory, 'ab'), { recursive: true });
  await writeFile(join(config.attachmentsDirectory, 'ab', 'one.full'), PHOTO);
  await writeFile(join(config.dataDirectory, 'secret'), 'x'.repeat(64));
  folder = await mkdtemp(join(tmpdir(), 'diaban-set-up-'));
  file = join(folder, 'whole.backup');
  await takeBackup(old.database, { file, takenAt: TEST_NOW, folders: keptFolders(config) });
  backup = new Uint8Array(await readFile(file));
});
afterAll(async () => {
  await old.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a story in an empty installation, and closes it. */
async function inEmpty(
  work: (test: Awaited<ReturnType<typeof emptyInstallation>>) => Promise<void>,
  options: Parameters<typeof emptyInstallation>[0] = {},
): Promise<void> {
  const test = await emptyInstallation(options);
  try {
    await work(test);
  } finally {
    await test.close();
  }
}

/** Nothing was entered, and nothing is kept of the file. */
async function expectEmpty(test: TestApp): Promise<void> {
  expect((await setUpOf(test)).unused).toBe(true);
  expect(await leftOver(test)).toEqual([]);
  const { config } = test.deps;
  await expect(readFile(join(config.attachmentsDirectory, 'ab', 'one.full'))).rejects.toThrow(
    'ENOENT',
  );
}

describe('an installation in which nothing was entered', () => {
  it('takes a backup with its photos and its log, once, and ends the old sessions', async () => {
    const { cookie } = await old.as('analyst');
    await inEmpty(async (test) => {
      expect(await setUpOf(test)).toEqual({ unused: true, restore: null });
      const { unused } = await (await test.anonymous.get('/api/configuration')).json();
      expect(unused).toBe(true);
      const taken = await sendBackup(test, backup, { length: backup.byteLength });
      expect(taken.status).toBe(202);
      expect(await endOfRestore(test)).toMatchObject({ phase: 'ready', problem: null });
      expect((await setUpOf(test)).unused).toBe(false);

      const stale = await test.anonymous.request('/api/me', { headers: { cookie: cookie ?? '' } });
      await expectProblem(stale, 'session.revoked');
      const points = await (await (await test.as('analyst')).get('/api/points')).json();
      expect(points.items).toMatchObject([{ officialName: 'Quán đã sao lưu' }]);
      const { config } = test.deps;
      expect(await readFile(join(config.attachmentsDirectory, 'ab', 'one.full'))).toEqual(PHOTO);
      expect(await readFile(join(config.dataDirectory, 'secret'), 'utf8')).toBe('x'.repeat(64));
      expect(await leftOver(test)).toEqual([]);

      expect(await asSystem(test.database, (sql) => verifyAudit(sql, null))).toMatchObject({
        ok: true,
      });
      const told = await test.database
        .sql`select detail from audit_entry where action = 'installation.restore'`;
      expect(told).toMatchObject([{ detail: { takenAt: TEST_NOW, files: 2 } }]);
      await expectProblem(await sendBackup(test, backup), 'set_up.used');
    });
  });

  it('brings photos into the object store where one is named', async () => {
    const s3 = await startS3();
    await inEmpty(
      async (test) => {
        await sendBackup(test, backup);
        expect(await endOfRestore(test)).toMatchObject({ phase: 'ready' });
        const [key = ''] = [...s3.objects.keys()].filter((name) => name.endsWith('.full'));
        expect(key).toMatch(/attachments\/ab\/one\.full$/);
        expect(await readFile(join(test.deps.config.dataDirectory, 'secret'), 'utf8')).toContain(
          'x',
        );
      },
      { environment: s3.environment },
    );
    await s3.stop();
  });

  it('takes one of an earlier program, and not a demonstration where others reach it', async () => {
    const oldest = new Uint8Array(await readFile(OLDEST_BACKUP));
    const migrationsOf = async ({ database }: TestApp) =>
      database.sql`select number, checksum from schema_migration order by number`;
    await inEmpty(
      async (test) => {
        const before = await migrationsOf(test);
        await sendBackup(test, oldest);
        expect(await endOfRestore(test)).toMatchObject({ problem: 'set_up.demonstration' });
        expect(await migrationsOf(test)).toEqual(before);
        await expectEmpty(test);
      },
      { environment: { DIABAN_PUBLIC_URL: 'https://diaban.example' } },
    );
    await inEmpty(async (test) => {
      const before = await migrationsOf(test);
      await sendBackup(test, oldest);
      expect(await endOfRestore(test)).toMatchObject({ phase: 'ready' });
      expect(await migrationsOf(test)).toEqual(before);
      const [points] = await test.database.sql`select count(*)::int as number from point`;
      expect(points?.['number']).toBeGreaterThan(0);
      const verdict = await asSystem(test.database, (sql) => verifyAudit(sql, null));
      expect(verdict).toMatchObject({ ok: true });
    });
  });

  it('asks for the code, and after five wrong ones a minute for patience', async () => {
    await inEmpty(async (test) => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const refused = await sendBackup(test, backup, { code: `${CODE}?` });
        await expectProblem(refused, 'set_up.wrong_code');
      }
      const { parameters } = await expectProblem(
        await sendBackup(test, backup),
        'request.too_many',
      );
      expect(parameters?.['seconds']).toBeGreaterThan(0);
      await expectEmpty(test);
    });
  });

  it('takes from one operator at a time, and is empty where a line was cut', async () => {
    await inEmpty(async (test) => {
      let line: ReadableStreamDefaultController<Uint8Array> | null = null;
      const slow = new ReadableStream<Uint8Array>({
        start(controller) {
          line = controller;
          controller.enqueue(backup.subarray(0, 1_000));
        },
      });
      const first = sendBackup(test, slow, { length: backup.byteLength });
      const arrived = async () => (await setUpOf(test)).restore;
      await expect
        .poll(arrived)
        .toMatchObject({ phase: 'receiving', done: 1_000, total: backup.byteLength });
      await expectProblem(await sendBackup(test, backup), 'set_up.under_way');
      (line as ReadableStreamDefaultController<Uint8Array> | null)?.error(new Error('gone'));
      await expectProblem(await first, 'set_up.cut');
      expect(await arrived()).toMatchObject({ phase: 'failed', problem: 'set_up.cut' });
      await expectEmpty(test);
      const together = await Promise.all([sendBackup(test, backup), sendBackup(test, backup)]);
      expect(together.map(({ status }) => String(status)).toSorted()).toEqual(['202', '409']);
      expect(await endOfRestore(test)).toMatchObject({ phase: 'ready' });
    });
  });

  it('refuses what is no backup of this program, and is as empty as before', async () => {
    const head = (change: (head: { migrations: object[] }) => void) =>
      changedBackup(file, ([first = '', ...lines]) => {
        const changed = JSON.parse(first) as { migrations: object[] };
        change(changed);
        return [JSON.stringify(changed), ...lines];
      });
    const one = { number: 9_999, name: '9999-later.sql', checksum: 'x' };
    const newer = await head(({ migrations }) => migrations.push(one));
    const foreign = await head(({ migrations }) => migrations.splice(1, 1, one));
    const other = await changedBackup(file, () => ['{"format":"something else"}']);
    await inEmpty(async (test) => {
      for (const [sent, code] of [
        [new TextEncoder().encode('một tệp chữ'), 'set_up.no_backup'],
        [new Uint8Array(), 'set_up.no_backup'],
        [other, 'set_up.no_backup'],
        [newer, 'set_up.newer'],
        [foreign, 'set_up.other_program'],
      ] as const) {
        await expectProblem(await sendBackup(test, sent), code);
        await expectEmpty(test);
      }
      const short = await sendBackup(test, backup.subarray(0, 5_000), { length: 9_000 });
      await expectProblem(short, 'set_up.cut');
      await expectEmpty(test);
    });
  });

  it('finds a file that was cut short or changed, says so, and takes the right one then', async () => {
    const renamed = await changedBackup(file, (lines) =>
      lines.map((line) => line.replace('Quán đã', 'Quán khác')),
    );
    const orphaned = await changedBackup(file, (lines) => lines.slice(0, -1));
    await inEmpty(async (test) => {
      for (const damaged of [backup.slice(0, backup.length / 2), renamed, orphaned]) {
        expect((await sendBackup(test, damaged)).status).toBe(202);
        expect(await endOfRestore(test)).toMatchObject({
          phase: 'failed',
          problem: 'set_up.damaged',
        });
        await expectEmpty(test);
      }
      await sendBackup(test, backup);
      expect(await endOfRestore(test)).toMatchObject({ phase: 'ready' });
    });
  });

  it('refuses a file for which the disk has no room, before it arrives and before it is loaded', async () => {
    await inEmpty(async (test) => {
      test.setUp.freeBytes = async () => 256 * 1_048_576 + backup.byteLength - 1;
      const refused = await sendBackup(test, backup, { length: backup.byteLength });
      await expectProblem(refused, 'set_up.disk_full');
      await expectEmpty(test);
      let looks = 0;
      test.setUp.freeBytes = async () => ((looks += 1) === 1 ? 2 ** 40 : 1_000);
      expect((await sendBackup(test, backup)).status).toBe(202);
      expect(await endOfRestore(test)).toMatchObject({ problem: 'set_up.disk_full' });
      await expectEmpty(test);
    });
  });

  it('refuses all other requests while the rows are written, and goes on after a failure', async () => {
    let goOn: (() => void) | null = null;
    const held = new Promise<void>((_, reject) => {
      goOn = () => reject(new Error('the work beside the requests did not end'));
    });
    held.catch(() => undefined);
    await inEmpty(
      async (test) => {
        await sendBackup(test, backup);
        await expect.poll(async () => (await setUpOf(test)).restore?.phase).toBe('loading');
        for (const path of ['/api/health/ready', '/ogc/collections']) {
          await expectProblem(await test.anonymous.get(path), 'server.restoring');
        }
        expect((await test.anonymous.get('/api/health/live')).status).toBe(200);
        goOn?.();
        expect(await endOfRestore(test)).toMatchObject({ problem: 'set_up.failed' });
        await expectEmpty(test);
        expect((await test.anonymous.get('/api/configuration')).status).toBe(200);
      },
      { hold: () => held },
    );
  });
});

describe('an installation that is used', () => {
  it.each(['an account', 'a line of the log'])('by %s takes no backup', async (use) => {
    await inEmpty(async (test) => {
      await (use === 'an account'
        ? test.as('admin')
        : test.database.sql`
            select from append_audit(jsonb_build_array(jsonb_build_object(
              'id', gen_random_uuid(), 'at', now(), 'action', 'account.create',
              'subject_kind', 'account', 'detail', '{}'::jsonb
            )))`);
      expect(await setUpOf(test)).toEqual({ unused: false, restore: null });
      await expectProblem(await sendBackup(test, backup), 'set_up.used');
    });
  });
});
