import type { BestInsertion } from './best-insertion.ts';
import type { Random } from './random.ts';
import type { SearchProblem } from './search-problem.ts';
import type { SearchState } from './search-state.ts';

/** Inserts the stops left out, greedily with blinks, in an order that is drawn each time. */
export class Recreate {
  readonly #state: SearchState;
  readonly #random: Random;
  readonly #insertion: BestInsertion;
  readonly #keys: Float64Array;
  readonly #orders: readonly { until: number; key: (stop: number) => number }[];

  constructor(state: SearchState, random: Random, insertion: BestInsertion) {
    this.#state = state;
    this.#random = random;
    this.#insertion = insertion;
    this.#keys = new Float64Array(state.problem.stopCount);
    this.#orders = waysToOrder(state.problem, random);
  }

  /** @param blinking off: looks everywhere, so that what stays out fits nowhere */
  recreate(blinking: boolean): void {
    const { absent } = this.#state;
    this.#sort();
    let at = 0;
    while (at < this.#state.absentCount) {
      if (this.#insertion.find(absent[at] as number, blinking)) {
        this.#state.insert(at, this.#insertion.lane, this.#insertion.position);
      } else {
        at += 1;
      }
    }
  }

  #sort(): void {
    const { absent, absentCount, problem } = this.#state;
    const drawn = this.#random.next();
    const way = this.#orders.find(({ until }) => drawn < until);
    const heavyFirst = problem.ranked && this.#random.next() < 0.5;
    const keys = this.#keys;
    for (let at = 0; at < absentCount; at += 1) {
      const stop = absent[at] as number;
      keys[stop] = way === undefined ? this.#random.next() : way.key(stop);
    }
    const before = (a: number, b: number) =>
      (heavyFirst ? (problem.weight[b] as number) - (problem.weight[a] as number) : 0) ||
      (keys[a] as number) - (keys[b] as number) ||
      a - b;
    if (absentCount > 64) {
      absent.subarray(0, absentCount).sort(before);
      return;
    }
    for (let at = 1; at < absentCount; at += 1) {
      const stop = absent[at] as number;
      let hole = at;
      while (hole > 0 && before(stop, absent[hole - 1] as number) < 0) {
        absent[hole] = absent[hole - 1] as number;
        hole -= 1;
      }
      absent[hole] = stop;
    }
  }
}

/** The paper's orders and their weights; by demand or by windows only where these tell stops apart. */
function waysToOrder(
  problem: SearchProblem,
  random: Random,
): { until: number; key: (stop: number) => number }[] {
  const { demand, remoteness, spanFrom, spanTo, spanStart } = problem;
  const first = (stop: number) => spanFrom[spanStart[stop] as number] ?? 0;
  const last = (stop: number) => spanTo[(spanStart[stop + 1] as number) - 1] ?? 0;
  const ways: { weight: number; key: (stop: number) => number }[] = [
    { weight: 4, key: () => random.next() },
    { weight: 2, key: (stop) => -(remoteness[stop] as number) },
    { weight: 1, key: (stop) => remoteness[stop] as number },
  ];
  if (demand.some((one) => one !== demand[0])) {
    ways.push({ weight: 4, key: (stop) => -(demand[stop] as number) });
  }
  if (spanTo.some((one) => Number.isFinite(one))) {
    ways.push({ weight: 2, key: (stop) => last(stop) - first(stop) });
    ways.push({ weight: 2, key: first });
    ways.push({ weight: 2, key: (stop) => -last(stop) });
  }
  const total = ways.reduce((sum, { weight }) => sum + weight, 0);
  let until = 0;
  return ways.map(({ weight, key }) => ({ until: (until += weight / total), key }));
}
