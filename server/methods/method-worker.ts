import { parentPort, workerData } from 'node:worker_threads';

import { HEAVY_METHODS, type HeavyCall } from './heavy-methods.ts';
import type { ThreadData, ThreadMessage } from './run-in-thread.ts';

// Runs one call in a thread of its own; see run-method.ts.
const { method, args } = (workerData as ThreadData<HeavyCall>).given;
const run = HEAVY_METHODS[method] as (...given: unknown[]) => unknown;
const post = (message: ThreadMessage<number, unknown>) => parentPort?.postMessage(message);
const result = run(...args, (share: number) => post({ told: share }));
post({ result });
