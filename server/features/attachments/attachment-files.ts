import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** What of an attachment is read: as it is kept, or small enough for a row of them. */
export type AttachmentSize = 'full' | 'thumbnail';

const NAME = /^([0-9a-f]{64})\.(?:full|thumbnail)$/;
const TEMPORARY = /\.tmp$/;

function pathOf(folder: string, contentHash: string, size: AttachmentSize): string {
  return join(folder, contentHash.slice(0, 2), `${contentHash}.${size}`);
}

/**
 * Keeps bytes under the hash of the content, whole or not at all: written beside, flushed, then renamed.
 * A file that is there already is only marked as used now, so that no clean-up takes it.
 */
export async function keepFile(
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

export function readKept(
  folder: string,
  contentHash: string,
  size: AttachmentSize,
): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(pathOf(folder, contentHash, size));
}

/** The hashes of all files that were last used before an instant, and half-written files of that age. */
export async function listOldFiles(
  folder: string,
  before: number,
): Promise<{ path: string; contentHash: string | null }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const contentHash = NAME.exec(name.slice(name.lastIndexOf('/') + 1))?.[1] ?? null;
      if (contentHash === null && !TEMPORARY.test(name)) return null;
      const found = await stat(path).catch(() => null);
      return found?.isFile() === true && found.mtimeMs < before ? { path, contentHash } : null;
    }),
  );
  return files.filter((file) => file !== null);
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}
