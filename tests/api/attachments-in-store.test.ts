import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { moveToStore } from '#server/features/attachments/move-commands.ts';
import { setOrphansAside } from '#server/features/attachments/orphan-jobs.ts';
import { keptPlaces, placeOf } from '#server/features/backups/kept-files.ts';
import { restoreBackup } from '#server/features/backups/restore-commands.ts';
import { takeBackup } from '#server/features/backups/take-commands.ts';
import { createObjectStore } from '#server/object-store/object-store.ts';
import { watchStore } from '#server/object-store/watch-store.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import type { Asked, Fault } from '#tests/support/object-store/s3-server.ts';
import { IMPATIENT, openStoreApp, type StoreApp } from '#tests/support/object-store/store-app.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';

const DAY_MILLISECONDS = 86_400_000;

let app: StoreApp;
beforeAll(async () => {
  app = await openStoreApp();
});
afterAll(() => app.close());
beforeEach(() => app.begin());

const always = (fault: Fault, where: (asked: Asked) => boolean) =>
  app.s3.failWith((asked) => (where(asked) ? fault : null));

describe('a photo where there is an object store', () => {
  it('lies in the store alone and is given by the server, which names no address', async () => {
    const photo = await app.kept();
    expect(app.keysOf('attachments/')).toHaveLength(2);
    expect(await app.namesInFolder()).toEqual([]);
    const full = await app.read(photo.id);
    expect((await full.arrayBuffer()).byteLength).toBe(photo.bytes);
    expect(
      (await (await app.read(photo.id, 'thumbnail')).arrayBuffer()).byteLength,
    ).toBeGreaterThan(0);
    expect(JSON.stringify([...full.headers, photo])).not.toContain(app.s3.settings.url);
    const other = await app.test.as('elsewhere', { role: 'leader', communeCodes: ['00004'] });
    await expectProblem(await other.get(`/api/attachments/${photo.id}`), 'attachment.not_found');
  });

  it('is refused in words while the store fails, and kept when the phone sends it again', async () => {
    const id = randomUUID();
    const photo = await app.nextPhoto();
    const sendIt = () => app.send(photo, id);
    for (const fault of ['503', 'lost', 'forgotten'] as const) {
      always(fault, ({ method }) => method === 'PUT');
      await expectProblem(await sendIt(), 'attachment.not_kept');
      expect(await app.test.database.sql`select from attachment where id = ${id}`).toHaveLength(0);
    }
    app.s3.failWith(() => null);
    expect((await sendIt()).status).toBe(200);
    expect((await app.read(id)).status).toBe(200);
  });

  it('is not shown with other bytes, nor while the store is away', async () => {
    const photo = await app.kept();
    for (const fault of ['503', 'wrong', 'cut'] as const) {
      always(fault, ({ method }) => method === 'GET');
      for (const size of ['full', 'thumbnail']) {
        await expectProblem(await app.read(photo.id, size), 'attachment.content_away');
      }
    }
    app.s3.failWith(() => null);
    expect((await app.read(photo.id)).status).toBe(200);
  });

  it('can be read once it is called kept, whatever went wrong on the way', async () => {
    const faults: (Fault | null)[] = [null, '503', 'cut', 'wrong', 'lost', 'forgotten'];
    for (let run = 0; run < 6; run += 1) {
      const waiting = Array.from({ length: 8 }, (_, at) => faults[(run * 5 + at * at) % 6] ?? null);
      app.s3.failWith(() => waiting.shift() ?? null);
      const answer = await app.send(await app.nextPhoto());
      app.s3.failWith(() => null);
      expect([200, 503]).toContain(answer.status);
      const { id = null } = (await answer.json()) as { id?: string };
      const looked = id === null ? 200 : (await app.read(id)).status;
      expect(looked).toBe(200);
    }
  });
});

describe('photos of the time before the store', () => {
  it('are read from the folder, also while the store is away', async () => {
    const photo = await app.kept();
    await app.asBefore();
    expect((await app.read(photo.id)).status).toBe(200);
    app.s3.failWith(() => '503');
    expect((await app.read(photo.id, 'thumbnail')).status).toBe(200);
  });

  it('are moved by a command that may break off at any request', async () => {
    const photos = [await app.kept(), await app.kept()];
    await app.asBefore();
    const before = (await app.namesInFolder()).length;
    for (let requests = 0; ; requests += 1) {
      let left = requests;
      app.s3.failWith(() => ((left -= 1) < 0 ? '503' : null));
      const done = await moveToStore(app.test.deps, app.store).catch(() => null);
      app.s3.failWith(() => null);
      for (const { id } of photos) {
        expect((await app.read(id)).status).toBe(200);
        expect((await app.read(id, 'thumbnail')).status).toBe(200);
      }
      if (done !== null) break;
    }
    expect(await app.namesInFolder()).toEqual([]);
    expect(app.keysOf('attachments/').length).toBeGreaterThanOrEqual(before);
  });

  it('stay in the folder where they are damaged or nobody names them', async () => {
    await app.kept();
    await app.asBefore();
    const folder = app.folder;
    const damaged = (await app.namesInFolder()).find((name) => name.endsWith('.full')) ?? '';
    await writeFile(join(folder, damaged), 'other bytes');
    const unnamed = `ee/${'e'.repeat(64)}.full`;
    await mkdir(join(folder, 'ee'));
    await writeFile(join(folder, unnamed), 'unnamed');
    expect(await moveToStore(app.test.deps, app.store)).toMatchObject({
      damaged: [damaged],
      unnamed: 1,
    });
    expect((await app.namesInFolder()).toSorted()).toEqual([damaged, unnamed].toSorted());
  });
});

describe('what a cut write has left in the store', () => {
  const orphan = `attachments/ff/${'f'.repeat(64)}.full`;
  const aside = `aside/${'f'.repeat(64)}.full`;
  const age = (key: string, days: number) => {
    const found = app.s3.objects.get(`thu/${key}`);
    const now = Date.parse(app.test.clock.now());
    if (found !== undefined) found.writtenAt = now - days * DAY_MILLISECONDS;
  };

  it('is set aside after a month and removed after another', async () => {
    await app.kept();
    await app.store.put(orphan, new Uint8Array([1]));
    age(orphan, 30);
    expect(await setOrphansAside(app.test.deps)).toMatchObject({ aside: 0, warning: null });
    age(orphan, 32);
    expect(await setOrphansAside(app.test.deps)).toMatchObject({ aside: 1, warning: null });
    expect(app.keysOf('attachments/ff/f')).toEqual([]);
    expect(app.keysOf('aside/')).toEqual([`thu/${aside}`]);
    age(aside, 30);
    await setOrphansAside(app.test.deps);
    expect(app.keysOf('aside/')).toHaveLength(1);
    age(aside, 32);
    await setOrphansAside(app.test.deps);
    expect(app.keysOf('aside/')).toEqual([]);
  });

  it('is set aside in a folder too from which everything else was moved', async () => {
    await app.kept();
    await app.asBefore();
    await setOrphansAside(app.test.deps);
    await moveToStore(app.test.deps, app.store);
    const left = join(app.folder, orphan.slice('attachments/'.length));
    await mkdir(dirname(left));
    await writeFile(left, 'left');
    const then = new Date(Date.parse(app.test.clock.now()) - 32 * DAY_MILLISECONDS);
    await utimes(left, then, then);
    expect(await setOrphansAside(app.test.deps)).toMatchObject({ aside: 1, warning: null });
  });

  it('stays where somebody has handed the same content in meanwhile', async () => {
    await app.kept();
    await app.store.put(orphan, new Uint8Array([1]));
    age(orphan, 32);
    app.s3.failWith(({ method, key }) => {
      // Written again by another process while it is set aside.
      if (method === 'PUT' && key.startsWith('thu/aside/')) age(orphan, 0);
      return null;
    });
    await setOrphansAside(app.test.deps);
    expect(app.keysOf('attachments/ff/f')).toHaveLength(1);
  });

  it('is read and taken back where a row names it after all', async () => {
    const photo = await app.kept();
    const [row] = await app.test.database.sql<{ hash: string }[]>`
      select content_hash as hash from attachment where id = ${photo.id}`;
    const key = `thu/attachments/${row?.hash.slice(0, 2)}/${row?.hash}.full`;
    const found = app.s3.objects.get(key);
    if (found !== undefined) app.s3.objects.set(`thu/aside/${row?.hash}.full`, found);
    app.s3.objects.delete(key);
    expect((await app.read(photo.id)).status).toBe(200);
    await setOrphansAside(app.test.deps);
    expect(app.s3.objects.has(key)).toBe(true);
    expect(app.keysOf('aside/')).toEqual([]);
  });
});

describe('a backup of an installation with a store', () => {
  it('holds the attachments, and restores them into the store that is configured', async () => {
    const inStore = await app.kept();
    await app.asBefore();
    const inFolder = inStore.id;
    const later = await app.kept();
    const folder = await mkdtemp(join(tmpdir(), 'diaban-store-backup-'));
    const file = join(folder, 'backup');
    const database = await openTestDatabase();
    try {
      const places = keptPlaces(app.test.deps.config, app.store);
      const names = await placeOf(places['attachments'] ?? '').list();
      const taken = await takeBackup(app.test.database, {
        file,
        takenAt: app.test.clock.now(),
        folders: places,
      });
      expect(taken.files).toBe(names.length);
      const there = { ...app.s3.settings, prefix: 'noi-moi/' };
      const config = { dataDirectory: folder, attachmentsDirectory: join(folder, 'none') };
      const target = createObjectStore(there, IMPATIENT);
      always('503', ({ method }) => method === 'PUT');
      const failed = restoreBackup(database, file, keptPlaces(config, target));
      await expect(failed).rejects.toThrow(/503/);
      app.s3.failWith(() => null);
      await restoreBackup(database, file, keptPlaces(config, target));
      const restored = [...app.s3.objects.keys()].filter((key) => key.startsWith('noi-moi/'));
      expect(restored).toEqual(names.map((name) => `noi-moi/attachments/${name}`));
      const deps = { ...app.test.deps, database, objectStore: target };
      expect((await setOrphansAside(deps)).warning).toBeNull();
      for (const id of [inFolder, later.id]) expect((await app.read(id)).status).toBe(200);
    } finally {
      await database.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('the operator', () => {
  it('is told in words while the store does not answer, refuses, or gives other bytes', async () => {
    const refusing = createObjectStore({ ...app.s3.settings, secret: 'another secret' }, IMPATIENT);
    for (const [fault, used, code] of [
      ['503', app.store, 'store.unreachable'],
      [null, refusing, 'store.refused'],
      ['wrong', app.store, 'store.damaged'],
    ] as const) {
      app.s3.failWith(({ method }) => (method === 'GET' ? fault : null));
      const ended = new AbortController();
      watchStore({ ...app.test.deps, objectStore: used, stopping: ended.signal });
      await expect.poll(() => app.test.deps.warnings.list()).toEqual([code]);
      ended.abort();
    }
    app.s3.failWith(() => null);
    watchStore({ ...app.test.deps, stopping: AbortSignal.abort() });
    await expect.poll(() => app.test.deps.warnings.list()).toEqual([]);
  });
});
