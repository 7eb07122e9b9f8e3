import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';

import { Counter } from 'prom-client';

import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { claimJob, enqueueJob } from './queries.ts';
import { later, runJob, type JobKind } from './run-job.ts';
import { dueRun, type RecurringJob } from './schedule.ts';

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
