import { needsSecondAdministrator, type OpenLink } from '#server/contract/access-link.ts';
import type { Account } from '#server/contract/account.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit, type AuditDetail } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { type Consent, writeForTwoAsSystem } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import { isRoleBetween } from '#server/features/proposals/queries.ts';
import { readProposalTimes } from '#server/settings/proposal-settings.ts';

import { listOpenLinks, type StoredLink } from './access-link-queries.ts';
import { countAdmins, lockAssignments } from './assignment-queries.ts';
import { findAccountNames, listAccounts } from './queries.ts';

const DAY = 86_400_000;

/** The frame of every change: one at a time, in the administrator's name, never without an administrator. */
export async function changeAccounts(
  deps: Deps,
  actor: Actor,
  action: string,
  accountId: string,
  work: (sql: TransactionSql) => Promise<AuditDetail>,
  consent?: Consent,
): Promise<Account> {
  const account = await writeForTwoAsSystem(deps.database, actor, consent, async (sql) => {
    await lockAssignments(sql);
    if (action !== 'account.create') await requireAccount(sql, accountId);
    const detail = await work(sql);
    await refuseNoAdmin(sql, deps.clock.today());
    const [changed] = await readAccountsWithLinks(sql, deps, accountId);
    if (changed === undefined) throw new AppError('account.not_found');
    await appendAudit(sql, deps.clock, {
      action,
      subjectKind: 'account',
      subjectId: accountId,
      detail: consent === undefined ? detail : { ...detail, askedBy: actor.accountId },
    });
    return changed;
  });
  deps.authentication.sessions.forget();
  return account;
}

/** Reads all accounts, or one of them, each with its open link. */
export async function readAccountsWithLinks(
  sql: TransactionSql,
  { clock, mailer }: Pick<Deps, 'clock' | 'mailer'>,
  accountId: string | null = null,
): Promise<Account[]> {
  const links = await listOpenLinks(sql, clock.now(), { accountId });
  const linkOf = new Map(links.map((link) => [link.accountId, openLink(link)]));
  const accounts = await listAccounts(sql, clock.today(), accountId);
  return accounts.map(({ hasAddress, ...account }) => ({
    ...account,
    link: linkOf.get(account.id) ?? null,
    mailable: hasAddress && mailer !== null,
  }));
}

/** Leaves out of a link what is secret. */
export function openLink(link: StoredLink): OpenLink {
  return {
    issuedBy: { id: link.issuerId, name: link.issuerName },
    issuedAt: link.issuedAt,
    expiresAt: link.expiresAt,
    removesSecondFactor: link.removesSecondFactor,
    awaitsConfirmation: needsSecondAdministrator(link) && link.codeHash === null,
  };
}

export async function requireAccount(sql: TransactionSql, accountId: string): Promise<void> {
  if ((await findAccountNames(sql, accountId)) === null) throw new AppError('account.not_found');
}

export function refuseOwn(actor: Actor, accountId: string): void {
  if (actor.accountId === accountId) throw new AppError('account.own_account');
}

/** Throws `proposal.role_from_asker` where one of two administrators got a role from the other not long ago. */
export async function refuseRoleBetween(
  sql: TransactionSql,
  { clock }: Pick<Deps, 'clock'>,
  one: string,
  other: string,
): Promise<void> {
  const { roleDays } = await readProposalTimes(sql, clock.today());
  const now = clock.now();
  const since = new Date(Date.parse(now) - roleDays * DAY).toISOString();
  if (!(await isRoleBetween(sql, { one, other, since: since, now }))) return;
  throw new AppError('proposal.role_from_asker', { parameters: { days: roleDays } });
}

async function refuseNoAdmin(sql: TransactionSql, today: IsoDate): Promise<void> {
  if ((await countAdmins(sql, today)) === 0) throw new AppError('account.last_admin');
}
