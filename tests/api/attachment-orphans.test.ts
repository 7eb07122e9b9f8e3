import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Deps } from '#server/deps.ts';
import { setOrphansAside, sweepDaily } from '#server/features/attachments/orphan-jobs.ts';
import { restoreBackup } from '#server/features/backups/restore-commands.ts';
import { takeBackup } from '#server/features/backups/take-commands.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const NAMED = 3;

let test: TestApp;
let officer: TestClient;
let pointId: number;
/** Folder with the photos of the test's own database: three, all named by a place. */
let kept: string;
let folder: string;
beforeAll(async () => {
  test = await createTestApp();
  officer = await test.as('officer', { communeCodes: ['00070'] });
  pointId = (await okPoint(await officer.post('/api/points', newPoint()))).id;
  for (let number = 0; number < NAMED; number += 1) await send(200 + number);
  kept = test.deps.config.attachmentsDirectory;
  await setOrphansAside(test.deps);
});
afterAll(() => test.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-orphans-'));
  await cp(kept, folder, { recursive: true });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function send(width: number): Promise<string> {
  const id = randomUUID();
  const photo = await telephonePhoto('jpeg', { width, height: 100 });
  const answer = await sendAttachment(officer, photoFile(photo), { id, pointId });
  expect(answer.status).toBe(200);
  return id;
}

/** Lists the photos and papers of the folder that are in their place. */
async function filesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true });
  return names
    .filter((name) => /\.(?:full|thumbnail|tmp)$/.test(name) && !isAside(name))
    .toSorted();
}
const isAside = (name: string) => name.startsWith('aside/');

/** Makes every file of the folder this many days old; the clean-up goes by the last use. */
async function age(directory: string, days: number): Promise<void> {
  const then = new Date(Date.parse(test.clock.now()) - days * 86_400_000);
  for (const name of await readdir(directory, { recursive: true })) {
    await utimes(join(directory, name), then, then);
  }
}

/** Adds files that no row names; each contains its own name, which sorts after those of the photos. */
async function addStrange(endings: readonly string[]): Promise<string[]> {
  const names = endings.map((ending) => `ff/${'f'.repeat(62)}${ending}`);
  await mkdir(join(folder, 'ff'), { recursive: true });
  for (const name of names) await writeFile(join(folder, name), name);
  return names;
}

/** The same program with the folder of this test, and another database where one is given. */
const on = (deps: Deps, more: Partial<Deps> = {}): Deps => ({
  ...deps,
  config: { ...deps.config, attachmentsDirectory: folder },
  ...more,
});

describe('the files of attachments', () => {
  it('stay where they are when the program starts on an empty database', async () => {
    const before = await filesIn(folder);
    await age(folder, 400);
    const other = await createTestApp({ reference: false });
    try {
      const said: string[] = [];
      const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
      sweepDaily(on(other.deps, { log }));
      await expect
        .poll(() => other.deps.warnings.list())
        .toEqual(['attachments.of_another_database']);
      expect(await filesIn(folder)).toEqual(before);
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(folder);
      await other.deps.points.reload();
      const health = await (await other.anonymous.get('/api/health/ready')).json();
      expect(health).toMatchObject({
        status: 'ok',
        warnings: [{ code: 'attachments.of_another_database', detail: expect.any(String) }],
      });
    } finally {
      await other.close();
    }
  });

  it('stay where they are on the database of another register, and on that of nobody', async () => {
    const before = await filesIn(folder);
    await age(folder, 400);
    const other = await createTestApp();
    try {
      const swept = await setOrphansAside(on(other.deps));
      expect(swept).toMatchObject({ aside: 0, warning: 'attachments.of_another_database' });
      // An unmarked folder is not claimed either.
      await rm(join(folder, '.belongs-to'));
      const again = await setOrphansAside(on(other.deps));
      expect(again).toMatchObject({ aside: 0, warning: 'attachments.of_another_database' });
      expect(await filesIn(folder)).toEqual(before);
      expect(existsSync(join(folder, '.belongs-to'))).toBe(false);
    } finally {
      await other.close();
    }
  });

  it('stay where they are on a database that an earlier backup was restored into', async () => {
    const file = join(folder, 'backup');
    await takeBackup(test.database, { file, takenAt: test.clock.now(), folders: {} });
    const later = await send(300);
    await cp(kept, folder, { recursive: true });
    const before = await filesIn(folder);
    await age(folder, 400);
    const database = await openTestDatabase();
    try {
      await restoreBackup(database, file, {});
      const swept = await setOrphansAside(on(test.deps, { database }));
      expect(swept).toMatchObject({ aside: 0, warning: 'attachments.of_another_database' });
      expect(await filesIn(folder)).toEqual(before);
    } finally {
      await database.close();
    }
    expect((await officer.get(`/api/attachments/${later}`)).status).toBe(200);
  });

  it('stay where they are on a database that a dump was loaded into, identity and all', async () => {
    const identity = (await readFile(join(folder, '.belongs-to'), 'utf8')).trim();
    const before = await filesIn(folder);
    await age(folder, 400);
    const other = await createTestApp();
    try {
      await other.database.sql`delete from database_identity`;
      await other.database.sql`
        insert into database_identity (id, transaction)
        select ${identity}::text::uuid, '3'::xid8`;
      const swept = await setOrphansAside(on(other.deps));
      expect(swept.warning).toBe('attachments.of_another_database');
      expect(await filesIn(folder)).toEqual(before);
    } finally {
      await other.close();
    }
  });

  it('that no row speaks of are set aside after a month, whole, and none is deleted', async () => {
    const before = await filesIn(folder);
    const strange = await addStrange(['00.full', '00.thumbnail', '01.tmp']);
    await age(folder, 30);
    expect(await setOrphansAside(on(test.deps))).toEqual({ photos: 0, aside: 0, warning: null });
    expect(await filesIn(folder)).toEqual([...before, ...strange]);
    await age(folder, 32);
    expect(await setOrphansAside(on(test.deps))).toEqual({ photos: 0, aside: 3, warning: null });
    expect(await filesIn(folder)).toEqual(before);
    for (const name of strange) {
      expect(await readFile(join(folder, 'aside', basename(name)), 'utf8')).toBe(name);
    }
    expect(await setOrphansAside(on(test.deps))).toEqual({ photos: 0, aside: 0, warning: null });
  });

  it('that no row speaks of stay where they are when they are many', async () => {
    await addStrange(Array.from({ length: 11 }, (_, number) => `${10 + number}.full`));
    await age(folder, 400);
    const before = await filesIn(folder);
    const swept = await setOrphansAside(on(test.deps));
    expect(swept).toMatchObject({ aside: 0, warning: 'attachments.too_many_unknown' });
    expect(await filesIn(folder)).toEqual(before);
  });

  it('belong to the database that knows each of them, whatever stood there before', async () => {
    const mark = join(folder, '.belongs-to');
    const own = await readFile(mark, 'utf8');
    for (const before of [null, `${randomUUID()}\n`]) {
      await rm(mark);
      if (before !== null) await writeFile(mark, before);
      expect(await setOrphansAside(on(test.deps))).toMatchObject({ warning: null });
      expect(await readFile(mark, 'utf8')).toBe(own);
    }
  });
});
