import { allowedStarts, holds, TOLERANCE } from './allowed-starts.ts';
import { matrixOf } from './evaluate-plan.ts';
import type { KeptProblem } from './keep-routes.ts';
import type { Remedy, UnassignedReason, UnassignedStop } from './routing-plan.ts';
import type { RoutingProblem, RoutingStop, RoutingTeam } from './routing-problem.ts';
import { legOf, scheduleRoute } from './schedule-route.ts';
import { seatedAt } from './seated-at.ts';

/** One position for a stop with the exceptions that it needs; `strain` is the seconds beyond hours and windows. */
type Offer = { team: RoutingTeam; position: number; remedies: Remedy[]; strain: number };

const REASONS: Record<Remedy['kind'], UnassignedReason> = {
  connect: 'unreachable',
  add_skills: 'skills_missing',
  release_lock: 'locks_conflict',
  raise_max_stops: 'too_many_stops',
  raise_capacity: 'over_capacity',
  add_window: 'window_missed',
  extend_hours: 'hours_too_short',
};

/** Order in which remedies are named as the reason when several are needed: the hardest to grant first. */
const HARDEST_FIRST = Object.keys(REASONS) as Remedy['kind'][];

/**
 * Explains why stops are in no route, with the least change that would admit each of them. For each team and
 * position it gathers the rules that forbid the stop, and offers the position that needs the fewest, then the
 * smallest, exceptions.
 * @param order for each team its stops, in order
 */
export function explainUnassigned(
  { problem, heads }: Pick<KeptProblem, 'problem' | 'heads'>,
  order: readonly (readonly RoutingStop[])[],
): UnassignedStop[] {
  const placed = new Set(order.flat().map(({ id }) => id));
  return problem.stops
    .filter(({ id }) => !placed.has(id))
    .map((stop) => {
      let best: Offer | null = null;
      for (const [index, team] of problem.teams.entries()) {
        const route = order[index] ?? [];
        const standing = standingRemedies(stop, team, route);
        if (best !== null && standing.length > best.remedies.length) continue;
        for (let position = heads[index] ?? 0; position <= route.length; position += 1) {
          const offer = offerAt({ problem, stop, team, route, standing }, position);
          if (offer !== null && (best === null || asksLess(offer, best))) best = offer;
        }
      }
      return explained(stop, best, problem);
    });
}

type Seat = {
  problem: RoutingProblem;
  stop: RoutingStop;
  team: RoutingTeam;
  route: readonly RoutingStop[];
  /** Exceptions that the team would need wherever the stop stood. */
  standing: readonly Remedy[];
};

function standingRemedies(
  stop: RoutingStop,
  team: RoutingTeam,
  route: readonly RoutingStop[],
): Remedy[] {
  const remedies: Remedy[] = [];
  const skills = stop.skills.filter((skill) => !team.skills.includes(skill));
  const demand = route.reduce((sum, one) => sum + one.demand, stop.demand);
  if (skills.length > 0) remedies.push({ kind: 'add_skills', teamId: team.id, skills });
  if (stop.locks.teamId !== null && stop.locks.teamId !== team.id) {
    remedies.push({ kind: 'release_lock', stopId: stop.id, lock: 'team' });
  }
  if (team.maxStops !== null && route.length >= team.maxStops) {
    remedies.push({ kind: 'raise_max_stops', teamId: team.id, maxStops: route.length + 1 });
  }
  if (team.capacity !== null && demand > team.capacity) {
    remedies.push({ kind: 'raise_capacity', teamId: team.id, capacity: demand });
  }
  if (allowedStarts(stop).length === 0) {
    remedies.push({ kind: 'release_lock', stopId: stop.id, lock: 'time' });
  }
  return remedies;
}

function offerAt(seat: Seat, position: number): Offer | null {
  const { stop, team, problem } = seat;
  const remedies = [...seat.standing];
  const locked = stop.locks.position;
  const sequence = seatedAt(seat.route, stop, position);
  if (sequence === null) return null;
  if (locked !== null && locked !== position) {
    remedies.push({ kind: 'release_lock', stopId: stop.id, lock: 'position' });
  }
  if (!isConnected(problem, team, sequence)) {
    // A route without stops is not driven, so it needs no way from its start to its end.
    if (seat.route.length > 0 && !isConnected(problem, team, seat.route)) return null;
    remedies.unshift({ kind: 'connect', stopId: stop.id });
  }
  return withTimes({ ...seat, route: sequence }, position, remedies);
}

function isConnected(
  problem: RoutingProblem,
  team: RoutingTeam,
  stops: readonly RoutingStop[],
): boolean {
  const { seconds, size } = matrixOf(problem, team);
  const places = [team.start, ...stops.map(({ place }) => place), team.end];
  return places
    .slice(1)
    .every((to, index) => Number.isFinite(legOf(seconds, size, places[index] ?? null, to)));
}

/** Asks for longer hours, for another window, or for both, whichever first lets everybody be in time. */
function withTimes(seat: Seat, position: number, remedies: readonly Remedy[]): Offer | null {
  const { team, stop, problem, route } = seat;
  const matrix = matrixOf(problem, team);
  const anyTime = { ...stop, windows: [], locks: { ...stop.locks, time: null } };
  const road = legOf(matrix.seconds, matrix.size, team.start, stop.place);
  const latest = allowedStarts(stop).at(-1)?.to ?? Number.POSITIVE_INFINITY;
  const earlier = position === 0 ? Math.min(team.hours.from, latest - road) : team.hours.from;
  const attempts = [
    { from: team.hours.from, one: stop },
    ...(Number.isFinite(earlier) && earlier < team.hours.from
      ? [{ from: earlier, one: stop }]
      : []),
    { from: team.hours.from, one: anyTime },
  ];
  for (const { from, one } of attempts) {
    const hours = { from, to: Number.POSITIVE_INFINITY };
    const order = route.map((other) => (other.id === stop.id ? one : other));
    const schedule = scheduleRoute({ ...team, hours }, order, matrix);
    const late = [...schedule.lateSeconds, ...schedule.breaks.map((rest) => rest.lateSeconds)];
    if (late.some((seconds) => seconds > 0)) continue;
    const start = schedule.starts[position] ?? 0;
    const asked = [...remedies, ...timeRemedies(stop, start)];
    const to = Math.max(team.hours.to, schedule.finish);
    const longer = team.hours.from - from + to - team.hours.to;
    if (longer > TOLERANCE) {
      asked.push({ kind: 'extend_hours', teamId: team.id, hours: { from, to } });
    }
    return { team, position, remedies: asked, strain: longer + outside(stop, start) };
  }
  return null;
}

function timeRemedies(stop: RoutingStop, start: number): Remedy[] {
  const remedies: Remedy[] = [];
  const { time } = stop.locks;
  if (time !== null && !holds(time, start) && allowedStarts(stop).length > 0) {
    remedies.push({ kind: 'release_lock', stopId: stop.id, lock: 'time' });
  }
  if (stop.windows.length > 0 && !stop.windows.some((window) => holds(window, start))) {
    const window = { from: start, to: start };
    remedies.push({ kind: 'add_window', stopId: stop.id, window });
  }
  return remedies;
}

/** Seconds between a start and the nearest moment that the stop's windows allow. */
function outside(stop: RoutingStop, start: number): number {
  const gaps = stop.windows.map(({ from, to }) => Math.max(0, from - start, start - to));
  return gaps.length === 0 ? 0 : Math.min(...gaps);
}

function asksLess(one: Offer, other: Offer): boolean {
  const unconnected = ({ remedies }: Offer) => remedies.filter((r) => r.kind === 'connect').length;
  return (
    (unconnected(one) - unconnected(other) ||
      one.remedies.length - other.remedies.length ||
      one.strain - other.strain) < 0
  );
}

function explained(
  stop: RoutingStop,
  offer: Offer | null,
  { teams }: RoutingProblem,
): UnassignedStop {
  if (offer === null) {
    const reason = teams.length === 0 ? 'no_team' : 'window_missed';
    return { stopId: stop.id, reason, teamId: null, position: null, remedies: [] };
  }
  const { team, position, remedies } = offer;
  const asked = HARDEST_FIRST.find((kind) => remedies.some((remedy) => remedy.kind === kind));
  const reason = asked === undefined ? 'fits' : REASONS[asked];
  return { stopId: stop.id, reason, teamId: team.id, position, remedies };
}
