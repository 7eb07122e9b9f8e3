import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { dueRun, type JobPlan, jobRunner } from '#server/jobs/job-runner.ts';

/** Longer than all browser tests take. */
const QUIET_HOURS = 3;
const MINUTE_MILLISECONDS = 60_000;

/**
 * Runs all jobs that are due, and notes those of the clock in the coming hours as done: in the middle of a test they
 * would change what it has just counted. The night's job that deletes old notices did so.
 */
export async function keepQuiet(deps: Deps, plan: JobPlan): Promise<void> {
  await jobRunner(deps, plan)();
  const now = deps.clock.now();
  const runs = plan.recurring.flatMap((job) =>
    Array.from({ length: QUIET_HOURS * 60 }, (_, minute) =>
      dueRun(job, new Date(Date.parse(now) + minute * MINUTE_MILLISECONDS).toISOString()),
    ),
  );
  const [open] = await asSystem(deps.database, async (sql) => {
    await sql`
      insert into job (kind, run_key, due_at, state, created_at, finished_at)
      select run ->> 'kind', run ->> 'runKey', (run ->> 'dueAt')::timestamptz, 'done', ${now}, ${now}
      from jsonb_array_elements(${JSON.stringify(runs.filter((run) => run !== null))}::text::jsonb) run
      on conflict on constraint job_run_key_unique do nothing`;
    return sql<{ kinds: string[] }[]>`
      select coalesce(array_agg(kind), '{}') as kinds from job where state <> 'done'`;
  });
  if (open !== undefined && open.kinds.length > 0) {
    throw new Error(`jobs of the demonstration were not done: ${open.kinds.join(', ')}`);
  }
}
