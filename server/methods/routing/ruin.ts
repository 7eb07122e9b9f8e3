import type { Random } from './random.ts';
import type { SearchRoute } from './search-route.ts';
import type { SearchState } from './search-state.ts';

/** Average number of stops taken out, longest string, and chances of splitting one: the paper's values. */
const AVERAGE_REMOVED = 10;
const LONGEST_STRING = 10;
const SPLIT = 0.5;
const SPLIT_GROWS = 0.01;

/**
 * Takes strings of neighbouring stops out of routes near one another: adjacent string removal, after J.
 * Christiaens and G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems",
 * Transportation Science 54 (2020).
 */
export class Ruin {
  readonly #state: SearchState;
  readonly #random: Random;
  readonly #marks: Uint8Array;
  readonly #ruined: Uint8Array;
  readonly #movable: Int32Array;

  constructor(state: SearchState, random: Random) {
    const { movable, stopCount, lanes } = state.problem;
    this.#state = state;
    this.#random = random;
    this.#marks = new Uint8Array(stopCount);
    this.#ruined = new Uint8Array(lanes.length);
    this.#movable = Int32Array.from([...movable.keys()].filter((stop) => movable[stop] === 1));
  }

  ruin(): void {
    const { routes, laneOf, problem } = this.#state;
    const { neighbours, neighbourCount } = problem;
    const longest = Math.min(LONGEST_STRING, this.#averageLength());
    const most = (4 * AVERAGE_REMOVED) / (1 + longest) - 1;
    let left = Math.floor(1 + this.#random.next() * most);
    const seed = this.#movable[this.#random.below(this.#movable.length)] as number;
    const ruinedLanes: number[] = [];
    for (let at = 0; at < neighbourCount && left > 0; at += 1) {
      const stop = neighbours[seed * neighbourCount + at] as number;
      const lane = laneOf[stop] as number;
      if (lane < 0 || this.#ruined[lane] === 1) continue;
      const route = routes[lane] as SearchRoute;
      const limit = Math.min(longest, route.length);
      this.#markString(route, stop, Math.floor(1 + this.#random.next() * limit));
      this.#ruined[lane] = 1;
      ruinedLanes.push(lane);
      left -= 1;
    }
    for (const lane of ruinedLanes) {
      this.#state.remove(lane, this.#marks);
      this.#ruined[lane] = 0;
    }
    this.#marks.fill(0);
  }

  #averageLength(): number {
    let [count, used] = [0, 0];
    for (const { length } of this.#state.routes) {
      count += length;
      if (length > 0) used += 1;
    }
    return used === 0 ? 1 : count / used;
  }

  /** A string of `length` stops around one; a split one leaves some in its middle where they are. */
  #markString(route: SearchRoute, stop: number, length: number): void {
    let preserved = 0;
    if (length > 1 && length < route.length && this.#random.next() < SPLIT) {
      preserved = 1;
      while (length + preserved < route.length && this.#random.next() < SPLIT_GROWS) {
        preserved += 1;
      }
    }
    const span = length + preserved;
    const centre = route.stops.indexOf(stop);
    const lowest = Math.max(0, centre - span + 1);
    const highest = Math.min(centre, route.length - span);
    const from = lowest + this.#random.below(highest - lowest + 1);
    const gap = from + 1 + (preserved > 0 ? this.#random.below(length - 1) : span);
    for (let at = from; at < from + span; at += 1) {
      if (at >= gap && at < gap + preserved) continue;
      const one = route.stops[at] as number;
      if (this.#state.problem.movable[one] === 1) this.#marks[one] = 1;
    }
  }
}
