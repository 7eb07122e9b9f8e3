import { describe, expect, it } from 'vitest';

import { importKey } from '#client/offline/keys/sealed-bytes.ts';
import { EARLIER_KEY, SERVER, serverWith } from '#tests/support/faults/account-key.ts';
import { device, entryFor } from '#tests/support/faults/faulty-device.ts';

import { sealEntry } from './seal.ts';
import { takeUnsentFile, UnsentFileProblem, writeUnsentFile } from './unsent-file.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const LEADERS = SERVER.for('leader');
/** The network is away. */
const UNREACHED: typeof LEADERS = {
  open: () => Promise.reject(new TypeError('network')),
  earlierKey: () => Promise.reject(new TypeError('network')),
};

/** A phone of the leader with two unsent entries, one refused and one with a photo, and one that is sent. */
async function phone() {
  const given = await device([], true);
  const { store } = given;
  for (const id of ['a0', 'b0', 'c0']) {
    const entry = await entryFor(id, id, given);
    const bytes = new Uint8Array([0, 255, 128, 7]).buffer;
    await store.add(entry, id === 'b0' ? [{ id: 'photo', entryId: entry.id, bytes }] : []);
  }
  const [refused, , sent] = (await store.all()).map(({ id }) => id);
  await store.update(refused ?? '', (entry) => ({ ...entry, state: 'refused' }));
  await store.update(sent ?? '', (entry) => ({ ...entry, state: 'sent' }));
  return store;
}

const otherDevice = async () => (await device([], true)).store;

async function reasonOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'none',
    (error: unknown) => (error instanceof UnsentFileProblem ? error.reason : String(error)),
  );
}

describe('the file of unsent entries', () => {
  it('brings them to another device in their order, under their keys, with their photos', async () => {
    const store = await phone();
    const unsent = (await store.all()).filter(({ state }) => state !== 'sent');
    const text = await (await writeUnsentFile(store, 'leader', NOW)).text();
    const other = await otherDevice();
    expect(await takeUnsentFile(other, 'leader', text, LEADERS)).toEqual({ taken: 2, known: 0 });
    expect((await other.all()).map(({ key }) => key)).toEqual(unsent.map(({ key }) => key));
    expect(new Uint8Array((await other.content('photo')) ?? new ArrayBuffer(0))).toEqual(
      new Uint8Array([0, 255, 128, 7]),
    );
    // Nothing has left the first device.
    expect((await store.all()).filter(({ state }) => state !== 'sent')).toEqual(unsent);
  });

  it('is taken once, however often it is chosen', async () => {
    const store = await phone();
    const text = await (await writeUnsentFile(store, 'leader', NOW)).text();
    const other = await otherDevice();
    await takeUnsentFile(other, 'leader', text, LEADERS);
    expect(await takeUnsentFile(other, 'leader', text, LEADERS)).toEqual({ taken: 0, known: 2 });
    expect(await other.all()).toHaveLength(2);
    expect(await takeUnsentFile(store, 'leader', text, LEADERS)).toEqual({ taken: 0, known: 2 });
  });

  it('shows nothing of its content to whoever finds it', async () => {
    const text = await (await writeUnsentFile(await phone(), 'leader', NOW)).text();
    expect(text).not.toMatch(/\/api\/|lane|body/);
  });

  it('is refused to another account, by another server, changed or foreign, and leaves nothing behind', async () => {
    const text = await (await writeUnsentFile(await phone(), 'leader', NOW)).text();
    const other = await otherDevice();
    const officers = SERVER.for('officer');
    const changed = text.replace(/"bytes":"...../, '"bytes":"AAAAA');
    expect(await reasonOf(takeUnsentFile(other, 'officer', text, officers))).toBe('other_account');
    const asLeader = text.replaceAll('"leader"', '"officer"');
    expect(await reasonOf(takeUnsentFile(other, 'officer', asLeader, officers))).toBe('unreadable');
    const elsewhere = serverWith('x'.repeat(32)).for('leader');
    expect(await reasonOf(takeUnsentFile(other, 'leader', text, elsewhere))).toBe('unreadable');
    expect(await reasonOf(takeUnsentFile(other, 'leader', changed, LEADERS))).toBe('unreadable');
    for (const foreign of ['', '{}', '[]', text.slice(0, -9), '{"format":"dia-ban-unsent"}']) {
      expect(await reasonOf(takeUnsentFile(other, 'leader', foreign, LEADERS))).toBe('unreadable');
    }
    expect(await other.all()).toEqual([]);
  });

  it('is written without a network, and waits for it where it is taken', async () => {
    const store = await phone();
    const text = await (await writeUnsentFile(store, 'leader', NOW)).text();
    const other = await otherDevice();
    expect(await reasonOf(takeUnsentFile(other, 'leader', text, UNREACHED))).toBe('no_key');
    expect(await other.all()).toEqual([]);
  });

  it('is not written without the entries that the session does not open', async () => {
    const store = await phone();
    await store.forgetKeys();
    await store.keepSession('leader');
    expect(await store.allClosed()).toHaveLength(2);
    expect(await reasonOf(writeUnsentFile(store, 'leader', NOW))).toBe('no_key');
  });

  it('of an earlier release is taken, sealed as it was under the key of its account', async () => {
    const store = await phone();
    const key = await importKey(EARLIER_KEY);
    const entries = [];
    for (const entry of (await store.all()).filter(({ state }) => state !== 'sent')) {
      const opened = { entry, contents: await store.contentsOf(entry.id) };
      const { id, nonce, bytes } = await sealEntry(key, opened, NOW);
      entries.push({ id, nonce: base64(nonce), bytes: base64(new Uint8Array(bytes)) });
    }
    const savedAt = new Date(NOW).toISOString();
    const file = { format: 'dia-ban-unsent', version: 1, accountId: 'leader', savedAt, entries };
    const other = await otherDevice();
    const text = JSON.stringify(file);
    expect(await takeUnsentFile(other, 'leader', text, LEADERS)).toEqual({ taken: 2, known: 0 });
    expect(await other.content('photo')).not.toBeNull();
  });
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
