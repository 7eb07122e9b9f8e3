import { existsSync, readFileSync } from 'node:fs';

import type { Database } from '#server/db/client.ts';

/**
 * Measures the milliseconds of processor time for `work`: in this process, and in the sessions of a server database
 * where one is given. Other work on the machine does not change it, unlike the time of a clock.
 */
export async function processorTime(
  work: () => unknown,
  database: Database | null = null,
): Promise<number> {
  const before = await processorTimeSoFar(database);
  await work();
  return (await processorTimeSoFar(database)) - before;
}

/**
 * Measures the milliseconds of processor time that the calling thread spends until `work` is done: the time for which
 * nothing else can run on it. Workers of the same process are left out, unlike in `processorTime`.
 */
export async function threadTime(work: () => unknown): Promise<number> {
  const before = threadTimeSoFar();
  await work();
  return threadTimeSoFar() - before;
}

/** Milliseconds of the processor that the sample takes where the limits of the tests were set. */
const SAMPLE_MILLISECONDS = 50;

/**
 * Measures how many times as slow this machine is as the one where the limits were set, never below 1: a limit of
 * processor time is to find slow code, and not a slow machine.
 */
export function slowness(): number {
  const sample = () => {
    const before = threadTimeSoFar();
    const words = Array.from({ length: 60_000 }, (_, index) => `${(index * 7919) % 60_013} phố`);
    JSON.parse(JSON.stringify(words.toSorted()));
    return threadTimeSoFar() - before;
  };
  return Math.max(1, Math.min(...Array.from({ length: 7 }, sample)) / SAMPLE_MILLISECONDS);
}

/** Reads the first field of schedstat: nanoseconds that the thread was on a processor. */
function threadTimeSoFar(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
}

/**
 * Measures the shortest time in milliseconds of several tries: a busy machine slows some of them, slow code all of
 * them.
 */
export async function quickestOf(tries: number, work: () => Promise<unknown>): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let count = 0; count < tries; count += 1) {
    const start = performance.now();
    await work();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}

async function processorTimeSoFar(database: Database | null): Promise<number> {
  // The embedded database works in this process.
  const rows =
    database === null || database.kind === 'embedded'
      ? []
      : await database.sql<{ pid: number }[]>`
          select pid from pg_stat_activity where datname = current_database()`;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000 + rows.reduce((total, { pid }) => total + ofProcess(pid), 0);
}

/** Reads fields 14 and 15 of /proc/PID/stat: ticks of ten milliseconds in user and in system mode. */
function ofProcess(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
