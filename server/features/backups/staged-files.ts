import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Config } from '#server/configuration/config.ts';

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
