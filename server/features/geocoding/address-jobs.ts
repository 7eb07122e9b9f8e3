import { setTimeout } from 'node:timers/promises';

import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import { enqueueJob } from '#server/jobs/queries.ts';

import { fillAddresses, latestGazetteer } from './queries.ts';

const LOOK = 'addresses.look';
const FILL = 'addresses.fill';

/** Points in one transaction: some 50 ms, so that nobody who writes one of them waits for long. */
const BATCH = 200;
/** Between two transactions others have the database for themselves. */
const PAUSE_MILLISECONDS = 50;

/** Jobs that give older points the addresses which a newer gazetteer knows. */
export const ADDRESS_JOBS: JobPlan = {
  kinds: [
    { kind: LOOK, run: orderFilling },
    { kind: FILL, run: fillMissing },
  ],
  recurring: [{ kind: LOOK, everyMinutes: 10 }],
};

/** Orders the filling once for each gazetteer: points that come later are given theirs as they are entered. */
async function orderFilling(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  await asSystem(deps.database, async (sql) => {
    const latest = await latestGazetteer(sql);
    if (latest === null) return;
    await enqueueJob(sql, { kind: FILL, runKey: `${FILL} ${latest}`, dueAt: now, now });
  });
}

/** Goes through all points without an address; begun again after a crash it finds only those that still miss one. */
async function fillMissing(deps: Deps): Promise<void> {
  let after = 0;
  let filled = 0;
  while (!deps.stopping.aborted) {
    const from = after;
    const batch = await asSystem(deps.database, (sql) => fillAddresses(sql, from, BATCH));
    if (batch === null) {
      deps.log.info({ filled }, 'addresses filled');
      return;
    }
    after = batch.last;
    filled += batch.filled;
    await setTimeout(PAUSE_MILLISECONDS);
  }
  throw new Error('stopped before the end; the next attempt goes on');
}
