import 'fake-indexeddb/auto';

import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeLocks } from '#tests/support/browser/fake-locks.ts';
import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { keysDevice, leaderKeys, type KeysDevice } from '#tests/support/browser/keys-device.ts';

import { drawKey } from './content-keys.ts';
import { answerKeysOf, printOf } from './derived-keys.ts';
import { bitsOfPassword } from './doors.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

const HOUR = 3_600_000;
type Raw = Uint8Array<ArrayBuffer>;

describe('the secret of a session on the disk', () => {
  let files: ReturnType<typeof fakePrivateFiles>;
  beforeEach(() => {
    files = fakePrivateFiles();
    vi.stubGlobal('navigator', { storage: files.storage, locks: fakeLocks() });
  });
  afterEach(() => vi.unstubAllGlobals());

  const ZEROS = new Uint8Array(32).join();
  const PASSWORD = 'Mùa hoa sữa 2026';
  const fileOf = (name: string) => files.bytes(name)?.join();
  /** The whole browser dies. */
  const dies = async ({ page, worker }: KeysDevice) => {
    await Promise.all([page.close(), worker.close()]);
  };
  async function noteOf(name: string): Promise<{ answers: Raw; print: string }> {
    const database = await openDB(name);
    const note: unknown = await database.get('session', 'session');
    database.close();
    return note as { answers: Raw; print: string };
  }

  it('is wrapped: what lies there opens nothing without the server or the person', async () => {
    const one = keysDevice();
    await one.page.begin('leader');
    await one.page.addWay('leader', await bitsOfPassword(PASSWORD));
    const sealed = await sealBytes((await leaderKeys(one.page)).content, 'name', new Uint8Array(3));
    await dies(one);
    const onDisk = files.bytes(one.name) ?? drawKey();
    const { answers, print } = await noteOf(one.name);
    expect(await printOf(onDisk)).not.toBe(print);
    const { content } = await answerKeysOf(onDisk, answers);
    expect(await openBytes(content, 'name', sealed)).toBeNull();
    one.server.share = null;
    expect(await one.open().read()).toBeNull();
  });

  it('is opened by the server without a question, as long as the session there is the same', async () => {
    const one = keysDevice();
    await one.page.begin('leader');
    const print = (await one.page.read())?.print;
    await dies(one);
    const next = one.open();
    await next.begin('leader');
    expect((await next.read())?.print).toBe(print);
    await next.close();
    one.server.share = drawKey();
    const later = one.open();
    await later.begin('leader');
    expect((await later.read())?.print).not.toBe(print);
  });

  it('is opened by the password without a network, once for all pages; wrong ones wait for longer each time', async () => {
    const one = keysDevice();
    await one.page.begin('leader');
    await one.page.addWay('leader', await bitsOfPassword(PASSWORD));
    const print = (await one.page.read())?.print;
    await dies(one);
    one.server.share = null;
    const [page, tab] = [one.open(), one.open()];
    await page.begin('leader');
    expect(await page.closed()).toEqual({ password: true, passkey: null, pause: 0 });
    const pauses: (number | undefined)[] = [];
    for (const wrong of ['', 'mùa hoa sữa 2026', 'Mùa hoa sữa 2027']) {
      expect(await page.openByPassword(wrong)).toBe(false);
      pauses.push((await page.closed())?.pause);
      expect(await page.openByPassword(PASSWORD)).toBe(false);
      one.clock.now += pauses.at(-1) ?? 0;
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000]);
    // As some keyboards write it: letters and their signs apart.
    expect(await page.openByPassword(PASSWORD.normalize('NFD'))).toBe(true);
    expect((await page.read())?.print).toBe(print);
    expect(await page.closed()).toBeNull();
    await vi.waitFor(async () => expect((await tab.read())?.print).toBe(print));
  });

  it('is opened by the answer of the passkey that has signed in', async () => {
    const one = keysDevice();
    const brought = {
      kind: 'passkey',
      salt: drawKey(),
      bits: drawKey(),
      credential: drawKey(),
    } as const;
    await one.page.begin('leader');
    await one.page.addWay('leader', brought);
    await dies(one);
    one.server.share = null;
    const page = one.open();
    const { salt, credential } = brought;
    const closed = await page.closed();
    expect(closed).toMatchObject({ password: false, passkey: { salt, credential } });
    expect(await page.openBy({ ...brought, bits: drawKey() })).toBe(false);
    expect(await page.openBy(brought)).toBe(true);
    expect(await page.read()).not.toBeNull();
  });

  it('waits for a network where the person brought nothing, and nothing is lost', async () => {
    const one = keysDevice();
    await one.page.begin('leader');
    const print = (await one.page.read())?.print;
    await dies(one);
    const { share } = one.server;
    one.server.share = null;
    const page = one.open();
    await page.begin('leader');
    expect(await page.closed()).toEqual({ password: false, passkey: null, pause: 0 });
    one.server.share = share;
    await page.keep('leader');
    expect((await page.read())?.print).toBe(print);
  });

  it('is taken over from releases that kept it open, at the next start with a network', async () => {
    const one = keysDevice();
    const [secret, salt] = [drawKey(), drawKey()];
    const print = await printOf(secret);
    const handle = await (
      await files.storage.getDirectory()
    ).getFileHandle(one.name, { create: true });
    const writing = await handle.createWritable();
    await writing.write(secret);
    await writing.close();
    const former = await openDB(one.name, 2, {
      upgrade: (made) => void made.createObjectStore('session', { keyPath: 'id' }),
    });
    const term = { endsAt: one.clock.now + HOUR, idleMilliseconds: HOUR, usedAt: one.clock.now };
    await former.put('session', {
      id: 'session',
      accountId: 'leader',
      print,
      answers: salt,
      ...term,
    });
    former.close();
    const sealed = await sealBytes((await answerKeysOf(secret, salt)).content, 'name', salt);

    const { share } = one.server;
    one.server.share = null;
    await one.page.begin('leader');
    expect((await one.page.read())?.print).toBe(print);
    expect(fileOf(one.name)).toBe(secret.join());
    one.server.share = share;
    await one.worker.begin('leader');
    expect(fileOf(one.name)).not.toBe(secret.join());
    await dies(one);
    const next = one.open();
    await next.begin('leader');
    const keys = await leaderKeys(next);
    expect(await openBytes(keys.content, 'name', sealed)).not.toBeNull();
  });

  it('is another one for each session; what every way to it needs is overwritten with zeros at its end', async () => {
    const { page, name } = keysDevice();
    await page.begin('leader');
    const first = fileOf(name);
    await page.begin('leader');
    expect(fileOf(name)).toBe(first);
    await page.end();
    expect(fileOf(name)).toBe(ZEROS);
    await page.begin('leader');
    expect([first, ZEROS]).not.toContain(fileOf(name));
    const second = fileOf(name);
    await page.begin('officer');
    expect([second, ZEROS]).not.toContain(fileOf(name));
    await page.destroy();
    expect(fileOf(name)).toBe(ZEROS);
  });

  it('is overwritten by whoever first looks after the time of the session, open or not', async () => {
    const one = keysDevice();
    await one.page.begin('leader');
    await dies(one);
    one.clock.now += 12 * HOUR;
    expect(await one.open().read()).toBeNull();
    expect(fileOf(one.name)).toBe(ZEROS);
  });

  it('is gone on a full disk too', async () => {
    const { page, name } = keysDevice();
    await page.begin('leader');
    files.fill();
    await page.end();
    expect(fileOf(name)).toBeUndefined();
    expect(await page.read()).toBeNull();
  });

  it('has no way at all where the browser has no private files: nothing could end it', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const one = keysDevice();
    await one.page.begin('leader');
    await one.page.addWay('leader', await bitsOfPassword(PASSWORD));
    expect(await one.worker.read()).not.toBeNull();
    await dies(one);
    expect(await one.open().read()).toBeNull();
  });
});
