import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Input of a job: ids, dates and codes. */
export type JobPayload = Readonly<Record<string, unknown>>;

export type ClaimedJob = {
  id: number;
  kind: string;
  runKey: string;
  attempts: number;
  payload: JobPayload;
};

/** Puts a job into the table; false when one of that key is there already, done or not. */
export async function enqueueJob(
  sql: TransactionSql,
  job: {
    kind: string;
    runKey: string;
    dueAt: IsoInstant;
    payload?: JobPayload;
    now: IsoInstant;
  },
): Promise<boolean> {
  const rows = await sql`
    insert into job (kind, run_key, due_at, payload, created_at)
    values (
      ${job.kind}, ${job.runKey}, ${job.dueAt}, ${JSON.stringify(job.payload ?? {})}::text::jsonb,
      ${job.now}
    )
    on conflict on constraint job_run_key_unique do nothing
    returning id`;
  return rows.length === 1;
}

/**
 * Takes the job that is longest due, of the kinds that this process knows; `waiting` when there is none.
 * The outer condition is judged again on the row as the winner left it, so of two claims at once one gets
 * nothing: `lost` says that it is worth asking again.
 */
export async function claimJob(
  sql: TransactionSql,
  claim: { worker: string; kinds: readonly string[]; now: IsoInstant; until: IsoInstant },
): Promise<ClaimedJob | 'none' | 'lost'> {
  const open = () => sql`
    kind = any (${[...claim.kinds]}::text[]) and due_at <= ${claim.now}
    and (state = 'waiting' or (state = 'running' and locked_until < ${claim.now}))`;
  const [found] = await sql<{ id: number }[]>`
    select id from job where ${open()} order by due_at, id limit 1`;
  if (found === undefined) return 'none';
  const [job] = await sql<ClaimedJob[]>`
    update job
    set
      state = 'running', attempts = attempts + 1, locked_by = ${claim.worker},
      locked_until = ${claim.until}
    where id = ${found.id} and ${open()}
    returning id, kind, run_key, attempts, payload`;
  return job ?? 'lost';
}

type Held = { id: number; worker: string };

/** Keeps a claim alive; false when another has taken the job over. */
export async function extendClaim(
  sql: TransactionSql,
  { id, worker, until }: Held & { until: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update job set locked_until = ${until}
    where id = ${id} and state = 'running' and locked_by = ${worker}
    returning id`;
  return rows.length === 1;
}

/** The job is over, well or for good; false when another has taken it over meanwhile. */
export async function endJob(
  sql: TransactionSql,
  end: Held & { state: 'done' | 'failed'; error: string | null; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update job
    set
      state = ${end.state}, finished_at = ${end.now}, locked_by = null, locked_until = null,
      last_error = ${end.error}
    where id = ${end.id} and state = 'running' and locked_by = ${end.worker}
    returning id`;
  return rows.length === 1;
}

/** The attempt failed; the job waits for the next one. */
export async function postponeJob(
  sql: TransactionSql,
  { id, worker, error, dueAt }: Held & { error: string; dueAt: IsoInstant },
): Promise<void> {
  await sql`
    update job
    set
      state = 'waiting', due_at = ${dueAt}, locked_by = null, locked_until = null,
      last_error = ${error}
    where id = ${id} and state = 'running' and locked_by = ${worker}`;
}

export type JobRow = {
  id: number;
  kind: string;
  runKey: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  attempts: number;
  dueAt: IsoInstant;
  finishedAt: IsoInstant | null;
  lastError: string | null;
};

/** Jobs that need a look first (failed, then in trouble), then the latest. */
export async function listJobs(sql: TransactionSql, limit: number): Promise<JobRow[]> {
  return sql<JobRow[]>`
    select id, kind, run_key, state, attempts, due_at, finished_at, last_error
    from job
    order by state = 'failed' desc, (state <> 'done' and last_error is not null) desc, due_at desc, id desc
    limit ${limit}`;
}

export async function countJobs(
  sql: TransactionSql,
): Promise<{ waiting: number; failed: number; total: number }> {
  const [row] = await sql<{ waiting: number; failed: number; total: number }[]>`
    select
      count(*) filter (where state in ('waiting', 'running')) as waiting,
      count(*) filter (where state = 'failed') as failed,
      count(*) as total
    from job`;
  return row ?? { waiting: 0, failed: 0, total: 0 };
}

/** Gives a job that was given up another set of attempts; false when it is not one of those. */
export async function reviveJob(
  sql: TransactionSql,
  id: number,
  now: IsoInstant,
): Promise<boolean> {
  const rows = await sql`
    update job set state = 'waiting', attempts = 0, due_at = ${now}, finished_at = null
    where id = ${id} and state = 'failed'
    returning id`;
  return rows.length === 1;
}

/** Forgets what ended well before `before`; what failed stays until somebody has seen to it. */
export async function forgetDoneJobs(sql: TransactionSql, before: IsoInstant): Promise<number> {
  const rows = await sql`
    delete from job where state = 'done' and finished_at < ${before} returning id`;
  return rows.length;
}
