import { describe, expect, it } from 'vitest';

import { device, entryFor } from '#tests/support/faults/faulty-device.ts';

import { importSealKey, keepKeyAndOpen, openSealed, sealUnsent } from './seal.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const textOf = (letter: string) => btoa(letter.repeat(32)).replaceAll('=', '');
const keyOf = (letter: string) => importSealKey(textOf(letter));

/** A device on which the leader has written two things, the second with a photo. */
async function withUnsent() {
  const given = await device([], true);
  const { store } = given;
  await store.add(await entryFor('a0', 'a', given), []);
  const entry = await entryFor('b0', 'b', given);
  const bytes = new TextEncoder().encode('a photo').buffer;
  await store.add(entry, [{ id: 'photo', entryId: entry.id, bytes }]);
  return { ...given, store };
}

describe('sealing unsent work', () => {
  it('leaves nothing readable, and gives the same entries back to the same account', async () => {
    const { store } = await withUnsent();
    await store.keepKey('leader', await keyOf('k'));
    const before = await store.all();
    await sealUnsent(store, NOW);
    expect(await store.all()).toEqual([]);
    expect(await store.keyOf('leader')).toBeNull();
    const sealed = await store.allSealed();
    expect(sealed).toHaveLength(2);
    for (const { bytes } of sealed) {
      // Shorter words than these stand in random bytes now and then.
      expect(new TextDecoder().decode(bytes)).not.toMatch(/photo|\/api\/|"id"|leader/);
    }
    expect(await openSealed(store, 'leader', await keyOf('k'))).toBe(0);
    expect(await store.all()).toEqual(before);
    const photo = await store.content('photo');
    expect(new TextDecoder().decode(photo ?? new ArrayBuffer(0))).toBe('a photo');
    expect(await store.allSealed()).toEqual([]);
  });

  it('opens after the secret of the server has changed, and seals with the new key from then on', async () => {
    const { store } = await withUnsent();
    await store.keepKey('leader', await keyOf('k'));
    await sealUnsent(store, NOW);
    const readKey = async () => ({ key: textOf('n'), former: textOf('k') });
    await keepKeyAndOpen(store, 'leader', readKey);
    expect(await store.all()).toHaveLength(2);
    await sealUnsent(store, NOW);
    expect(await openSealed(store, 'leader', await keyOf('n'))).toBe(0);
  });

  it('opens nothing with the key of another account, and keeps the entries', async () => {
    const { store } = await withUnsent();
    await store.keepKey('leader', await keyOf('k'));
    await sealUnsent(store, NOW);
    expect(await openSealed(store, 'leader', await keyOf('x'))).toBe(2);
    expect(await openSealed(store, 'officer', await keyOf('k'))).toBe(0);
    expect(await store.allSealed()).toHaveLength(2);
    expect(await store.all()).toEqual([]);
  });

  it('destroys no entry whose key the device never got', async () => {
    const { store } = await withUnsent();
    await sealUnsent(store, NOW);
    expect(await store.all()).toHaveLength(2);
  });

  it('sends an interrupted entry under its old key, and deletes sent ones', async () => {
    const { store } = await withUnsent();
    await store.keepKey('leader', await keyOf('k'));
    const [first, second] = await store.all();
    await store.update(first?.id ?? '', (entry) => ({ ...entry, state: 'sending', attempts: 1 }));
    await store.update(second?.id ?? '', (entry) => ({ ...entry, state: 'sent' }));
    await sealUnsent(store, NOW);
    await openSealed(store, 'leader', await keyOf('k'));
    expect(await store.all()).toMatchObject([{ key: first?.key, state: 'waiting', attempts: 1 }]);
  });

  it('reads an entry again that another tab changes, sends or discards during the sealing', async () => {
    for (const [happens, readable, sealedCount] of [
      ['changed', 0, 2],
      ['sent', 0, 1],
      ['discarded', 0, 1],
    ] as const) {
      const { store } = await withUnsent();
      await store.keepKey('leader', await keyOf('k'));
      let hasHappened = false;
      const meddled: typeof store = {
        ...store,
        async putSealed(sealed, seen) {
          if (!hasHappened) {
            hasHappened = true;
            if (happens === 'discarded') await store.remove(sealed.id);
            else {
              await store.update(sealed.id, (entry) =>
                happens === 'sent' ? { ...entry, state: 'sent' } : { ...entry, attempts: 5 },
              );
            }
          }
          return await store.putSealed(sealed, seen);
        },
      };
      await sealUnsent(meddled, NOW);
      expect([happens, (await store.all()).length]).toEqual([happens, readable]);
      expect([happens, (await store.allSealed()).length]).toEqual([happens, sealedCount]);
      await openSealed(store, 'leader', await keyOf('k'));
      const tries = (await store.all()).map(({ attempts }) => attempts);
      expect(tries).toEqual(happens === 'changed' ? [5, 0] : [0]);
    }
  });

  it('deletes at the sign-out the entries of that account, sealed or not, and of no other', async () => {
    const given = await withUnsent();
    const { store } = given;
    await store.keepKey('leader', await keyOf('k'));
    await sealUnsent(store, NOW);
    const mine = await entryFor('c0', 'c', given);
    await store.add({ ...mine, accountId: 'officer' }, []);
    await store.forgetAccount('officer');
    expect(await store.all()).toEqual([]);
    expect(await store.isEmpty()).toBe(false);
    await store.forgetAccount('leader');
    expect(await store.isEmpty()).toBe(true);
  });
});
