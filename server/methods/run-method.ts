import { Worker } from 'node:worker_threads';

import type { HeavyArguments, HeavyCall, HeavyMethod, HeavyResult } from './heavy-methods.ts';

const MODULE = new URL('method-worker.ts', import.meta.url);
/** A thread does not inherit the loader of TypeScript, so it registers its own before anything else. */
const BOOT = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(workerData.module);
  });`;

type Message<M extends HeavyMethod> = { share: number } | { result: HeavyResult<M> };

/**
 * Runs a heavy method in a thread of its own, so that the server goes on answering meanwhile.
 * @param report told the share done, 0 to 1, now and then
 * @throws the signal's reason when it is aborted (the thread is ended at once), or what the method threw
 */
export async function runMethod<M extends HeavyMethod>(
  method: M,
  args: HeavyArguments[M],
  { signal, report }: { signal?: AbortSignal; report?: (share: number) => void } = {},
): Promise<HeavyResult<M>> {
  signal?.throwIfAborted();
  const call: HeavyCall = { method, args };
  const worker = new Worker(BOOT, { eval: true, workerData: { call, module: MODULE.href } });
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.on('message', (message: Message<M>) => {
        if ('share' in message) report?.(message.share);
        else resolve(message.result);
      });
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`the thread of ${method} ended with ${code}`)),
      );
    });
  } finally {
    await worker.terminate();
  }
}
