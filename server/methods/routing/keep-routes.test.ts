import { expect, it } from 'vitest';

import { keepRoutes } from './keep-routes.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';

const HOUR = 3_600;

const TEAM: RoutingTeam = {
  id: 'a',
  start: 0,
  end: 0,
  hours: { from: 8 * HOUR, to: 9 * HOUR },
  breaks: [],
  skills: [],
  maxStops: 1,
  capacity: 2,
  profile: 'motorbike',
};

/** Two stops of an hour, at the place where the team is. */
const STOPS: RoutingStop[] = ['one', 'two'].map((id) => ({
  id,
  place: 0,
  serviceSeconds: HOUR,
  windows: [],
  priority: 1,
  demand: 2,
  skills: [],
  locks: NO_LOCKS,
}));

function kept(team: RoutingTeam): RoutingTeam | undefined {
  const problem: RoutingProblem = {
    stops: STOPS,
    teams: [team],
    matrices: {
      motorbike: { size: 1, seconds: new Float64Array(1), metres: new Float64Array(1) },
    },
    options: {
      seed: 1,
      budget: { iterations: 1 },
      scope: { kind: 'fit_new' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
  return keepRoutes(problem, [STOPS]).problem.teams[0];
}

it('the limits of a team are widened to what its kept stops need', () => {
  expect(kept(TEAM)).toMatchObject({
    hours: { from: 8 * HOUR, to: 10 * HOUR },
    maxStops: 2,
    capacity: 4,
  });
});

it('limits that its kept stops keep, and limits that there are not, stay as they are', () => {
  const wide = { ...TEAM, hours: { from: 8 * HOUR, to: 17 * HOUR }, maxStops: 3, capacity: 9 };
  expect(kept(wide)).toEqual(wide);
  const free = { ...wide, maxStops: null, capacity: null };
  expect(kept(free)).toEqual(free);
});
