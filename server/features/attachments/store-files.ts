import type { ObjectStore } from '#server/object-store/object-store.ts';

import type { AttachmentShelf, AttachmentSize, KeptFile } from './shelf-files.ts';

const PLACE = 'attachments/';
const ASIDE = 'aside/';
const KEY = /^(?:attachments\/[0-9a-f]{2}|aside)\/([0-9a-f]{64})\.(full|thumbnail)$/;
/** Names the database that the contents belong to. */
const MARK = 'attachments.belongs-to';
/** Age from which a content that is used again is written again, so that its time says so. */
const RENEWED_AFTER_MILLISECONDS = 86_400_000;
/** A list tells milliseconds, a header seconds. */
const CLOCK_STEP_MILLISECONDS = 1_000;

function keyOf(contentHash: string, size: AttachmentSize): string {
  return `${PLACE}${contentHash.slice(0, 2)}/${contentHash}.${size}`;
}

const asideOf = (key: string) => ASIDE + key.slice(key.lastIndexOf('/') + 1);

/** The contents of attachments in the object store. Its calls throw a `StoreError` where the store fails. */
export function storeShelf(store: ObjectStore): AttachmentShelf {
  async function list(place: string): Promise<KeptFile[]> {
    return (await store.list(place)).flatMap(({ key, writtenAt }) => {
      const contentHash = KEY.exec(key)?.[1];
      return contentHash === undefined ? [] : [{ name: key, contentHash, usedAt: writtenAt }];
    });
  }

  /** Copies first. What was written anew meanwhile is in use, and stays. */
  async function move(from: string, to: string, writtenAt: number): Promise<void> {
    const content = await store.get(from);
    if (content === null) return;
    await store.put(to, content);
    const now = await store.head(from);
    if (now !== null && now.writtenAt < writtenAt + CLOCK_STEP_MILLISECONDS) {
      await store.remove(from);
    }
  }

  return {
    name: store.name,
    async keep({ contentHash, size, bytes }) {
      const key = keyOf(contentHash, size);
      const known = await store.head(key);
      const isFresh =
        known !== null &&
        known.bytes === bytes.byteLength &&
        Date.now() - known.writtenAt < RENEWED_AFTER_MILLISECONDS;
      if (!isFresh) await store.put(key, bytes);
    },
    async read(contentHash, size) {
      // A small form has another content than its name says: it is checked by the hash that it was written with.
      const expected = size === 'full' ? contentHash : undefined;
      const key = keyOf(contentHash, size);
      return (await store.get(key, expected)) ?? (await store.get(asideOf(key), expected));
    },
    list: () => list(PLACE),
    async setAside({ name, usedAt }) {
      await move(name, asideOf(name), usedAt);
    },
    listAside: () => list(ASIDE),
    async takeBack({ name, usedAt }) {
      const [, contentHash = '', size] = KEY.exec(name) ?? [];
      await move(name, keyOf(contentHash, size === 'full' ? 'full' : 'thumbnail'), usedAt);
    },
    remove: ({ name }) => store.remove(name),
    async readMark() {
      const bytes = await store.get(MARK);
      return bytes === null ? null : new TextDecoder().decode(bytes).trim();
    },
    writeMark: (identity) => store.put(MARK, new TextEncoder().encode(`${identity}\n`)),
  };
}
