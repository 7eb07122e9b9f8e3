import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

const UNFINISHED = '.unfinished';
/** Age at which an unfinished file is deleted: no write takes so long, so its process was killed. */
const ABANDONED_MILLISECONDS = 3_600_000;

/** Reads the whole file; null when there is none. */
export async function readCopyFile(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Writes a file that only its owner may read, one part in each turn of the event loop. It appears whole or not at all:
 * it is written under another name, flushed to the disk, and then renamed.
 * @param ready awaited after the last part and before the rename
 */
export async function writeCopyFile(
  file: string,
  parts: Iterable<Uint8Array>,
  ready: () => Promise<void>,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await removeAbandoned(file);
  const unfinished = `${file}.${randomUUID().slice(0, 8)}${UNFINISHED}`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      for (const part of parts) {
        for (let done = 0; done < part.byteLength;) {
          done += (await handle.write(part, done)).bytesWritten;
        }
        await nextTurn();
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await ready();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function removeAbandoned(file: string): Promise<void> {
  const folder = dirname(file);
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(`${basename(file)}.`) && name.endsWith(UNFINISHED),
  );
  for (const name of names) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > ABANDONED_MILLISECONDS)
      await rm(join(folder, name), { force: true });
  }
}
