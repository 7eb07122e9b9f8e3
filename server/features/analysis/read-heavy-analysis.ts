import { runInThread } from '#server/methods/run-in-thread.ts';
import { startedModule } from '#server/started-module.ts';

import {
  type HeavyCall,
  type HeavyFound,
  type HeavyGiven,
  type HeavyName,
  runHeavy,
} from './rules/heavy-analyses.ts';
import type { Watch } from './rules/place-data.ts';

/** Rows up to which an analysis takes a few milliseconds, less than a thread takes to start. */
const MOST_ROWS_HERE = 2_000;

type Manner = {
  /** Rows that the analysis goes through; Infinity where it takes long with few. */
  rows: number;
  /** Buffers of what is given, which are empty afterwards. */
  transfer?: readonly ArrayBuffer[];
  watch?: Watch;
};

/**
 * Runs an analysis in a thread of its own, so that the server keeps answering; one of few rows at once.
 * @throws the reason of the signal when it is aborted (the thread is ended at once), or what the analysis threw
 */
export async function analyse<Name extends HeavyName>(
  name: Name,
  given: HeavyGiven<Name>,
  { rows, transfer = [], watch }: Manner,
): Promise<HeavyFound<Name>> {
  if (rows <= MOST_ROWS_HERE) return runHeavy({ name, given }, () => undefined);
  return runInThread<HeavyCall<Name>, number, HeavyFound<Name>>(
    startedModule('features/analysis/analysis-thread'),
    { name, given },
    { signal: watch?.signal, onTold: watch?.report, transfer },
  );
}
