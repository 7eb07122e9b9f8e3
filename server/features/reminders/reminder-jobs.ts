import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import { forgetDoneJobs } from '#server/jobs/queries.ts';

import { MAIL_JOB, orderDigests, orderOverdueMails, sendReminder } from './commands.ts';
import { orderViewMails, sendViewMail, VIEW_MAIL_JOB } from './view-mail-commands.ts';

const DIGEST = 'reminders.digest';
const OVERDUE = 'reminders.overdue';
const VIEWS = 'views.digest';
const FORGET = 'jobs.forget';

const KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Plan of all jobs of the system. Without an SMTP server no mail is ordered or sent. */
export function jobPlan({ mailer }: Pick<Deps, 'mailer'>): JobPlan {
  const kinds = [
    { kind: DIGEST, run: orderDigests },
    { kind: OVERDUE, run: orderOverdueMails },
    { kind: MAIL_JOB, run: sendReminder },
    { kind: VIEWS, run: orderViewMails },
    { kind: VIEW_MAIL_JOB, run: sendViewMail },
    { kind: FORGET, run: forgetOldJobs },
  ];
  const tidying = { kind: FORGET, dailyAt: '03:10' } as const;
  if (mailer === null) return { kinds, recurring: [tidying] };
  return {
    kinds,
    recurring: [
      { kind: DIGEST, dailyAt: '07:30' },
      { kind: VIEWS, dailyAt: '07:30' },
      { kind: OVERDUE, everyMinutes: 10 },
      tidying,
    ],
  };
}

async function forgetOldJobs(deps: Deps): Promise<void> {
  const before = new Date(Date.parse(deps.clock.now()) - KEPT_DAYS * DAY_MILLISECONDS);
  await asSystem(deps.database, (sql) => forgetDoneJobs(sql, before.toISOString()));
}
