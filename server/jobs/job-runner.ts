import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Counter } from 'prom-client';

import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { MOST_ATTEMPTS, nextAttemptAt } from './back-off.ts';
import {
  type ClaimedJob,
  claimJob,
  endJob,
  enqueueJob,
  extendClaim,
  postponeJob,
} from './queries.ts';

const MINUTE_MILLISECONDS = 60_000;
const DAY_MINUTES = 1_440;

export type JobPlan = { kinds: readonly JobKind[]; recurring: readonly RecurringJob[] };

/** The plans of several features as one. */
export function joined(...plans: readonly JobPlan[]): JobPlan {
  return {
    kinds: plans.flatMap(({ kinds }) => kinds),
    recurring: plans.flatMap(({ recurring }) => recurring),
  };
}

type Timing = {
  /** Between two looks at the table when there was nothing to do, milliseconds. */
  look: number;
  /** Time that a claim stands without being extended, milliseconds. */
  claim: number;
  /** Time that a stop waits for the running job, milliseconds. */
  patience: number;
};
const TIMING: Timing = { look: 5_000, claim: 120_000, patience: 7_000 };

/** Runs all due jobs, one after the other, until `stopping` is set. @returns the number of jobs run */
export function jobRunner(
  deps: Deps,
  plan: JobPlan,
  { claim: claimMilliseconds }: Pick<Timing, 'claim'> = TIMING,
): (stopping?: () => boolean) => Promise<number> {
  const worker = `${hostname()} ${process.pid} ${deps.newId().slice(0, 8)}`;
  const kinds = plan.kinds.map(({ kind }) => kind);
  const ended = endings(deps);
  const planned = new Map<string, string>();

  async function enqueueRecurring(): Promise<void> {
    const now = deps.clock.now();
    for (const recurring of plan.recurring) {
      const run = dueRun(recurring, now);
      // Remembered, so that a quiet table is not asked the same thing every few seconds.
      if (run === null || planned.get(run.kind) === run.runKey) continue;
      await asSystem(deps.database, (sql) => enqueueJob(sql, { ...run, now }));
      planned.set(run.kind, run.runKey);
    }
  }

  async function runNext(): Promise<boolean> {
    const now = deps.clock.now();
    const claim = { worker, kinds, now, until: later(now, claimMilliseconds) };
    const job = await asSystem(deps.database, (sql) => claimJob(sql, claim));
    if (job === 'none') return false;
    if (job === 'lost') return true;
    const kind = plan.kinds.find((one) => one.kind === job.kind);
    const outcome = await runJob(deps, kind, job, { worker, claimMilliseconds });
    ended.inc({ kind: job.kind, outcome });
    return true;
  }

  return async function runDue(stopping = () => false) {
    await enqueueRecurring();
    let count = 0;
    while (!stopping() && (await runNext())) count += 1;
    return count;
  };
}

/** Looks for jobs again and again; `stop` lets the one in hand end and begins no other. */
export function startJobs(
  deps: Deps,
  plan: JobPlan,
  given: Partial<Timing> = {},
): { stop(): Promise<void> } {
  const timing = { ...TIMING, ...given };
  const runDue = jobRunner(deps, plan, timing);
  const stopping = new AbortController();

  async function lookAgainAndAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await runDue(() => stopping.signal.aborted);
      } catch (error) {
        // The database may be away for a while; the next look tries again.
        if (!stopping.signal.aborted) deps.log.error({ err: error }, 'could not look for jobs');
      }
      await pause(timing.look, stopping.signal);
    }
  }

  const looking = lookAgainAndAgain();
  return {
    async stop() {
      stopping.abort();
      // A job that outlasts this keeps its claim: another process waits until it has run out.
      await Promise.race([looking, pause(timing.patience)]);
    },
  };
}

/** Waits, or stops waiting when told; never keeps the process alive. */
async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const options = signal === undefined ? { ref: false } : { ref: false, signal };
  await setTimeout(milliseconds, undefined, options).catch(() => undefined);
}

function endings(deps: Deps): Counter<'kind' | 'outcome'> {
  const name = 'diaban_jobs_total';
  const known = deps.metrics.registry.getSingleMetric(name);
  if (known instanceof Counter) return known;
  return new Counter({
    name,
    help: 'Attempts at jobs by kind and outcome: done, postponed after a failure, failed for good.',
    labelNames: ['kind', 'outcome'],
    registers: [deps.metrics.registry],
  });
}

/** A job that comes again: every day at a time of the city's clock, or every so many minutes. */
type RecurringJob = { kind: string } & (
  | { dailyAt: `${number}:${number}` }
  | { everyMinutes: number }
);

type DueRun = { kind: string; runKey: string; dueAt: IsoInstant };

/**
 * The run that should have begun by now; null while today's is still to come. A day that was missed is not made
 * up for: what it would have said is said by the next one. The key holds the city's date and time.
 */
export function dueRun(job: RecurringJob, now: IsoInstant): DueRun | null {
  const today = civilDate(now);
  const minutes = Math.floor((Date.parse(now) - Date.parse(cityInstant(today, 0))) / 60_000);
  const begins = beginsAt(job, minutes);
  if (begins === null) return null;
  const clock = `${twoDigits(Math.floor(begins / 60))}:${twoDigits(begins % 60)}`;
  return {
    kind: job.kind,
    runKey: `${job.kind} ${today} ${clock}`,
    dueAt: cityInstant(today, begins),
  };
}

/** Minutes after the city's midnight. */
function beginsAt(job: RecurringJob, minutes: number): number | null {
  if ('everyMinutes' in job) return minutes - (minutes % job.everyMinutes);
  const [hour = 0, minute = 0] = job.dailyAt.split(':').map(Number);
  const begins = (hour * 60 + minute) % DAY_MINUTES;
  return begins <= minutes ? begins : null;
}

/** The city has kept UTC+7 without summer time since 1975. */
function cityInstant(date: IsoDate, minutes: number): IsoInstant {
  const midnight = Date.parse(`${date}T00:00:00+07:00`);
  return new Date(midnight + minutes * MINUTE_MILLISECONDS).toISOString();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Work of a job of this kind. It may run again after a crash, and must then do no harm. */
type JobKind = { kind: string; run(deps: Deps, job: ClaimedJob): Promise<void> };

type JobOutcome = 'done' | 'postponed' | 'failed';

/** Holder of the claim, and the milliseconds until it expires unless it is extended. */
type Claimant = { worker: string; claimMilliseconds: number };

/** Runs a claimed job while its claim is kept alive, and records how it ended. */
export async function runJob(
  deps: Deps,
  kind: JobKind | undefined,
  job: ClaimedJob,
  claimant: Claimant,
): Promise<JobOutcome> {
  const held = { id: job.id, worker: claimant.worker };
  const keepAlive = setInterval(() => {
    void extend(deps, job, claimant);
  }, claimant.claimMilliseconds / 3);
  try {
    // An attempt that killed its process left no trace but the count.
    if (job.attempts > MOST_ATTEMPTS) throw new Error('no attempt came to an end');
    await kind?.run(deps, job);
    const end = { ...held, state: 'done' as const, error: null, now: deps.clock.now() };
    await asSystem(deps.database, (sql) => endJob(sql, end));
    return 'done';
  } catch (error) {
    return await recordFailure(deps, job, held, error);
  } finally {
    clearInterval(keepAlive);
  }
}

async function extend(deps: Deps, job: ClaimedJob, claimant: Claimant): Promise<void> {
  const held = { id: job.id, worker: claimant.worker };
  const until = later(deps.clock.now(), claimant.claimMilliseconds);
  try {
    await asSystem(deps.database, (sql) => extendClaim(sql, { ...held, until }));
  } catch (error) {
    deps.log.warn({ err: error, job: job.runKey }, 'a claim was not extended');
  }
}

async function recordFailure(
  deps: Deps,
  job: ClaimedJob,
  held: { id: number; worker: string },
  error: unknown,
): Promise<JobOutcome> {
  const said = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const now = deps.clock.now();
  const last = job.attempts >= MOST_ATTEMPTS;
  deps.log.error({ err: error, job: job.runKey, attempts: job.attempts }, 'a job failed');
  await asSystem(deps.database, async (sql) => {
    if (last) await endJob(sql, { ...held, state: 'failed', error: said, now });
    else {
      const dueAt = nextAttemptAt(now, job.attempts);
      await postponeJob(sql, { ...held, error: said, dueAt });
    }
  });
  return last ? 'failed' : 'postponed';
}

export function later(instant: IsoInstant, milliseconds: number): IsoInstant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
