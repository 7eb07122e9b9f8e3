import { readdirSync, readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 100;
/** Linux counts the time of processes in hundredths of a second. */
const TICKS_A_SECOND = 100;

export type ProcessUse = {
  /** The most memory that the process and its children held together, megabytes. */
  megabytes: number;
  /** Processor time of all of them, seconds. */
  seconds: number;
};

/** Looks ten times a second at what a process and its children use, until `end` is called. Reads Linux's /proc. */
export function watchUse(pid: number): { end: () => ProcessUse } {
  const seconds = new Map<number, number>();
  let megabytes = 0;
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, lookAt(pid, seconds));
  }, LOOK_MILLISECONDS);
  return {
    end() {
      clearInterval(timer);
      return { megabytes, seconds: [...seconds.values()].reduce((sum, one) => sum + one, 0) };
    },
  };
}

/** The megabytes that a process and its children hold now; notes in `seconds` what each has used so far. */
function lookAt(pid: number, seconds: Map<number, number>): number {
  let megabytes = 0;
  for (const one of familyOf(pid)) {
    const use = memoryAndTimeOf(one);
    if (use === null) continue;
    megabytes += use.megabytes;
    seconds.set(one, use.seconds);
  }
  return megabytes;
}

function familyOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
  } catch {
    return [];
  }
}

function memoryAndTimeOf(pid: number): ProcessUse | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may contain anything, so fields are counted from its closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024,
      seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    };
  } catch {
    return null;
  }
}
