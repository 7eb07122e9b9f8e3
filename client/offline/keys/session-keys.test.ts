import 'fake-indexeddb/auto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';

import { drawKey } from './content-keys.ts';
import { importKey, openBytes, sealBytes } from './sealed-bytes.ts';
import { createSessionKeys } from './session-keys.ts';

const HOUR = 3_600_000;
let databases = 0;

/** A device whose clock runs as far as it is told, seen by a page and by the service worker. */
function device() {
  const name = `keys-${(databases += 1)}`;
  const clock = { now: Date.parse('2026-11-02T01:00:00Z') };
  const open = () => createSessionKeys(name, () => clock.now);
  return { name, clock, open, page: open(), worker: open() };
}

describe('the keys of a session', () => {
  it('are shared by page and worker, and survive a new start', async () => {
    const { page, worker, open } = device();
    await page.begin('leader');
    const { content } = await worker.answerKeys('leader');
    const sealed = await sealBytes(content, 'name', new Uint8Array([1, 2, 3]));
    const session = await open().read();
    expect(session?.wrapping).toBeDefined();
    const again = session?.answers?.content ?? content;
    const opened = await openBytes(again, 'name', sealed);
    expect([...new Uint8Array(opened ?? new ArrayBuffer(0))]).toEqual([1, 2, 3]);
    expect(await openBytes(again, 'another name', sealed)).toBeNull();
  });

  it('are known to a page that had looked before the worker drew them', async () => {
    const { page, worker, clock } = device();
    await page.begin('leader');
    expect((await page.read())?.answers).toBeNull();
    await worker.answerKeys('leader');
    clock.now += 1_000;
    expect((await page.read())?.answers).not.toBeNull();
  });

  it('cannot be read out by a script', async () => {
    const { page } = device();
    await page.begin('leader');
    await page.answerKeys('leader');
    const session = await page.read();
    for (const key of [session?.wrapping, session?.answers?.content, session?.answers?.names]) {
      if (key === null || key === undefined) throw new Error('a key is missing');
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
    }
  });

  it('seal the same bytes differently each time', async () => {
    const key = await importKey(drawKey());
    const one = await sealBytes(key, 'name', new Uint8Array(16));
    const other = await sealBytes(key, 'name', new Uint8Array(16));
    expect(one.nonce).not.toEqual(other.nonce);
    expect(new Uint8Array(one.bytes)).not.toEqual(new Uint8Array(other.bytes));
  });

  it('end by the time that the server gave, and without use before it', async () => {
    const { page, open, clock } = device();
    const lease = { most: 12 * HOUR, idle: HOUR };
    await page.keep('leader', lease);
    clock.now += HOUR - 1;
    await page.noteUse();
    clock.now += HOUR - 1;
    expect(await open().read()).not.toBeNull();
    clock.now += 1;
    expect(await page.read()).toBeNull();
    await page.keep('leader', { ...lease, idle: 24 * HOUR });
    clock.now += 12 * HOUR;
    const later = open();
    expect(await later.read()).toBeNull();
  });

  it('go with the session of another account', async () => {
    const { page, worker } = device();
    await page.begin('leader');
    await worker.answerKeys('leader');
    await page.begin('officer');
    expect(await page.read()).toMatchObject({ accountId: 'officer', answers: null });
  });

  it('do not come back by a worker that still knew them', async () => {
    const { page, worker, name, clock } = device();
    await page.begin('leader');
    await worker.read();
    await page.end();
    clock.now += 2 * 60_000;
    await worker.noteUse();
    await worker.forgetAnswers();
    expect(await page.read()).toBeNull();
    await page.begin('leader');
    await worker.read();
    await page.destroy();
    await worker.noteUse();
    await worker.forgetAnswers();
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name);
  });
});

describe('the secret of a session in its file', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A device with private files, seen by its page. */
  function withFiles() {
    const files = fakePrivateFiles();
    vi.stubGlobal('navigator', { storage: files.storage });
    const { page, name, open, clock } = device();
    return { page, open, clock, ...files, secret: () => files.bytes(name)?.join() };
  }
  const ZEROS = new Uint8Array(32).join();

  it('is another one for each session, and overwritten with zeros at its end', async () => {
    const { page, secret } = withFiles();
    await page.begin('leader');
    const first = secret();
    await page.begin('leader');
    expect(secret()).toBe(first);
    await page.end();
    expect(secret()).toBe(ZEROS);
    await page.begin('leader');
    expect([first, ZEROS]).not.toContain(secret());
    const second = secret();
    await page.begin('officer');
    expect([second, ZEROS]).not.toContain(secret());
    await page.destroy();
    expect(secret()).toBe(ZEROS);
  });

  it('is overwritten by whoever first looks after the time of the session', async () => {
    const { page, open, clock, secret } = withFiles();
    await page.begin('leader');
    clock.now += 12 * HOUR;
    expect(await open().read()).toBeNull();
    expect(secret()).toBe(ZEROS);
  });

  it('is gone on a full disk too', async () => {
    const { page, fill, secret } = withFiles();
    await page.begin('leader');
    fill();
    await page.end();
    expect(secret()).toBeUndefined();
    expect(await page.read()).toBeNull();
  });

  it('opens no session that was noted with another one', async () => {
    const { page, open, name } = { ...withFiles(), ...device() };
    await page.begin('leader');
    const { openKeyFile } = await import('./key-file.ts');
    await openKeyFile(name).write(drawKey());
    expect(await open().read()).toBeNull();
  });
});
