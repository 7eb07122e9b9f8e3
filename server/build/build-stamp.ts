import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Part of the product that is built: its folder, the file it cannot be without, and what it is made from. */
export type Built = { output: string; proof: string; sources: readonly string[] };

/** Hashes of what a build was made from: of the content, and of sizes and times, which are quicker to compare. */
type Stamp = { content: string; times: string };

const STAMP = '.build-stamp';

/**
 * Compares a build with the sources of now. A folder that was copied or installed anew has other times and the same
 * content: its build is current.
 * @param projectRoot the folder that holds package.json
 */
export async function isCurrent(projectRoot: string, built: Built): Promise<boolean> {
  const kept = await readStamp(projectRoot, built);
  if (kept === null) return false;
  const times = await timesOf(projectRoot, built);
  if (kept.times === times) return true;
  if (kept.content !== (await contentOf(projectRoot, built))) return false;
  // A folder that nobody may write to is compared by its content every time.
  await writeStamp(projectRoot, built, { ...kept, times }).catch(() => undefined);
  return true;
}

/** Notes in the finished build what it was made from. @param content of the sources before the build began */
export async function stamp(projectRoot: string, built: Built, content: string): Promise<void> {
  await writeStamp(projectRoot, built, { content, times: await timesOf(projectRoot, built) });
}

/** Hash of names and contents of all sources but tests. */
export async function contentOf(projectRoot: string, { sources }: Built): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesOf(projectRoot, sources)) {
    const content = await readFile(path);
    hash.update(`${relative(projectRoot, path)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

async function timesOf(projectRoot: string, { sources }: Built): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesOf(projectRoot, sources)) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${relative(projectRoot, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function readStamp(projectRoot: string, { output, proof }: Built): Promise<Stamp | null> {
  try {
    await stat(join(projectRoot, output, proof));
    const text = await readFile(join(projectRoot, output, STAMP), 'utf8');
    const [content = '', times = ''] = text.split('\n');
    return { content, times };
  } catch {
    return null;
  }
}

async function writeStamp(
  projectRoot: string,
  { output }: Built,
  { content, times }: Stamp,
): Promise<void> {
  await writeFile(join(projectRoot, output, STAMP), `${content}\n${times}`);
}

async function filesOf(projectRoot: string, sources: readonly string[]): Promise<string[]> {
  const found = await Promise.all(sources.map((source) => filesUnder(join(projectRoot, source))));
  return found.flat();
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
