import { Worker } from 'node:worker_threads';

import { evaluatePlan } from './evaluate-plan.ts';
import type { RoutingProgress, RoutingResult } from './routing-plan.ts';
import type { RoutingProblem } from './routing-problem.ts';
import type { SolverTask } from './solver-worker.ts';

type Message = { progress?: RoutingProgress; result?: RoutingResult };

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
  const workerData: SolverTask = { problem, stop };
  const worker = new Worker(new URL('solver-thread.mjs', import.meta.url), {
    workerData,
    execArgv: [],
  });
  try {
    return await new Promise<RoutingResult>((resolve, reject) => {
      worker.on('message', ({ progress, result }: Message) => {
        if (progress !== undefined) onProgress?.(progress);
        if (result !== undefined) resolve(result);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the solver's thread ended with ${code}`)));
    });
  } finally {
    signal?.removeEventListener('abort', end);
    await worker.terminate();
  }
}
