import { createHash } from 'node:crypto';

import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';

import type { MailWords } from './rules.ts';

/** A mail to one person, and what the log tells of it: numbers only. */
type Delivery = {
  accountId: string;
  address: string;
  words: MailWords;
  detail: { about: string; on: string; items: number };
};

/** Hands one mail to the SMTP server and notes it in the log; throws what the server said. */
export async function deliver(deps: Deps, job: ClaimedJob, delivery: Delivery): Promise<void> {
  const { accountId, address, words, detail } = delivery;
  if (deps.mailer === null) throw new Error('SMTP_URL is not set any more');
  const id = createHash('sha256').update(job.runKey).digest('hex').slice(0, 32);
  await deps.mailer.send({ to: address, ...words, id });
  await asSystem(deps.database, (sql) =>
    appendAudit(sql, deps.clock, {
      action: 'reminder.send',
      subjectKind: 'account',
      subjectId: accountId,
      detail,
    }),
  );
}

/** Address of this installation, as a mail names it. */
export function linkTo({ config }: Deps): string {
  return config.publicUrl ?? `http://${config.host}:${config.port}/`;
}
