import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { reached } from '#tests/support/reached.ts';
import { plannedProblems, routingProblems } from '#tests/support/routes/routing-arbitraries.ts';
import { faultsOf } from '#tests/support/routes/verify-routes.ts';

import { evaluatePlan } from './evaluate-plan.ts';
import type { Remedy, RoutingPlan, UnassignedStop } from './routing-plan.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
  type TeamOrder,
  type TravelMatrix,
} from './routing-problem.ts';
import { seatedAt } from './seated-at.ts';
import { solveRoutes } from './solve-routes.ts';

const solve = (problem: RoutingProblem) => solveRoutes(problem, { now: () => 0 }).plan;

const orderOf = (plan: RoutingPlan): TeamOrder[] =>
  plan.routes.map(({ teamId, stops }) => ({ teamId, stopIds: stops.map((one) => one.stopId) }));

/** The order with one stop more; null where that would move a stop locked to its position. */
function withStop(
  { stops }: RoutingProblem,
  order: readonly TeamOrder[],
  { stopId, teamId, position }: Pick<UnassignedStop, 'stopId' | 'teamId' | 'position'>,
): TeamOrder[] | null {
  const stop = (id: string) => stops.find((one) => one.id === id) as RoutingStop;
  const own = order.find((one) => one.teamId === teamId)?.stopIds ?? [];
  const seated = seatedAt(own.map(stop), stop(stopId), position ?? 0);
  if (seated === null) return null;
  return order.map((one) =>
    one.teamId === teamId ? { ...one, stopIds: seated.map(({ id }) => id) } : one,
  );
}

/** Grants what a stop asks for. */
function granted(problem: RoutingProblem, remedies: readonly Remedy[]): RoutingProblem {
  let { stops, teams, matrices } = problem;
  const change = (id: string, how: (stop: RoutingStop) => RoutingStop) => {
    stops = stops.map((stop) => (stop.id === id ? how(stop) : stop));
  };
  for (const remedy of remedies) {
    if (remedy.kind === 'connect') {
      matrices = Object.fromEntries(
        Object.entries(matrices).map(([key, { size, seconds, metres }]) => {
          const open = (length: number) => (Number.isFinite(length) ? length : 0);
          return [key, { size, seconds: seconds.map(open), metres: metres.map(open) }];
        }),
      );
    } else if (remedy.kind === 'add_window') {
      change(remedy.stopId, (stop) => ({
        ...stop,
        windows: [...stop.windows, remedy.window].toSorted((a, b) => a.from - b.from),
      }));
    } else if (remedy.kind === 'release_lock') {
      const key = remedy.lock === 'team' ? 'teamId' : remedy.lock;
      change(remedy.stopId, (stop) => ({ ...stop, locks: { ...stop.locks, [key]: null } }));
    } else {
      teams = teams.map((team) => {
        if (team.id !== remedy.teamId) return team;
        if (remedy.kind === 'add_skills') {
          return { ...team, skills: [...team.skills, ...remedy.skills] };
        }
        if (remedy.kind === 'raise_max_stops') return { ...team, maxStops: remedy.maxStops };
        if (remedy.kind === 'raise_capacity') return { ...team, capacity: remedy.capacity };
        return { ...team, hours: remedy.hours };
      });
    }
  }
  return { ...problem, stops, teams, matrices };
}

/** Places in which a stop could be put without any rule being bent. */
function openPlaces(problem: RoutingProblem, plan: RoutingPlan, { stopId }: UnassignedStop) {
  const order = orderOf(plan);
  return order.flatMap(({ teamId, stopIds }) =>
    Array.from({ length: stopIds.length + 1 }, (_, position) => position).filter((position) => {
      const tried = withStop(problem, order, { stopId, teamId, position });
      return tried !== null && evaluatePlan(problem, tried).totals.violations === 0;
    }),
  );
}

/** Expects nothing before a stop that holds the position it is locked to; tells if such a stop's route grew. */
function grewBesideHeld(problem: RoutingProblem, order: readonly TeamOrder[]): boolean {
  const after = new Map(order.map(({ teamId, stopIds }) => [teamId, stopIds] as const));
  let grew = false;
  for (const { teamId, stopIds } of problem.current ?? []) {
    const now = after.get(teamId) ?? [];
    for (const [position, id] of stopIds.entries()) {
      const stop = problem.stops.find((one) => one.id === id);
      if (stop?.locks.position !== position) continue;
      expect(now.indexOf(id)).toBe(position);
      grew ||= now.length > stopIds.length;
    }
  }
  return grew;
}

const HOUR = 3_600;

/** A stop at a place of the line. */
function stopAt(
  place: number,
  locks: Partial<RoutingStop['locks']> = {},
  priority = 1,
): RoutingStop {
  return {
    id: `s${place}`,
    place,
    serviceSeconds: 600,
    windows: [],
    priority,
    demand: 1,
    skills: [],
    locks: { ...NO_LOCKS, ...locks },
  };
}

/** A line of places of which neighbours are ten minutes apart. */
function matrixOf(size: number): TravelMatrix {
  const table = Float64Array.from(
    { length: size * size },
    (_, at) => Math.abs(Math.floor(at / size) - (at % size)) * 600,
  );
  return { size, seconds: table, metres: table };
}

/** One team that sets out at place 0 of a line. */
function lineOf(stops: RoutingStop[], limits: Partial<RoutingTeam> = {}): RoutingProblem {
  return {
    stops,
    teams: [
      {
        id: 'a',
        start: 0,
        end: null,
        hours: { from: 8 * HOUR, to: 17 * HOUR },
        breaks: [],
        skills: [],
        maxStops: null,
        capacity: null,
        profile: 'car',
        ...limits,
      },
    ],
    matrices: { car: matrixOf(stops.length + 1) },
    current: [],
    options: {
      seed: 1,
      budget: { iterations: 60 },
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
}

// Hundreds of problems, each solved: seconds where nothing else runs.
vi.setConfig({ testTimeout: 120_000 });

describe('a plan from scratch', () => {
  it.each([
    ['a team', { teamId: 'a' }],
    ['a time', { time: { from: 8 * HOUR, to: 17 * HOUR } }],
    ['a position', { position: 0 }],
  ])('has room for a stop locked to %s before stops that nobody locked', (_, lock) => {
    const problem = lineOf([stopAt(1, {}, 9), stopAt(2, lock), stopAt(3, {}, 9)], { maxStops: 1 });
    expect(orderOf(solve(problem))).toEqual([{ teamId: 'a', stopIds: ['s2'] }]);
  });

  it('takes out of an overloaded route what its team has no room for', () => {
    const stops = [1, 2, 3].map((place) => stopAt(place));
    const current = [{ teamId: 'a', stopIds: ['s1', 's2', 's3'] }];
    const plan = solve({ ...lineOf(stops, { capacity: 2 }), current });
    expect(plan.totals.violations).toBe(0);
    expect(plan.routes.map((route) => route.stops.length)).toEqual([2]);
    expect(plan.unassigned).toHaveLength(1);
  });

  it('says of a stop that fits nowhere which team needs the least to take it', () => {
    const problem = lineOf([stopAt(6)], { hours: { from: 8 * HOUR, to: 8.5 * HOUR } });
    const [team] = problem.teams;
    if (team === undefined) throw new Error('no team');
    const teams = [team, { ...team, id: 'b', hours: { from: 8 * HOUR, to: 9 * HOUR } }];
    const far = { ...problem, teams, matrices: { car: matrixOf(7) } };
    // An hour of road and ten minutes of work: the second team lacks ten minutes, the first one forty.
    expect(solve(far).unassigned).toMatchObject([{ stopId: 's6', teamId: 'b' }]);
  });

  it('keeps every rule and lock, loses no stop, leaves out only what fits nowhere, and tells the truth about what would make it fit', () => {
    const shares = { 'two stops or more in routes': 0.3, 'a stop was left out': 0.3 };
    reached(shares, (seen) => {
      fc.assert(
        fc.property(routingProblems, (problem) => {
          const plan = solve(problem);
          const placed = plan.routes.reduce((sum, { stops }) => sum + stops.length, 0);
          seen('two stops or more in routes', placed >= 2);
          expect(faultsOf(problem, plan)).toEqual([]);
          expect(plan.totals.violations).toBe(0);
          seen('a stop was left out', plan.unassigned.length > 0);
          for (const stop of plan.unassigned) {
            expect(openPlaces(problem, plan, stop)).toEqual([]);
            expect(stop.remedies).not.toEqual([]);
            const order = withStop(problem, orderOf(plan), stop) ?? [];
            expect(order).not.toEqual([]);
            const then = evaluatePlan(granted(problem, stop.remedies), order);
            expect(then.totals.violations).toBe(0);
          }
        }),
        { numRuns: 300 },
      );
    });
  });

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(routingProblems, (problem) => {
        expect(solve(problem)).toEqual(solve(problem));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a plan that keeps what is there', () => {
  it('leaves team, order and held positions of kept stops alone, makes none of them later, and bends no rule for a stop that it adds', () => {
    const shares = {
      'kept stops': 0.5,
      'a stop was added': 0.2,
      'new stops beside one that is held': 0.03,
    };
    reached(shares, (seen) => {
      fc.assert(
        fc.property(plannedProblems, (problem) => {
          const { scope } = problem.options;
          const plan = solve(problem);
          const before = evaluatePlan(problem, problem.current ?? []);
          const after = orderOf(plan);
          let keptStops = 0;
          for (const [index, route] of before.routes.entries()) {
            if (scope.kind === 'team' && route.teamId === scope.teamId) continue;
            const kept = route.stops.map(({ stopId }) => stopId);
            const now = after[index]?.stopIds ?? [];
            // Another team's route stays as it is; where new stops are placed, they may come in between.
            const compared = scope.kind === 'team' ? now : now.filter((id) => kept.includes(id));
            expect(compared).toEqual(kept);
            expect(plan.routes[index]?.lateSeconds ?? 0).toBeLessThanOrEqual(route.lateSeconds);
            keptStops += kept.length;
          }
          seen('kept stops', keptStops > 0);
          const had = new Set((problem.current ?? []).flatMap(({ stopIds }) => stopIds));
          const added = plan.routes.flatMap(({ stops }) =>
            stops.filter(({ stopId }) => !had.has(stopId)),
          );
          seen('a stop was added', added.length > 0);
          expect(added.flatMap(({ violations }) => violations)).toEqual([]);
          const besideHeld = scope.kind === 'fit_new' && grewBesideHeld(problem, after);
          seen('new stops beside one that is held', besideHeld);
        }),
        { numRuns: 400 },
      );
    });
  });

  it('places a new stop after the last held stop, even if it would fit before', () => {
    // The new stop 1 lies before the kept stop 3, which has the first position.
    const problem = lineOf([stopAt(1), stopAt(2), stopAt(3, { position: 0 })]);
    const plan = solve({
      ...problem,
      current: [{ teamId: 'a', stopIds: ['s3'] }],
      options: { ...problem.options, scope: { kind: 'fit_new' } },
    });
    expect(orderOf(plan)).toEqual([{ teamId: 'a', stopIds: ['s3', 's2', 's1'] }]);
  });
});
