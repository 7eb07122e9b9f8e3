import { asSystem } from '#server/db/transaction.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { forgetOldChanges } from './change-queries.ts';

const FORGET = 'points.forget_changes';

/** The log of changed points reaches back as far as a copy of the engine may be old, and no further. */
export const ENGINE_JOBS: JobPlan = {
  kinds: [{ kind: FORGET, run: (deps) => asSystem(deps.database, forgetOldChanges) }],
  recurring: [{ kind: FORGET, dailyAt: '03:20' }],
};
