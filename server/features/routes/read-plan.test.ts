import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import type { RouteShift } from '#server/contract/route.ts';
import type { Deps } from '#server/deps.ts';

import {
  departureOf,
  droppedFrom,
  planRoute,
  type PlannedParts,
  problemFrom,
  problemOf,
} from './read-plan.ts';
import type { StopRow } from './stop-queries.ts';

const [ONE, TWO] = [7, 8];
const shift = (id: number, more: Partial<RouteShift> = {}): RouteShift => ({
  id,
  teamId: id + 10,
  teamName: `Tổ ${id}`,
  skills: ['health'],
  finishedAt: null,
  finishReason: null,
  absent: false,
  removed: false,
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: [0, 0],
  end: [0, 0],
  mostStops: 9,
  ...more,
});
const stop = (id: number, more: Partial<StopRow> = {}) =>
  ({
    id,
    shiftId: ONE,
    position: id - 1,
    serviceMinutes: 20,
    window: null,
    skills: [],
    lockShiftId: null,
    lockTime: null,
    lockPosition: null,
    removed: false,
    state: 'planned',
    place: [id, 0] as LonLat,
    ...more,
  }) as StopRow;

const asked: { vehicle: string; positions: number }[] = [];
/** A routing service by which a degree takes ten minutes and is a kilometre long. */
const deps = {
  routing: {
    host: 'may-tinh-duong',
    async matrix(positions: readonly LonLat[], vehicle: string) {
      asked.push({ vehicle, positions: positions.length });
      const cells = positions.flatMap(([a]) => positions.map(([b]) => Math.abs(a - b)));
      return {
        seconds: Float64Array.from(cells, (degrees) => degrees * 600),
        metres: Float64Array.from(cells, (degrees) => degrees * 1_000),
        snapMetres: positions.map(() => 0),
        unreachable: [],
      };
    },
  },
} as unknown as Deps;
const parts = (stops: StopRow[], shifts = [shift(ONE)]): PlannedParts => ({
  onDate: '2026-11-25',
  shifts,
  stops,
});
const SEARCH = { scope: { kind: 'everything' }, seed: 5, seconds: 2, balance: 0.2 } as const;

describe('a route as a problem for the optimiser', () => {
  it('has each team with its hours, break, places, skills and greatest number', async () => {
    const { problem } = await problemOf(deps, parts([stop(1)]));
    expect(problem.teams).toEqual([
      {
        id: '7',
        start: 1,
        end: 2,
        hours: { from: 28_800, to: 61_200 },
        breaks: [{ from: 41_400, to: 46_800, seconds: 2_700 }],
        skills: ['health'],
        maxStops: 9,
        capacity: null,
        profile: 'motorbike',
      },
    ]);
    const open = shift(ONE, { rest: null, start: null, end: null, mostStops: null });
    const [team] = (await problemOf(deps, parts([stop(1)], [open]))).problem.teams;
    expect(team).toMatchObject({ start: null, end: null, breaks: [], maxStops: null });
  });

  it('has each stop with its time, window and locks in seconds', async () => {
    const held = stop(1, {
      serviceMinutes: 30,
      window: { from: 500, to: 600 },
      skills: ['labour'],
      lockShiftId: ONE,
      lockTime: { from: 510, to: 520 },
      lockPosition: 0,
    });
    const { problem } = await problemOf(deps, parts([held, stop(2)]));
    expect(problem.stops[0]).toMatchObject({
      id: '1',
      serviceSeconds: 1_800,
      windows: [{ from: 30_000, to: 36_000 }],
      skills: ['labour'],
      locks: { teamId: '7', time: { from: 30_600, to: 31_200 }, position: 0 },
    });
    expect(problem.stops[1]).toMatchObject({
      windows: [],
      locks: { teamId: null, time: null, position: null },
    });
    expect(problem.current).toEqual([{ teamId: '7', stopIds: ['1', '2'] }]);
  });

  it('leaves out what was taken out, and in a search what is no longer planned', async () => {
    const stops = [stop(1, { state: 'done' }), stop(2, { removed: true }), stop(3)];
    const ids = async (search?: typeof SEARCH) =>
      (await problemOf(deps, parts(stops), search)).problem.stops.map(({ id }) => id);
    expect([await ids(), await ids(SEARCH)]).toEqual([['1', '3'], ['3']]);
  });

  it('moves a locked place in the order up by the stops that are done, in a search', async () => {
    const stops = [stop(1, { state: 'done' }), stop(2, { lockPosition: 2 }), stop(3)];
    const held = async (search?: typeof SEARCH) => {
      const { problem } = await problemOf(deps, parts(stops), search);
      return problem.stops.find(({ id }) => id === '2')?.locks.position;
    };
    expect([await held(), await held(SEARCH)]).toEqual([2, 1]);
    const first = [stop(1, { state: 'done' }), stop(2, { lockPosition: 0 })];
    const { problem } = await problemOf(deps, parts(first), SEARCH);
    expect(problem.stops[0]?.locks.position).toBe(0);
  });

  it('gives a team that is back no part in a search', async () => {
    const shifts = [shift(ONE, { finishedAt: '2026-11-25T03:00:00.000Z' }), shift(TWO)];
    const ids = async (search?: typeof SEARCH) =>
      (await problemOf(deps, parts([], shifts), search)).problem.teams.map(({ id }) => id);
    expect([await ids(), await ids(SEARCH)]).toEqual([['7', '8'], ['8']]);
  });

  it('searches as it is asked, at most twenty thousand rounds', async () => {
    const { problem } = await problemOf(deps, parts([stop(1)]), SEARCH);
    expect(problem.options).toMatchObject({
      seed: 5,
      budget: { iterations: 20_000, milliseconds: 2_000 },
      scope: { kind: 'everything' },
      weights: { balance: 0.2 },
    });
    const team = { ...SEARCH, scope: { kind: 'team', shiftId: ONE } } as const;
    const fit = { ...SEARCH, scope: { kind: 'fit_new' } } as const;
    const scopes = await Promise.all(
      [team, fit].map(async (one) => (await problemOf(deps, parts([]), one)).problem.options.scope),
    );
    expect(scopes).toEqual([{ kind: 'team', teamId: '7' }, { kind: 'fit_new' }]);
  });

  it('measures each kind of vehicle once, and says by whom', async () => {
    asked.length = 0;
    const shifts = [shift(ONE), shift(TWO), shift(9, { vehicle: 'car' })];
    const { basis, problem } = await problemOf(deps, parts([stop(1)], shifts));
    expect(asked).toEqual([
      { vehicle: 'motorbike', positions: 7 },
      { vehicle: 'car', positions: 7 },
    ]);
    expect(Object.keys(problem.matrices)).toEqual(['motorbike', 'car']);
    expect(basis).toMatchObject([
      { source: 'service', origin: 'may-tinh-duong' },
      { source: 'service' },
    ]);
  });
});

it('ways are measured at the hour at which the first team with that vehicle sets out', () => {
  const shifts = [
    shift(ONE, { startsAt: 540 }),
    shift(TWO, { startsAt: 510 }),
    shift(9, { startsAt: 420, vehicle: 'car' }),
  ];
  const given = { onDate: '2026-11-25', shifts };
  expect(departureOf(given, 'motorbike')).toBe('2026-11-25T01:30:00.000Z');
  expect(departureOf(given, 'car')).toBe('2026-11-25T00:00:00.000Z');
});

describe('the plan of a route', () => {
  it('has the times of its order', async () => {
    const plan = await planRoute(deps, parts([stop(1), stop(2)]));
    expect(plan.shifts).toMatchObject([
      {
        shiftId: ONE,
        departure: 28_800,
        finish: 28_800 + 2_400 + 2_400,
        metres: 4_000,
        travelSeconds: 2_400,
        serviceSeconds: 2_400,
        stops: [
          { stopId: 1, arrival: 29_400, departure: 30_600, legSeconds: 600, legMetres: 1_000 },
          { stopId: 2, start: 31_200 },
        ],
      },
    ]);
    expect(plan.dropped).toEqual([]);
  });

  it('says of each stop in no order what it lacks, and nothing of one with a result', async () => {
    const stops = [
      stop(1),
      stop(2, { shiftId: null, skills: ['labour'] }),
      stop(3, { shiftId: null, state: 'done' }),
    ];
    expect((await planRoute(deps, parts(stops))).dropped).toEqual([
      {
        stopId: 2,
        reason: 'skills_missing',
        shiftId: ONE,
        position: expect.any(Number),
        remedies: [{ code: 'add_skills', parameters: { shiftId: ONE, skills: ['labour'] } }],
      },
    ]);
  });

  it('puts no stop before those that have their result', async () => {
    const out = (state: StopRow['state']) =>
      planRoute(deps, parts([stop(2, { state, position: 0 }), stop(1, { shiftId: null })]));
    expect((await out('planned')).dropped[0]?.position).toBe(0);
    expect((await out('done')).dropped[0]?.position).toBe(1);
  });

  it('says that the order is broken where lateness leaves no place that would do', async () => {
    const late = stop(1, { window: { from: 400, to: 410 } });
    const { dropped } = await planRoute(deps, parts([late, stop(2, { shiftId: null })]));
    expect(dropped).toMatchObject([{ stopId: 2, reason: 'order_broken', shiftId: null }]);
    const teams = [shift(ONE), shift(TWO)];
    const beside = await planRoute(deps, parts([late, stop(2, { shiftId: null })], teams));
    expect(beside.dropped).toMatchObject([{ stopId: 2, reason: 'fits', shiftId: TWO }]);
  });
});

it('findings of the method are told with the numbers of this system', () => {
  expect(problemFrom({ code: 'late', seconds: 60 } as { code: string })).toEqual({
    code: 'late',
    parameters: { seconds: 60 },
  });
  expect(problemFrom({ code: 'team_lock', teamId: '8' } as { code: string })).toEqual({
    code: 'team_lock',
    parameters: { shiftId: 8 },
  });
  expect(
    droppedFrom({
      stopId: '2',
      reason: 'locks_conflict',
      teamId: '7',
      position: 3,
      remedies: [
        { kind: 'release_lock', stopId: '2', lock: 'team' },
        { kind: 'raise_max_stops', teamId: '7', maxStops: 4 },
      ],
    }),
  ).toEqual({
    stopId: 2,
    reason: 'locks_conflict',
    shiftId: 7,
    position: 3,
    remedies: [
      { code: 'release_lock', parameters: { stopId: 2, lock: 'team' } },
      { code: 'raise_max_stops', parameters: { shiftId: 7, maxStops: 4 } },
    ],
  });
  const nowhere = { stopId: '2', reason: 'no_team', teamId: null, position: null, remedies: [] };
  expect(droppedFrom(nowhere as Parameters<typeof droppedFrom>[0])).toMatchObject({
    shiftId: null,
    position: null,
  });
});
