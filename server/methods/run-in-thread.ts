import { Worker } from 'node:worker_threads';

/** A thread does not inherit the loader of TypeScript, so it registers its own before a source. */
const BOOT = `
  const { workerData } = require('node:worker_threads');
  const { module } = workerData;
  if (!module.endsWith('.ts')) import(module);
  else import('tsx/esm/api').then(({ register }) => {
    register();
    return import(module);
  });`;

/** The `workerData` of a module in a thread. */
export type ThreadData<Given> = { module: string; given: Given };
/** Message of a thread: progress, any number of times, and its result once. */
export type ThreadMessage<Told, Result> = { told: Told } | { result: Result };

type ThreadOptions<Told> = {
  signal?: AbortSignal | undefined;
  onTold?: ((told: Told) => void) | undefined;
  /** Buffers of what is given that are handed over instead of copied: afterwards they are empty here. */
  transfer?: readonly ArrayBuffer[];
};

/**
 * Runs a module in a thread of its own until it posts its result, so that the server keeps answering.
 * @throws the signal's reason when it is aborted (the thread is ended at once), or what the module threw
 */
export async function runInThread<Given, Told, Result>(
  module: URL,
  given: Given,
  { signal, onTold, transfer = [] }: ThreadOptions<Told> = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const workerData: ThreadData<Given> = { module: module.href, given };
  const worker = new Worker(BOOT, {
    eval: true,
    workerData,
    execArgv: [],
    transferList: [...transfer],
  });
  try {
    return await new Promise<Result>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.on('message', (message: ThreadMessage<Told, Result>) => {
        if ('told' in message) onTold?.(message.told);
        else resolve(message.result);
      });
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`the thread of ${module.pathname} ended with ${code}`)),
      );
    });
  } finally {
    await worker.terminate();
  }
}
