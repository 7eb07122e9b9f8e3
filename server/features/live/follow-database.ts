import { setTimeout as pause } from 'node:timers/promises';

import type { Deps } from '#server/deps.ts';

const CHANNEL = 'diaban_points';
/** After following, a rest of this many times as long: a storm of commits is followed in fewer, greater steps. */
const REST = 3;
const RETRY_MILLISECONDS = 5_000;
const UNLISTEN_MILLISECONDS = 1_000;

/**
 * Keeps this process's engine in step with what other processes commit to the same server database: each
 * commit tells that it changed points, and the log says which, also after a lost connection.
 * Gives back how to stop. The embedded database has no other process.
 */
export async function followDatabase(deps: Deps): Promise<() => Promise<void>> {
  if (deps.database.kind === 'embedded') return async () => {};
  const stopping = new AbortController();
  let waiting = false;
  let rested = 0;

  async function follow(): Promise<void> {
    // Whatever is told before the log is read will be found in it.
    if (waiting) return;
    waiting = true;
    await pause(Math.max(0, rested - performance.now()), undefined, { signal: stopping.signal });
    waiting = false;
    const start = performance.now();
    try {
      await deps.points.catchUp();
      rested = performance.now() + REST * (performance.now() - start);
    } catch (error) {
      if (stopping.signal.aborted) return;
      deps.log.error({ err: error }, 'could not follow the database');
      rested = performance.now() + RETRY_MILLISECONDS;
      await follow();
    }
  }

  // A pause that a stop cuts short is nobody's failure.
  const begin = () => void follow().catch(() => undefined);
  // The second function runs at every connection: the first, and each one after a loss.
  const listening = await deps.database.sql.listen(CHANNEL, begin, begin);
  return async () => {
    stopping.abort();
    // A dead connection gives no answer; it ends with the pool.
    const unlistened = listening.unlisten().catch(() => undefined);
    await Promise.race([unlistened, pause(UNLISTEN_MILLISECONDS)]);
  };
}
