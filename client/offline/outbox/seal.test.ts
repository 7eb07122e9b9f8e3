import { describe, expect, it } from 'vitest';

import { importKey } from '#client/offline/keys/sealed-bytes.ts';
import { device, entryFor, type Device } from '#tests/support/faults/faulty-device.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import { closeUnsent, keepKeyAndOpen } from './seal.ts';
import type { OutboxStore } from './store.ts';

const textOf = (letter: string) => btoa(letter.repeat(32)).replaceAll('=', '');
const keyOf = (letter: string) => importKey(textOf(letter));
/** The server's answer to the owner who signs in. */
const answer = (key: string, former: string | null = null) => ({
  key: textOf(key),
  former: former === null ? null : textOf(former),
  secondsLeft: 43_200,
  idleSeconds: 14_400,
});
const signIn = async (store: OutboxStore, key = 'k', former: string | null = null) =>
  await keepKeyAndOpen(store, 'leader', async () => answer(key, former));

/** A device on which the leader has written two things, the second with a photo. */
async function withUnsent(key: string | null = 'k'): Promise<Device> {
  const given = await device([], true);
  const { store } = given;
  if (key !== null) await store.keepKey('leader', await keyOf(key));
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
    for (const key of ['k', null]) {
      const given = await withUnsent(key);
      expect(await given.store.all()).toHaveLength(2);
      const texts = await storedTexts(given.name);
      expect(texts).toContain('leader');
      expect(texts).not.toMatch(/a photo|\/api\/test|"title"|clockKnown|Phố Huế/);
    }
  });

  it('is closed at the end of a session, and open again as it was for the same account', async () => {
    const { store } = await withUnsent();
    const before = await store.all();
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
    expect(await store.keyOf('leader')).toBeNull();
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
    const { store } = await withUnsent();
    await closeUnsent(store);
    await signIn(store, 'n', 'k');
    expect(await store.all()).toHaveLength(2);
    await closeUnsent(store);
    await signIn(store, 'n');
    expect(await store.all()).toHaveLength(2);
    expect(await photoIn(store)).toBe('a photo');
  });

  it('opens with no key of another account, and stays', async () => {
    const { store } = await withUnsent();
    await closeUnsent(store);
    await keepKeyAndOpen(store, 'officer', async () => answer('k'));
    expect(await store.all()).toEqual([]);
    await signIn(store, 'x');
    expect(await store.all()).toEqual([]);
    expect(await store.allClosed()).toHaveLength(2);
  });

  it('is not destroyed where the key of its account never came, and is sealed with it once it comes', async () => {
    const { store } = await withUnsent(null);
    await closeUnsent(store);
    expect(await store.all()).toHaveLength(2);
    await signIn(store);
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
    await signIn(store);
    expect(await photoIn(store)).toBe('a photo');
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

describe('an entry that another tab changes, sends or discards while it is sealed anew', () => {
  it.each([
    ['changed', [5, 0]],
    ['sent', [0, 0]],
    ['discarded', [0]],
  ] as const)('stays %s', async (happens, attempts) => {
    const { store, keys } = await withUnsent(null);
    const [first] = await store.all();
    const id = first?.id ?? '';
    await keys.keep('leader', await keyOf('k'));
    // The first sealing lasts until the other tab has acted.
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    let acted: Promise<unknown> | null = null;
    crypto.subtle.encrypt = async (...given) => {
      const sealed = await encrypt(...given);
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
    await store.reseal('leader').finally(() => {
      crypto.subtle.encrypt = encrypt;
    });
    const left = await store.all();
    expect(left.map((entry) => entry.attempts)).toEqual(attempts);
    expect(left.some(({ state }) => state === 'sent')).toBe(happens === 'sent');
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
  });
});
