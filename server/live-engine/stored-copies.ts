import { createHash } from 'node:crypto';

import type { ObjectStore } from '#server/object-store/object-store.ts';

const PLACE = 'engine/';
const KEY = /^engine\/([0-9a-f]{24})\/([0-9a-f-]{36})\.copy$/;
/** Copies of a kind that stay: the latest, and one more while that is being read somewhere. */
const KEPT = 2;
/** Age at which the database stops accepting a copy, whatever its kind. */
const USELESS_AFTER_MILLISECONDS = 30 * 86_400_000;

/** Only copies of one program and one state of the tables can be used by each other. */
export type CopyKind = { program: string; migration: string };

/** Copies of the engine in the object store, by their id. Calls throw a `StoreError` where the store fails. */
export type StoredCopies = {
  /** Ids of the copies of a kind. */
  list(kind: CopyKind): Promise<string[]>;
  /** Reads a copy, checked by its hash; null where there is none. */
  read(kind: CopyKind, id: string): Promise<Uint8Array | null>;
  /** Writes a copy, then removes those of the kind before the last two, and any that is a month old. */
  write(kind: CopyKind, id: string, bytes: Uint8Array): Promise<void>;
};

export function storedCopies(store: ObjectStore): StoredCopies {
  const keyOf = (kind: CopyKind, id: string) => `${PLACE}${folderOf(kind)}/${id}.copy`;
  const listAll = async () =>
    (await store.list(PLACE)).flatMap(({ key, writtenAt }) => {
      const [, folder, id] = KEY.exec(key) ?? [];
      return folder === undefined || id === undefined ? [] : [{ key, folder, id, writtenAt }];
    });
  return {
    async list(kind) {
      const own = (await listAll()).filter(({ folder }) => folder === folderOf(kind));
      return own.map(({ id }) => id);
    },
    read: (kind, id) => store.get(keyOf(kind, id)),
    async write(kind, id, bytes) {
      const key = keyOf(kind, id);
      // A copy is checked whenever it is read, and one that fails costs a slower start.
      await store.put(key, bytes, { readBack: false });
      const others = (await listAll())
        .filter((one) => one.key !== key)
        .toSorted((a, b) => b.writtenAt - a.writtenAt);
      const old = Date.now() - USELESS_AFTER_MILLISECONDS;
      const rest = others.filter(({ folder }) => folder === folderOf(kind)).slice(KEPT - 1);
      const gone = others.filter((one) => rest.includes(one) || one.writtenAt < old);
      for (const one of gone) await store.remove(one.key);
    },
  };
}

function folderOf({ program, migration }: CopyKind): string {
  return createHash('sha256').update(`${program} ${migration}`).digest('hex').slice(0, 24);
}
