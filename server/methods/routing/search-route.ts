import { takeBreaks, takeBreaksBackwards } from './break-steps.ts';
import { earliestStart, type Lane, latestStart, type SearchProblem } from './search-problem.ts';

/**
 * One lane's stops in order, with what makes an insertion a matter of a few operations: for each place in the
 * order the earliest departure before it and the latest arrival after it that keep everything else in time.
 */
export class SearchRoute {
  readonly lane: Lane;
  readonly #problem: SearchProblem;
  readonly #width: number;
  stops = new Int32Array(16);
  length = 0;
  load = 0;
  /** Cost of its legs. */
  driving = 0;
  /** Seconds of travel and service. */
  work = 0;
  /** Weight of the stops that are not at the position they are locked to. */
  misplaced = 0;
  /** Cost of the leg into each stop, and into the end. */
  legs = new Float64Array(17);
  /** Earliest departure from the start and from each stop, a vector over the breaks taken. */
  ready: Float64Array;
  /** Latest arrival at each stop and at the end, a vector over the breaks taken. */
  latest: Float64Array;

  constructor(problem: SearchProblem, lane: Lane) {
    this.#problem = problem;
    this.lane = lane;
    this.#width = lane.breaks.length + 1;
    this.ready = new Float64Array(17 * this.#width);
    this.latest = new Float64Array(17 * this.#width);
  }

  /** Sets another order; times are valid after `rebuild`. */
  takeOrder(stops: Int32Array, length: number): void {
    this.#reserve(length);
    this.stops.set(length === stops.length ? stops : stops.subarray(0, length));
    this.length = length;
  }

  insert(stop: number, position: number): void {
    this.#reserve(this.length + 1);
    this.stops.copyWithin(position + 1, position, this.length);
    this.stops[position] = stop;
    this.length += 1;
  }

  /** Contribution of the route to the objective. */
  total(): number {
    if (this.length === 0) return 0;
    const { weights, balanceScale } = this.#problem;
    return this.driving + weights.team + balanceScale * this.work * this.work;
  }

  /** Computes all times and costs again. @returns true when every rule of time holds */
  rebuild(): boolean {
    const { service, demand, weight, slot, hasSlots, nodeCount, timed } = this.#problem;
    const { cost, seconds } = this.lane.travel;
    const { stops, length, legs } = this;
    let [driving, work, load, misplaced] = [0, 0, 0, 0];
    let previous = this.lane.start;
    for (let position = 0; position <= length; position += 1) {
      const node = position < length ? (stops[position] as number) : this.lane.end;
      const leg = cost[previous * nodeCount + node] as number;
      legs[position] = leg;
      driving += leg;
      work += seconds[previous * nodeCount + node] as number;
      if (position < length) {
        work += service[node] as number;
        load += demand[node] as number;
        if (hasSlots && (slot[node] as number) >= 0 && slot[node] !== position) {
          misplaced += weight[node] as number;
        }
      }
      previous = node;
    }
    this.driving = driving;
    this.work = work;
    this.load = load;
    this.misplaced = misplaced;
    if (!timed) return true;
    this.#runForwards();
    this.#runBackwards();
    return this.#keepsTime();
  }

  #runForwards(): void {
    const { service, nodeCount } = this.#problem;
    const { seconds } = this.lane.travel;
    const { ready, stops, length, lane } = this;
    const width = this.#width;
    ready.fill(Number.POSITIVE_INFINITY, 0, width);
    ready[0] = lane.from;
    let previous = lane.start;
    for (let position = 0; position < length; position += 1) {
      const stop = stops[position] as number;
      const road = seconds[previous * nodeCount + stop] as number;
      const [from, to] = [position * width, (position + 1) * width];
      // A break before the road is taken in the row it starts from: there it may be taken again for another stop.
      takeBreaks(lane, ready, from);
      for (let b = 0; b < width; b += 1) ready[to + b] = (ready[from + b] as number) + road;
      takeBreaks(lane, ready, to);
      for (let b = 0; b < width; b += 1) {
        const arrival = ready[to + b] as number;
        if (arrival !== Number.POSITIVE_INFINITY) {
          ready[to + b] = earliestStart(this.#problem, stop, arrival) + (service[stop] as number);
        }
      }
      previous = stop;
    }
    takeBreaks(lane, ready, length * width);
  }

  #runBackwards(): void {
    const { service, nodeCount } = this.#problem;
    const { seconds } = this.lane.travel;
    const { latest, stops, length, lane } = this;
    const width = this.#width;
    const last = length * width;
    for (let b = 0; b < width; b += 1) {
      const owed = lane.breaks[b];
      latest[last + b] = owed === undefined ? lane.to : Math.min(lane.to, owed.to);
    }
    takeBreaksBackwards(lane, latest, last);
    for (let position = length - 1; position >= 0; position -= 1) {
      const stop = stops[position] as number;
      const next = position + 1 < length ? (stops[position + 1] as number) : lane.end;
      const road = seconds[stop * nodeCount + next] as number;
      const [at, after] = [position * width, (position + 1) * width];
      for (let b = 0; b < width; b += 1) latest[at + b] = (latest[after + b] as number) - road;
      takeBreaksBackwards(lane, latest, at);
      for (let b = 0; b < width; b += 1) {
        const leaving = (latest[at + b] as number) - (service[stop] as number);
        latest[at + b] = latestStart(this.#problem, stop, leaving);
      }
      takeBreaksBackwards(lane, latest, at);
    }
  }

  #keepsTime(): boolean {
    const { lane, length, ready, latest } = this;
    const { nodeCount } = this.#problem;
    if (length === 0) return true;
    const road = lane.travel.seconds[lane.start * nodeCount + (this.stops[0] as number)] as number;
    for (let b = 0; b < this.#width; b += 1) {
      if ((ready[b] as number) + road <= (latest[b] as number)) return true;
    }
    return false;
  }

  #reserve(length: number): void {
    if (length <= this.stops.length) return;
    const room = Math.max(length, 2 * this.stops.length);
    const grown = new Int32Array(room);
    grown.set(this.stops.subarray(0, this.length));
    this.stops = grown;
    this.legs = new Float64Array(room + 1);
    this.ready = new Float64Array((room + 1) * this.#width);
    this.latest = new Float64Array((room + 1) * this.#width);
  }
}
