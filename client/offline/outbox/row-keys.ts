import type { Database } from './database.ts';
import {
  isPresent,
  isSame,
  nameOfContent,
  nameOfEntry,
  nameOfNote,
  type Rows,
  type Sealed,
} from './rows.ts';

type Raw = Uint8Array<ArrayBuffer>;
const STORES = ['entries', 'contents', 'notes'] as const;
type Place = { store: (typeof STORES)[number]; id: string; name: string; row: Sealed };

/** The part of the outbox's store that opens its rows again in a later session. */
export function createRowKeysOf(database: Database, rows: Rows) {
  /** Keys that the server could not open: it is not asked for them again. */
  const hopeless = new Set<string>();

  /** Files come before their entries: a page that is killed on the way leaves no open entry with a closed file. */
  async function placesOf(accountId: string): Promise<Place[]> {
    const places: Place[] = [];
    for (const row of await database.getAll('contents')) {
      if (isPresent(row)) {
        places.push({ store: 'contents', id: row.id, name: nameOfContent(row), row });
      }
    }
    for (const row of await database.getAll('notes')) {
      if (isPresent(row)) places.push({ store: 'notes', id: row.id, name: nameOfNote(row), row });
    }
    for (const row of await database.getAll('entries')) {
      if (isPresent(row))
        places.push({ store: 'entries', id: row.id, name: nameOfEntry(row), row });
    }
    return places.filter(({ row }) => row.accountId === accountId);
  }

  return {
    /** An account's keys that this session does not open, as they are sealed for the server. */
    async closedKeys(accountId: string): Promise<string[]> {
      const closed: string[] = [];
      for (const { name, row } of await placesOf(accountId)) {
        if (!hopeless.has(row.key.sealed) && !(await rows.isOpen(row, name))) {
          closed.push(row.key.sealed);
        }
      }
      return closed;
    },
    /**
     * Wraps an account's keys for this session, and seals them anew for a key of the server that has changed.
     * @param opened by their sealed forms, as the server has opened them; null where it could not
     */
    async renewKeys(accountId: string, opened: ReadonlyMap<string, Raw | null>): Promise<void> {
      for (const [sealed, raw] of opened) if (raw === null) hopeless.add(sealed);
      for (const { store, id, name, row } of await placesOf(accountId)) {
        const key = await rows.renewed(row, name, opened.get(row.key.sealed) ?? null);
        if (key === null) continue;
        const write = database.transaction(store, 'readwrite');
        const there = await write.store.get(id);
        if (there !== undefined && isPresent(there) && isSame(there.nonce, row.nonce)) {
          await write.store.put({ ...there, key });
        }
        await write.done;
      }
    },
  };
}
