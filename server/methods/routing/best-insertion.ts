import { takeBreaks } from './break-steps.ts';
import type { Random } from './random.ts';
import { earliestStart, type SearchProblem } from './search-problem.ts';
import { SearchRoute } from './search-route.ts';
import type { SearchState } from './search-state.ts';
import { arrange } from './slots.ts';

/** Penalty so large that no saving of travel outweighs a stop out of its locked position. */
const OUT_OF_PLACE = 1e12;
/** Chance that a place in a route is passed over (β of the paper). */
const BLINK = 0.01;

/** Finds the cheapest insertion of a stop; one instance serves a whole search. */
export class BestInsertion {
  lane = -1;
  position = -1;
  cost = Number.POSITIVE_INFINITY;

  readonly #state: SearchState;
  readonly #problem: SearchProblem;
  readonly #random: Random;
  readonly #times: Float64Array;
  readonly #likenessSeen: Uint8Array;
  readonly #trial: readonly SearchRoute[];
  readonly #arranged: Int32Array;
  readonly #with: Int32Array;
  #untilBlink: number;

  constructor(state: SearchState, random: Random) {
    const { problem } = state;
    this.#state = state;
    this.#problem = problem;
    this.#random = random;
    this.#times = new Float64Array(1 + Math.max(0, ...problem.lanes.map((l) => l.breaks.length)));
    this.#likenessSeen = new Uint8Array(problem.lanes.length);
    this.#trial = problem.hasSlots ? problem.lanes.map((l) => new SearchRoute(problem, l)) : [];
    this.#arranged = new Int32Array(problem.stopCount);
    this.#with = new Int32Array(problem.stopCount);
    this.#untilBlink = this.#nextBlink();
  }

  /** Looks everywhere, or nearly (`blinking`). @returns whether there is a place */
  find(stop: number, blinking: boolean): boolean {
    const { lanes, allowed, demand, hasSlots } = this.#problem;
    this.lane = -1;
    this.cost = Number.POSITIVE_INFINITY;
    this.#likenessSeen.fill(0);
    const load = demand[stop] as number;
    for (let lane = 0; lane < lanes.length; lane += 1) {
      if (allowed[stop * lanes.length + lane] === 0 || this.#state.closed[lane] === 1) continue;
      const route = this.#state.routes[lane] as SearchRoute;
      if (route.load + load > route.lane.capacity || route.length >= route.lane.maxStops) continue;
      if (route.length === 0) {
        if (this.#likenessSeen[route.lane.likeness] === 1) continue;
        this.#likenessSeen[route.lane.likeness] = 1;
      }
      if (hasSlots && this.#isSlotted(stop, route)) this.#scanSlotted(stop, lane, route);
      else this.#scan(stop, lane, route, blinking);
    }
    return this.lane >= 0;
  }

  #scan(stop: number, lane: number, route: SearchRoute, blinking: boolean): void {
    const { nodeCount, timed, balanceScale, weights } = this.#problem;
    const { cost, costInto } = route.lane.travel;
    const { stops, legs, length } = route;
    const row = stop * nodeCount;
    const opening = length === 0 ? weights.team : 0;
    const head = route.lane.fixedHead;
    let previous = head === 0 ? route.lane.start : (stops[head - 1] as number);
    for (let position = head; position <= length; position += 1) {
      const next = position < length ? (stops[position] as number) : route.lane.end;
      const from = previous;
      previous = next;
      if (blinking) {
        this.#untilBlink -= 1;
        if (this.#untilBlink < 0) {
          this.#untilBlink = this.#nextBlink();
          continue;
        }
      }
      // The leg of an empty route is not driven.
      let change =
        opening +
        (costInto[row + from] as number) +
        (cost[row + next] as number) -
        (length === 0 ? 0 : (legs[position] as number));
      if (balanceScale > 0) change += this.#unevenness(stop, route, from, next);
      if (!(change < this.cost)) continue;
      if (timed && !this.#isInTime(stop, route, position, from, next)) continue;
      this.cost = change;
      this.lane = lane;
      this.position = position;
    }
  }

  #isInTime(
    stop: number,
    { ready, latest, lane }: SearchRoute,
    position: number,
    from: number,
    next: number,
  ): boolean {
    const { nodeCount, service } = this.#problem;
    const { seconds, secondsInto } = lane.travel;
    const into = secondsInto[stop * nodeCount + from] as number;
    const onward = seconds[stop * nodeCount + next] as number;
    const staying = service[stop] as number;
    if (lane.breaks.length === 0) {
      const start = earliestStart(this.#problem, stop, (ready[position] as number) + into);
      return start + staying + onward <= (latest[position] as number);
    }
    const width = lane.breaks.length + 1;
    const times = this.#times;
    const offset = position * width;
    for (let b = 0; b < width; b += 1) times[b] = (ready[offset + b] as number) + into;
    takeBreaks(lane, times, 0);
    for (let b = 0; b < width; b += 1) {
      const arrival = times[b] as number;
      times[b] =
        arrival === Number.POSITIVE_INFINITY
          ? arrival
          : earliestStart(this.#problem, stop, arrival) + staying;
    }
    takeBreaks(lane, times, 0);
    for (let b = 0; b < width; b += 1) {
      if ((times[b] as number) + onward <= (latest[offset + b] as number)) return true;
    }
    return false;
  }

  /** Growth of the balance term of the objective. */
  #unevenness(stop: number, route: SearchRoute, from: number, next: number): number {
    const { nodeCount, service, balanceScale } = this.#problem;
    const { seconds, secondsInto } = route.lane.travel;
    const row = stop * nodeCount;
    const before = route.length === 0 ? 0 : route.work;
    const leg = route.length === 0 ? 0 : (seconds[from * nodeCount + next] as number);
    const added =
      (secondsInto[row + from] as number) +
      (seconds[row + next] as number) -
      leg +
      (service[stop] as number);
    return balanceScale * (added * added + 2 * before * added);
  }

  #isSlotted(stop: number, route: SearchRoute): boolean {
    const { slot } = this.#problem;
    if ((slot[stop] as number) >= 0) return true;
    for (let at = 0; at < route.length; at += 1) {
      if ((slot[route.stops[at] as number] as number) >= 0) return true;
    }
    return false;
  }

  /** Stops locked to a position let others slip past them, so that the whole order is reckoned for each place. */
  #scanSlotted(stop: number, lane: number, route: SearchRoute): void {
    const trial = this.#trial[lane] as SearchRoute;
    const { slot } = this.#problem;
    const [lowest, highest] =
      (slot[stop] as number) >= 0
        ? [route.length, route.length]
        : [route.lane.fixedHead, route.length];
    for (let position = lowest; position <= highest; position += 1) {
      this.#with.set(route.stops.subarray(0, position));
      this.#with[position] = stop;
      this.#with.set(route.stops.subarray(position, route.length), position + 1);
      arrange(this.#with, route.length + 1, slot, this.#arranged);
      trial.takeOrder(this.#arranged, route.length + 1);
      if (!trial.rebuild()) continue;
      const change =
        trial.total() - route.total() + OUT_OF_PLACE * Math.sign(trial.misplaced - route.misplaced);
      if (!(change < this.cost)) continue;
      this.cost = change;
      this.lane = lane;
      this.position = position;
    }
  }

  #nextBlink(): number {
    return Math.floor(Math.log(1 - this.#random.next()) / Math.log(1 - BLINK));
  }
}
