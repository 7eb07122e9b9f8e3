import { randomUUID } from 'node:crypto';
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { basename, join, sep } from 'node:path';

import type { AttachmentShelf, AttachmentSize, KeptFile } from './shelf-files.ts';

const NAME = /^([0-9a-f]{64})\.(?:full|thumbnail)$/;
const TEMPORARY = /\.tmp$/;
/** Names the database that the folder belongs to. A backup leaves it out, like every name with a dot. */
const MARK = '.belongs-to';
const ASIDE = 'aside';

/** The contents of attachments in a folder. */
export function folderShelf(folder: string): AttachmentShelf {
  return {
    name: folder,
    keep: (file) => keepFile(folder, file),
    read: (contentHash, size) =>
      readFile(pathOf(folder, contentHash, size)).catch(unlessMissing(null)),
    list: () => listFiles(folder),
    setAside: ({ name }) => setAside(folder, join(folder, name)),
    listAside: async () => [],
    takeBack: async () => {},
    remove: ({ name }) => rm(join(folder, name), { force: true }),
    readMark: () => readMark(folder),
    writeMark: (identity) => writeFile(join(folder, MARK), `${identity}\n`, { mode: 0o600 }),
  };
}

function pathOf(folder: string, contentHash: string, size: AttachmentSize): string {
  return join(folder, contentHash.slice(0, 2), `${contentHash}.${size}`);
}

/**
 * Keeps bytes under the hash of the content, whole or not at all: written beside, flushed, then renamed.
 * A file that is there already is only marked as used now, so that no clean-up takes it.
 */
async function keepFile(
  folder: string,
  file: { contentHash: string; size: AttachmentSize; bytes: Uint8Array },
): Promise<void> {
  const path = pathOf(folder, file.contentHash, file.size);
  const now = new Date();
  const known = await utimes(path, now, now).then(
    () => true,
    () => false,
  );
  if (known) return;
  await mkdir(join(folder, file.contentHash.slice(0, 2)), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(file.bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Lists all photos, papers and unfinished files of the folder, without those set aside. */
async function listFiles(folder: string): Promise<KeptFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(unlessMissing([]));
  const files = await Promise.all(
    names.map(async (name): Promise<KeptFile | null> => {
      const contentHash = NAME.exec(basename(name))?.[1] ?? null;
      if (contentHash === null && !TEMPORARY.test(name)) return null;
      if (name.startsWith(`${ASIDE}${sep}`)) return null;
      const path = join(folder, name);
      const found = await stat(path).catch(unlessMissing(null));
      return found?.isFile() === true ? { name, contentHash, usedAt: found.mtimeMs } : null;
    }),
  );
  return files.filter((file) => file !== null);
}

/** Moves a file of the folder to a place that the program never reads. */
async function setAside(folder: string, path: string): Promise<void> {
  await mkdir(join(folder, ASIDE), { recursive: true, mode: 0o700 });
  // Another process may have moved it.
  await rename(path, join(folder, ASIDE, basename(path))).catch(unlessMissing(undefined));
}

/** Reads the identity of the database that the folder belongs to; null where it names none. */
async function readMark(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, MARK), 'utf8').catch(unlessMissing(null));
  return text === null ? null : text.trim();
}

/** Gives `otherwise` for a missing file or folder only: a folder that cannot be read is not an empty one. */
function unlessMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  };
}
