import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

/** Part of the product that is built: its folder, the file it cannot be without, and what it is made from. */
export type Built = { output: string; proof: string; sources: readonly string[] };

/** Hashes of what a build was made from: of the content, and of sizes and times, which are quicker to compare. */
type Stamp = { content: string; times: string };

const STAMP = '.build-stamp';
/** No build takes so long: a folder this old was left by a killed one. */
const LEFT_AFTER_MS = 3_600_000;
const TAKEN = ['ENOTEMPTY', 'EEXIST'];

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
  await writeStamp(join(projectRoot, built.output), { ...kept, times }).catch(() => undefined);
  return true;
}

/** Makes an empty folder beside a build to make the next one in, and removes those that killed builds left. */
export async function startBuild(projectRoot: string, { output }: Built): Promise<string> {
  const parent = join(projectRoot, dirname(output));
  await mkdir(parent, { recursive: true });
  const started = `${basename(output)}.`;
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    if (name.startsWith(started) && (await isLeft(path)))
      await rm(path, { recursive: true, force: true });
  }
  const made = await mkdtemp(join(parent, started));
  // Others read it too: a server often runs as another user than the one who builds.
  await chmod(made, 0o755);
  return made;
}

/**
 * Notes in a finished build what it was made from and puts it in the place of the last one. Two builds at once, or a
 * killed one, leave a whole build: the last that was finished.
 * @param made folder of startBuild
 * @param content of the sources before the build began
 */
export async function finishBuild(
  projectRoot: string,
  built: Built,
  made: string,
  content: string,
): Promise<void> {
  await writeStamp(made, { content, times: await timesOf(projectRoot, built) });
  const place = join(projectRoot, built.output);
  for (;;) {
    const old = await startBuild(projectRoot, built);
    await rename(place, old).catch(allow('ENOENT'));
    const put = await rename(made, place).then(() => true, allow(...TAKEN));
    await rm(old, { recursive: true, force: true });
    // Another build was put there between the two steps.
    if (put === true) return;
  }
}

const allow =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException): void => {
    if (!codes.includes(error.code ?? '')) throw error;
  };

async function isLeft(path: string): Promise<boolean> {
  const changed = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  return Date.now() - changed > LEFT_AFTER_MS;
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

async function writeStamp(directory: string, { content, times }: Stamp): Promise<void> {
  await writeFile(join(directory, STAMP), `${content}\n${times}`);
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
