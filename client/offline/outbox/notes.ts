import type { Database } from './database.ts';
import { drawId } from './new-entry.ts';
import type { NoteRow, Rows } from './rows.ts';

/** A small thing that a screen keeps on the device for its person; the latest of a name counts. */
export type Note = { name: string; value: string; at: number };
type Found = { id: string; note: Note };

/** Reads and writes the rows of notes. */
function createNoteRows(database: Database, rows: Rows) {
  /** Rows of notes that this page has written, by account and name. */
  const written = new Map<string, NoteRow>();

  async function readAll(accountId: string): Promise<Found[]> {
    const own = (await database.getAll('notes')).filter((row) => row.accountId === accountId);
    const opened = await Promise.all(
      own.map(async (row) => ({ id: row.id, note: (await rows.openNote(row)) as Note | null })),
    );
    const found = opened.flatMap(({ id, note }) => (note === null ? [] : [{ id, note }]));
    return found.toSorted((a, b) => a.note.at - b.note.at);
  }

  return {
    /** An account's notes that can be opened, the latest last. */
    readAll,
    put: async (accountId: string, note: Note, stays: boolean): Promise<void> => {
      const before = written.get(`${accountId} ${note.name}`) ?? null;
      // What this page has written itself it need not look for: a letter is kept as soon as it is typed.
      const others = before === null ? await readAll(accountId) : [];
      const id = before?.id ?? drawId();
      const row = await rows.sealNote(accountId, id, note, before);
      written.set(`${accountId} ${note.name}`, row);
      const write = database.transaction('notes', 'readwrite');
      await write.store.put(stays ? { ...row, stays } : row);
      for (const other of others) {
        if (other.note.name === note.name) await write.store.delete(other.id);
      }
      await write.done;
    },
    drop: async (accountId: string, name: string): Promise<void> => {
      written.delete(`${accountId} ${name}`);
      const found = await readAll(accountId);
      for (const { id, note } of found) if (note.name === name) await database.delete('notes', id);
    },
    forget: async (): Promise<void> => {
      written.clear();
      const write = database.transaction('notes', 'readwrite');
      for (const row of await write.store.getAll()) {
        if (!('stays' in row)) await write.store.delete(row.id);
      }
      await write.done;
    },
  };
}

/** The part of the outbox's store that keeps notes: sealed, each under an id that says nothing. */
export function createNotes(database: Database, rows: Rows) {
  const { readAll, put, drop, forget } = createNoteRows(database, rows);
  return {
    /** An account's notes that can be opened: values by name. */
    notesOf: async (accountId: string) =>
      new Map((await readAll(accountId)).map(({ note }) => [note.name, note.value] as const)),
    /** Values of an account's notes of one name that can be opened, the latest last. */
    notesNamed: async (accountId: string, name: string) =>
      (await readAll(accountId))
        .filter(({ note }) => note.name === name)
        .map(({ note }) => note.value),
    /**
     * Keeps a note in the place of an earlier one of the name.
     * @param stays keeps it beyond the end of the session, until its account signs out
     */
    putNote: (accountId: string, note: Note, stays = false) => put(accountId, note, stays),
    dropNote: drop,
    /** Deletes everybody's notes, except those that stay until their account signs out. */
    forgetNotes: forget,
  };
}
