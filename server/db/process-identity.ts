import { readFile } from 'node:fs/promises';

/** A process that a re-used process number is not mistaken for. */
export type ProcessIdentity = {
  pid: number;
  /** Boot and clock tick at which it started; null where the system does not tell (no /proc). */
  startedAt: string | null;
};

export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, startedAt: await startOf(process.pid) };
}

/** True when exactly this process still runs on this machine. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
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
