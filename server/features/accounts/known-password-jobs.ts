import * as z from 'zod';

import { baseUrlOf } from '#server/authentication/authentication.ts';
import { IsoDate } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import { type ClaimedJob, enqueueJob } from '#server/jobs/queries.ts';

import { findOwnAddress } from './access-link-queries.ts';
import { tellOfLockedFactor } from './queries.ts';

const WARNING_JOB = 'accounts.known_password';
const Warning = z.object({ accountId: z.string(), day: IsoDate });

/** Mails to people whose password somebody else knows. */
export const WARNING_JOBS: JobPlan = {
  kinds: [{ kind: WARNING_JOB, run: sendWarning }],
  recurring: [],
};

/**
 * Tells the owner of an account whose second factor is locked, by a notice and a mail, once a day of the city: the password
 * was right and ten codes after it were wrong, so somebody else may know it. Does nothing where it is not locked.
 */
export async function warnOfKnownPassword(deps: Deps, accountId: string): Promise<void> {
  const { clock, database, mailer } = deps;
  const [day, now] = [clock.today(), clock.now()];
  await asSystem(database, async (sql) => {
    const isNew = await tellOfLockedFactor(sql, { accountId, day, now });
    if (!isNew || mailer === null) return;
    const payload: z.infer<typeof Warning> = { accountId, day };
    const runKey = `${WARNING_JOB} ${accountId} ${day}`;
    await enqueueJob(sql, { kind: WARNING_JOB, runKey, dueAt: now, now, payload });
  });
}

async function sendWarning(deps: Deps, job: ClaimedJob): Promise<void> {
  const { accountId, day } = Warning.parse(job.payload);
  const address = await asSystem(deps.database, (sql) => findOwnAddress(sql, accountId));
  if (address === null) return;
  if (deps.mailer === null) throw new Error('SMTP_URL is not set any more');
  const text = [
    `Ngày ${day.split('-').toReversed().join('/')}, có người nhập đúng mật khẩu của bạn rồi nhập sai mã xác thực mười lần. Tài khoản chưa bị mở; bước nhập mã tạm đóng 15 phút.`,
    `Nếu không phải bạn, mật khẩu đã lộ: hãy đăng nhập và đổi mật khẩu ngay: ${new URL('/settings', baseUrlOf(deps.config)).href}`,
  ].join('\n\n');
  const subject = 'Địa Bàn: có người khác nhập đúng mật khẩu của bạn';
  await deps.mailer.send({ to: address, subject, text, id: `known-password-${job.id}` });
}
