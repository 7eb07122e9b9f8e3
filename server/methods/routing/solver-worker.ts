import { parentPort, workerData } from 'node:worker_threads';

import type { RoutingProblem } from './routing-problem.ts';
import { solveRoutes } from './solve-routes.ts';

/** What a thread is given: the problem, and one shared number that is 1 once the run should end. */
export type SolverTask = { problem: RoutingProblem; stop: SharedArrayBuffer };

const { problem, stop } = workerData as SolverTask;
const flag = new Int32Array(stop);

const result = solveRoutes(problem, {
  now: () => performance.now(),
  shouldStop: () => Atomics.load(flag, 0) === 1,
  onProgress: (progress) => parentPort?.postMessage({ progress }),
});
parentPort?.postMessage({ result });
