import {
  TASKS,
  type InputOf,
  type LaneName,
  type QuestionsOf,
  type ResultOf,
  type TaskName,
} from './tasks.ts';
import { WorkerLane } from './worker-lane.ts';
import type { WorkLimits } from './watch-process.ts';

/** Waiting files stay in memory, so only few may wait. */
const LANES: Readonly<Record<LaneName | 'operator', WorkerLane>> = {
  attachments: new WorkerLane({ workers: 2, waiting: 16, heapMegabytes: 500 }),
  imports: new WorkerLane({ workers: 2, waiting: 6, heapMegabytes: 1_500 }),
  operator: new WorkerLane({ workers: 1, waiting: 1, heapMegabytes: 8_000 }),
};
/** Operators who start a command on the server know the file and may wait for it. */
const OPERATOR: WorkLimits = { seconds: 3_600, megabytes: 16_000 };

export type Reading = {
  /** Aborting this signal ends the reading. */
  signal?: AbortSignal | undefined;
  /** True for a command of the operator: almost no limits. */
  operator?: boolean | undefined;
};

/**
 * Reads a file in a process of its own and returns the result of the task. The process is ended when it takes more time
 * or memory than the task may, or when the signal is aborted.
 * @throws AppError the refusals of the reader, `file.took_too_long`, `file.too_large`, `file.reading_failed`,
 * `file.readers_busy` when too many files wait already, `import.cancelled` when the signal is aborted
 */
export async function readInWorker<Name extends TaskName>(
  name: Name,
  { bytes, ...input }: InputOf<Name>,
  { signal, operator = false, questions }: Reading & { questions?: QuestionsOf<Name> } = {},
): Promise<ResultOf<Name>> {
  const { lane, seconds, megabytes } = TASKS[name];
  const result = await LANES[operator ? 'operator' : lane].run({
    task: name,
    bytes,
    input,
    questions: { ...questions },
    limits: operator ? OPERATOR : { seconds, megabytes },
    signal: signal ?? null,
  });
  return result as ResultOf<Name>;
}
