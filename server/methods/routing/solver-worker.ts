import { parentPort, workerData } from 'node:worker_threads';

import type { ThreadData, ThreadMessage } from '#server/methods/run-in-thread.ts';

import type { RoutingProgress, RoutingResult } from './routing-plan.ts';
import type { RoutingProblem } from './routing-problem.ts';
import { solveRoutes } from './solve-routes.ts';

/** Input of the solver thread: the problem, and one shared number that becomes 1 when the run should end. */
export type SolverTask = { problem: RoutingProblem; stop: SharedArrayBuffer };

const { problem, stop } = (workerData as ThreadData<SolverTask>).given;
const flag = new Int32Array(stop);
const post = (message: ThreadMessage<RoutingProgress, RoutingResult>) =>
  parentPort?.postMessage(message);

const result = solveRoutes(problem, {
  now: () => performance.now(),
  shouldStop: () => Atomics.load(flag, 0) === 1,
  onProgress: (progress) => post({ told: progress }),
});
post({ result });
