import 'fake-indexeddb/auto';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeLocks } from '#tests/support/browser/fake-locks.ts';
import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { keysDevice, leaderKeys } from '#tests/support/browser/keys-device.ts';

import { drawKey } from './content-keys.ts';
import { importKey, openBytes, sealBytes } from './sealed-bytes.ts';
import { createSessionKeys } from './session-keys.ts';

const HOUR = 3_600_000;
type Raw = Uint8Array<ArrayBuffer>;

describe('the keys of a session', () => {
  it('are shared by page and worker, and survive a new start', async () => {
    const { page, worker, open } = keysDevice();
    await page.begin('leader');
    const { content } = await leaderKeys(worker);
    const sealed = await sealBytes(content, 'name', new Uint8Array([1, 2, 3]));
    const session = await open().read();
    expect(session?.wrapping).toBeDefined();
    const again = session?.answers?.content ?? content;
    const opened = await openBytes(again, 'name', sealed);
    expect([...new Uint8Array(opened ?? new ArrayBuffer(0))]).toEqual([1, 2, 3]);
    expect(await openBytes(again, 'another name', sealed)).toBeNull();
  });

  it('are known to a page that had looked before the worker drew them', async () => {
    const { page, worker, clock } = keysDevice();
    await page.begin('leader');
    expect((await page.read())?.answers).toBeNull();
    await worker.answerKeys('leader');
    clock.now += 1_000;
    expect((await page.read())?.answers).not.toBeNull();
  });

  it('cannot be read out by a script', async () => {
    const { page } = keysDevice();
    await page.begin('leader');
    await leaderKeys(page);
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
    const { page, open, clock } = keysDevice();
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
    const { page, worker } = keysDevice();
    await page.begin('leader');
    await worker.answerKeys('leader');
    await page.begin('officer');
    expect(await page.read()).toMatchObject({ accountId: 'officer', answers: null });
  });

  it('do not come back by a worker that still knew them', async () => {
    const { page, worker, name, clock } = keysDevice();
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

/** Whatever a worker may be doing while a page forgets everything. */
const ACTS = ['read', 'noteUse', 'forgetAnswers', 'end'] as const;

describe('a session that has ended', () => {
  beforeEach(() =>
    vi.stubGlobal('navigator', { storage: fakePrivateFiles().storage, locks: fakeLocks() }),
  );
  afterEach(() => vi.unstubAllGlobals());
  const names = async () => (await indexedDB.databases()).map((one) => one.name);

  it.each(ACTS)('leaves no database by a worker that acts at this moment: %s', async (act) => {
    for (let ticks = 0; ticks < 12; ticks += 1) {
      const { page, worker, name, clock } = keysDevice();
      await page.begin('leader');
      await worker.read();
      clock.now += 2 * 60_000;
      const forgetting = page.destroy();
      for (let tick = 0; tick < ticks; tick += 1) await new Promise(setImmediate);
      await Promise.all([forgetting, worker[act]()]);
      expect(await names(), `after ${ticks} ticks`).not.toContain(name);
    }
  });

  it('does not come back by a sign-in or an answer that is still under way', async () => {
    const { name, page, clock } = keysDevice();
    await page.begin('leader');
    let answer: (share: Raw | null) => void = () => undefined;
    const ask = () => new Promise<Raw | null>((tell) => (answer = tell));
    const slow = createSessionKeys(name, () => clock.now, ask);
    const beginning = slow.begin('officer');
    await vi.waitFor(async () => expect(await slow.read()).not.toBeNull());
    await page.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer(drawKey());
    await beginning;
    await page.keep('leader');
    expect(await names()).not.toContain(name);
    await page.begin('leader');
    expect(await page.read()).not.toBeNull();
  });

  it('is forgotten by every page and the worker at once', async () => {
    const { page, worker } = keysDevice();
    await page.begin('leader');
    await leaderKeys(worker);
    expect((await worker.read())?.answers).not.toBeNull();
    await page.end();
    await vi.waitFor(async () => expect(await worker.read()).toBeNull());
  });
});
