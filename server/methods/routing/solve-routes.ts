import { Annealing } from './annealing.ts';
import { BestInsertion } from './best-insertion.ts';
import { evaluatePlan, totalsOf } from './evaluate-plan.ts';
import { explainUnassigned } from './explain-unassigned.ts';
import { type KeptProblem, keepRoutes } from './keep-routes.ts';
import { Pacing } from './pacing.ts';
import { prepareSearch } from './prepare-search.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import type { RoutingPlan, RoutingProgress, RoutingResult } from './routing-plan.ts';
import type { RoutingProblem, RoutingStop, TeamOrder } from './routing-problem.ts';
import type { SearchProblem } from './search-problem.ts';
import { type Order, SearchState } from './search-state.ts';

type SolverHooks = {
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  onProgress?: (progress: RoutingProgress) => void;
  /** Called every few rounds; true ends the run with the best so far. */
  shouldStop?: () => boolean;
};

/** Shares of a run: of reports, in milliseconds, and of the search for fewer teams. */
const REPORT_EVERY = 250;
const FEWER_TEAMS_UNTIL = 0.3;

/**
 * Plans routes by ruin and recreate (Slack Induction by String Removals, Christiaens and Vanden Berghe 2020):
 * no rule is ever broken by what it adds, locks are kept exactly, and what finds no room is left out with the
 * reason. Existing faults of routes that the scope keeps remain, and are reported.
 * @throws RangeError on an order, a scope or a profile that names what the problem has not
 */
export function solveRoutes(problem: RoutingProblem, hooks: SolverHooks): RoutingResult {
  const task = narrow(problem);
  const prepared = prepareSearch(task.kept);
  const random = new Random(problem.options.seed);
  const state = new SearchState(prepared);
  startFrom(state, task);
  let reported = 0;
  let search: Annealing | null = null;
  const pacing = new Pacing(
    problem.options.budget,
    hooks.now,
    ({ milliseconds, iterations, share }) => {
      if (search !== null && hooks.onProgress && milliseconds - reported >= REPORT_EVERY) {
        reported = milliseconds;
        const { order, cost, absent: unassigned } = search.best;
        const teams = task.toTeams(order);
        hooks.onProgress({ iterations, milliseconds, share, cost, unassigned, order: teams });
      }
      return hooks.shouldStop?.() ?? false;
    },
  );
  search = new Annealing(state, random);
  const movable = prepared.movable.includes(1) && prepared.lanes.length > 0;
  if (movable) {
    if (problem.options.fewestTeams) search.useFewerLanes(pacing, FEWER_TEAMS_UNTIL);
    search.run(pacing);
  }
  const order = filledUp(prepared, search.best.order);
  return {
    plan: planOf(problem, task, order),
    iterations: pacing.iterations,
    milliseconds: pacing.milliseconds,
    endedBy: pacing.endedBy ?? 'nothing_to_do',
  };
}

/** The part of the problem that remains to be solved within the scope. */
type Task = {
  kept: KeptProblem;
  /** Orders to begin with, by the numbers of the narrowed problem. */
  orders: number[][];
  toTeams: (order: Order) => TeamOrder[];
};

function narrow(problem: RoutingProblem): Task {
  const { scope } = problem.options;
  const current = problem.current ?? [];
  const orderOf = (teamId: string) => current.find((one) => one.teamId === teamId)?.stopIds ?? [];
  const inScope = problem.teams.filter(({ id }) => scope.kind !== 'team' || id === scope.teamId);
  if (scope.kind === 'team' && inScope.length === 0)
    throw new RangeError(`no team ${scope.teamId}`);
  const others = problem.teams.filter((team) => !inScope.includes(team));
  const elsewhere = new Set(others.flatMap(({ id }) => orderOf(id)));
  const stops = problem.stops.filter(({ id }) => !elsewhere.has(id));
  const numbers = new Map(stops.map(({ id }, number) => [id, number] as const));
  const orders = inScope.map(({ id }) => orderOf(id).flatMap((stop) => numbers.get(stop) ?? []));
  const keeps = scope.kind === 'fit_new';
  const kept = keepRoutes(
    { ...problem, teams: inScope, stops },
    orders.map((order) => (keeps ? stopsOf(stops, order) : [])),
  );
  const untouched = others.map(({ id }) => ({ teamId: id, stopIds: orderOf(id) }));
  return {
    kept,
    orders,
    toTeams: (order) => [
      ...inScope.map(({ id }, lane) => ({
        teamId: id,
        stopIds: stopsOf(stops, order[lane] ?? []).map((stop) => stop.id),
      })),
      ...untouched,
    ],
  };
}

function stopsOf(stops: readonly RoutingStop[], numbers: Iterable<number>): RoutingStop[] {
  return [...numbers].flatMap((number) => stops[number] ?? []);
}

/** Starts from the current routes: kept ones whole, of the others as much as keeps every rule, in its order. */
function startFrom(state: SearchState, { kept, orders }: Task): void {
  const { allowed, lanes, demand, movable, slot } = state.problem;
  for (const [lane, order] of orders.entries()) {
    if (order.some((stop) => movable[stop] === 0)) {
      if (!state.tryOrder(lane, order)) {
        throw new RangeError(`the kept route of ${kept.problem.teams[lane]?.id ?? lane} is late`);
      }
      continue;
    }
    const taken: number[] = [];
    let load = 0;
    for (const stop of order) {
      const { capacity, maxStops } = lanes[lane] ?? { capacity: 0, maxStops: 0 };
      const fits = allowed[stop * lanes.length + lane] === 1 && taken.length < maxStops;
      const inPlace = (slot[stop] ?? -1) < 0 || slot[stop] === taken.length;
      const more = load + (demand[stop] ?? 0);
      if (!fits || !inPlace || more > capacity || !state.tryOrder(lane, [...taken, stop])) continue;
      taken.push(stop);
      load = more;
    }
  }
  state.commit();
}

/** Removes stops that are not at their locked position, and inserts all that fit, at any position. */
function filledUp(problem: SearchProblem, order: Order): Order {
  const state = new SearchState(problem);
  state.restore(order);
  const random = new Random(1);
  const recreate = new Recreate(state, random, new BestInsertion(state, random));
  const settled = new Uint8Array(problem.stopCount);
  const allowed = problem.allowed.slice();
  for (let round = 0; round <= problem.stopCount; round += 1) {
    recreate.recreate(false);
    state.commit();
    const strays = misplaced(state);
    if (strays.length === 0) break;
    settled.fill(0);
    for (const { lane, stop } of strays) {
      settled[stop] = 1;
      state.remove(lane, settled);
      for (let at = 0; at < problem.lanes.length; at += 1) {
        problem.allowed[stop * problem.lanes.length + at] = 0;
      }
    }
    state.commit();
  }
  fillPlaces(state, allowed);
  return state.order();
}

function misplaced({ routes, problem: { slot } }: SearchState): { lane: number; stop: number }[] {
  return routes.flatMap(({ stops, length }, lane) =>
    [...stops.subarray(0, length)].flatMap((stop, position) =>
      (slot[stop] ?? -1) >= 0 && slot[stop] !== position ? [{ lane, stop }] : [],
    ),
  );
}

function planOf(problem: RoutingProblem, task: Task, order: Order): RoutingPlan {
  const { routes } = evaluatePlan(problem, task.toTeams(order));
  const unassigned = explainUnassigned(
    task.kept,
    order.map((stops) => stopsOf(task.kept.problem.stops, stops)),
  );
  return { routes, unassigned, totals: totalsOf(problem, routes, unassigned) };
}

/**
 * Puts in whatever fits without moving a locked stop from its position, looking everywhere, until nothing more
 * does. The search forbids a lane to a stop that it could not seat there; here it is tried once more.
 * @param allowed by stop and lane, as it was before the search forbade anything
 */
function fillPlaces(state: SearchState, allowed: Uint8Array): void {
  let found = true;
  while (found) {
    const absent = [...state.absent.subarray(0, state.absentCount)];
    found = absent.some((stop) => takesPlace(state, stop, allowed));
    state.commit();
  }
}

function takesPlace(state: SearchState, stop: number, allowed: Uint8Array): boolean {
  const { lanes, slot, demand } = state.problem;
  return state.routes.some((route, lane) => {
    const { capacity, maxStops, fixedHead } = route.lane;
    const heavy = route.load + (demand[stop] ?? 0) > capacity;
    if (allowed[stop * lanes.length + lane] !== 1 || heavy || route.length >= maxStops)
      return false;
    const stops = [...route.stops.subarray(0, route.length)];
    return Array.from({ length: route.length + 1 - fixedHead }, (_, at) => fixedHead + at).some(
      (position) => {
        const own = slot[stop] ?? -1;
        if (own >= 0 && own !== position) return false;
        const order = seated(stops, stop, position, slot);
        return order !== null && state.tryOrder(lane, order);
      },
    );
  });
}

/** The route with one stop more at a position; null where a locked stop stands there. Twin of `seatedAt`. */
function seated(
  stops: readonly number[],
  stop: number,
  position: number,
  slot: Int32Array,
): number[] | null {
  const seats: (number | null)[] = [...stops.map(() => null), null];
  const free = stops.filter((one, at) => {
    if (slot[one] !== at) return true;
    seats[at] = one;
    return false;
  });
  if (seats[position] !== null) return null;
  seats[position] = stop;
  return seats.flatMap((seat) => seat ?? free.shift() ?? []);
}
