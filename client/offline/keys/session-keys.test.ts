import 'fake-indexeddb/auto';

import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeLocks } from '#tests/support/browser/fake-locks.ts';
import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';

import { drawKey } from './content-keys.ts';
import { answerKeysOf, printOf } from './derived-keys.ts';
import { bitsOfPassword } from './doors.ts';
import { importKey, openBytes, sealBytes } from './sealed-bytes.ts';
import { createSessionKeys, type SessionKeys } from './session-keys.ts';

const HOUR = 3_600_000;
let databases = 0;
type Raw = Uint8Array<ArrayBuffer>;
type Device = ReturnType<typeof device>;

async function keysOf(keys: SessionKeys) {
  const answers = await keys.answerKeys('leader');
  if (answers === null) throw new Error('the session is closed');
  return answers;
}

/** A device whose clock runs as far as it is told, seen by a page and by the service worker; and a server. */
function device() {
  const name = `keys-${(databases += 1)}`;
  const clock = { now: Date.parse('2026-11-02T01:00:00Z') };
  /** The server's share of the live session; null where it cannot be reached. */
  const server: { share: Uint8Array<ArrayBuffer> | null } = { share: drawKey() };
  const ask = async () => server.share;
  const open = () => createSessionKeys(name, () => clock.now, ask);
  return { name, clock, server, open, page: open(), worker: open() };
}

describe('the keys of a session', () => {
  it('are shared by page and worker, and survive a new start', async () => {
    const { page, worker, open } = device();
    await page.begin('leader');
    const { content } = await keysOf(worker);
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
    await keysOf(page);
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
      const { page, worker, name, clock } = device();
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
    const { name, page, clock } = device();
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
    const { page, worker } = device();
    await page.begin('leader');
    await keysOf(worker);
    expect((await worker.read())?.answers).not.toBeNull();
    await page.end();
    await vi.waitFor(async () => expect(await worker.read()).toBeNull());
  });
});

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
  const dies = async ({ page, worker }: Device) => {
    await Promise.all([page.close(), worker.close()]);
  };
  async function noteOf(name: string): Promise<{ answers: Raw; print: string }> {
    const database = await openDB(name);
    const note: unknown = await database.get('session', 'session');
    database.close();
    return note as { answers: Raw; print: string };
  }

  it('is wrapped: what lies there opens nothing without the server or the person', async () => {
    const one = device();
    await one.page.begin('leader');
    await one.page.addWay('leader', await bitsOfPassword(PASSWORD));
    const sealed = await sealBytes((await keysOf(one.page)).content, 'name', new Uint8Array(3));
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
    const one = device();
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
    const one = device();
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
    const one = device();
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
    const one = device();
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
    const one = device();
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
    const keys = await keysOf(next);
    expect(await openBytes(keys.content, 'name', sealed)).not.toBeNull();
  });

  it('is another one for each session; what every way to it needs is overwritten with zeros at its end', async () => {
    const { page, name } = device();
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
    const one = device();
    await one.page.begin('leader');
    await dies(one);
    one.clock.now += 12 * HOUR;
    expect(await one.open().read()).toBeNull();
    expect(fileOf(one.name)).toBe(ZEROS);
  });

  it('is gone on a full disk too', async () => {
    const { page, name } = device();
    await page.begin('leader');
    files.fill();
    await page.end();
    expect(fileOf(name)).toBeUndefined();
    expect(await page.read()).toBeNull();
  });

  it('has no way at all where the browser has no private files: nothing could end it', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const one = device();
    await one.page.begin('leader');
    await one.page.addWay('leader', await bitsOfPassword(PASSWORD));
    expect(await one.worker.read()).not.toBeNull();
    await dies(one);
    expect(await one.open().read()).toBeNull();
  });
});
