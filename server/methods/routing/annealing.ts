import { BestInsertion } from './best-insertion.ts';
import type { Pacing } from './pacing.ts';
import type { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import type { Order, SearchState } from './search-state.ts';

/** Temperature at the start and at the end, in average legs of the first plan. */
const WARMEST = 0.5;
const COLDEST = 0.005;
/** Weights are sums of what callers chose. */
const SAME_WEIGHT = 1e-9;

/** The best plan so far, by the weight left out and then by cost. */
export type Best = { order: Order; penalty: number; cost: number; absent: number };

/** Ruins and recreates; a worse plan is accepted with a probability that falls with the temperature and the loss. */
export class Annealing {
  best: Best;

  readonly #state: SearchState;
  readonly #random: Random;
  readonly #ruin: Ruin;
  readonly #recreate: Recreate;
  #cost: number;
  #penalty: number;

  constructor(state: SearchState, random: Random) {
    this.#state = state;
    this.#random = random;
    this.#ruin = new Ruin(state, random);
    this.#recreate = new Recreate(state, random, new BestInsertion(state, random));
    this.#recreate.recreate(true);
    state.commit();
    this.#cost = state.cost();
    this.#penalty = state.penalty();
    this.best = this.#snapshot();
  }

  run(pacing: Pacing): void {
    const scale = this.#averageLeg();
    let temperature = WARMEST * scale;
    while (pacing.next()) {
      if (pacing.iterations % 16 === 1) {
        temperature = scale * WARMEST * (COLDEST / WARMEST) ** pacing.share;
      }
      this.#round(temperature);
    }
  }

  /**
   * Closes one lane after another as long as all stops find room in the rest, for a share of the run. What is
   * hard to place is told by how often it has been left out (the paper's absence counters).
   */
  useFewerLanes(pacing: Pacing, untilShare: number): void {
    const state = this.#state;
    const absences = new Float64Array(state.problem.stopCount);
    let complete = this.best;
    let temperature = COLDEST * this.#averageLeg();
    while (pacing.share < untilShare && complete.penalty <= SAME_WEIGHT) {
      if (!this.#closeLane(absences)) break;
      let missing = this.#sumOfAbsences(absences);
      while (state.absentCount > 0 && pacing.share < untilShare && pacing.next()) {
        state.begin();
        this.#ruin.ruin();
        this.#recreate.recreate(true);
        const now = this.#sumOfAbsences(absences);
        const warmth = -temperature * Math.log(1 - this.#random.next());
        if (now < missing || (now === missing && state.costChange() < warmth)) {
          state.commit();
          missing = now;
        } else {
          for (let at = 0; at < state.absentCount; at += 1) {
            const stop = state.absent[at] as number;
            absences[stop] = (absences[stop] as number) + 1;
          }
          state.rollBack();
          missing = this.#sumOfAbsences(absences);
        }
      }
      if (state.absentCount > 0) break;
      this.#settle();
      complete = this.#snapshot();
    }
    state.restore(complete.order);
    for (const [lane, route] of state.routes.entries()) {
      state.closed[lane] = route.length === 0 ? 1 : 0;
    }
    this.#settle();
    this.best = complete;
  }

  #round(temperature: number): void {
    const state = this.#state;
    state.begin();
    this.#ruin.ruin();
    this.#recreate.recreate(true);
    const penalty = state.penalty();
    const change = state.costChange();
    const lighter = penalty < this.#penalty - SAME_WEIGHT;
    const warmth = -temperature * Math.log(1 - this.#random.next());
    if (!lighter && (penalty > this.#penalty + SAME_WEIGHT || change >= warmth)) {
      state.rollBack();
      return;
    }
    state.commit();
    this.#penalty = penalty;
    this.#cost += change;
    const { best } = this;
    const better =
      penalty < best.penalty - SAME_WEIGHT ||
      (penalty <= best.penalty + SAME_WEIGHT && this.#cost < best.cost - 1e-9);
    if (better) this.best = this.#snapshot();
  }

  #closeLane(absences: Float64Array): boolean {
    const state = this.#state;
    const { movable, allowed, lanes } = state.problem;
    const goesElsewhere = (stop: number) =>
      movable[stop] === 1 &&
      lanes.some((_, lane) => {
        return lane !== state.laneOf[stop] && allowed[stop * lanes.length + lane] === 1;
      });
    const sums = state.routes.map(({ stops, length }) => {
      const members = [...stops.subarray(0, length)];
      if (length === 0 || !members.every(goesElsewhere)) return Number.POSITIVE_INFINITY;
      return members.reduce((sum, stop) => sum + (absences[stop] ?? 0), 0);
    });
    const lowest = Math.min(...sums);
    if (!Number.isFinite(lowest)) return false;
    const lane = sums.indexOf(lowest);
    for (const [index, route] of state.routes.entries()) {
      if (route.length === 0) state.closed[index] = 1;
    }
    state.closed[lane] = 1;
    state.remove(lane, new Uint8Array(state.problem.stopCount).fill(1));
    this.#recreate.recreate(true);
    state.commit();
    return true;
  }

  /** Each stop left out counts one, and one more for each time it was left out. */
  #sumOfAbsences(absences: Float64Array): number {
    const { absent, absentCount } = this.#state;
    let sum = 0;
    for (let at = 0; at < absentCount; at += 1) sum += 1 + (absences[absent[at] as number] ?? 0);
    return sum;
  }

  #settle(): void {
    this.#cost = this.#state.cost();
    this.#penalty = this.#state.penalty();
  }

  #snapshot(): Best {
    this.#cost = this.#state.cost();
    return {
      order: this.#state.order(),
      penalty: this.#penalty,
      cost: this.#cost,
      absent: this.#state.absentCount,
    };
  }

  #averageLeg(): number {
    const { routes } = this.#state;
    const legs = routes.reduce((sum, { length }) => sum + (length === 0 ? 0 : length + 1), 0);
    const driving = routes.reduce((sum, route) => sum + (route.length ? route.driving : 0), 0);
    return legs === 0 ? 1 : driving / legs;
  }
}
