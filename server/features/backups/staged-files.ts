import { appendFile, copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Config } from '#server/configuration/config.ts';
import { BackupNote } from '#server/contract/operations.ts';

/** Name in the data folder: outside of the database, which a note is about. */
const NOTES_FILE = 'backup-notes';

const FOLDER_PREFIX = 'restoring-';

/** Folder in the data folder with all that one restore keeps until its end. */
export function stageFolder({ dataDirectory }: Pick<Config, 'dataDirectory'>, id: string): string {
  return join(dataDirectory, `${FOLDER_PREFIX}${id}`);
}

/** Place of the received backup in the folder of a restore. */
export const receivedFile = (stage: string): string => join(stage, 'received.backup');

/** Folder in the folder of a restore where files wait. */
export const waitingFiles = (stage: string): string => join(stage, 'files');

/** Lists the ids of restores that have left a folder. */
export async function listStages({
  dataDirectory,
}: Pick<Config, 'dataDirectory'>): Promise<string[]> {
  const names = await readdir(dataDirectory).catch(() => []);
  return names.flatMap((name) =>
    name.startsWith(FOLDER_PREFIX) ? [name.slice(FOLDER_PREFIX.length)] : [],
  );
}

/**
 * Moves a file, or all files of a folder, to their place; what lies there is replaced. May be repeated after a crash:
 * each file is in one of the two places, and whole.
 */
export async function putInPlace(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return null;
    if (code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return await moveFile(from, to);
  for (const { name } of entries) await putInPlace(join(from, name), join(to, name));
}

async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    // Another disk: copied beside its place first, so that nobody sees half of it.
    await copyFile(from, `${to}.tmp`);
    await rename(`${to}.tmp`, to);
    await rm(from);
  }
}

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
