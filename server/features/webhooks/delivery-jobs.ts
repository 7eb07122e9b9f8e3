import { setTimeout as pause } from 'node:timers/promises';

import type { Deps } from '#server/deps.ts';

import { deliverTo, findDueReceivers } from './delivery-commands.ts';

type Timing = {
  /** Milliseconds between two looks where nothing has changed. */
  look: number;
  /** Milliseconds that a stop waits for deliveries that are on their way. */
  patience: number;
};
const TIMING: Timing = { look: 2_000, patience: 7_000 };

/**
 * Delivers events to the receivers until it is stopped. A change of points starts it at once; it also looks every few
 * seconds. A receiver that is slow or away holds up no other.
 */
export function startDeliveries(deps: Deps, timing: Timing = TIMING): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const delivering = new Map<number, Promise<void>>();
  let wake: () => void = () => {};
  let changed = false;
  const look = () => {
    changed = true;
    wake();
  };
  const unsubscribe = deps.points.subscribe(look);

  function begin(id: number): void {
    if (delivering.has(id)) return;
    const work = deliverTo(deps, id, () => stopping.signal.aborted)
      // Events noted while the lease was given back are looked for at once.
      .then(look, (error: unknown) => {
        if (!stopping.signal.aborted) deps.log.error({ err: error }, 'could not deliver events');
      })
      .finally(() => delivering.delete(id));
    delivering.set(id, work);
  }

  async function lookAgainAndAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      changed = false;
      try {
        for (const id of await findDueReceivers(deps)) begin(id);
      } catch (error) {
        // The database may be away for a while; the next look tries again.
        if (!stopping.signal.aborted) deps.log.error({ err: error }, 'could not look for events');
      }
      if (changed) continue;
      const waited = new AbortController();
      await Promise.race([
        new Promise<void>((resolve) => (wake = resolve)),
        pause(timing.look, undefined, { signal: waited.signal, ref: false }).catch(() => undefined),
      ]);
      waited.abort();
    }
  }

  const looking = lookAgainAndAgain();
  return {
    async stop() {
      stopping.abort();
      unsubscribe();
      wake();
      const ended = Promise.all([looking, ...delivering.values()]);
      await Promise.race([ended, pause(timing.patience, undefined, { ref: false })]);
      deps.webhooks.close();
    },
  };
}
