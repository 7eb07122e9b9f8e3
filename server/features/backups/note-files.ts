import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Config } from '#server/configuration/config.ts';
import { BackupNote } from '#server/contract/operations.ts';

/** Name in the data folder: outside of the database, which a note is about. */
const NOTES_FILE = 'backup-notes';

type Folder = Pick<Config, 'dataDirectory'>;

/** Appends what became of a backup or of its check, as a line of JSON. */
export async function noteBackup({ dataDirectory }: Folder, note: BackupNote): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const line = `${JSON.stringify(note)}\n`;
  await appendFile(join(dataDirectory, NOTES_FILE), line, { mode: 0o600, flush: true });
}

/** Reads the notes, the latest first; lines that a crash cut off are left out. */
export async function readBackupNotes({ dataDirectory }: Folder): Promise<BackupNote[]> {
  const text = await readFile(join(dataDirectory, NOTES_FILE), 'utf8').catch(() => '');
  return text
    .split('\n')
    .map(noteOf)
    .filter((note) => note !== null)
    .toReversed();
}

function noteOf(line: string): BackupNote | null {
  try {
    return BackupNote.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
