import { DIGEST_ROLES, NOTICE_KEPT_DAYS } from '#server/contract/notice.ts';
import { REACH, type Actor } from '#server/contract/permission.ts';
import { addDays, beginningOf } from '#server/contract/time.ts';
import { isWorkingDay, workCalendar } from '#server/contract/working-days.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import type { MorningNotices, Worker } from '#server/morning-notices.ts';

import {
  countTipsToTake,
  deleteOldNotices,
  insertNotices,
  listDaysOff,
  listWork,
  listWorkers,
} from './queries.ts';
import { endOldSubscriptions } from './push-queries.ts';
import { orderLeftPushes, PUSH_JOB, sendPush } from './push-commands.ts';
import { digestNotice, overdueNotices, workOf, type Waiting } from './rules.ts';

/** Jobs of the clock: the morning's notices at eight, overdue work, pushes, and the deletion of old notices. */
export function noticeJobs(ofTheMorning: readonly MorningNotices[] = []): JobPlan {
  return {
    kinds: [
      { kind: 'notices.digest', run: (deps) => tellOfTheMorning(deps, ofTheMorning) },
      { kind: 'notices.overdue', run: tellOfOverdue },
      { kind: PUSH_JOB, run: sendPush },
      { kind: 'notices.forget', run: forgetOld },
    ],
    recurring: [
      { kind: 'notices.digest', dailyAt: '08:00' },
      { kind: 'notices.overdue', everyMinutes: 10 },
      { kind: 'notices.forget', dailyAt: '03:20' },
    ],
  };
}

/** On working days: one digest for everybody for whom something waits, and what other features tell. */
async function tellOfTheMorning(
  deps: Deps,
  ofTheMorning: readonly MorningNotices[],
): Promise<void> {
  const today = deps.clock.today();
  const daysOff = await asSystem(deps.database, listDaysOff);
  if (!isWorkingDay(today, workCalendar(daysOff))) return;
  for (const worker of await workersOf(deps)) {
    const digest = digestNotice(worker.accountId, await waitingFor(deps, worker), today);
    const notices = digest === null ? [] : [digest];
    for (const tell of ofTheMorning) notices.push(...(await tell(deps, worker)));
    if (notices.length === 0) continue;
    await asSystem(deps.database, (sql) => insertNotices(sql, notices, deps.clock.now()));
  }
}

async function tellOfOverdue(deps: Deps): Promise<void> {
  for (const worker of await workersOf(deps)) {
    const { work } = await waitingFor(deps, worker);
    const notices = overdueNotices(worker.accountId, work, deps.clock.today());
    if (notices.length === 0) continue;
    await asSystem(deps.database, (sql) => insertNotices(sql, notices, deps.clock.now()));
  }
  await orderLeftPushes(deps);
}

async function forgetOld(deps: Deps): Promise<void> {
  const before = beginningOf(addDays(deps.clock.today(), -NOTICE_KEPT_DAYS));
  await asSystem(deps.database, async (sql) => {
    await deleteOldNotices(sql, before);
    await endOldSubscriptions(sql, before);
  });
}

function workersOf(deps: Deps): Promise<Worker[]> {
  return asSystem(deps.database, (sql) => listWorkers(sql, DIGEST_ROLES, deps.clock.today()));
}

/** Asked in the person's own name, so that row-level security keeps what they may not know. */
async function waitingFor(deps: Deps, worker: Worker): Promise<Waiting> {
  const { accountId, role, communeIds } = worker;
  const actor: Actor = { accountId, role, reach: REACH[role], communeIds };
  const [work, tipsToTake] = await asActor(deps.database, actor, (sql) =>
    Promise.all([listWork(sql, deps.clock.today()), countTipsToTake(sql)]),
  );
  return { work: workOf(worker, work), tipsToTake };
}
