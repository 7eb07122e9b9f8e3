import { parentPort, workerData } from 'node:worker_threads';

import type { ThreadData, ThreadMessage } from '#server/methods/run-in-thread.ts';

import { HEAVY_ANALYSES, type HeavyCall } from './rules/heavy-analyses.ts';

// Runs one analysis in a thread of its own; see read-heavy-analysis.ts.
const { name, given } = (workerData as ThreadData<HeavyCall>).given;
const run = HEAVY_ANALYSES[name] as (given: unknown, report: (share: number) => void) => unknown;
const post = (message: ThreadMessage<number, unknown>) => parentPort?.postMessage(message);
post({ result: run(given, (share) => post({ told: share })) });
