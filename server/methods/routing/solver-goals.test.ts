import { describe, expect, it } from 'vitest';

import { stop as longStop, TEAM } from '#tests/support/routes/places-on-line.ts';

import {
  DEFAULT_WEIGHTS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';
import type { RoutingProgress } from './routing-plan.ts';
import { solveRoutes } from './solve-routes.ts';

const SIZE = 5;
/** Places on a line, ten minutes and a kilometre apart. */
const apart = (unit: number) =>
  Float64Array.from(
    { length: SIZE * SIZE },
    (_, at) => Math.abs(Math.floor(at / SIZE) - (at % SIZE)) * unit,
  );
const team = (id: string, more: Partial<RoutingTeam> = {}) => ({ ...TEAM, id, ...more });
/** Makes a stop of ten minutes. */
const stop = (place: number, more: Partial<RoutingStop> = {}) =>
  longStop(place, { serviceSeconds: 600, ...more });
const STOPS = [1, 2, 3, 4].map((place) => stop(place));

function problemOf(
  given: Partial<Omit<RoutingProblem, 'options'>>,
  options: Partial<RoutingProblem['options']> = {},
): RoutingProblem {
  return {
    stops: STOPS,
    teams: [team('a'), team('b')],
    matrices: { car: { size: SIZE, seconds: apart(600), metres: apart(1_000) } },
    ...given,
    options: {
      seed: 1,
      budget: { iterations: 300 },
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
      ...options,
    },
  };
}
const solve = (problem: RoutingProblem) => solveRoutes(problem, { now: () => 0 });
/** Numbers of stops of the teams, the fewest first. */
const sizes = (problem: RoutingProblem) =>
  solve(problem)
    .plan.routes.map(({ stops }) => stops.length)
    .toSorted((a, b) => a - b);

describe('what the search looks for', () => {
  it('is the shortest time on the road', () => {
    const { plan } = solve(problemOf({ teams: [team('a')] }));
    expect(plan.totals.travelSeconds).toBe(8 * 600);
  });

  it('is the shorter way where only metres count, though it takes longer', () => {
    // From place 0 to place 4 and back there is a way of 90 km that takes ten seconds.
    const [seconds, metres] = [apart(600), apart(1_000)];
    const far = [stop(1), stop(4)];
    for (const at of [4, 4 * SIZE]) [seconds[at], metres[at]] = [10, 90_000];
    const matrices = { car: { size: SIZE, seconds, metres } };
    const total = (weights: typeof DEFAULT_WEIGHTS) =>
      solve(problemOf({ stops: far, teams: [team('a', { end: null })], matrices }, { weights }))
        .plan.totals;
    expect(total({ metre: 0, second: 1, team: 0, balance: 0 }).metres).toBeGreaterThan(90_000);
    expect(total({ metre: 1, second: 0, team: 0, balance: 0 }).metres).toBe(4_000);
  });

  it('is one team instead of two where a team costs more than the road', () => {
    const teams = [team('a', { start: 0, end: 0 }), team('b', { start: 4, end: 4 })];
    const apartFrom = (weight: number) =>
      sizes(problemOf({ teams }, { weights: { ...DEFAULT_WEIGHTS, team: weight } }));
    expect(apartFrom(0).filter((size) => size > 0)).toHaveLength(2);
    expect(apartFrom(100_000)).toEqual([0, 4]);
  });

  it('is as few teams as possible where that is asked for', () => {
    const teams = [team('a', { start: 0, end: 0 }), team('b', { start: 4, end: 4 })];
    expect(sizes(problemOf({ teams }, { fewestTeams: true }))).toEqual([0, 4]);
  });

  it('is evenly shared work where balance weighs more than the road', () => {
    const weights = { ...DEFAULT_WEIGHTS, balance: 100 };
    const shared = solve(problemOf({}, { weights })).plan.routes;
    expect(shared.every(({ stops }) => stops.length > 0)).toBe(true);
    expect(sizes(problemOf({}))).toEqual([0, 4]);
  });

  it('leaves out what weighs least', () => {
    const stops = [stop(1, { priority: 3 }), stop(2), stop(3, { priority: 2 })];
    const { unassigned } = solve(problemOf({ stops, teams: [team('a', { maxStops: 2 })] })).plan;
    expect(unassigned.map(({ stopId }) => stopId)).toEqual(['s2']);
  });
});

describe('the scope of a search', () => {
  const current = [
    { teamId: 'a', stopIds: ['s2', 's1'] },
    { teamId: 'b', stopIds: ['s4'] },
  ];

  it('of one team leaves the others as they are and takes what nobody has', () => {
    const scope = { kind: 'team' as const, teamId: 'a' };
    const { plan } = solve(problemOf({ current }, { scope }));
    const orders = plan.routes.map(({ stops }) => stops.map(({ stopId }) => stopId));
    expect(orders[0]?.toSorted()).toEqual(['s1', 's2', 's3']);
    expect(orders[1]).toEqual(['s4']);
  });

  it('of a team that is not there is refused', () => {
    const scope = { kind: 'team' as const, teamId: 'z' };
    expect(() => solve(problemOf({ current }, { scope }))).toThrow('no team z');
  });
});

describe('a search', () => {
  it('without anything to move ends at once', () => {
    expect(solve(problemOf({ stops: [] }))).toMatchObject({
      endedBy: 'nothing_to_do',
      iterations: 0,
    });
    expect(solve(problemOf({ teams: [] })).endedBy).toBe('nothing_to_do');
  });

  it('tells its best four times a second, and ends when it is asked to', () => {
    let time = 0;
    const told: RoutingProgress[] = [];
    const result = solveRoutes(problemOf({}, { budget: { milliseconds: 100_000 } }), {
      now: () => (time += 10),
      onProgress: (progress) => told.push(progress),
      shouldStop: () => told.length === 2,
    });
    expect(result.endedBy).toBe('cancelled');
    const [first, second] = told.map(({ milliseconds }) => milliseconds);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(250);
    expect(told[0]).toMatchObject({ unassigned: 0 });
    expect(told[0]?.order.flatMap(({ stopIds }) => stopIds).toSorted()).toEqual(
      STOPS.map(({ id }) => id),
    );
  });
});
