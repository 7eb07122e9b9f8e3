import { parentPort, workerData } from 'node:worker_threads';

import type { ThreadData, ThreadMessage } from '#server/methods/run-in-thread.ts';

import { type HeavyCall, runHeavy } from './rules/heavy-analyses.ts';

// Runs one analysis in a thread of its own; see read-heavy-analysis.ts.
const call = (workerData as ThreadData<HeavyCall>).given;
const post = (message: ThreadMessage<number, unknown>) => parentPort?.postMessage(message);
post({ result: runHeavy(call, (share) => post({ told: share })) });
