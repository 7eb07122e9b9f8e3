import type { IsoInstant } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { MOST_ATTEMPTS, nextAttemptAt } from './back-off.ts';
import { endJob, extendClaim, postponeJob, type ClaimedJob } from './queries.ts';

/** Work of a job of this kind. It may run again after a crash, and must then do no harm. */
export type JobKind = { kind: string; run(deps: Deps, job: ClaimedJob): Promise<void> };

export type JobOutcome = 'done' | 'postponed' | 'failed';

/** Holder of the claim, and the milliseconds until it expires unless it is extended. */
export type Claimant = { worker: string; claimMilliseconds: number };

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
