import * as z from 'zod';

import type { Job, JobList, OwnReminders, ReminderPreference } from '#server/contract/reminder.ts';
import { REACH, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { IsoDate } from '#server/contract/time.ts';
import { waitsForRole, WorkKind } from '#server/contract/worklist.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { writeAsActor, writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import {
  countJobs,
  enqueueJob,
  listJobs,
  reviveJob,
  type ClaimedJob,
} from '#server/jobs/queries.ts';

import { deliver, linkTo } from './delivery-commands.ts';
import {
  listRecipients,
  listTipsToTake,
  listWaiting,
  readPreference,
  rememberTold,
  savePreference,
  type Recipient,
} from './queries.ts';
import { digestMail, isOverdue, overdueMail, type Waiting } from './rules.ts';

export const MAIL_JOB = 'reminders.mail';
const MOST_JOBS = 200;

export async function readOwnReminders(deps: Deps, actor: Actor): Promise<OwnReminders> {
  const preference = await asActor(deps.database, actor, (sql) =>
    readPreference(sql, actor.accountId),
  );
  return { ...preference, sends: deps.mailer !== null };
}

export async function saveOwnReminders(
  deps: Deps,
  actor: Actor,
  preference: ReminderPreference,
): Promise<OwnReminders> {
  const { accountId } = actor;
  await writeAsActor(deps.database, actor, async (sql) => {
    await savePreference(sql, accountId, preference, deps.clock.now());
    await appendAudit(sql, deps.clock, {
      action: 'reminder.choose',
      subjectKind: 'account',
      subjectId: accountId,
      detail: {
        digest: preference.digest,
        overdue: preference.overdue,
        address: preference.address !== null,
      },
    });
  });
  return { ...preference, sends: deps.mailer !== null };
}

/** Orders this morning's digest for everybody for whom something waits; the others get nothing. */
export async function orderDigests(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  for (const recipient of await recipientsOf(deps)) {
    if (!recipient.digest) continue;
    const waiting = await waitingFor(deps, recipient);
    if (waiting.items.length + waiting.tipsToTake.length === 0) continue;
    const runKey = `${MAIL_JOB} digest ${today} ${recipient.accountId}`;
    await asSystem(deps.database, (sql) =>
      enqueueJob(sql, mailJob(deps, runKey, recipient, 'digest', waiting)),
    );
  }
}

/** Orders one mail for each person to whom something is newly overdue. Each thing is told once. */
export async function orderOverdueMails(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  for (const recipient of await recipientsOf(deps)) {
    if (!recipient.overdue) continue;
    const { items } = await waitingFor(deps, recipient);
    const overdue = items.filter((item) => isOverdue(item, today));
    if (overdue.length === 0) continue;
    // Remembered and ordered in one transaction: neither a mail without memory nor the reverse.
    await asSystem(deps.database, async (sql) => {
      const keys = overdue.map((item) => item.key);
      const told = await rememberTold(sql, recipient.accountId, keys, deps.clock.now());
      const fresh = overdue.filter((item) => told.includes(item.key));
      if (fresh.length === 0) return;
      const runKey = `${MAIL_JOB} overdue ${recipient.accountId} ${deps.newId()}`;
      const waiting = { items: fresh, tipsToTake: [] };
      await enqueueJob(sql, mailJob(deps, runKey, recipient, 'overdue', waiting));
    });
  }
}

const MailOrder = z.object({
  accountId: z.string(),
  about: z.enum(['digest', 'overdue']),
  on: IsoDate,
  items: z.array(
    z.object({
      key: z.string(),
      kind: WorkKind,
      pointCode: z.string(),
      dueOn: IsoDate.nullable(),
    }),
  ),
  // Absent in a mail that an earlier version ordered.
  tipsToTake: z.array(z.string()).default([]),
});
type MailOrder = z.infer<typeof MailOrder>;

/**
 * Hands one mail to the SMTP server; throws what that said. Whoever was disabled, lost the role or chose
 * otherwise since it was ordered gets nothing.
 */
export async function sendReminder(deps: Deps, job: ClaimedJob): Promise<void> {
  const order = MailOrder.parse(job.payload);
  const recipient = await asSystem(deps.database, async (sql) => {
    const [found] = await listRecipients(sql, deps.clock.today(), order.accountId);
    return found?.[order.about] === true ? found : null;
  });
  if (recipient === null) return;
  const compose = order.about === 'digest' ? digestMail : overdueMail;
  await deliver(deps, job, {
    accountId: order.accountId,
    address: recipient.address,
    words: compose(order, order.on, linkTo(deps)),
    detail: {
      about: order.about,
      on: order.on,
      items: order.items.length + order.tipsToTake.length,
    },
  });
}

/** Lists the jobs of the system, failed ones first. */
export async function readJobs(deps: Deps): Promise<JobList> {
  return asSystem(deps.database, async (sql) => {
    const items: Job[] = await listJobs(sql, MOST_JOBS);
    return { items, ...(await countJobs(sql)), sends: deps.mailer !== null };
  });
}

/** Tries a job again that was given up. Throws `job.not_found`. */
export async function retryJob(deps: Deps, actor: Actor, jobId: number): Promise<JobList> {
  await writeAsSystem(deps.database, async (sql) => {
    const revived = await reviveJob(sql, jobId, deps.clock.now());
    if (!revived) throw new AppError('job.not_found');
  });
  await writeAsActor(deps.database, actor, (sql) =>
    appendAudit(sql, deps.clock, { action: 'job.retry', subjectKind: 'job', subjectId: jobId }),
  );
  return readJobs(deps);
}

function recipientsOf(deps: Deps): Promise<Recipient[]> {
  return asSystem(deps.database, (sql) => listRecipients(sql, deps.clock.today()));
}

/** Asked in the recipient's own name: row-level security keeps what others' mail may not tell. */
async function waitingFor(deps: Deps, recipient: Recipient): Promise<Waiting> {
  const { accountId, role, communeIds } = recipient;
  const actor: Actor = { accountId, role, reach: REACH[role], communeIds };
  const [items, tipsToTake] = await asActor(deps.database, actor, (sql) =>
    Promise.all([listWaiting(sql, deps.clock.today()), listTipsToTake(sql)]),
  );
  return { items: items.filter((item) => waitsForRole(item.kind, role)), tipsToTake };
}

function mailJob(
  deps: Deps,
  runKey: string,
  recipient: Recipient,
  about: MailOrder['about'],
  { items, tipsToTake }: Waiting,
) {
  const now = deps.clock.now();
  const { accountId } = recipient;
  const on = deps.clock.today();
  const payload: MailOrder = {
    accountId,
    about,
    on,
    items: [...items],
    tipsToTake: [...tipsToTake],
  };
  return { kind: MAIL_JOB, runKey, dueAt: now, now, payload };
}
