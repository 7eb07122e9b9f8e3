import { deviceKeys } from '#client/offline/keys/session-keys.ts';
import type { Lease } from '#client/offline/keys/term.ts';
import type { UnsentKey } from '#server/contract/account.ts';

import { openDatabase, OUTBOX_DATABASE, removeFiles, type Writing } from './database.ts';
import { hasEarlier, takeOverEarlier } from './earlier-rows.ts';
import type { AttachmentContent, Entry } from './entry.ts';
import { createNotes } from './notes.ts';
import { createRowKeysOf } from './row-keys.ts';
import { createRows, isUnchanged } from './rows.ts';
import { isChangeable } from './rules.ts';
import type { SealedEntry } from './seal.ts';

/** Above every place of an entry that an earlier release has sealed without noting it. */
const UNNOTED_SEQ = 1_000_000;

/** The last place in the order of writing that an entry has, whoever sealed it. */
function lastSeq(last: number | undefined, sealed: readonly SealedEntry[]): number {
  return Math.max(last ?? 0, ...sealed.map(({ seq }) => seq ?? UNNOTED_SEQ));
}

/** An entry that another tab has sent, changed or discarded meanwhile. */
export class EntryGone extends Error {}

/** An unsent entry of which the key is not on the device. */
export type ClosedEntry = { id: string; accountId: string };

export type OutboxStore = Awaited<ReturnType<typeof openOutboxStore>>;

/**
 * The outbox on the device: entries, and the content of their attachments beside them, each sealed under a key of its
 * own. Each function ends in one transaction, so that tabs which work at the same time see whole states only; since
 * a transaction cannot wait for the sealing, that is done before it, and again where another tab came first.
 * @param serverKey gives the key of the server; null while nobody is signed in, and nothing can be kept
 */
export async function openOutboxStore(
  serverKey: () => UnsentKey | null,
  name = OUTBOX_DATABASE,
  keys = deviceKeys,
) {
  const database = await openDatabase(name);
  const rows = createRows(keys, serverKey);
  if (serverKey() !== null) await takeOverEarlier(database, rows, null, []);

  async function filesOf(accountId: string, contents: readonly AttachmentContent[]) {
    return await Promise.all(contents.map((one) => rows.sealContent(accountId, one)));
  }

  /** Appends an entry: it gets the next place in the order, behind the sealed ones too. */
  async function add(entry: Entry, contents: readonly AttachmentContent[]): Promise<Entry> {
    const row = await rows.sealEntry(entry);
    const files = await filesOf(entry.accountId, contents);
    const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
    const last = await write.objectStore('entries').index('seq').openKeyCursor(null, 'prev');
    const seq = lastSeq(last?.key, await write.objectStore('sealed').getAll()) + 1;
    await write.objectStore('entries').add({ ...row, seq });
    for (const file of files) await write.objectStore('contents').put(file);
    await write.done;
    // The entry is kept: it must not be sent by another way because this fails.
    void keys.noteUse().catch(() => undefined);
    return { ...entry, seq };
  }

  /** Adds entries without attachments: all of them or, when one cannot be kept, none. */
  async function addAll(entries: readonly Entry[]): Promise<void> {
    const added = await Promise.all(entries.map((entry) => rows.sealEntry(entry)));
    const write = database.transaction(['entries', 'sealed'], 'readwrite');
    const store = write.objectStore('entries');
    const last = await store.index('seq').openKeyCursor(null, 'prev');
    const seq = lastSeq(last?.key, await write.objectStore('sealed').getAll());
    for (const [at, row] of added.entries()) await store.add({ ...row, seq: seq + 1 + at });
    await write.done;
  }

  /**
   * Writes what `change` makes of an entry, unless another tab was faster: then it is asked again. Null when the entry is
   * not there or cannot be opened, or when `change` declines.
   * @param more what belongs into the same transaction
   */
  async function update(
    id: string,
    change: (entry: Entry) => Entry | null,
    more?: (write: Writing) => Promise<void>,
  ): Promise<Entry | null> {
    for (;;) {
      const seen = await database.get('entries', id);
      const found = seen === undefined ? null : await rows.openEntry(seen);
      const changed = found === null ? null : change(found);
      if (seen === undefined || changed === null) return null;
      const row = await rows.sealEntry(changed, seen);
      const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
      const same = isUnchanged(await write.objectStore('entries').get(id), seen);
      if (same) {
        await write.objectStore('entries').put({ ...row, seq: seen.seq });
        await more?.(write);
      }
      await write.done;
      if (same) return { ...changed, seq: seen.seq };
    }
  }

  async function removeContents(entryId: string): Promise<void> {
    const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
    await removeFiles(write, entryId);
    await write.done;
  }

  async function remove(id: string): Promise<void> {
    const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
    await write.objectStore('entries').delete(id);
    await removeFiles(write, id);
    await write.done;
  }

  /** Deletes an entry while `may` says so of what stands there at that moment; false where it does not. */
  async function removeIf(id: string, may: (entry: Entry) => boolean): Promise<boolean> {
    for (;;) {
      const seen = await database.get('entries', id);
      const found = seen === undefined ? null : await rows.openEntry(seen);
      if (seen === undefined || found === null || !may(found)) return false;
      const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
      const same = isUnchanged(await write.objectStore('entries').get(id), seen);
      if (same) {
        await write.objectStore('entries').delete(id);
        await removeFiles(write, id);
      }
      await write.done;
      if (same) return true;
    }
  }

  async function all(): Promise<Entry[]> {
    const found = await database.getAllFromIndex('entries', 'seq');
    const opened = await Promise.all(found.map((row) => rows.openEntry(row)));
    return opened.filter((entry) => entry !== null);
  }

  /** Unsent entries of everybody that cannot be opened on this device now. */
  async function allClosed(): Promise<ClosedEntry[]> {
    const unsent = (await database.getAll('entries')).filter(({ state }) => state !== 'sent');
    const opened = await Promise.all(unsent.map((row) => rows.openEntry(row)));
    const closed = unsent.filter((_, at) => opened[at] === null);
    return [...closed, ...(await database.getAll('sealed'))].map(({ id, accountId }) => ({
      id,
      accountId,
    }));
  }

  return {
    ...createNotes(database, rows),
    ...createRowKeysOf(database, rows),
    add,
    addAll,
    update: (id: string, change: (entry: Entry) => Entry | null) => update(id, change),
    removeContents,
    /** Everybody's entries that can be opened, oldest first. */
    all,
    allClosed,
    async get(id: string): Promise<Entry | null> {
      const row = await database.get('entries', id);
      return row === undefined ? null : await rows.openEntry(row);
    },
    async content(id: string): Promise<ArrayBuffer | null> {
      const row = await database.get('contents', id);
      return row === undefined ? null : (await rows.openContent(row)).bytes;
    },
    /** Puts another content in the place of an entry that is not on its way. Throws EntryGone. */
    async replace(entry: Entry, contents: readonly AttachmentContent[]): Promise<void> {
      const wanted = new Set(entry.attachments.map(({ id }) => id));
      const files = await filesOf(entry.accountId, contents);
      const replaced = await update(
        entry.id,
        (found) => (isChangeable(found) ? entry : null),
        async (write) => {
          const kept = write.objectStore('contents');
          for (const id of await kept.index('entryId').getAllKeys(entry.id)) {
            if (!wanted.has(id)) await kept.delete(id);
          }
          for (const file of files) await kept.put(file);
        },
      );
      if (replaced === null) throw new EntryGone();
    },
    remove,
    /** Deletes an entry that the server cannot have. Throws EntryGone when it is on its way or sent. */
    async takeOut(id: string): Promise<void> {
      if (!(await removeIf(id, isChangeable))) throw new EntryGone();
    },
    /** Deletes an entry that is still refused under this key. */
    async removeRefused(id: string, key: string): Promise<void> {
      await removeIf(id, (entry) => entry.state === 'refused' && entry.key === key);
    },
    /** Deletes entries that were sent before a moment (milliseconds since 1970). */
    async removeSentBefore(moment: number): Promise<void> {
      for (const { id, sentAt } of await all()) {
        if (sentAt !== null && Date.parse(sentAt) < moment) await remove(id);
      }
    },
    /** Deletes what is sent, whether it can be opened or not. */
    async removeSent(): Promise<void> {
      for (const { id, state } of await database.getAll('entries')) {
        if (state === 'sent') await remove(id);
      }
    },
    async contentsOf(entryId: string): Promise<AttachmentContent[]> {
      const found = await database.getAllFromIndex('contents', 'entryId', entryId);
      return await Promise.all(found.map((row) => rows.openContent(row)));
    },
    /** Entries that a release up to layout 2 has sealed with their files. */
    async allSealed(): Promise<SealedEntry[]> {
      return await database.getAll('sealed');
    },
    /** Tests for closed entries of an account: what is written after them waits until they are open. */
    async hasSealed(accountId: string): Promise<boolean> {
      return (await allClosed()).some((row) => row.accountId === accountId);
    },
    serverKey,
    /** Holds what opens an account's rows as long as its session lasts. */
    keepSession: (accountId: string, lease?: Lease) => keys.keep(accountId, lease),
    /** Ends the session on the device: from then on its entries are closed. */
    async forgetKeys(): Promise<void> {
      rows.forget();
      await keys.end();
    },
    /** Seals anew what earlier releases have sealed with the account's key. */
    takeOver: (accountId: string, earlier: readonly CryptoKey[]) =>
      takeOverEarlier(database, rows, accountId, earlier),
    /** Tests for what only the account's key of earlier releases opens. */
    hasEarlier: (accountId: string) => hasEarlier(database, accountId),
    /** Replaces an entry that an earlier release has sealed by one in the present form, in its old place. */
    async takeBack(entry: Entry, contents: readonly AttachmentContent[]): Promise<void> {
      const row = await rows.sealEntry(entry);
      const files = await filesOf(entry.accountId, contents);
      const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
      await write.objectStore('entries').put(row);
      for (const file of files) await write.objectStore('contents').put(file);
      await write.objectStore('sealed').delete(entry.id);
      await write.done;
    },
    /** Deletes an account's entries and notes from the device, open or not. */
    async forgetAccount(accountId: string): Promise<void> {
      const stores = ['entries', 'contents', 'sealed', 'notes'] as const;
      const write = database.transaction(stores, 'readwrite');
      for (const entry of await write.objectStore('entries').getAll()) {
        if (entry.accountId !== accountId) continue;
        await write.objectStore('entries').delete(entry.id);
        const files = await write.objectStore('contents').index('entryId').getAllKeys(entry.id);
        for (const key of files) await write.objectStore('contents').delete(key);
      }
      for (const store of ['sealed', 'notes'] as const) {
        for (const row of await write.objectStore(store).getAll()) {
          if (row.accountId === accountId) await write.objectStore(store).delete(row.id);
        }
      }
      await write.done;
    },
    /** Tests whether nothing of any account is left. */
    async isEmpty(): Promise<boolean> {
      for (const store of ['entries', 'sealed', 'notes'] as const) {
        if ((await database.count(store)) > 0) return false;
      }
      return true;
    },
    close: () => database.close(),
  };
}

/** The database was closed under an act: it is being deleted, or another tab brings a newer layout. */
export function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
