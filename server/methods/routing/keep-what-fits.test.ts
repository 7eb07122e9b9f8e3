import { expect, it } from 'vitest';

import { keepWhatFits } from './keep-what-fits.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';

const HOUR = 3_600;

/** One team from eight on, and stops of an hour each, all at the place where it is. */
function problemOf(team: Partial<RoutingTeam>, stops: Record<string, Partial<RoutingStop>>) {
  const ids = Object.keys(stops);
  const problem: RoutingProblem = {
    stops: ids.map((id) => ({
      id,
      place: 0,
      serviceSeconds: HOUR,
      windows: [],
      priority: 1,
      demand: 0,
      skills: [],
      locks: NO_LOCKS,
      ...stops[id],
    })),
    teams: [
      {
        id: 'a',
        start: 0,
        end: 0,
        hours: { from: 8 * HOUR, to: 11 * HOUR },
        breaks: [],
        skills: [],
        maxStops: null,
        capacity: null,
        profile: 'motorbike',
        ...team,
      },
    ],
    matrices: {
      motorbike: { size: 1, seconds: new Float64Array(1), metres: new Float64Array(1) },
    },
    current: [{ teamId: 'a', stopIds: ids }],
    options: {
      seed: 1,
      budget: { iterations: 1 },
      scope: { kind: 'fit_new' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
  return problem;
}

const locked = { locks: { ...NO_LOCKS, teamId: 'a' } };

it.each<[string, Partial<RoutingTeam>, Record<string, Partial<RoutingStop>>, string[]]>([
  ['all where all fit', {}, { one: {}, two: {}, three: {} }, ['one', 'two', 'three']],
  [
    'the first, where the day is too short',
    {},
    { one: {}, two: {}, three: {}, four: {} },
    ['one', 'two', 'three'],
  ],
  [
    'all but a long one, where that alone makes room',
    { hours: { from: 8 * HOUR, to: 10 * HOUR } },
    { one: {}, long: { serviceSeconds: 2 * HOUR }, two: {} },
    ['one', 'two'],
  ],
  [
    'what may be looked at then',
    {},
    { early: { windows: [{ from: 0, to: 7 * HOUR }] }, one: {} },
    ['one'],
  ],
  ['as many as the team takes', { maxStops: 1 }, { one: {}, two: {}, three: {} }, ['one']],
  [
    'a locked stop before the others',
    {},
    { one: {}, two: {}, three: {}, four: locked },
    ['one', 'two', 'four'],
  ],
  [
    'a locked stop that is too late anyway, and what does not make it better to leave out',
    {},
    { early: { ...locked, windows: [{ from: 0, to: 7 * HOUR }] }, one: {} },
    ['early', 'one'],
  ],
  [
    'nothing of a day that is over',
    { hours: { from: 12 * HOUR, to: 11 * HOUR } },
    { one: {}, two: {} },
    [],
  ],
])('a team keeps %s', (_, team, stops, kept) => {
  expect(keepWhatFits(problemOf(team, stops))).toEqual([{ teamId: 'a', stopIds: kept }]);
});
