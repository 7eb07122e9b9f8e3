import { runInThread } from '#server/methods/run-in-thread.ts';
import { startedModule } from '#server/started-module.ts';

import { evaluatePlan } from './evaluate-plan.ts';
import type { RoutingProgress, RoutingResult } from './routing-plan.ts';
import type { RoutingProblem } from './routing-problem.ts';
import type { SolverTask } from './solver-worker.ts';

/**
 * `solveRoutes` in a thread of its own. An abort ends it within a few rounds with the best plan so far, which is
 * an answer, not a failure.
 * @throws RangeError at once on a current order that does not fit the problem; else what the thread threw
 */
export async function startSolver(
  problem: RoutingProblem,
  {
    onProgress,
    signal,
  }: { onProgress?: (progress: RoutingProgress) => void; signal?: AbortSignal },
): Promise<RoutingResult> {
  evaluatePlan(problem, problem.current ?? []);
  const stop = new SharedArrayBuffer(4);
  const end = () => Atomics.store(new Int32Array(stop), 0, 1);
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await runInThread<SolverTask, RoutingProgress, RoutingResult>(
      startedModule('methods/routing/solver-worker'),
      { problem, stop },
      onProgress === undefined ? {} : { onTold: onProgress },
    );
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
