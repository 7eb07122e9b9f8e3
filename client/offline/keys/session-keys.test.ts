import 'fake-indexeddb/auto';

import { describe, expect, it } from 'vitest';

import { importKey, openBytes, sealBytes } from './sealed-bytes.ts';
import { createSessionKeys } from './session-keys.ts';

const HOUR = 3_600_000;
const accountKey = () => importKey(btoa('k'.repeat(32)).replaceAll('=', ''));
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
    await page.keep('leader', await accountKey());
    const { content } = await worker.answerKeys('leader');
    const sealed = await sealBytes(content, 'name', new Uint8Array([1, 2, 3]));
    const session = await open().read();
    expect(session?.account).not.toBeNull();
    const again = session?.answers?.content ?? content;
    const opened = await openBytes(again, 'name', sealed);
    expect([...new Uint8Array(opened ?? new ArrayBuffer(0))]).toEqual([1, 2, 3]);
    expect(await openBytes(again, 'another name', sealed)).toBeNull();
  });

  it('cannot be read out by a script', async () => {
    const { page } = device();
    await page.keep('leader', await accountKey());
    await page.answerKeys('leader');
    const session = await page.read();
    for (const key of [session?.account, session?.answers?.content, session?.answers?.names]) {
      if (key === null || key === undefined) throw new Error('a key is missing');
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
    }
  });

  it('seal the same bytes differently each time', async () => {
    const key = await accountKey();
    const one = await sealBytes(key, 'name', new Uint8Array(16));
    const other = await sealBytes(key, 'name', new Uint8Array(16));
    expect(one.nonce).not.toEqual(other.nonce);
    expect(new Uint8Array(one.bytes)).not.toEqual(new Uint8Array(other.bytes));
  });

  it('end by the time that the server gave, and without use before it', async () => {
    const { page, open, clock } = device();
    const lease = { most: 12 * HOUR, idle: HOUR };
    await page.keep('leader', await accountKey(), lease);
    clock.now += HOUR - 1;
    await page.noteUse();
    clock.now += HOUR - 1;
    expect(await open().read()).not.toBeNull();
    clock.now += 1;
    expect(await page.read()).toBeNull();
    await page.keep('leader', await accountKey(), { ...lease, idle: 24 * HOUR });
    clock.now += 12 * HOUR;
    const later = open();
    expect(await later.read()).toBeNull();
  });

  it('go with the session of another account', async () => {
    const { page, worker } = device();
    await page.keep('leader', await accountKey());
    await worker.answerKeys('leader');
    await page.keep('officer', await accountKey());
    expect(await page.read()).toMatchObject({ accountId: 'officer', answers: null });
  });

  it('do not come back by a worker that still knew them', async () => {
    const { page, worker, name, clock } = device();
    await page.keep('leader', await accountKey());
    await worker.read();
    await page.end();
    clock.now += 2 * 60_000;
    await worker.noteUse();
    await worker.forgetAnswers();
    expect(await page.read()).toBeNull();
    await page.keep('leader', await accountKey());
    await worker.read();
    await page.destroy();
    await worker.noteUse();
    await worker.forgetAnswers();
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name);
  });
});
