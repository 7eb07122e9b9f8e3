import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { routingProblems } from '#tests/support/routes/routing-arbitraries.ts';
import { problemOfVroom } from '#tests/support/processes/vroom-server.ts';
import { faultsOf } from '#tests/support/routes/verify-routes.ts';

import { evaluatePlan } from './evaluate-plan.ts';
import type { RoutingProblem } from './routing-problem.ts';
import { solveRoutes } from './solve-routes.ts';
import { ordersOfAnswer, vroomProblemOf } from './vroom-format.ts';

/** Without what the format cannot say. */
const sayable = routingProblems.map((problem): RoutingProblem => ({
  ...problem,
  stops: problem.stops.map((stop) => ({ ...stop, locks: { ...stop.locks, position: null } })),
  teams: problem.teams.map((team) => ({ ...team, start: team.start ?? 0 })),
}));

const solve = (problem: RoutingProblem) => solveRoutes(problem, { now: () => 0 }).plan;

describe('a problem in the words of VROOM', () => {
  it('is whole numbers about places that its matrices know', () => {
    fc.assert(
      fc.property(sayable, (problem) => {
        const said = JSON.parse(JSON.stringify(vroomProblemOf(problem))) as Record<string, unknown>;
        const numbers: number[] = [];
        JSON.stringify(said, (_, value: unknown) => {
          if (typeof value === 'number') numbers.push(value);
          return value;
        });
        expect(numbers.every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
        expect(JSON.stringify(said)).not.toContain('null');
      }),
      { numRuns: 100 },
    );
  });

  it('says every rule: what keeps them there keeps them here', () => {
    fc.assert(
      fc.property(sayable, (problem) => {
        const said = vroomProblemOf(problem);
        if (said === null) throw new Error('not sayable');
        const there = problemOfVroom(said);
        const found = solve(there);
        const answer = {
          code: 0 as const,
          routes: found.routes.map(({ teamId, stops }) => ({
            vehicle: Number(teamId),
            steps: stops.map(({ stopId }) => ({ type: 'job', id: Number(stopId) })),
          })),
        };
        const plan = evaluatePlan(problem, ordersOfAnswer(problem, answer));
        const placed = new Set(plan.routes.flatMap(({ stops }) => stops.map((one) => one.stopId)));
        const left = problem.stops.filter(({ id }) => !placed.has(id));
        const whole = { ...problem, stops: problem.stops.filter(({ id }) => placed.has(id)) };
        expect(faultsOf(whole, plan)).toEqual([]);
        expect(left.length).toBe(found.unassigned.length);
      }),
      { numRuns: 100 },
    );
  });

  it('opens a place at the one moment that is left of its windows, and else at none within any hours', () => {
    const [problem] = fc.sample(sayable, { numRuns: 1, seed: 7 });
    const [stop] = problem?.stops ?? [];
    if (problem === undefined || stop === undefined) throw new Error('no sample');
    const said = (windows: typeof stop.windows, time: typeof stop.locks.time) => {
      const one = { ...stop, windows, locks: { ...stop.locks, time } };
      const [job] = vroomProblemOf({ ...problem, stops: [one] })?.jobs ?? [];
      return job?.['time_windows'];
    };
    expect(said([{ from: 600, to: 600 }], null)).toEqual([[600, 600]]);
    expect(said([{ from: 300, to: 600 }], { from: 600, to: 900 })).toEqual([[600, 600]]);
    expect(said([{ from: 300, to: 600 }], { from: 601, to: 900 })).toEqual([
      [10_000_000, 10_000_000],
    ]);
    expect(said([], null)).toBeUndefined();
  });

  it('is none where it would lose a locked place in the order or routes that are kept', () => {
    const [problem] = fc.sample(sayable, { numRuns: 1, seed: 7 });
    if (problem === undefined) throw new Error('no sample');
    const { options, stops } = problem;
    const kept = { ...problem, options: { ...options, scope: { kind: 'fit_new' as const } } };
    expect(vroomProblemOf(kept)).toBeNull();
    const locked = stops.map((stop) => ({ ...stop, locks: { ...stop.locks, position: 0 } }));
    expect(vroomProblemOf({ ...problem, stops: locked })).toBeNull();
    const loose = problem.teams.map((team) => ({ ...team, start: null, end: null }));
    expect(vroomProblemOf({ ...problem, teams: loose })).toBeNull();
  });

  it('refuses an answer about a vehicle or a job that was not asked about', () => {
    const [problem] = fc.sample(sayable, { numRuns: 1, seed: 7 });
    if (problem === undefined) throw new Error('no sample');
    const answer = (vehicle: number, id: number) =>
      ordersOfAnswer(problem, { code: 0, routes: [{ vehicle, steps: [{ type: 'job', id }] }] });
    expect(() => answer(99, 0)).toThrow(RangeError);
    expect(() => answer(0, 99)).toThrow(RangeError);
    expect(answer(0, 0)).toEqual([
      { teamId: problem.teams[0]?.id, stopIds: [problem.stops[0]?.id] },
    ]);
  });
});
