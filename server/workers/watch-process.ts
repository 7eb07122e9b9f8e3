import { readFileSync } from 'node:fs';

import { AppError } from '#server/contract/problem.ts';

const LOOK_MILLISECONDS = 100;
/**
 * Seconds that may pass for each second of the limit: a busy machine is slow, and only some systems tell the work done.
 */
const MOST_SECONDS_A_SECOND = { told: 30, untold: 2 };
const KIBIBYTES_A_MEGABYTE = 1_024;
/** Linux counts the time of processes in hundredths of a second, whatever its clock. */
const TICKS_A_SECOND = 100;

export type WorkLimits = {
  /** Most seconds of work on the file itself; waiting on a busy machine does not count. */
  seconds: number;
  /** Most megabytes of the whole process. */
  megabytes: number;
};

/**
 * Checks a process ten times a second and calls `stop` once it is over a limit. Time counts from `begin` on. Where the
 * system does not tell what a process uses, only the passing time is limited.
 */
export function watchProcess(
  pid: number | undefined,
  limits: WorkLimits,
  stop: (error: AppError) => void,
): { begin: () => void; end: () => void } {
  let begun: { at: number; worked: number } | null = null;
  const look = setInterval(() => {
    const spent = spentBy(pid);
    if ((spent?.megabytes ?? 0) > limits.megabytes) return stop(tooLarge(limits));
    if (begun === null) return;
    const worked = (spent?.seconds ?? 0) - begun.worked;
    const passed = (performance.now() - begun.at) / 1_000;
    const most = MOST_SECONDS_A_SECOND[spent === null ? 'untold' : 'told'] * limits.seconds;
    if (worked > limits.seconds || passed > most) stop(tookTooLong(limits));
  }, LOOK_MILLISECONDS);
  return {
    begin() {
      begun = { at: performance.now(), worked: spentBy(pid)?.seconds ?? 0 };
    },
    end() {
      clearInterval(look);
    },
  };
}

export function tooLarge({ megabytes }: WorkLimits): AppError {
  return new AppError('file.too_large', { parameters: { limit: megabytes } });
}

function tookTooLong({ seconds }: WorkLimits): AppError {
  return new AppError('file.took_too_long', { parameters: { limit: seconds } });
}

/**
 * Reads the memory that a process holds and the processor time that it has used; null where the system does not tell.
 */
function spentBy(pid: number | undefined): { megabytes: number; seconds: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / KIBIBYTES_A_MEGABYTE;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may contain anything, so fields are counted from its closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    return { megabytes, seconds };
  } catch {
    return null;
  }
}
