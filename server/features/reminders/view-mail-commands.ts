import * as z from 'zod';

import { REACH, type Actor } from '#server/contract/permission.ts';
import { addDays, IsoDate } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { countEnteredOn } from '#server/features/views/read-views.ts';
import { enqueueJob, type ClaimedJob } from '#server/jobs/queries.ts';

import { deliver, linkTo } from './delivery-commands.ts';
import { listViewWatchers, type ViewWatcher } from './queries.ts';
import { viewMail } from './view-mail-rules.ts';

export const VIEW_MAIL_JOB = 'views.mail';

/** Counts only: what a queue keeps may tell no more than the mail. */
const ViewMailOrder = z.object({
  accountId: z.string(),
  /** The day on which the points came in. */
  on: IsoDate,
  /** Points that came into each view into which any came, most first. */
  counts: z.array(z.number().int().positive()).min(1),
});
type ViewMailOrder = z.infer<typeof ViewMailOrder>;

/**
 * Orders this morning's mail about watched views, for everybody into one of whose views points came yesterday. The day
 * is over, so each point is told once, whenever the mail goes out.
 */
export async function orderViewMails(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const on = addDays(deps.clock.today(), -1);
  const watchers = await asSystem(deps.database, (sql) =>
    listViewWatchers(sql, deps.clock.today()),
  );
  for (const watcher of watchers) {
    const counts = await countsFor(deps, watcher, on);
    if (counts.length === 0) continue;
    const { accountId } = watcher;
    const payload: ViewMailOrder = { accountId, on, counts };
    const runKey = `${VIEW_MAIL_JOB} ${on} ${accountId}`;
    await asSystem(deps.database, (sql) =>
      enqueueJob(sql, { kind: VIEW_MAIL_JOB, runKey, dueAt: now, now, payload }),
    );
  }
}

/** Sends one of these mails. Whoever was disabled, lost the role or chose otherwise since it was ordered gets nothing. */
export async function sendViewMail(deps: Deps, job: ClaimedJob): Promise<void> {
  const { accountId, on, counts } = ViewMailOrder.parse(job.payload);
  const [watcher] = await asSystem(deps.database, (sql) =>
    listViewWatchers(sql, deps.clock.today(), accountId),
  );
  if (watcher === undefined) return;
  await deliver(deps, job, {
    accountId,
    address: watcher.address,
    words: viewMail(counts, on, linkTo(deps)),
    detail: { about: 'views', on, items: counts.length },
  });
}

/** Counted in the watcher's own name: only what they may see comes into a view. */
async function countsFor(deps: Deps, watcher: ViewWatcher, on: IsoDate): Promise<number[]> {
  const { accountId, role, communeIds, viewIds } = watcher;
  const actor: Actor = { accountId, role, reach: REACH[role], communeIds };
  const counts: number[] = [];
  for (const viewId of viewIds) counts.push(await countEnteredOn(deps, actor, { viewId, on }));
  return counts.filter((count) => count > 0).toSorted((a, b) => b - a);
}
