import { describe, expect, it } from 'vitest';

import { importKey } from '#client/offline/keys/sealed-bytes.ts';
import { asEarlierRelease } from '#tests/support/convergence/older-release.ts';
import { readKey, SECRET } from '#tests/support/faults/account-key.ts';
import { device, entryFor } from '#tests/support/faults/faulty-device.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import { keepKeyAndOpen } from './seal.ts';
import { openOutboxStore } from './store.ts';

const NAMES = ['Nhà nghỉ Phố Huế', 'Quán Ốc Hàng Bún', 'Bến Cũ Phúc Xá'];

/** The outbox of the leader with three entries, each with a photo, as an earlier release has left it. */
async function left(kind: 'first' | 'with_key' | 'sealed') {
  const given = await device([], true);
  const { name, keys, store } = given;
  await store.keepKey('leader', await importKey(SECRET));
  for (const title of NAMES) {
    const entry = await entryFor(title, 'a', given);
    const bytes = new TextEncoder().encode(`photo of ${title}`).buffer;
    await store.add(entry, [{ id: `photo of ${entry.id}`, entryId: entry.id, bytes }]);
  }
  await asEarlierRelease(name, store, keys, kind);
  return { name, keys };
}

/** Titles and photos in the order of writing. */
async function contentOf(store: Awaited<ReturnType<typeof openOutboxStore>>) {
  return await Promise.all(
    (await store.all()).map(async ({ id, title }) => {
      const photo = (await store.content(`photo of ${id}`)) ?? new ArrayBuffer(0);
      return [title, new TextDecoder().decode(photo)];
    }),
  );
}
const WHOLE = NAMES.map((title) => [title, `photo of ${title}`]);

describe('an outbox that an earlier release has left readable', () => {
  it.each(['first', 'with_key'] as const)('is sealed as it is opened (%s)', async (kind) => {
    const { name, keys } = await left(kind);
    expect(await storedTexts(name)).toMatch(/photo of Nhà nghỉ Phố Huế[^]*Bến Cũ/);
    const store = await openOutboxStore(name, keys);
    expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
    expect(await contentOf(store)).toEqual(WHOLE);
    expect((await store.keyOf('leader')) !== null).toBe(kind === 'with_key');
    await keepKeyAndOpen(store, 'leader', readKey);
    expect(await contentOf(store)).toEqual(WHOLE);
  });

  it.each([1, 2, 3, 4, 5, 6])('loses nothing where it dies at sealing %i of six', async (dies) => {
    const { name, keys } = await left('with_key');
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    let sealings = 0;
    crypto.subtle.encrypt = async (...given) => {
      sealings += 1;
      if (sealings === dies) throw new DOMException('killed', 'AbortError');
      return await encrypt(...given);
    };
    await expect(openOutboxStore(name, keys)).rejects.toThrow('killed');
    crypto.subtle.encrypt = encrypt;
    expect(await contentOf(await openOutboxStore(name, keys))).toEqual(WHOLE);
    expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
  });

  it('is sealed once by two tabs that open it together', async () => {
    const { name, keys } = await left('first');
    const [one, other] = await Promise.all([
      openOutboxStore(name, keys),
      openOutboxStore(name, keys),
    ]);
    expect(await contentOf(one)).toEqual(WHOLE);
    expect(await contentOf(other)).toEqual(WHOLE);
  });
});

it('what an earlier release has sealed opens for its account', async () => {
  const { name, keys } = await left('sealed');
  const store = await openOutboxStore(name, keys);
  expect(await store.allClosed()).toHaveLength(3);
  await keepKeyAndOpen(store, 'leader', readKey);
  expect(new Set(await contentOf(store))).toEqual(new Set(WHOLE));
  expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
});

it('a page of the former release that is still open closes its outbox, and what it then writes is not stored there', async () => {
  const { name, keys } = await left('first');
  const former = indexedDB.open(name, 1);
  const database = await new Promise<IDBDatabase>((resolve) => {
    former.addEventListener('success', () => resolve(former.result));
  });
  // As that release does, so that a newer one can bring its layout.
  database.addEventListener('versionchange', () => database.close());
  const store = await openOutboxStore(name, keys);
  expect(() => database.transaction('entries', 'readwrite')).toThrow(DOMException);
  expect(await contentOf(store)).toEqual(WHOLE);
});
