/** Progress of a run, by rounds or by the clock, and the decision when it ends. */
export class Pacing {
  iterations = 0;
  endedBy: 'iterations' | 'milliseconds' | 'cancelled' | null = null;

  readonly #limits: { iterations: number; milliseconds: number };
  readonly #now: () => number;
  readonly #started: number;
  readonly #onPause: (pacing: Pacing) => boolean;

  /**
   * @param now milliseconds of a clock that never goes back
   * @param onPause called every few rounds; true ends the run
   */
  constructor(
    budget: { iterations?: number; milliseconds?: number },
    now: () => number,
    onPause: (pacing: Pacing) => boolean,
  ) {
    this.#limits = {
      iterations: budget.iterations ?? Number.POSITIVE_INFINITY,
      milliseconds: budget.milliseconds ?? Number.POSITIVE_INFINITY,
    };
    this.#now = now;
    this.#started = now();
    this.#onPause = onPause;
  }

  get milliseconds(): number {
    return this.#now() - this.#started;
  }

  /** Progress from 0 to 1; by rounds where their number is set, so that equal runs cool alike on any machine. */
  get share(): number {
    const { iterations, milliseconds } = this.#limits;
    const share = Number.isFinite(iterations)
      ? this.iterations / iterations
      : this.milliseconds / milliseconds;
    return Math.min(1, share);
  }

  /** Counts a round. @returns whether there is to be one */
  next(): boolean {
    if (this.endedBy !== null) return false;
    if (this.iterations >= this.#limits.iterations) {
      this.endedBy = 'iterations';
      return false;
    }
    if (this.iterations % 16 === 0) {
      if (this.milliseconds >= this.#limits.milliseconds) this.endedBy = 'milliseconds';
      if (this.#onPause(this)) this.endedBy = 'cancelled';
      if (this.endedBy !== null) return false;
    }
    this.iterations += 1;
    return true;
  }
}
