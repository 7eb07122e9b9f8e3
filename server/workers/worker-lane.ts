import { AppError } from '#server/contract/problem.ts';

import { Worker, type Work } from './worker.ts';

const IDLE_MILLISECONDS = 60_000;
/** Seconds until the next attempt, told to a sender who finds the queue full. */
const RETRY_SECONDS = 10;

export type LaneSize = {
  /** Files that are read at the same time. */
  workers: number;
  /** Files that may wait besides these; the next one is refused. */
  waiting: number;
  heapMegabytes: number;
};

type Waiting = { go: () => void; signal: AbortSignal | null };

/** Keeps some workers for one kind of file, so that large imports never hold up photos from the street. */
export class WorkerLane {
  readonly #size: LaneSize;
  #idle: { worker: Worker; sinceWhen: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  #busy = 0;

  constructor(size: LaneSize) {
    this.#size = size;
  }

  /**
   * Runs a piece of work as soon as a worker is free.
   * @throws AppError `file.readers_busy` when too many wait already, and the errors of {@link Worker.run}
   */
  async run(work: Work): Promise<unknown> {
    await this.#enter(work.signal);
    try {
      const worker = this.#takeIdle() ?? new Worker(this.#size.heapMegabytes);
      try {
        return await worker.run(work);
      } finally {
        if (worker.isHealthy) this.#keep(worker);
        else worker.end();
      }
    } finally {
      this.#leave();
    }
  }

  /** Ends every idle worker. */
  close(): void {
    for (const { worker, sinceWhen } of this.#idle.splice(0)) {
      clearTimeout(sinceWhen);
      worker.end();
    }
  }

  async #enter(signal: AbortSignal | null): Promise<void> {
    if (signal?.aborted === true) throw new AppError('import.cancelled');
    if (this.#busy < this.#size.workers) {
      this.#busy += 1;
      return;
    }
    if (this.#waiting.length >= this.#size.waiting) {
      throw new AppError('file.readers_busy', { parameters: { seconds: RETRY_SECONDS } });
    }
    await new Promise<void>((resolve, reject) => {
      const one: Waiting = {
        signal,
        go: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        reject(new AppError('import.cancelled'));
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(one);
    });
  }

  /** Gives the free worker to the work that has waited longest. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next.go();
  }

  #takeIdle(): Worker | undefined {
    for (let one = this.#idle.pop(); one !== undefined; one = this.#idle.pop()) {
      clearTimeout(one.sinceWhen);
      if (one.worker.isHealthy) return one.worker;
    }
    return undefined;
  }

  #keep(worker: Worker): void {
    worker.rest();
    const sinceWhen = setTimeout(() => {
      this.#idle = this.#idle.filter((one) => one.worker !== worker);
      worker.end();
    }, IDLE_MILLISECONDS);
    sinceWhen.unref();
    this.#idle.push({ worker, sinceWhen });
  }
}
