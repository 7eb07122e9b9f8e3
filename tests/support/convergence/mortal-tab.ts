import type { OutboxStore } from '#client/offline/outbox/store.ts';

import { never } from './faulty-line.ts';

/** Storage steps after which a tab of a phone is killed, counted over all its tabs; odd ones before the step is done. */
export type KillPlan = readonly number[];

/** The life of one tab: once it is dead, none of its promises is ever settled. */
export type Life = ReturnType<typeof createLife>;

export function createLife() {
  let dead = false;
  let end = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    end = resolve;
  });
  const onDeath: (() => void)[] = [];
  return {
    died,
    isDead: () => dead,
    onDeath: (listener: () => void) => onDeath.push(listener),
    die(): void {
      dead = true;
      for (const listener of onDeath.splice(0)) listener();
      end();
    },
    /** Waits for the work of the tab, or for its death; gives undefined then. */
    lives: <Result>(work: Promise<Result>): Promise<Result | undefined> =>
      Promise.race([work, died.then(() => undefined)]),
  };
}

/** Counts the storage steps of a phone and says at which of them its tab is killed. */
export function killer(plan: KillPlan, met: () => void) {
  const remaining = [...plan];
  let steps = 0;
  return {
    mend(): void {
      remaining.length = 0;
    },
    /** Null, or on which side of the step the tab dies. */
    next(): 'before' | 'after' | null {
      steps += 1;
      const [at] = remaining;
      if (at === undefined || steps < at) return null;
      remaining.shift();
      steps = 0;
      met();
      return at % 2 === 1 ? 'before' : 'after';
    },
  };
}

/**
 * The store as one tab sees it. Each of its functions is one transaction, so that a kill before or after one of them
 * stands between any two storage steps.
 */
export function mortalStore(
  store: OutboxStore,
  life: Life,
  kills: ReturnType<typeof killer>,
): OutboxStore {
  const steps = Object.entries(store).map(([name, step]) => {
    const run = async (...given: unknown[]): Promise<unknown> => {
      if (life.isDead()) return await never();
      const side = kills.next();
      if (side === 'before') life.die();
      if (life.isDead()) return await never();
      try {
        const result = await (step as (...given: unknown[]) => Promise<unknown>)(...given);
        if (side === 'after') life.die();
        return life.isDead() ? await never() : result;
      } catch (error) {
        if (life.isDead()) return await never();
        throw error;
      }
    };
    return [name, name === 'close' ? step : run] as const;
  });
  return Object.fromEntries(steps) as unknown as OutboxStore;
}
