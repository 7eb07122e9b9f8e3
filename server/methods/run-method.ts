import { moduleBeside } from '#server/program.ts';

import type { HeavyArguments, HeavyCall, HeavyMethod, HeavyResult } from './heavy-methods.ts';
import { runInThread } from './run-in-thread.ts';

const MODULE = moduleBeside('method-worker', import.meta.url);

/**
 * Runs a heavy method in a thread of its own.
 * @param report told the share done, 0 to 1, now and then
 * @throws the signal's reason when it is aborted (the thread is ended at once), or what the method threw
 */
export function runMethod<M extends HeavyMethod>(
  method: M,
  args: HeavyArguments[M],
  { signal, report }: { signal?: AbortSignal; report?: (share: number) => void } = {},
): Promise<HeavyResult<M>> {
  return runInThread<HeavyCall, number, HeavyResult<M>>(
    MODULE,
    { method, args },
    {
      ...(signal === undefined ? {} : { signal }),
      ...(report === undefined ? {} : { onTold: report }),
    },
  );
}
