import type { PlannedRoute, RoutingPlan } from '#server/methods/routing/routing-plan.ts';
import type {
  RoutingProblem,
  RoutingStop,
  RoutingTeam,
} from '#server/methods/routing/routing-problem.ts';

const CLOSE = 1e-6;

/**
 * Checks a plan by walking through the times that it claims. Takes nothing from the solver but its types.
 * @returns what is wrong, in words; empty where every rule holds
 */
export function faultsOf(problem: RoutingProblem, plan: RoutingPlan): string[] {
  const out = plan.unassigned.map(({ stopId }) => stopId);
  const ids = [...plan.routes.flatMap(({ stops }) => stops.map(({ stopId }) => stopId)), ...out];
  const wanted = problem.stops.map(({ id }) => id);
  const faults: string[] = [];
  if (ids.toSorted().join() !== wanted.toSorted().join()) {
    faults.push('not every stop stands exactly once in the plan');
  }
  for (const [index, team] of problem.teams.entries()) {
    const route = plan.routes[index];
    if (route?.teamId !== team.id) faults.push(`no route of ${team.id}`);
    else faults.push(...faultsOfRoute(problem, team, route).map((fault) => `${team.id}: ${fault}`));
  }
  return faults;
}

function faultsOfRoute(problem: RoutingProblem, team: RoutingTeam, route: PlannedRoute): string[] {
  const faults: string[] = [];
  const say = (wrong: boolean, what: string) => {
    if (wrong) faults.push(what);
  };
  const stops = route.stops.map(({ stopId }) => stopOf(problem, stopId));
  if (stops.length === 0) return faults;
  const matrix = problem.matrices[team.profile];
  if (matrix === undefined) return [`no matrix ${team.profile}`];
  const leg = (a: number | null, b: number | null, table: Float64Array) =>
    a === null || b === null ? 0 : (table[a * matrix.size + b] ?? Number.NaN);
  const restsAt = (afterStops: number, side: string) =>
    route.breaks.filter((rest) => rest.afterStops === afterStops && rest.side === side);

  say(route.departure < team.hours.from - CLOSE, 'sets out before its hours');
  let [time, place, metres, driven] = [route.departure, team.start, 0, 0];
  for (let at = 0; at <= stops.length; at += 1) {
    const stop = stops[at];
    const next = stop === undefined ? team.end : stop.place;
    for (const rest of restsAt(at, 'before_road')) {
      say(rest.start < time - CLOSE, `rests before it is free (${at})`);
      time = rest.end;
    }
    const road = leg(place, next, matrix.seconds);
    say(!Number.isFinite(road), `no road into ${stop?.id ?? 'the end'}`);
    time += road;
    driven += road;
    metres += leg(place, next, matrix.metres);
    place = next;
    const planned = route.stops[at];
    if (planned !== undefined) {
      say(Math.abs(planned.arrival - time) > CLOSE, `arrives at ${planned.stopId} at another time`);
    }
    for (const rest of restsAt(at, 'after_road')) {
      say(rest.start < time - CLOSE, `rests before it is there (${at})`);
      time = rest.end;
    }
    if (stop === undefined || planned === undefined) continue;
    say(planned.start < time - CLOSE, `${stop.id} starts before anybody is there`);
    faults.push(...faultsOfStop(stop, team, at, planned.start));
    time = planned.start + stop.serviceSeconds;
  }
  say(time > team.hours.to + CLOSE, 'works longer than its hours');
  say(Math.abs(time - route.finish) > CLOSE, 'is finished at another time');
  say(Math.abs(driven - route.travelSeconds) > CLOSE, 'drives another time');
  say(Math.abs(metres - route.metres) > CLOSE, 'drives another way');
  const demand = stops.reduce((sum, stop) => sum + stop.demand, 0);
  say(team.capacity !== null && demand > team.capacity + CLOSE, 'takes more than it can');
  say(team.maxStops !== null && stops.length > team.maxStops, 'has too many stops');
  const due = team.breaks.filter(({ to }) => to >= team.hours.from);
  for (const [index, owed] of due.entries()) {
    const rest = route.breaks[index];
    if (rest === undefined) say(time > owed.to + CLOSE, `goes without break ${index}`);
    else {
      say(rest.start < owed.from - CLOSE || rest.start > owed.to + CLOSE, `break ${index} is late`);
      say(rest.end - rest.start < owed.seconds - CLOSE, `break ${index} is too short`);
    }
  }
  return faults;
}

function faultsOfStop(
  stop: RoutingStop,
  team: RoutingTeam,
  position: number,
  start: number,
): string[] {
  const faults: string[] = [];
  const within = ({ from, to }: { from: number; to: number }) =>
    start >= from - CLOSE && start <= to + CLOSE;
  if (stop.windows.length > 0 && !stop.windows.some(within)) faults.push(`${stop.id} is late`);
  if (!stop.skills.every((skill) => team.skills.includes(skill))) {
    faults.push(`${stop.id} needs skills`);
  }
  const { teamId, time, position: locked } = stop.locks;
  if (teamId !== null && teamId !== team.id) faults.push(`${stop.id} has left its team`);
  if (time !== null && !within(time)) faults.push(`${stop.id} has left its time`);
  if (locked !== null && locked !== position) faults.push(`${stop.id} has left its position`);
  return faults;
}

function stopOf(problem: RoutingProblem, id: string): RoutingStop {
  const stop = problem.stops.find((one) => one.id === id);
  if (stop === undefined) throw new Error(`no stop ${id}`);
  return stop;
}
