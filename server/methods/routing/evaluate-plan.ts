import { holds, TOLERANCE, windowsOf } from './allowed-starts.ts';
import type {
  PlannedRoute,
  PlannedStop,
  PlanTotals,
  RouteViolation,
  RoutingPlan,
  StopViolation,
  UnassignedStop,
} from './routing-plan.ts';
import type {
  CostWeights,
  RoutingProblem,
  RoutingStop,
  RoutingTeam,
  TeamOrder,
  TravelMatrix,
} from './routing-problem.ts';
import { legOf, scheduleRoute } from './schedule-route.ts';

/**
 * Times, lengths and broken rules of any order, also one that bends every rule: nothing is forbidden, nothing
 * passed over. Stops in no order are not listed here (`explainUnassigned` says why they are out).
 * @throws RangeError on an order that names a team or a stop unknown to the problem, or a stop twice
 */
export function evaluatePlan(problem: RoutingProblem, order: readonly TeamOrder[]): RoutingPlan {
  const stopsById = new Map(problem.stops.map((stop) => [stop.id, stop] as const));
  checkOrder(problem, order, stopsById);
  const routes = problem.teams.map((team) => {
    const ids = order.find(({ teamId }) => teamId === team.id)?.stopIds ?? [];
    return evaluateRoute(
      problem,
      team,
      ids.map((id) => known(stopsById.get(id), id)),
    );
  });
  return { routes, unassigned: [], totals: totalsOf(problem, routes, []) };
}

/** One team's part of `evaluatePlan`. */
export function evaluateRoute(
  problem: RoutingProblem,
  team: RoutingTeam,
  stops: readonly RoutingStop[],
): PlannedRoute {
  const matrix = matrixOf(problem, team);
  const schedule = scheduleRoute(team, stops, matrix);
  const legs = legsOf(team, stops, matrix);
  const planned = stops.map((stop, position): PlannedStop => {
    const [arrival, start] = [schedule.arrivals[position] ?? 0, schedule.starts[position] ?? 0];
    const leg = legs[position] ?? { seconds: 0, metres: 0 };
    return {
      stopId: stop.id,
      arrival,
      waitSeconds: start - arrival,
      start,
      departure: start + stop.serviceSeconds,
      lateSeconds: schedule.lateSeconds[position] ?? 0,
      legMetres: finiteOr0(leg.metres),
      legSeconds: finiteOr0(leg.seconds),
      violations: stopViolations(stop, team, position, start, leg.seconds),
    };
  });
  const travelSeconds = legs.reduce((sum, leg) => sum + finiteOr0(leg.seconds), 0);
  const serviceSeconds = stops.reduce((sum, stop) => sum + stop.serviceSeconds, 0);
  const breakSeconds = schedule.breaks.reduce((sum, one) => sum + one.end - one.start, 0);
  const present = stops.length > 0;
  const spent = schedule.finish - schedule.departure;
  return {
    teamId: team.id,
    stops: planned,
    breaks: present ? schedule.breaks : [],
    departure: schedule.departure,
    finish: present ? schedule.finish : schedule.departure,
    metres: present ? legs.reduce((sum, leg) => sum + finiteOr0(leg.metres), 0) : 0,
    travelSeconds: present ? travelSeconds : 0,
    serviceSeconds,
    waitSeconds: present ? Math.max(0, spent - travelSeconds - serviceSeconds - breakSeconds) : 0,
    lateSeconds:
      planned.reduce((sum, stop) => sum + stop.lateSeconds, schedule.hoursExceeded) +
      schedule.breaks.reduce((sum, one) => sum + one.lateSeconds, 0),
    violations: present ? routeViolations(team, stops, schedule, legs.at(-1)?.seconds ?? 0) : [],
  };
}

/** @throws RangeError where the problem has no matrix of the team's profile */
export function matrixOf(problem: RoutingProblem, team: RoutingTeam): TravelMatrix {
  const matrix = problem.matrices[team.profile];
  if (matrix === undefined) throw new RangeError(`no matrix of the profile ${team.profile}`);
  return matrix;
}

export function totalsOf(
  problem: RoutingProblem,
  routes: readonly PlannedRoute[],
  unassigned: readonly UnassignedStop[],
): PlanTotals {
  const sum = (of: (route: PlannedRoute) => number) => routes.reduce((all, r) => all + of(r), 0);
  return {
    metres: sum(({ metres }) => metres),
    travelSeconds: sum(({ travelSeconds }) => travelSeconds),
    serviceSeconds: sum(({ serviceSeconds }) => serviceSeconds),
    waitSeconds: sum(({ waitSeconds }) => waitSeconds),
    lateSeconds: sum(({ lateSeconds }) => lateSeconds),
    teams: sum(({ stops }) => Math.min(1, stops.length)),
    unassigned: unassigned.length,
    violations: sum(
      ({ stops, violations }) =>
        violations.length + stops.reduce((all, stop) => all + stop.violations.length, 0),
    ),
    cost: costOf(problem, routes),
  };
}

function costOf({ options, teams }: RoutingProblem, routes: readonly PlannedRoute[]): number {
  const { weights } = options;
  const scale = balanceScale(teams, weights);
  return routes
    .filter(({ stops }) => stops.length > 0)
    .reduce((sum, { metres, travelSeconds, serviceSeconds }) => {
      const work = travelSeconds + serviceSeconds;
      const driven = weights.metre * metres + weights.second * travelSeconds;
      return sum + weights.team + driven + scale * work * work;
    }, 0);
}

/** Factor of Σ work² in the objective. */
export function balanceScale(teams: readonly RoutingTeam[], { balance }: CostWeights): number {
  if (balance === 0 || teams.length === 0) return 0;
  const possible = teams.reduce(
    (sum, { hours }) => sum + Math.min(86_400, hours.to - hours.from),
    0,
  );
  return balance / Math.max(1, possible / teams.length);
}

function stopViolations(
  stop: RoutingStop,
  team: RoutingTeam,
  position: number,
  start: number,
  road: number,
): StopViolation[] {
  const violations: StopViolation[] = [];
  const { teamId, time, position: locked } = stop.locks;
  const lateBy = start - (windowsOf(stop).at(-1)?.to ?? start);
  if (lateBy > TOLERANCE) violations.push({ code: 'late', seconds: lateBy });
  else if (!windowsOf(stop).some((window) => holds(window, start))) {
    violations.push({ code: 'outside_windows' });
  }
  const missing = stop.skills.filter((skill) => !team.skills.includes(skill));
  if (missing.length > 0) violations.push({ code: 'skills_missing', skills: missing });
  if (!Number.isFinite(road)) violations.push({ code: 'unreachable' });
  if (teamId !== null && teamId !== team.id) violations.push({ code: 'team_lock', teamId });
  if (time !== null && !holds(time, start)) violations.push({ code: 'time_lock', time });
  if (locked !== null && locked !== position) {
    violations.push({ code: 'position_lock', position: locked });
  }
  return violations;
}

function routeViolations(
  team: RoutingTeam,
  stops: readonly RoutingStop[],
  schedule: ReturnType<typeof scheduleRoute>,
  lastRoad: number,
): RouteViolation[] {
  const violations: RouteViolation[] = [];
  const { maxStops, capacity } = team;
  const demand = stops.reduce((sum, stop) => sum + stop.demand, 0);
  const breakLate = schedule.breaks.reduce((sum, one) => sum + one.lateSeconds, 0);
  if (schedule.hoursExceeded > 0) {
    violations.push({ code: 'hours_exceeded', seconds: schedule.hoursExceeded });
  }
  if (maxStops !== null && stops.length > maxStops) {
    violations.push({ code: 'too_many_stops', stops: stops.length, maxStops });
  }
  if (capacity !== null && demand > capacity + TOLERANCE) {
    violations.push({ code: 'over_capacity', demand, capacity });
  }
  if (breakLate > 0) violations.push({ code: 'break_late', seconds: breakLate });
  if (!Number.isFinite(lastRoad)) violations.push({ code: 'end_unreachable' });
  return violations;
}

function legsOf(team: RoutingTeam, stops: readonly RoutingStop[], matrix: TravelMatrix) {
  const places = [team.start, ...stops.map(({ place }) => place), team.end];
  return places.slice(1).map((to, index) => {
    const from = places[index] ?? null;
    return {
      seconds: legOf(matrix.seconds, matrix.size, from, to),
      metres: legOf(matrix.metres, matrix.size, from, to),
    };
  });
}

function finiteOr0(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function checkOrder(
  problem: RoutingProblem,
  order: readonly TeamOrder[],
  stopsById: ReadonlyMap<string, RoutingStop>,
): void {
  const teams = new Set(problem.teams.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { teamId, stopIds } of order) {
    if (!teams.has(teamId)) throw new RangeError(`no team ${teamId}`);
    for (const id of stopIds) {
      known(stopsById.get(id), id);
      if (seen.has(id)) throw new RangeError(`stop ${id} stands in the order twice`);
      seen.add(id);
    }
  }
}

function known(stop: RoutingStop | undefined, id: string): RoutingStop {
  if (stop === undefined) throw new RangeError(`no stop ${id}`);
  return stop;
}
