import { describe, expect, it } from 'vitest';

import { importKey } from '#client/offline/keys/sealed-bytes.ts';
import { device, entryFor } from '#tests/support/faults/faulty-device.ts';

import { takeUnsentFile, UnsentFileProblem, writeUnsentFile } from './unsent-file.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const keyOf = (letter: string) => importKey(btoa(letter.repeat(32)).replaceAll('=', ''));

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
  await store.keepKey('leader', await keyOf('k'));
  return store;
}

async function otherDevice(letter = 'k') {
  const { store } = await device([], true);
  await store.keepKey('leader', await keyOf(letter));
  return store;
}

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
    expect(await takeUnsentFile(other, 'leader', text)).toEqual({ taken: 2, known: 0 });
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
    await takeUnsentFile(other, 'leader', text);
    expect(await takeUnsentFile(other, 'leader', text)).toEqual({ taken: 0, known: 2 });
    expect(await other.all()).toHaveLength(2);
    expect(await takeUnsentFile(store, 'leader', text)).toEqual({ taken: 0, known: 2 });
  });

  it('shows nothing of its content to whoever finds it', async () => {
    const text = await (await writeUnsentFile(await phone(), 'leader', NOW)).text();
    expect(text).not.toMatch(/\/api\/|lane|body/);
  });

  it('is refused to another account, with another key, changed or foreign, and leaves nothing behind', async () => {
    const text = await (await writeUnsentFile(await phone(), 'leader', NOW)).text();
    const other = await otherDevice('x');
    const changed = text.replace(/"bytes":"...../, '"bytes":"AAAAA');
    expect(await reasonOf(takeUnsentFile(other, 'officer', text))).toBe('other_account');
    expect(await reasonOf(takeUnsentFile(other, 'leader', text))).toBe('unreadable');
    expect(await reasonOf(takeUnsentFile(await otherDevice(), 'leader', changed))).toBe(
      'unreadable',
    );
    for (const foreign of ['', '{}', '[]', text.slice(0, -9), '{"format":"dia-ban-unsent"}']) {
      expect(await reasonOf(takeUnsentFile(other, 'leader', foreign))).toBe('unreadable');
    }
    expect(await other.all()).toEqual([]);
  });

  it('waits for the key of its account, which comes with the network', async () => {
    const store = await phone();
    const text = await (await writeUnsentFile(store, 'leader', NOW)).text();
    const { store: without } = await device([], true);
    expect(await reasonOf(takeUnsentFile(without, 'leader', text))).toBe('no_key');
    await store.forgetKeys();
    expect(await reasonOf(writeUnsentFile(store, 'leader', NOW))).toBe('no_key');
  });

  it('is not written without the entries that the key of the session does not open', async () => {
    const store = await phone();
    await store.reseal('leader');
    await store.forgetKeys();
    await store.keepKey('leader', await keyOf('x'));
    expect(await store.allClosed()).toHaveLength(2);
    expect(await reasonOf(writeUnsentFile(store, 'leader', NOW))).toBe('no_key');
  });
});
