import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';

import { unwrapKey } from '#client/offline/keys/content-keys.ts';
import { SECRET, SERVER, serverWith } from '#tests/support/faults/account-key.ts';
import { device, entryFor, type Device } from '#tests/support/faults/faulty-device.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import { closeUnsent, keepKeyAndOpen } from './seal.ts';
import type { EntryRow } from './rows.ts';
import { openOutboxStore, type OutboxStore } from './store.ts';

/** The owner signs in. */
const signIn = async (store: OutboxStore, server = SERVER) =>
  await keepKeyAndOpen(store, 'leader', server.for('leader'));

/** A device on which the leader has written two things, the second with a photo. */
async function withUnsent(): Promise<Device> {
  const given = await device([], true);
  const { store } = given;
  await store.add(await entryFor('a0', 'a', given), []);
  const entry = await entryFor('Nhà nghỉ Phố Huế', 'b', given);
  const bytes = new TextEncoder().encode('a photo').buffer;
  await store.add(entry, [{ id: 'photo', entryId: entry.id, bytes }]);
  return given;
}

const photoIn = async (store: OutboxStore) =>
  new TextDecoder().decode((await store.content('photo')) ?? new ArrayBuffer(0));

describe('unsent work', () => {
  it('lies sealed on the device at every moment: no word of it and no photo can be read there', async () => {
    const given = await withUnsent();
    expect(await given.store.all()).toHaveLength(2);
    const texts = await storedTexts(given.name);
    expect(texts).toContain('leader');
    expect(texts).not.toMatch(/a photo|\/api\/test|"title"|clockKnown|Phố Huế/);
  });

  it('is closed at the end of a session, and open again as it was for the same account', async () => {
    const { store } = await withUnsent();
    const before = await store.all();
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
    expect(await store.allClosed()).toMatchObject([
      { accountId: 'leader' },
      { accountId: 'leader' },
    ]);
    await expect(store.content('photo')).rejects.toThrow('cannot be opened');
    await signIn(store);
    expect(await store.all()).toEqual(before);
    expect(await photoIn(store)).toBe('a photo');
    expect(await store.allClosed()).toEqual([]);
  });

  it('opens after the secret of the server has changed, and is sealed with the new key from then on', async () => {
    const given = await withUnsent();
    await closeUnsent(given.store);
    const changed = serverWith('n'.repeat(32), SECRET);
    const store = await openOutboxStore(() => changed.key, given.name, given.keys);
    await signIn(store, changed);
    expect(await store.all()).toHaveLength(2);
    await closeUnsent(store);
    await signIn(store, serverWith('n'.repeat(32)));
    expect(await store.all()).toHaveLength(2);
    expect(await photoIn(store)).toBe('a photo');
  });

  it('is opened by the server for no other account, and by no other server, and stays', async () => {
    const { store } = await withUnsent();
    await closeUnsent(store);
    await keepKeyAndOpen(store, 'officer', SERVER.for('officer'));
    expect(await store.all()).toEqual([]);
    const closed = await store.closedKeys('leader');
    expect(closed).toHaveLength(3);
    const { keys } = await SERVER.for('officer').open(closed);
    expect(keys).toEqual([null, null, null]);
    await signIn(store, serverWith('x'.repeat(32)));
    expect(await store.all()).toEqual([]);
    expect(await store.allClosed()).toHaveLength(2);
    // Without hope the server is not asked again.
    expect(await store.closedKeys('leader')).toEqual([]);
  });

  it('is readable with no secret of a session but that of its own, even from the stores as they were', async () => {
    const { store, keys, name } = await withUnsent();
    const session = await keys.read();
    await closeUnsent(store);
    await signIn(store);
    const again = await keys.read();
    expect(again?.print).not.toBe(session?.print);
    const rows = await storedEntries(name);
    for (const row of rows) {
      const of = { accountId: 'leader', name: `entry leader ${row.id}` };
      expect(await unwrapKey(row.key, of, session)).toBeNull();
      expect(await unwrapKey(row.key, of, again)).not.toBeNull();
    }
    expect(new Set(rows.map(({ key }) => key.sealed)).size).toBe(2);
  });

  it('written while no session is on the device is kept, and opens by the server', async () => {
    const given = await withUnsent();
    const { store, keys } = given;
    // Another tab has signed out while this one sends.
    await keys.end();
    await store.add(await entryFor('c0', 'c', given), []);
    expect(await store.all()).toEqual([]);
    await signIn(store);
    expect((await store.all()).map(({ title }) => title)).toEqual(['a0', 'Nhà nghỉ Phố Huế', 'c0']);
  });

  it('is closed on a disk that is full', async () => {
    const { store, keys } = await withUnsent();
    const full = new DOMException('the disk is full', 'QuotaExceededError');
    const broken = { ...store, removeSent: () => Promise.reject(full) };
    await expect(closeUnsent(broken)).rejects.toThrow('full');
    expect(await keys.read()).toBeNull();
    expect(await store.all()).toEqual([]);
    expect(await store.allClosed()).toHaveLength(2);
  });

  it('goes on under its old key where it was being sent; what is sent is deleted', async () => {
    const { store } = await withUnsent();
    const [first, second] = await store.all();
    await store.update(first?.id ?? '', (entry) => ({ ...entry, state: 'sending', attempts: 1 }));
    await store.update(second?.id ?? '', (entry) => ({ ...entry, state: 'sent' }));
    await closeUnsent(store);
    await signIn(store);
    expect(await store.all()).toMatchObject([{ key: first?.key, attempts: 1 }]);
  });

  it('is deleted at the sign-out of its account, open or closed, and of no other', async () => {
    const given = await withUnsent();
    const { store } = given;
    await closeUnsent(store);
    const mine = await entryFor('c0', 'c', given);
    await store.add({ ...mine, accountId: 'officer' }, []);
    await store.forgetAccount('officer');
    expect(await store.all()).toEqual([]);
    expect(await store.isEmpty()).toBe(false);
    await store.forgetAccount('leader');
    expect(await store.isEmpty()).toBe(true);
  });
});

describe('an entry that another tab changes, sends or discards while its key is renewed', () => {
  it.each([
    ['changed', [5, 0]],
    ['sent', [0, 0]],
    ['discarded', [0]],
  ] as const)('stays %s', async (happens, attempts) => {
    const given = await withUnsent();
    const { store } = given;
    const [first] = await store.all();
    const id = first?.id ?? '';
    const changed = serverWith('n'.repeat(32), SECRET);
    const renewing = await openOutboxStore(() => changed.key, given.name, given.keys);
    // The first sealing lasts until the other tab has acted.
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    let acted: Promise<unknown> | null = null;
    crypto.subtle.encrypt = async (...args) => {
      const sealed = await encrypt(...args);
      if (acted === null) {
        acted =
          happens === 'discarded'
            ? store.remove(id)
            : store.update(id, (entry) =>
                happens === 'sent' ? { ...entry, state: 'sent' } : { ...entry, attempts: 5 },
              );
        await acted;
      }
      return sealed;
    };
    await renewing.renewKeys('leader', new Map()).finally(() => {
      crypto.subtle.encrypt = encrypt;
    });
    const left = await store.all();
    expect(left.map((entry) => entry.attempts)).toEqual(attempts);
    expect(left.some(({ state }) => state === 'sent')).toBe(happens === 'sent');
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
  });
});

/** The entries of a database, as they lie there. */
async function storedEntries(name: string): Promise<EntryRow[]> {
  const database = await openDB(name);
  const rows = (await database.getAll('entries')) as EntryRow[];
  database.close();
  return rows;
}
