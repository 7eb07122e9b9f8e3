import type { Database } from './database.ts';
import { drawId } from './new-entry.ts';
import type { Rows } from './rows.ts';

/** A small thing that a screen keeps on the device for its person; the latest of a name counts. */
export type Note = { name: string; value: string; at: number };
type Found = { id: string; note: Note };

/** The part of the outbox's store that keeps notes: sealed, each under an id that says nothing. */
export function createNotes(database: Database, rows: Rows) {
  async function readAll(accountId: string): Promise<Found[]> {
    const own = (await database.getAll('notes')).filter((row) => row.accountId === accountId);
    const opened = await Promise.all(
      own.map(async (row) => ({ id: row.id, note: (await rows.openNote(row)) as Note | null })),
    );
    return opened.flatMap(({ id, note }) => (note === null ? [] : [{ id, note }]));
  }

  async function dropNote(accountId: string, name: string): Promise<void> {
    const found = await readAll(accountId);
    for (const { id, note } of found) if (note.name === name) await database.delete('notes', id);
  }

  return {
    /** An account's notes that can be opened: values by name. */
    async notesOf(accountId: string): Promise<Map<string, string>> {
      const notes = (await readAll(accountId)).map(({ note }) => note);
      return new Map(
        notes.toSorted((a, b) => a.at - b.at).map(({ name, value }) => [name, value] as const),
      );
    },
    /** Keeps a note in the place of an earlier one of the name. */
    async putNote(accountId: string, note: Note): Promise<void> {
      const before = (await readAll(accountId)).filter((found) => found.note.name === note.name);
      const row = await rows.sealNote(accountId, drawId(), note);
      const write = database.transaction('notes', 'readwrite');
      await write.store.put(row);
      for (const { id } of before) await write.store.delete(id);
      await write.done;
    },
    dropNote,
    async forgetNotes(): Promise<void> {
      await database.clear('notes');
    },
  };
}
