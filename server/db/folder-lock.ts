import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseFolderLockedError } from './folder-locked-error.ts';

/** Holder of the folder. The token distinguishes two holdings of one process. */
type Holding = ProcessIdentity & { host: string; token: string };

/**
 * Takes the folder for this process and returns how to give it back.
 * The embedded database has no lock of its own, and two processes on one folder lose committed rows.
 *
 * The lock of a dead process is taken over by appending to it: `lock.<token of the dead holding>` can be
 * created once only, so exactly one of several contenders succeeds it. A contender that looked at a lock
 * which has meanwhile been replaced notices when it looks again. Throws {@link DatabaseFolderLockedError}.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lockFile = join(folder, 'lock');
  const own: Holding = { ...(await ownIdentity()), host: hostname(), token: randomUUID() };
  const draft = join(folder, `lock.draft-${own.token}`);
  await writeDurably(draft, JSON.stringify(own));
  try {
    while (!(await tookOver(lockFile, draft))) {
      // Somebody else let go or took over between two looks: look again.
    }
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readHolding(lockFile))?.token === own.token) await rm(lockFile, { force: true });
  };
}

/** One attempt; false when the lock changed under our eyes. */
async function tookOver(lockFile: string, draft: string): Promise<boolean> {
  const first = await readHolding(lockFile);
  if (first === null) return await linked(draft, lockFile);

  const spent: string[] = [];
  let last = first;
  for (;;) {
    if (await isHeld(last)) throw new DatabaseFolderLockedError(lockFile, last);
    const successor = `${lockFile}.${last.token}`;
    spent.push(successor);
    if (await linked(draft, successor)) break;
    // A successor that died before it became the lock is succeeded in the same way.
    const next = await readHolding(successor);
    if (next === null) return false;
    last = next;
  }
  const current = await readHolding(lockFile);
  const unchanged = current?.token === first.token;
  if (unchanged) await rename(draft, lockFile);
  // Only now: while the old lock stood, these kept everybody else from succeeding it.
  const removable = unchanged ? spent : spent.slice(-1);
  await Promise.all(removable.map((path) => rm(path, { force: true })));
  return unchanged;
}

/** Another machine's process cannot be looked at, so it counts as running. */
async function isHeld(holding: Holding): Promise<boolean> {
  return holding.host !== hostname() || (await isRunning(holding));
}

/** A link appears with its whole content or not at all, which `open('wx')` and a write do not. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolding(path: string): Promise<Holding | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) return null;
  const holding = parseHolding(text);
  // Not written by us: whoever wrote it may be alive, so only a person may remove it.
  if (holding === null) throw new DatabaseFolderLockedError(path, null);
  return holding;
}

function parseHolding(text: string): Holding | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, startedAt, host, token } = {
      pid: 0,
      startedAt: null,
      host: 0,
      token: 0,
      ...value,
    };
    const known =
      typeof pid === 'number' &&
      (startedAt === null || typeof startedAt === 'string') &&
      typeof host === 'string' &&
      typeof token === 'string';
    return known ? { pid, startedAt, host, token } : null;
  } catch {
    return null;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A process that a re-used process number is not mistaken for. */
type ProcessIdentity = {
  pid: number;
  /** Boot and clock tick at which it started; null where the system does not tell (no /proc). */
  startedAt: string | null;
};

async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, startedAt: await startOf(process.pid) };
}

/** True when exactly this process still runs on this machine. */
async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (!takesSignals(identity.pid)) return false;
  const startedAt = await startOf(identity.pid);
  if (identity.startedAt === null) return true;
  return startedAt === identity.startedAt;
}

function takesSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Boot id and start time of a process (field 22 of proc_pid_stat(5)); null where there is none. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The second field is the command in parentheses and may hold blanks and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    // A zombie has let go of its files.
    return state === 'Z' || ticks === undefined ? null : `${boot.trim()}/${ticks}`;
  } catch {
    return null;
  }
}
