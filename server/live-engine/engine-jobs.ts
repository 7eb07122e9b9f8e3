import { asSystem } from '#server/db/transaction.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { forgetOldChanges } from './change-queries.ts';

const FORGET = 'points.forget_changes';

/** Trims the log of changed points daily to the greatest age of a copy. */
export const ENGINE_JOBS: JobPlan = {
  kinds: [{ kind: FORGET, run: (deps) => asSystem(deps.database, forgetOldChanges) }],
  recurring: [{ kind: FORGET, dailyAt: '03:20' }],
};
