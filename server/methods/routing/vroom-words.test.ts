import { describe, expect, it } from 'vitest';

import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';
import { openPart, ordersOfAnswer, vroomProblemOf } from './vroom-format.ts';

const TEAM: RoutingTeam = {
  id: 'a',
  start: 0,
  end: 0,
  hours: { from: 28_800.4, to: 61_200.6 },
  breaks: [{ from: 41_400.2, to: 46_800.8, seconds: 2_700.1 }],
  skills: ['health'],
  maxStops: 9,
  capacity: 4.9,
  profile: 'car',
};
const OTHER: RoutingTeam = {
  ...TEAM,
  id: 'b',
  start: null,
  end: 1,
  breaks: [],
  skills: [],
  maxStops: null,
  capacity: null,
  profile: 'motorbike',
};
const STOP: RoutingStop = {
  id: 's',
  place: 1,
  serviceSeconds: 599.2,
  windows: [],
  priority: 1.26,
  demand: 1.1,
  skills: ['health'],
  locks: NO_LOCKS,
};
const table = (...cells: number[]) => ({
  size: 2,
  seconds: Float64Array.from(cells),
  metres: Float64Array.from(cells),
});
const problem = (
  stops: RoutingStop[],
  teams: RoutingTeam[] = [TEAM, OTHER],
  more: Partial<RoutingProblem> = {},
): RoutingProblem => ({
  stops,
  teams,
  matrices: { car: table(0, 10.2, Infinity, 0), motorbike: table(0, 5, 6, 0) },
  options: {
    seed: 1,
    budget: { iterations: 1 },
    scope: { kind: 'everything' },
    weights: DEFAULT_WEIGHTS,
    fewestTeams: false,
  },
  ...more,
});
const said = (...given: Parameters<typeof problem>) => vroomProblemOf(problem(...given));
const job = (more: Partial<RoutingStop>) => said([{ ...STOP, ...more }])?.jobs[0];

describe('a team in the words of VROOM', () => {
  it('has its hours, its load and its break rounded so that they stay within ours', () => {
    expect(said([])?.vehicles[0]).toMatchObject({
      id: 0,
      profile: 'car',
      start_index: 0,
      end_index: 0,
      time_window: [28_801, 61_200],
      capacity: [4],
      max_tasks: 9,
      breaks: [{ id: 0, time_windows: [[41_401, 46_800]], service: 2_701 }],
    });
  });

  it('has no start, no greatest number and ample room where there is none', () => {
    const vehicle = said([])?.vehicles[1];
    expect(vehicle).toMatchObject({ id: 1, end_index: 1, capacity: [1_000_000_000], breaks: [] });
    expect(vehicle).not.toHaveProperty('start_index');
    expect(vehicle).not.toHaveProperty('max_tasks');
  });

  it('that ends nowhere is said, one that neither starts nor ends anywhere is not', () => {
    const open = said([], [{ ...TEAM, end: null }])?.vehicles[0];
    expect(open).toHaveProperty('start_index', 0);
    expect(open).not.toHaveProperty('end_index');
    expect(said([], [{ ...TEAM, start: null, end: null }])).toBeNull();
  });

  it('that begins before midnight is not said', () => {
    expect(said([], [{ ...TEAM, hours: { from: -1, to: 9 } }])).toBeNull();
    expect(said([], [{ ...TEAM, hours: { from: 0, to: 9 } }])).not.toBeNull();
  });
});

describe('a stop in the words of VROOM', () => {
  it('has its place, and service and load rounded up', () => {
    expect(job({})).toMatchObject({
      id: 0,
      location_index: 1,
      service: 600,
      delivery: [2],
      priority: 13,
    });
    expect(job({})).not.toHaveProperty('time_windows');
  });

  it('has a priority up to a hundred', () => {
    expect([10, 11].map((priority) => job({ priority })?.['priority'])).toEqual([100, 100]);
  });

  it('needs what only the team of its lock has', () => {
    const asked = said([{ ...STOP, locks: { ...NO_LOCKS, teamId: 'b' } }]);
    const [first, second] = asked?.vehicles ?? [];
    const needed = asked?.jobs[0]?.['skills'] as number[];
    const has = (vehicle: typeof first) =>
      needed.map((skill) => (vehicle?.['skills'] as number[] | undefined)?.includes(skill));
    expect([has(first), has(second)]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('has whole seconds within its windows and its locked time, none before midnight', () => {
    const windows = [
      { from: -5, to: 100.9 },
      { from: 200.1, to: 300.9 },
    ];
    expect(job({ windows })?.['time_windows']).toEqual([
      [0, 100],
      [201, 300],
    ]);
    const time = { from: 50, to: 250 };
    expect(job({ windows, locks: { ...NO_LOCKS, time } })?.['time_windows']).toEqual([
      [50, 100],
      [201, 250],
    ]);
    expect(job({ locks: { ...NO_LOCKS, time } })?.['time_windows']).toEqual([[50, 250]]);
  });
});

it('times between places are rounded up, and too long for a day where no road leads', () => {
  expect(said([])?.matrices).toEqual({
    car: {
      durations: [
        [0, 11],
        [10_000_000, 0],
      ],
    },
    motorbike: {
      durations: [
        [0, 5],
        [6, 0],
      ],
    },
  });
  expect(Object.keys(said([], [TEAM])?.matrices ?? {})).toEqual(['car']);
});

describe('the search for one team', () => {
  const stops = ['s', 't', 'u'].map((id) => ({ ...STOP, id }));
  const current = [
    { teamId: 'a', stopIds: ['s'] },
    { teamId: 'b', stopIds: ['t'] },
  ];
  const options = { ...problem([]).options, scope: { kind: 'team' as const, teamId: 'b' } };
  const one = problem(stops, [TEAM, OTHER], { current, options });

  it('is about this team and the stops that no other has', () => {
    const open = openPart(one);
    expect(open.teams.map(({ id }) => id)).toEqual(['b']);
    expect(open.stops.map(({ id }) => id)).toEqual(['t', 'u']);
    expect(openPart({ ...one, options: problem([]).options })).toMatchObject({ stops });
  });

  it('keeps the numbers of all, and the orders of the others', () => {
    expect(vroomProblemOf(one)).toMatchObject({
      vehicles: [{ id: 1 }],
      jobs: [{ id: 1 }, { id: 2 }],
    });
    const steps = [
      { type: 'start' },
      { type: 'job', id: 2 },
      { type: 'break', id: 0 },
      { type: 'job', id: 1 },
      { type: 'end' },
    ];
    expect(ordersOfAnswer(one, { code: 0, routes: [{ vehicle: 1, steps }] })).toEqual([
      current[0],
      { teamId: 'b', stopIds: ['u', 't'] },
    ]);
  });

  it('takes no answer about another team', () => {
    const answer = { code: 0 as const, routes: [{ vehicle: 0, steps: [] }] };
    expect(() => ordersOfAnswer(one, answer)).toThrow(RangeError);
  });
});
