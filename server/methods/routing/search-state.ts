import type { Lane, SearchProblem } from './search-problem.ts';
import { SearchRoute } from './search-route.ts';
import { arrange } from './slots.ts';

/** Stops of each lane in the order of the visits, by their numbers. */
export type Order = readonly Int32Array[];

/** Routes and unassigned stops, with transactions of changes. */
export class SearchState {
  readonly problem: SearchProblem;
  readonly routes: SearchRoute[];
  /** Lane of each stop; -1 while it is left out. */
  readonly laneOf: Int32Array;
  /** Stops left out: the first `absentCount`. */
  readonly absent: Int32Array;
  absentCount = 0;
  /** Lanes that may take no stops: taken off the road to need fewer teams. */
  readonly closed: Uint8Array;

  readonly #spares: SearchRoute[];
  readonly #touched: number[] = [];
  readonly #isTouched: Uint8Array;
  readonly #savedAbsent: Int32Array;
  #savedAbsentCount = 0;
  readonly #arranged: Int32Array;

  constructor(problem: SearchProblem) {
    const build = (lane: Lane) => new SearchRoute(problem, lane);
    this.problem = problem;
    this.routes = problem.lanes.map(build);
    this.#spares = problem.lanes.map(build);
    this.laneOf = new Int32Array(problem.stopCount).fill(-1);
    this.absent = Int32Array.from({ length: problem.stopCount }, (_, stop) => stop);
    this.absentCount = problem.stopCount;
    this.closed = new Uint8Array(problem.lanes.length);
    this.#isTouched = new Uint8Array(problem.lanes.length);
    this.#savedAbsent = new Int32Array(problem.stopCount);
    this.#arranged = new Int32Array(problem.stopCount);
    for (const route of this.routes) route.rebuild();
  }

  /** Starts a transaction: changes are recorded until `commit` or `rollBack`. */
  begin(): void {
    this.#savedAbsent.set(this.absent.subarray(0, this.absentCount));
    this.#savedAbsentCount = this.absentCount;
  }

  commit(): void {
    for (const lane of this.#touched) this.#isTouched[lane] = 0;
    this.#touched.length = 0;
  }

  rollBack(): void {
    for (const lane of this.#touched) {
      const changed = this.routes[lane] as SearchRoute;
      for (let at = 0; at < changed.length; at += 1) this.laneOf[changed.stops[at] as number] = -1;
    }
    for (const lane of this.#touched) {
      const former = this.#spares[lane] as SearchRoute;
      this.#spares[lane] = this.routes[lane] as SearchRoute;
      this.routes[lane] = former;
      for (let at = 0; at < former.length; at += 1) this.laneOf[former.stops[at] as number] = lane;
      this.#isTouched[lane] = 0;
    }
    this.#touched.length = 0;
    this.absent.set(this.#savedAbsent.subarray(0, this.#savedAbsentCount));
    this.absentCount = this.#savedAbsentCount;
  }

  cost(): number {
    return this.routes.reduce((sum, route) => sum + route.total(), 0);
  }

  /** Present cost of the routes touched since `begin`, less their cost then. */
  costChange(): number {
    let change = 0;
    for (const lane of this.#touched) {
      change += (this.routes[lane] as SearchRoute).total();
      change -= (this.#spares[lane] as SearchRoute).total();
    }
    return change;
  }

  /** Weight of the stops that are left out or not at their locked position. */
  penalty(): number {
    let sum = 0;
    for (let at = 0; at < this.absentCount; at += 1) {
      sum += this.problem.weight[this.absent[at] as number] as number;
    }
    if (this.problem.hasSlots) for (const route of this.routes) sum += route.misplaced;
    return sum;
  }

  /** Puts a stop left out into a route; free stops keep their order, locked ones their position. */
  insert(absentAt: number, lane: number, position: number): void {
    const route = this.#touch(lane);
    const stop = this.absent[absentAt] as number;
    this.absentCount -= 1;
    this.absent.copyWithin(absentAt, absentAt + 1, this.absentCount + 1);
    this.laneOf[stop] = lane;
    route.insert(stop, position);
    if (this.problem.hasSlots) this.#settleSlots(route);
    route.rebuild();
  }

  /**
   * Takes out all stops of a lane that are marked. Where the rest is late without them (a road matrix need not
   * obey the triangle inequality, and positions shift), all that may move goes.
   * @param marks 1 for each stop that goes
   */
  remove(lane: number, marks: Uint8Array): void {
    const route = this.#touch(lane);
    this.#takeOut(route, (stop) => marks[stop] === 1);
    if (this.problem.hasSlots) this.#settleSlots(route);
    if (route.rebuild()) return;
    this.#takeOut(route, (stop) => this.problem.movable[stop] === 1);
    route.rebuild();
  }

  /** Gives a lane an order if it keeps every rule of time. @returns whether it does */
  tryOrder(lane: number, order: readonly number[]): boolean {
    const route = this.#touch(lane);
    const [before, length] = [route.stops.slice(0, route.length), route.length];
    route.takeOrder(Int32Array.from(order), order.length);
    if (!route.rebuild()) {
      route.takeOrder(before, length);
      route.rebuild();
      return false;
    }
    for (const stop of order) this.laneOf[stop] = lane;
    this.#dropPlaced();
    return true;
  }

  order(): Order {
    return this.routes.map(({ stops, length }) => stops.slice(0, length));
  }

  /** Goes to another state altogether; it must have been one of this problem. */
  restore(order: Order): void {
    this.commit();
    this.laneOf.fill(-1);
    for (const [lane, stops] of order.entries()) {
      const route = this.routes[lane] as SearchRoute;
      route.takeOrder(stops, stops.length);
      route.rebuild();
      for (const stop of stops) this.laneOf[stop] = lane;
    }
    this.#collectAbsent();
  }

  #touch(lane: number): SearchRoute {
    const route = this.routes[lane] as SearchRoute;
    if (this.#isTouched[lane] === 1) return route;
    this.#isTouched[lane] = 1;
    this.#touched.push(lane);
    const fresh = this.#spares[lane] as SearchRoute;
    fresh.takeOrder(route.stops, route.length);
    this.#spares[lane] = route;
    this.routes[lane] = fresh;
    return fresh;
  }

  #takeOut(route: SearchRoute, goes: (stop: number) => boolean): void {
    let kept = 0;
    for (let at = 0; at < route.length; at += 1) {
      const stop = route.stops[at] as number;
      if (goes(stop)) {
        this.laneOf[stop] = -1;
        this.absent[this.absentCount] = stop;
        this.absentCount += 1;
      } else {
        route.stops[kept] = stop;
        kept += 1;
      }
    }
    route.length = kept;
  }

  #settleSlots(route: SearchRoute): void {
    arrange(route.stops, route.length, this.problem.slot, this.#arranged);
    route.stops.set(this.#arranged.subarray(0, route.length));
  }

  #dropPlaced(): void {
    let kept = 0;
    for (let at = 0; at < this.absentCount; at += 1) {
      const stop = this.absent[at] as number;
      if ((this.laneOf[stop] as number) >= 0) continue;
      this.absent[kept] = stop;
      kept += 1;
    }
    this.absentCount = kept;
  }

  #collectAbsent(): void {
    this.absentCount = 0;
    for (let stop = 0; stop < this.problem.stopCount; stop += 1) {
      if ((this.laneOf[stop] as number) >= 0) continue;
      this.absent[this.absentCount] = stop;
      this.absentCount += 1;
    }
  }
}
