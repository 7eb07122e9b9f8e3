import { parentPort, workerData } from 'node:worker_threads';

import { HEAVY_METHODS, type HeavyCall } from './heavy-methods.ts';

// Runs one call in a thread of its own; see run-method.ts.
const { method, args } = (workerData as { call: HeavyCall }).call;
const run = HEAVY_METHODS[method] as (...given: unknown[]) => unknown;
const result = run(...args, (share: number) => parentPort?.postMessage({ share }));
parentPort?.postMessage({ result });
