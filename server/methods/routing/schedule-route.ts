import { allowedStarts, TOLERANCE } from './allowed-starts.ts';
import type { PlannedBreak } from './routing-plan.ts';
import type {
  RoutingStop,
  RoutingTeam,
  TeamBreak,
  TimeSpan,
  TravelMatrix,
} from './routing-problem.ts';

/** Times of one route in a given order, rules bent where the order leaves no other way. */
type RouteSchedule = {
  departure: number;
  finish: number;
  /** Parallel to the stops. */
  arrivals: number[];
  starts: number[];
  lateSeconds: number[];
  breaks: PlannedBreak[];
  hoursExceeded: number;
};

/** Breaks that can come due: those that are not over before the team's hours begin. */
export function dueBreaks({ breaks, hours }: RoutingTeam): TeamBreak[] {
  return breaks.filter(({ to }) => to >= hours.from);
}

/** Position of a break: after `afterStops` stops, before or after the drive to the next one. */
type Placement = { index: number; afterStops: number; side: PlannedBreak['side'] };

/** The best way to have taken `index` breaks so far: least lateness, then earliest. */
type Label = { late: number; time: number };

/**
 * The earliest times of an order, with the breaks where they cost least: the dynamic programme over (stop,
 * breaks taken) keeps for each the least lateness and then the earliest time. Since whoever is earlier can
 * wait, it finds a schedule without lateness wherever there is one. Roads that lead nowhere count 0 seconds.
 */
export function scheduleRoute(
  { breaks, ...rest }: RoutingTeam,
  stops: readonly RoutingStop[],
  matrix: TravelMatrix,
): RouteSchedule {
  const team = { ...rest, breaks: dueBreaks({ ...rest, breaks }) };
  const starts = stops.map(startsUnderLock);
  const roads = roadSeconds(team, stops, matrix);
  return timeRoute(team, stops, starts, roads, placeBreaks(team, stops, starts, roads));
}

/** A lock that no window agrees with is kept all the same: the planner sees what it breaks. */
function startsUnderLock(stop: RoutingStop): readonly TimeSpan[] {
  const starts = allowedStarts(stop);
  if (starts.length > 0) return starts;
  return stop.locks.time === null ? stop.windows : [stop.locks.time];
}

/** Seconds of each leg: to the first stop, …, from the last to the end. */
function roadSeconds(
  team: RoutingTeam,
  stops: readonly RoutingStop[],
  matrix: TravelMatrix,
): number[] {
  const places = [team.start, ...stops.map(({ place }) => place), team.end];
  return places.slice(1).map((to, index) => {
    const seconds = legOf(matrix.seconds, matrix.size, places[index] ?? null, to);
    return Number.isFinite(seconds) ? seconds : 0;
  });
}

/** From one place to another; 0 where an open route begins or ends. */
export function legOf(
  values: Float64Array,
  size: number,
  from: number | null,
  to: number | null,
): number {
  return from === null || to === null ? 0 : (values[from * size + to] ?? 0);
}

function placeBreaks(
  team: RoutingTeam,
  stops: readonly RoutingStop[],
  starts: readonly (readonly TimeSpan[])[],
  roads: readonly number[],
): Placement[] {
  const { breaks } = team;
  let labels: (Label | null)[] = [{ late: 0, time: team.hours.from }, ...breaks.map(() => null)];
  const steps: { afterStops: number; side: PlannedBreak['side']; taken: boolean[] }[] = [];
  for (const [gap, road] of roads.entries()) {
    const before = withBreaks(labels, breaks);
    steps.push({ afterStops: gap, side: 'before_road', taken: before.taken });
    const driven = before.labels.map((label) => label && { ...label, time: label.time + road });
    const after = withBreaks(driven, breaks);
    steps.push({ afterStops: gap, side: 'after_road', taken: after.taken });
    const [stop, allowed] = [stops[gap], starts[gap]];
    labels =
      stop === undefined || allowed === undefined
        ? after.labels
        : after.labels.map((label) => label && served(label, allowed, stop.serviceSeconds));
  }
  let index = bestEnding(labels, team);
  const placements: Placement[] = [];
  for (const step of steps.toReversed()) {
    while (step.taken[index] === true) {
      index -= 1;
      placements.push({ index, afterStops: step.afterStops, side: step.side });
    }
  }
  return placements.toReversed();
}

/** Takes the next break here wherever that is better than having taken it before. */
function withBreaks(
  labels: readonly (Label | null)[],
  breaks: readonly TeamBreak[],
): { labels: (Label | null)[]; taken: boolean[] } {
  const reached = [...labels];
  const taken = labels.map(() => false);
  for (const [index, one] of breaks.entries()) {
    const label = reached[index];
    if (label == null) continue;
    const start = Math.max(label.time, one.from);
    const late = label.late + Math.max(0, start - one.to);
    const candidate = { late, time: start + one.seconds };
    if (isBetter(candidate, reached[index + 1])) {
      reached[index + 1] = candidate;
      taken[index + 1] = true;
    }
  }
  return { labels: reached, taken };
}

function served(label: Label, allowed: readonly TimeSpan[], serviceSeconds: number): Label {
  const { start, late } = startFrom(label.time, allowed);
  return { late: label.late + late, time: start + serviceSeconds };
}

function startFrom(ready: number, allowed: readonly TimeSpan[]): { start: number; late: number } {
  const window = allowed.find(({ to }) => ready <= to + TOLERANCE);
  if (window !== undefined) return { start: Math.max(ready, window.from), late: 0 };
  const last = allowed.at(-1)?.to ?? ready;
  return { start: ready, late: ready - last };
}

function isBetter(one: Label, other: Label | null | undefined): boolean {
  if (other == null) return true;
  if (Math.abs(one.late - other.late) > TOLERANCE) return one.late < other.late;
  return one.time < other.time;
}

/** Number of breaks of the best ending: those that come due while the team is still at work. */
function bestEnding(labels: readonly (Label | null)[], team: RoutingTeam): number {
  let best = -1;
  let bestLabel: Label | null = null;
  for (const [index, label] of labels.entries()) {
    const owed = team.breaks[index];
    if (label === null || (owed !== undefined && label.time > owed.to + TOLERANCE)) continue;
    const ending = {
      late: label.late + Math.max(0, label.time - team.hours.to),
      time: label.time,
    };
    if (isBetter(ending, bestLabel)) {
      best = index;
      bestLabel = ending;
    }
  }
  return best;
}

function timeRoute(
  team: RoutingTeam,
  stops: readonly RoutingStop[],
  starts: readonly (readonly TimeSpan[])[],
  roads: readonly number[],
  placements: readonly Placement[],
): RouteSchedule {
  const schedule: RouteSchedule = {
    departure: team.hours.from,
    finish: 0,
    arrivals: [],
    starts: [],
    lateSeconds: [],
    breaks: [],
    hoursExceeded: 0,
  };
  const rest = (time: number, afterStops: number, side: PlannedBreak['side']): number => {
    for (const placement of placements) {
      const one = team.breaks[placement.index];
      if (placement.afterStops !== afterStops || placement.side !== side || !one) continue;
      const start = Math.max(time, one.from);
      time = start + one.seconds;
      const lateSeconds = settled(start - one.to);
      schedule.breaks.push({ afterStops, side, start, end: time, lateSeconds });
    }
    return time;
  };
  let time = team.hours.from;
  for (const [gap, road] of roads.entries()) {
    time = rest(time, gap, 'before_road') + road;
    const stop = stops[gap];
    if (stop !== undefined) schedule.arrivals.push(time);
    time = rest(time, gap, 'after_road');
    if (stop === undefined) continue;
    const { start, late } = startFrom(time, starts[gap] ?? []);
    schedule.starts.push(start);
    schedule.lateSeconds.push(settled(late));
    time = start + stop.serviceSeconds;
  }
  schedule.finish = time;
  schedule.hoursExceeded = stops.length === 0 ? 0 : settled(time - team.hours.to);
  return leavingLate(schedule, roads[0] ?? 0);
}

/** Sets out so late that nobody waits at the first stop. */
function leavingLate(schedule: RouteSchedule, road: number): RouteSchedule {
  const [start] = schedule.starts;
  if (start === undefined || schedule.breaks.some(({ afterStops }) => afterStops === 0)) {
    return schedule;
  }
  return {
    ...schedule,
    departure: start - road,
    arrivals: [start, ...schedule.arrivals.slice(1)],
  };
}

function settled(seconds: number): number {
  return seconds > TOLERANCE ? seconds : 0;
}
