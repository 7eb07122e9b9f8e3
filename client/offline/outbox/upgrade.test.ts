import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';

import { importKey, openBytes } from '#client/offline/keys/sealed-bytes.ts';
import { asEarlierRelease } from '#tests/support/convergence/older-release.ts';
import { EARLIER_KEY, SERVER } from '#tests/support/faults/account-key.ts';
import { device, entryFor } from '#tests/support/faults/faulty-device.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import { closeUnsent, keepKeyAndOpen } from './seal.ts';
import { openOutboxStore } from './store.ts';

const NAMES = ['Nhà nghỉ Phố Huế', 'Quán Ốc Hàng Bún', 'Bến Cũ Phúc Xá'];

/** The outbox of the leader with three entries, each with a photo, as an earlier release has left it. */
async function left(kind: 'first' | 'with_key' | 'sealed' | 'account_key' | 'stand_in') {
  const given = await device([], true);
  const { name, keys, store } = given;
  for (const title of NAMES) {
    const entry = await entryFor(title, 'a', given);
    const bytes = new TextEncoder().encode(`photo of ${title}`).buffer;
    await store.add(entry, [{ id: `photo of ${entry.id}`, entryId: entry.id, bytes }]);
  }
  await asEarlierRelease(name, store, await importKey(EARLIER_KEY), kind);
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
/** Each entry and photo: itself, and its key for the server and for the session. */
const SEALINGS = Array.from({ length: 18 }, (_, at) => at + 1);
const WHOLE = NAMES.map((title) => [title, `photo of ${title}`]);

describe('an outbox that an earlier release has left readable', () => {
  it.each(['first', 'with_key'] as const)('is sealed as it is opened (%s)', async (kind) => {
    const { name, keys } = await left(kind);
    expect(await storedTexts(name)).toMatch(/photo of Nhà nghỉ Phố Huế[^]*Bến Cũ/);
    const store = await openOutboxStore(() => SERVER.key, name, keys);
    expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
    expect(await contentOf(store)).toEqual(WHOLE);
    await keepKeyAndOpen(store, 'leader', SERVER.for('leader'));
    expect(await contentOf(store)).toEqual(WHOLE);
  });

  it.each(SEALINGS)('loses nothing where it dies at sealing %i of eighteen', async (dies) => {
    const { name, keys } = await left('with_key');
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    let sealings = 0;
    crypto.subtle.encrypt = async (...given) => {
      sealings += 1;
      if (sealings === dies) throw new DOMException('killed', 'AbortError');
      return await encrypt(...given);
    };
    await expect(openOutboxStore(() => SERVER.key, name, keys)).rejects.toThrow('killed');
    crypto.subtle.encrypt = encrypt;
    expect(await contentOf(await openOutboxStore(() => SERVER.key, name, keys))).toEqual(WHOLE);
    expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
  });

  it('is sealed once by two tabs that open it together', async () => {
    const { name, keys } = await left('first');
    const [one, other] = await Promise.all([
      openOutboxStore(() => SERVER.key, name, keys),
      openOutboxStore(() => SERVER.key, name, keys),
    ]);
    expect(await contentOf(one)).toEqual(WHOLE);
    expect(await contentOf(other)).toEqual(WHOLE);
  });
});

it.each(['sealed', 'account_key'] as const)(
  'what an earlier release has sealed opens for its account, and lies under new keys then (%s)',
  async (kind) => {
    const { name, keys } = await left(kind);
    const store = await openOutboxStore(() => SERVER.key, name, keys);
    expect(await store.allClosed()).toHaveLength(3);
    const earlier = await storedRows(name);
    await keepKeyAndOpen(store, 'leader', SERVER.for('leader'));
    expect(new Set(await contentOf(store))).toEqual(new Set(WHOLE));
    expect(await storedTexts(name)).not.toMatch(/Phố Huế|Hàng Bún|Phúc Xá|photo of N/);
    expect(await opensWith(await importKey(EARLIER_KEY), earlier)).toBe(kind === 'account_key');
    expect(await opensWith(await importKey(EARLIER_KEY), await storedRows(name))).toBe(false);
    await closeUnsent(store);
    expect(await store.all()).toEqual([]);
    await keepKeyAndOpen(store, 'leader', SERVER.for('leader'));
    expect(new Set(await contentOf(store))).toEqual(new Set(WHOLE));
  },
);

it('what lay under a key that stood in for the account’s is sealed anew as it is opened', async () => {
  const { name, keys } = await left('stand_in');
  const store = await openOutboxStore(() => SERVER.key, name, keys);
  expect(await contentOf(store)).toEqual(WHOLE);
  await closeUnsent(store);
  expect(await store.all()).toEqual([]);
});

type StoredRow = Parameters<typeof openBytes>[2] & { id: string; accountId: string };

/** The entries of a database, as they lie there. */
async function storedRows(name: string): Promise<StoredRow[]> {
  const database = await openDB(name);
  const rows = (await database.getAll('entries')) as StoredRow[];
  database.close();
  return rows;
}

/** Tells if a key opens one of the rows. */
async function opensWith(key: CryptoKey, rows: readonly StoredRow[]): Promise<boolean> {
  const opened = await Promise.all(
    rows.map((row) => openBytes(key, `entry ${row.accountId} ${row.id}`, row)),
  );
  return opened.some((plain) => plain !== null);
}

it('a page of the former release that is still open closes its outbox, and what it then writes is not stored there', async () => {
  const { name, keys } = await left('first');
  const former = indexedDB.open(name, 1);
  const database = await new Promise<IDBDatabase>((resolve) => {
    former.addEventListener('success', () => resolve(former.result));
  });
  // As that release does, so that a newer one can bring its layout.
  database.addEventListener('versionchange', () => database.close());
  const store = await openOutboxStore(() => SERVER.key, name, keys);
  expect(() => database.transaction('entries', 'readwrite')).toThrow(DOMException);
  expect(await contentOf(store)).toEqual(WHOLE);
});
