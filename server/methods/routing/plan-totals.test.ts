import { describe, expect, it } from 'vitest';

import { EIGHT, HOUR, line, stop, TEAM } from '#tests/support/routes/places-on-line.ts';

import { balanceScale, evaluatePlan, totalsOf } from './evaluate-plan.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type CostWeights,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';

const SIZE = 5;
function problemOf(
  stops: RoutingStop[],
  teams: RoutingTeam[] = [TEAM],
  weights: Partial<CostWeights> = {},
): RoutingProblem {
  return {
    stops,
    teams,
    matrices: { car: line(SIZE, 1_000) },
    options: {
      seed: 1,
      budget: { iterations: 1 },
      scope: { kind: 'everything' },
      weights: { metre: 0, second: 0, team: 0, balance: 0, ...weights },
      fewestTeams: false,
    },
  };
}
const evaluated = (problem: RoutingProblem, ...orders: string[][]) =>
  evaluatePlan(
    problem,
    orders.map((stopIds, at) => ({ teamId: problem.teams[at]?.id ?? '', stopIds })),
  );
const judged = (given: RoutingStop, team: Partial<RoutingTeam> = {}) => {
  const [route] = evaluated(problemOf([given], [{ ...TEAM, ...team }]), [given.id]).routes;
  return {
    route: route?.violations.map(({ code }) => code) ?? [],
    stop: route?.stops[0]?.violations.map(({ code }) => code) ?? [],
  };
};

describe('the edges of the rules', () => {
  const at = EIGHT + 600;

  it('let a stop begin at the last moment of its window, and not after it', () => {
    const code = (to: number) => judged(stop(1, { windows: [{ from: EIGHT, to }] })).stop;
    expect([code(at), code(at - 1)]).toEqual([[], ['late']]);
  });

  it('keep a lock to a time between the windows, and say so', () => {
    const windows = [
      { from: EIGHT, to: at },
      { from: 12 * HOUR, to: 13 * HOUR },
    ];
    const time = { from: 10 * HOUR, to: 10 * HOUR };
    const held = stop(1, { windows, locks: { ...NO_LOCKS, time } });
    expect(judged(held).stop).toEqual(['outside_windows']);
  });

  it('let a team carry all that it can, and come home at the end of its hours', () => {
    const code = (team: Partial<RoutingTeam>) => judged(stop(1, { demand: 3 }), team).route;
    expect([code({ capacity: 3 }), code({ capacity: 2.5 })]).toEqual([[], ['over_capacity']]);
    expect([code({ maxStops: 1 }), code({ maxStops: 0 })]).toEqual([[], ['too_many_stops']]);
    const hours = (to: number) => code({ hours: { from: EIGHT, to } });
    expect([hours(EIGHT + 2_400), hours(EIGHT + 2_399)]).toEqual([[], ['hours_exceeded']]);
  });

  it('say where no road leads, to a stop and home', () => {
    expect(judged(stop(4))).toEqual({ route: ['end_unreachable'], stop: ['unreachable'] });
    expect(judged(stop(4), { start: null })).toEqual({ route: ['end_unreachable'], stop: [] });
    expect(judged(stop(4), { end: null })).toEqual({ route: [], stop: ['unreachable'] });
  });

  it('say that a break begins too late', () => {
    const at = EIGHT + 600;
    const long = stop(1, { serviceSeconds: 4 * HOUR, windows: [{ from: at, to: at }] });
    const rest = (to: number) => ({ breaks: [{ from: at, to, seconds: 4 * HOUR }] });
    expect(judged(long, rest(at + 4 * HOUR)).route).toEqual([]);
    expect(judged(long, rest(at + 4 * HOUR - 1)).route).toEqual(['break_late']);
  });

  it('are those of no team without a stop', () => {
    const [route] = evaluated(problemOf([], [{ ...TEAM, end: 4 }]), []).routes;
    expect(route).toMatchObject({
      violations: [],
      metres: 0,
      travelSeconds: 0,
      waitSeconds: 0,
      breaks: [],
    });
    expect(route?.finish).toBe(route?.departure);
  });
});

describe('the totals of a plan', () => {
  const teams = [TEAM, { ...TEAM, id: 'b' }, { ...TEAM, id: 'c' }];
  const late = stop(3, { windows: [{ from: EIGHT, to: EIGHT }] });
  const problem = problemOf([stop(1), stop(2), late], teams);

  it('add up the teams that are sent out', () => {
    const { totals } = evaluated(problem, ['s1', 's2'], ['s3']);
    expect(totals).toMatchObject({
      metres: 4_000 + 6_000,
      travelSeconds: 2_400 + 3_600,
      serviceSeconds: 3_600,
      lateSeconds: 1_800,
      teams: 2,
      unassigned: 0,
      violations: 1,
    });
  });

  it('count the stops that are left out', () => {
    const out = [
      { stopId: 's3', reason: 'fits' as const, teamId: null, position: null, remedies: [] },
    ];
    expect(totalsOf(problem, evaluated(problem, ['s1']).routes, out)).toMatchObject({
      unassigned: 1,
      teams: 1,
    });
  });
});

describe('the cost of a plan', () => {
  const teams = [TEAM, { ...TEAM, id: 'b' }];
  const cost = (weights: Partial<CostWeights>, ...orders: string[][]) =>
    evaluated(problemOf([stop(1), stop(2)], teams, weights), ...orders).totals.cost;

  it('weighs metres, seconds on the road and teams that are sent out, each by itself', () => {
    expect(cost({ metre: 2 }, ['s1', 's2'])).toBe(8_000);
    expect(cost({ second: 3 }, ['s1', 's2'])).toBe(7_200);
    expect(cost({ team: 5 }, ['s1', 's2'])).toBe(5);
    expect(cost({ team: 5 }, ['s1'], ['s2'])).toBe(10);
    expect(cost(DEFAULT_WEIGHTS, ['s1', 's2'])).toBe(40 + 2_400);
  });

  it('rises with unevenly shared work', () => {
    // One team: 2,400 s on the road and 2,400 s at work; possible are nine hours for each.
    expect(cost({ balance: 1 }, ['s1', 's2'])).toBeCloseTo(4_800 ** 2 / (9 * HOUR), 6);
    expect(cost({ balance: 1 }, ['s1'], ['s2'])).toBeCloseTo(
      (2_400 ** 2 + 3_600 ** 2) / (9 * HOUR),
      6,
    );
  });

  it('counts at most a day of possible work, and no balance without teams or weight', () => {
    const weights = { ...DEFAULT_WEIGHTS, balance: 2 };
    const endless = { ...TEAM, hours: { from: 0, to: Infinity } };
    expect(balanceScale([endless], weights)).toBe(2 / 86_400);
    expect(balanceScale([], weights)).toBe(0);
    expect(balanceScale([TEAM], DEFAULT_WEIGHTS)).toBe(0);
    expect(balanceScale([{ ...TEAM, hours: { from: EIGHT, to: EIGHT } }], weights)).toBe(2);
  });
});

it('an order is refused that names a team or a stop that is not there, or a stop in two routes', () => {
  const problem = problemOf([stop(1)], [TEAM, { ...TEAM, id: 'b' }]);
  const order = (teamId: string, ...stopIds: string[]) => ({ teamId, stopIds });
  const refused =
    (...orders: ReturnType<typeof order>[]) =>
    () =>
      evaluatePlan(problem, orders);
  expect(refused(order('z', 's1'))).toThrow('no team z');
  expect(refused(order('a', 's9'))).toThrow('no stop s9');
  expect(refused(order('a', 's1'), order('b', 's1'))).toThrow('twice');
  const other = { ...problem, teams: [{ ...TEAM, profile: 'boat' }] };
  expect(() => evaluatePlan(other, [])).toThrow('no matrix of the profile boat');
});
