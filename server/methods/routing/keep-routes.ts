import { allowedStarts } from './allowed-starts.ts';
import { evaluateRoute } from './evaluate-plan.ts';
import {
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
  type TravelMatrix,
} from './routing-problem.ts';
import { dueBreaks } from './schedule-route.ts';

/** A problem in which some stops stay where they are. */
export type KeptProblem = {
  problem: RoutingProblem;
  keptIds: ReadonlySet<string>;
  /** Number of stops at the head of each team's route before which nothing may be inserted: locked positions. */
  heads: readonly number[];
};

/**
 * Lets stops keep their team and order. Where they bend a rule as they stand, the rule is widened to what they
 * need, and no further: what is put in between may not make anything worse.
 * @param kept for each team the stops that stay in it, in order
 */
export function keepRoutes(
  problem: RoutingProblem,
  kept: readonly (readonly RoutingStop[])[],
): KeptProblem {
  const widened = problem.teams.map((team, index) => widen(problem, team, kept[index] ?? []));
  const stops = new Map(
    widened.flatMap((one) => one.stops.map((stop) => [stop.id, stop] as const)),
  );
  const roads = widened.flatMap(({ roads: pairs }) => pairs);
  return {
    problem: {
      ...problem,
      teams: widened.map(({ team }) => team),
      stops: problem.stops.map((stop) => stops.get(stop.id) ?? stop),
      matrices: Object.fromEntries(
        Object.entries(problem.matrices).map(([key, matrix]) => [key, opened(matrix, roads)]),
      ),
    },
    keptIds: new Set(stops.keys()),
    heads: widened.map(({ head }) => head),
  };
}

type Widened = {
  team: RoutingTeam;
  stops: RoutingStop[];
  head: number;
  roads: (readonly [number, number])[];
};

function widen(problem: RoutingProblem, team: RoutingTeam, kept: readonly RoutingStop[]): Widened {
  if (kept.length === 0) return { team, stops: [], head: 0, roads: [] };
  const route = evaluateRoute(problem, team, kept);
  const demand = kept.reduce((sum, stop) => sum + stop.demand, 0);
  const held = kept.map(({ locks }, position) => (locks.position === position ? position + 1 : 0));
  const places = [team.start, ...kept.map(({ place }) => place), team.end];
  return {
    team: {
      ...team,
      hours: { from: team.hours.from, to: Math.max(team.hours.to, route.finish) },
      breaks: dueBreaks(team).map((one, index) => ({
        ...one,
        to: Math.max(one.to, route.breaks[index]?.start ?? one.to),
      })),
      maxStops: team.maxStops === null ? null : Math.max(team.maxStops, kept.length),
      capacity: team.capacity === null ? null : Math.max(team.capacity, demand),
    },
    stops: kept.map((stop, position) =>
      asItStands(stop, route.stops[position]?.start ?? 0, route.stops[position]?.lateSeconds ?? 0),
    ),
    head: Math.max(0, ...held),
    roads: places.slice(1).flatMap((to, at) => {
      const from = places[at] ?? null;
      return from === null || to === null ? [] : [[from, to] as const];
    }),
  };
}

function asItStands(stop: RoutingStop, start: number, lateSeconds: number): RoutingStop {
  const allowed = allowedStarts(stop);
  const windows = allowed.length > 0 ? allowed : stop.locks.time ? [stop.locks.time] : [];
  const late = lateSeconds > 0 ? [{ from: start, to: start }] : [];
  return { ...stop, windows: [...windows, ...late], skills: [], locks: NO_LOCKS };
}

/** Roads that a kept order follows though there are none count nothing, as they do in `evaluatePlan`. */
function opened(matrix: TravelMatrix, roads: readonly (readonly [number, number])[]): TravelMatrix {
  const closed = roads
    .map(([from, to]) => from * matrix.size + to)
    .filter((at) => !Number.isFinite(matrix.seconds[at]) || !Number.isFinite(matrix.metres[at]));
  if (closed.length === 0) return matrix;
  const [seconds, metres] = [matrix.seconds.slice(), matrix.metres.slice()];
  for (const at of closed) {
    seconds[at] = 0;
    metres[at] = 0;
  }
  return { size: matrix.size, seconds, metres };
}
