import { setMaxListeners } from 'node:events';

import { readInWorker } from '#server/workers/read-in-worker.ts';
import type { LaneName } from '#server/workers/tasks.ts';

import { workersAlive } from './workers-alive.ts';

/** Workers of each lane: this many files are read at the same time. */
const WORKERS = 2;
/** A file that no reader accepts: a running worker refuses it at once. */
const SCRAP = Buffer.from('-');
const READ: Readonly<Record<LaneName, (signal?: AbortSignal) => Promise<unknown>>> = {
  attachments: (signal) => readInWorker('paper', { bytes: SCRAP }, { signal }),
  imports: (signal) => readInWorker('formerCommunes', { bytes: SCRAP }, { signal }),
};

/**
 * Stops the workers of a lane, and lets this many more files wait behind them. The processes are suspended by a signal,
 * so that they cost neither time nor memory. Other lanes go on.
 * @returns a function that lets the lane go on
 */
export async function holdReaders(
  lane: LaneName,
  { waiting }: { waiting: number },
): Promise<() => Promise<void>> {
  const read = READ[lane];
  // The lane of an idle worker is not known, so all of them are ended: only this lane gets new ones.
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
