import * as z from 'zod';

import { baseUrlOf } from '#server/authentication/authentication.ts';
import type { Account } from '#server/contract/account.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import { type ClaimedJob, enqueueJob } from '#server/jobs/queries.ts';

import { findOwnAddress, listOpenLinks } from './access-link-queries.ts';

const NOTICE_JOB = 'accounts.link_notice';
const Notice = z.object({ accountId: z.string() });

/** Mails about access links that wait to be sent. */
export const LINK_JOBS: JobPlan = { kinds: [{ kind: NOTICE_JOB, run: sendNotice }], recurring: [] };

/** Hands the link itself to the mail server, which is not stored anywhere. Throws what that server said. */
export async function mailLink(
  deps: Deps,
  { to, token, account }: { to: string; token: string; account: Account },
): Promise<void> {
  const text = [
    `Quản trị viên ${account.link?.issuedBy.name ?? ''} đã cấp liên kết để bạn đặt mật khẩu cho tài khoản ${account.username}:`,
    // Behind the # it stays out of the logs of servers and proxies.
    new URL(`/access#${token}`, baseUrlOf(deps.config)).href,
    'Liên kết dùng được một lần, trong 72 giờ. Không chuyển tiếp thư này cho ai.',
    'Nếu bạn không đề nghị việc này, hãy đăng nhập và bấm “Hủy liên kết” ở đầu trang.',
  ].join('\n\n');
  const subject = 'Địa Bàn: liên kết đặt mật khẩu';
  await deps.mailer?.send({ to, subject, text, id: deps.newId() });
}

/** Orders a mail that tells the person of a link which an administrator hands over; goes out when a mail server is set. */
export async function orderNotice(
  sql: TransactionSql,
  { clock, mailer, newId }: Pick<Deps, 'clock' | 'mailer' | 'newId'>,
  accountId: string,
): Promise<void> {
  if (mailer === null) return;
  const now = clock.now();
  const payload: z.infer<typeof Notice> = { accountId };
  await enqueueJob(sql, {
    kind: NOTICE_JOB,
    runKey: `${NOTICE_JOB} ${newId()}`,
    dueAt: now,
    now,
    payload,
  });
}

async function sendNotice(deps: Deps, job: ClaimedJob): Promise<void> {
  const { accountId } = Notice.parse(job.payload);
  const { address, link } = await asSystem(deps.database, async (sql) => ({
    address: await findOwnAddress(sql, accountId),
    link: (await listOpenLinks(sql, deps.clock.now(), { accountId }))[0],
  }));
  if (address === null || link === undefined) return;
  if (deps.mailer === null) throw new Error('SMTP_URL is not set any more');
  const text = [
    `Ngày ${vietnameseDate(link.issuedAt)}, quản trị viên ${link.issuerName} đã cấp liên kết đặt lại mật khẩu cho tài khoản của bạn${link.removesSecondFactor ? ', xóa cả xác thực hai lớp' : ''}.`,
    `Nếu bạn không đề nghị việc này, hãy đăng nhập và bấm “Hủy liên kết” ở đầu trang: ${baseUrlOf(deps.config)}`,
  ].join('\n\n');
  const subject = 'Địa Bàn: có người cấp liên kết đặt lại mật khẩu của bạn';
  await deps.mailer.send({ to: address, subject, text, id: `link-notice-${job.id}` });
}

function vietnameseDate(instant: string): string {
  return civilDate(instant).split('-').toReversed().join('/');
}
