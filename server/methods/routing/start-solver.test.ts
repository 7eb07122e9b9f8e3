import { describe, expect, it } from 'vitest';

import type { RoutingProgress } from './routing-plan.ts';
import { DEFAULT_WEIGHTS, NO_LOCKS, type RoutingProblem } from './routing-problem.ts';
import { solveRoutes } from './solve-routes.ts';
import { startSolver } from './start-solver.ts';

/** Stops on a ring around place 0, for two teams. */
function ring(count: number, budget: RoutingProblem['options']['budget']): RoutingProblem {
  const spots = [
    [0, 0],
    ...Array.from({ length: count }, (_, at) => {
      const angle = (2 * Math.PI * at) / count;
      return [Math.cos(angle) * 3_000, Math.sin(angle) * 3_000] as const;
    }),
  ];
  const metres = Float64Array.from(
    spots.flatMap(([ax = 0, ay = 0]) =>
      spots.map(([bx = 0, by = 0]) => Math.round(Math.hypot(ax - bx, ay - by))),
    ),
  );
  const seconds = metres.map((length) => Math.round(length / 6));
  return {
    stops: Array.from({ length: count }, (_, at) => ({
      id: `s${at}`,
      place: at + 1,
      serviceSeconds: 600,
      windows: [],
      priority: 1,
      demand: 1,
      skills: [],
      locks: NO_LOCKS,
    })),
    teams: ['a', 'b'].map((id) => ({
      id,
      start: 0,
      end: 0,
      hours: { from: 28_800, to: 61_200 },
      breaks: [{ from: 41_400, to: 46_800, seconds: 3_600 }],
      skills: [],
      maxStops: null,
      capacity: null,
      profile: 'car',
    })),
    matrices: { car: { size: spots.length, seconds, metres } },
    options: {
      seed: 3,
      budget,
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
}

describe('the solver in its thread', () => {
  it('answers what it answers outside of one', async () => {
    const problem = ring(20, { iterations: 500 });
    const { plan, endedBy } = await startSolver(problem, {});
    expect(endedBy).toBe('iterations');
    expect(plan).toEqual(solveRoutes(problem, { now: () => 0 }).plan);
  });

  it('tells how far it is, and when it is called off answers with the best so far', async () => {
    const stopping = new AbortController();
    const heard: RoutingProgress[] = [];
    const { plan, endedBy } = await startSolver(ring(40, { milliseconds: 60_000 }), {
      signal: stopping.signal,
      onProgress: (progress) => {
        heard.push(progress);
        stopping.abort();
      },
    });
    expect(endedBy).toBe('cancelled');
    expect(plan.totals).toMatchObject({ violations: 0, unassigned: 0 });
    expect(heard[0]?.order.flatMap(({ stopIds }) => stopIds)).toHaveLength(40);
    expect(heard[0]?.share).toBeLessThan(1);
  });

  it('answers also when it was called off before it began', async () => {
    const { plan } = await startSolver(ring(10, { milliseconds: 60_000 }), {
      signal: AbortSignal.abort(),
    });
    expect(plan.totals.unassigned).toBe(0);
  });

  it('passes on what goes wrong', async () => {
    const problem = ring(3, { iterations: 1 });
    await expect(startSolver({ ...problem, matrices: {} }, {})).rejects.toThrow('profile car');
    const current = [{ teamId: 'nobody', stopIds: [] }];
    await expect(startSolver({ ...problem, current }, {})).rejects.toThrow('no team nobody');
  });
});
