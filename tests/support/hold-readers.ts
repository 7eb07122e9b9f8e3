import { execFileSync } from 'node:child_process';
import { setMaxListeners } from 'node:events';

import { readInWorker } from '#server/workers/read-in-worker.ts';
import type { LaneName } from '#server/workers/tasks.ts';

/** Workers of each lane: as many files are read side by side. */
const WORKERS = 2;
/** No file that its reader takes: refused in a moment by a worker that runs. */
const SCRAP = Buffer.from('-');
const READ: Readonly<Record<LaneName, (signal?: AbortSignal) => Promise<unknown>>> = {
  attachments: (signal) => readInWorker('paper', { bytes: SCRAP }, { signal }),
  imports: (signal) => readInWorker('formerCommunes', { bytes: SCRAP }, { signal }),
};

/**
 * Keeps the workers of a lane from their work, and lets so many more files wait behind them. The processes are
 * stopped, as the system stops one, so that it costs neither time nor memory. Other lanes go on.
 * @returns what lets the lane go on
 */
export async function holdReaders(
  lane: LaneName,
  { waiting }: { waiting: number },
): Promise<() => Promise<void>> {
  const read = READ[lane];
  // Whose file they read last cannot be told, so that only this lane shall have any.
  for (const pid of workersAlive()) process.kill(pid, 'SIGKILL');
  while (workersAlive().length < WORKERS) {
    await Promise.allSettled(Array.from({ length: WORKERS }, () => read()));
  }
  for (const pid of workersAlive()) process.kill(pid, 'SIGSTOP');
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const held = Array.from({ length: WORKERS + waiting }, () => read(end.signal));
  const over = Promise.allSettled(held);
  return async () => {
    end.abort();
    await over;
  };
}

/** Processes of this process that read files, by the number that the system gives them. */
function workersAlive(): number[] {
  const table = execFileSync('ps', ['-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    const isOurs = parent === process.pid && line.includes('worker-process.ts');
    return isOurs && pid !== undefined ? [pid] : [];
  });
}
