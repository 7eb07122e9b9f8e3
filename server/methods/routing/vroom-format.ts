import * as z from 'zod';

import type {
  RoutingProblem,
  RoutingStop,
  RoutingTeam,
  TeamOrder,
  TravelMatrix,
} from './routing-problem.ts';

/** Travel time where no road leads: longer than any day, so that no plan within its hours uses it. */
const NO_ROAD_SECONDS = 10_000_000;
const HIGHEST_PRIORITY = 100;
const AMPLE_CAPACITY = 1_000_000_000;

/** Request of VROOM (https://github.com/VROOM-Project/vroom/blob/master/docs/API.md); whole seconds. */
export type VroomProblem = {
  vehicles: Record<string, unknown>[];
  jobs: Record<string, unknown>[];
  matrices: Record<string, { durations: number[][] }>;
};

/** The routes in VROOM's answer; `code` 0 is success. */
export const VroomAnswer = z.object({
  code: z.literal(0),
  routes: z.array(
    z.object({
      vehicle: z.number().int(),
      steps: z.array(z.object({ type: z.string(), id: z.number().int().optional() })),
    }),
  ),
});
export type VroomAnswer = z.infer<typeof VroomAnswer>;

/**
 * A problem in VROOM's words, or null where they cannot say it: a place in the order that is locked, routes to be
 * kept while others are fitted in, a team that neither starts nor ends anywhere, times before midnight.
 * Durations are rounded up, so that what keeps VROOM's times keeps ours. Only times between numbered places
 * are in it: no position and no name.
 */
export function vroomProblemOf(problem: RoutingProblem): VroomProblem | null {
  const { stops, teams } = openPart(problem);
  if (
    problem.options.scope.kind === 'fit_new' ||
    stops.some(({ locks }) => locks.position !== null) ||
    teams.some((team) => (team.start === null && team.end === null) || team.hours.from < 0)
  ) {
    return null;
  }
  const skills = numbersOf([
    ...stops.flatMap((stop) => stop.skills.map(skillName)),
    ...teams.flatMap((team) => team.skills.map(skillName)),
    ...problem.teams.map(({ id }) => lockName(id)),
    // A stop may be locked to a team that is not there: nobody has its skill.
    ...stops.flatMap(({ locks: { teamId } }) => (teamId === null ? [] : [lockName(teamId)])),
  ]);
  const profiles = new Set(teams.map(({ profile }) => profile));
  return {
    vehicles: teams.map((team) => vehicleOf(team, problem.teams.indexOf(team), skills)),
    jobs: stops.map((stop) => jobOf(stop, problem.stops.indexOf(stop), skills)),
    matrices: Object.fromEntries(
      Object.entries(problem.matrices)
        .filter(([profile]) => profiles.has(profile))
        .map(([profile, matrix]) => [profile, { durations: durationsOf(matrix) }]),
    ),
  };
}

/**
 * The orders of an answer, those of teams that the scope leaves alone as they stand. Whether they keep the rules
 * is not looked at here. Throws RangeError on a vehicle or a job that was not asked about.
 */
export function ordersOfAnswer(problem: RoutingProblem, { routes }: VroomAnswer): TeamOrder[] {
  const asked = new Set(openPart(problem).teams.map(({ id }) => id));
  const kept = (problem.current ?? []).filter(({ teamId }) => !asked.has(teamId));
  const found = routes.map(({ vehicle, steps }): TeamOrder => {
    const team = problem.teams[vehicle];
    if (team === undefined || !asked.has(team.id)) throw new RangeError('a vehicle of no team');
    const jobs = steps.filter(({ type }) => type === 'job');
    return {
      teamId: team.id,
      stopIds: jobs.map(({ id }) => {
        const stop = id === undefined ? undefined : problem.stops[id];
        if (stop === undefined) throw new RangeError('a job of no stop');
        return stop.id;
      }),
    };
  });
  return [...kept, ...found];
}

/**
 * Narrows a problem to the part that the scope may change: all, or one team with the stops that no other team has.
 */
export function openPart(problem: RoutingProblem): RoutingProblem {
  const { scope } = problem.options;
  if (scope.kind !== 'team') return problem;
  const others = (problem.current ?? []).filter(({ teamId }) => teamId !== scope.teamId);
  const taken = new Set(others.flatMap(({ stopIds }) => stopIds));
  return {
    ...problem,
    teams: problem.teams.filter(({ id }) => id === scope.teamId),
    stops: problem.stops.filter(({ id }) => !taken.has(id)),
  };
}

function vehicleOf(
  team: RoutingTeam,
  id: number,
  skills: ReadonlyMap<string, number>,
): Record<string, unknown> {
  const names = [...team.skills.map(skillName), lockName(team.id)];
  return {
    id,
    profile: team.profile,
    ...(team.start !== null && { start_index: team.start }),
    ...(team.end !== null && { end_index: team.end }),
    time_window: [Math.ceil(team.hours.from), Math.floor(team.hours.to)],
    skills: names.map((name) => skills.get(name)),
    capacity: [team.capacity === null ? AMPLE_CAPACITY : Math.floor(team.capacity)],
    ...(team.maxStops !== null && { max_tasks: team.maxStops }),
    breaks: team.breaks.map(({ from, to, seconds }, at) => ({
      id: at,
      time_windows: [[Math.ceil(from), Math.floor(to)]],
      service: Math.ceil(seconds),
    })),
  };
}

/** A stop that only one team may take needs a skill that only this one has. */
function jobOf(
  stop: RoutingStop,
  id: number,
  skills: ReadonlyMap<string, number>,
): Record<string, unknown> {
  const { teamId } = stop.locks;
  const names = [...stop.skills.map(skillName), ...(teamId === null ? [] : [lockName(teamId)])];
  const windows = windowsOf(stop);
  return {
    id,
    location_index: stop.place,
    service: Math.ceil(stop.serviceSeconds),
    delivery: [Math.ceil(stop.demand)],
    skills: names.map((name) => skills.get(name)),
    priority: Math.min(HIGHEST_PRIORITY, Math.round(stop.priority * 10)),
    ...(windows.length > 0 && { time_windows: windows }),
  };
}

/** Moments at which windows and a locked time allow a start together; none: at any time. */
function windowsOf({ windows, locks: { time } }: RoutingStop): [number, number][] {
  const open = windows.length === 0 && time !== null ? [time] : windows;
  const spans = open
    .map(({ from, to }): [number, number] => [
      Math.max(0, Math.ceil(Math.max(from, time?.from ?? from))),
      Math.floor(Math.min(to, time?.to ?? to)),
    ])
    .filter(([from, to]) => from <= to);
  // Nothing is left of them: a moment that no hours reach keeps the stop out.
  return spans.length === 0 && open.length > 0 ? [[NO_ROAD_SECONDS, NO_ROAD_SECONDS]] : spans;
}

function durationsOf({ size, seconds }: TravelMatrix): number[][] {
  return Array.from({ length: size }, (_, from) =>
    Array.from(seconds.subarray(from * size, (from + 1) * size), (cell) =>
      Number.isFinite(cell) ? Math.ceil(cell) : NO_ROAD_SECONDS,
    ),
  );
}

const skillName = (skill: string) => `skill ${skill}`;
const lockName = (teamId: string) => `team ${teamId}`;

function numbersOf(names: readonly string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, at) => [name, at + 1] as const));
}
