import { overwriteBy } from './key-file.ts';
import type { OverwriteAnswer, OverwriteRequest } from './overwrite-worker.ts';

const PATIENCE_MILLISECONDS = 3_000;

let worker: Worker | null = null;
let last = 0;

/** Lets this page overwrite the secret of a session in place. */
export function overwriteInPlace(): void {
  overwriteBy(async (name, bytes) => {
    last += 1;
    await ask(startOverwriting(), { id: last, name, bytes });
  });
}

/** Starts the worker that overwrites, while it can be fetched: at the end of the session there may be no network. */
export function startOverwriting(): Worker {
  worker ??= new Worker(new URL('./overwrite-worker.ts', import.meta.url), { type: 'module' });
  return worker;
}

async function ask(to: Worker, request: OverwriteRequest): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settled = new AbortController();
    const end = (done: boolean) => {
      settled.abort();
      clearTimeout(patience);
      if (done) resolve();
      else reject(new Error('a file could not be overwritten in place'));
    };
    const patience = setTimeout(() => end(false), PATIENCE_MILLISECONDS);
    const { signal } = settled;
    to.addEventListener(
      'message',
      ({ data }: MessageEvent<OverwriteAnswer>) => {
        if (data.id === request.id) end(data.done);
      },
      { signal },
    );
    to.addEventListener('error', () => end(false), { signal });
    to.postMessage(request);
  });
}
