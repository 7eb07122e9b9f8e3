import { REACH } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { matchFind } from '#server/features/signals/match-commands.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { layAsideDrafts } from './end-route-commands.ts';
import { enterResult } from './result-commands.ts';
import { type HeldResult, listReleasable, releaseResult } from './held-queries.ts';

const ENTER_JOB = 'routes.enter_results';
const ASIDE_JOB = 'routes.lay_aside';

/** Enters in the register what was held until its route was done or withdrawn, and lays old drafts aside. */
export const ROUTE_JOBS: JobPlan = {
  kinds: [
    { kind: ENTER_JOB, run: enterHeldResults },
    { kind: ASIDE_JOB, run: layAsideDrafts },
  ],
  recurring: [
    { kind: ENTER_JOB, everyMinutes: 5 },
    { kind: ASIDE_JOB, everyMinutes: 60 },
  ],
};

/** One that fails holds up no other; the job fails at the end, and is tried again. */
async function enterHeldResults(deps: Deps): Promise<void> {
  const failures: unknown[] = [];
  for (const held of await asSystem(deps.database, listReleasable)) {
    try {
      await enterHeldResult(deps, held);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} held results were not entered`);
  }
}

/** Enters one in the name of the inspector who recorded it, who may not decide on it later. */
async function enterHeldResult(deps: Deps, held: HeldResult): Promise<void> {
  const { result, recordedBy, kind, pointId, objectId } = held;
  const role = 'inspector';
  const actor = { accountId: recordedBy, role, reach: REACH[role], communeIds: [] } as const;
  await enterResult(deps, actor, { route: { kind }, stop: { pointId, objectId } }, result, release);
  if (result.result === 'signs' && pointId === null) await matchFind(deps, result.resultId);

  async function release(sql: TransactionSql): Promise<void> {
    if (!(await releaseResult(sql, result.resultId))) {
      throw new Error(`the held result ${result.resultId} was entered meanwhile`);
    }
  }
}
