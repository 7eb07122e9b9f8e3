import { createHash, randomBytes } from 'node:crypto';

import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { generateCode, hashPassword } from '#server/authentication/password.ts';
import { deleteSessionsOf } from '#server/authentication/session-queries.ts';
import {
  type LinkOwner,
  needsSecondAdministrator,
  type NewLink,
  type UseLink,
} from '#server/contract/access-link.ts';
import type { Account, AccountWithCode, AccountWithLink } from '#server/contract/account.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import {
  confirmLink,
  findOwnAddress,
  insertLink,
  listOpenLinks,
  spendLink,
  type StoredLink,
  withdrawLink,
} from './access-link-queries.ts';
import { changeAccounts, refuseOwn, refuseRoleBetween } from './account-change-commands.ts';
import { limitGuesses } from './attempt-commands.ts';
import { mailLink, orderNotice } from './link-mail-jobs.ts';
import { refuseWeakPassword } from './new-password-commands.ts';
import { actInTheNameOf, findAccountNames, removeSecondFactor, savePassword } from './queries.ts';

const LINK_HOURS = 72;

/**
 * Gives an account a link by which its person sets a new password; the old one counts until then. The token is given
 * back once, or mailed to the address that the person chose and given to nobody. Throws `account.link_not_mailed`.
 */
export async function issueLink(
  deps: Deps,
  actor: Actor,
  { accountId, removesSecondFactor, mail }: { accountId: string } & NewLink,
): Promise<AccountWithLink> {
  refuseOwn(actor, accountId);
  const address = mail ? await requireAddress(deps, accountId) : null;
  const token = newToken();
  const account = await changeAccounts(
    deps,
    actor,
    'account.issue_link',
    accountId,
    async (sql) => {
      await writeLink(sql, deps, actor, { accountId, token, removesSecondFactor, mailed: mail });
      if (!mail) await orderNotice(sql, deps, accountId);
      return { removesSecondFactor, mailed: mail };
    },
  );
  if (address === null) return { account, token };
  try {
    await mailLink(deps, { to: address, token, account });
  } catch (error) {
    await withdrawAccountLink(deps, actor, { accountId });
    throw new AppError('account.link_not_mailed', { cause: error });
  }
  return { account, token: null };
}

async function requireAddress(deps: Deps, accountId: string): Promise<string> {
  const address = await asSystem(deps.database, (sql) => findOwnAddress(sql, accountId));
  if (address === null || deps.mailer === null) throw new AppError('account.link_not_mailed');
  return address;
}

/** Makes the link of an account within the transaction of a change; an earlier one ends. */
export async function writeLink(
  sql: TransactionSql,
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
  actor: Actor,
  link: { accountId: string; token: string; removesSecondFactor: boolean; mailed: boolean },
): Promise<void> {
  const { token, ...given } = link;
  const issuedAt = clock.now();
  await withdrawLink(sql, link.accountId, issuedAt);
  await insertLink(sql, {
    ...given,
    id: newId(),
    tokenHash: hashOf(token),
    issuedBy: actor.accountId,
    issuedAt,
    expiresAt: hoursAfter(issuedAt, LINK_HOURS),
  });
}

/** Draws a token of 256 bits, which nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Confirms another administrator's link and gives back its code once. Throws `account.link_not_found`,
 * `account.link_needs_another`, `account.link_needs_no_code`.
 */
export async function confirmAccountLink(
  deps: Deps,
  actor: Actor,
  { accountId }: { accountId: string },
): Promise<AccountWithCode> {
  refuseOwn(actor, accountId);
  const code = generateCode();
  const account = await changeAccounts(
    deps,
    actor,
    'account.confirm_link',
    accountId,
    async (sql) => {
      const now = deps.clock.now();
      const [link] = await listOpenLinks(sql, now, { accountId });
      if (link === undefined) throw new AppError('account.link_not_found');
      if (link.issuerId === actor.accountId) throw new AppError('account.link_needs_another');
      await refuseRoleBetween(sql, deps, link.issuerId, actor.accountId);
      if (!needsSecondAdministrator(link) || link.codeHash !== null) {
        throw new AppError('account.link_needs_no_code');
      }
      const codeHash = codeHashOf(link.id, code);
      await confirmLink(sql, { id: link.id, by: actor.accountId, codeHash, now });
      return { removesSecondFactor: link.removesSecondFactor };
    },
  );
  return { account, code };
}

/** Ends the open link of an account. Throws `account.link_not_found`. */
export async function withdrawAccountLink(
  deps: Deps,
  actor: Actor,
  { accountId }: { accountId: string },
): Promise<Account> {
  return await changeAccounts(deps, actor, 'account.withdraw_link', accountId, async (sql) => {
    await requireWithdrawn(sql, accountId, deps.clock.now());
    return {};
  });
}

/** Ends the link to one's own account that one did not ask for. Throws `account.link_not_found`. */
export async function withdrawOwnLink(deps: Deps, holder: SessionHolder): Promise<void> {
  const { accountId, role } = holder;
  await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, { accountId, role: role ?? 'nobody' });
    await requireWithdrawn(sql, accountId, deps.clock.now());
    await logLink(sql, deps, 'account.withdraw_link', accountId);
  });
}

/** Says for whom a link is before a password is typed. Throws `account.link_not_found`, `account.link_not_confirmed`. */
export async function readLinkOwner(deps: Deps, token: string): Promise<LinkOwner> {
  return await asSystem(deps.database, async (sql) => {
    const link = await requireLink(sql, token, deps.clock.now());
    const { expiresAt, removesSecondFactor } = link;
    const { username, name } = await requireOwner(sql, link);
    return {
      username,
      name,
      expiresAt,
      removesSecondFactor,
      needsCode: needsSecondAdministrator(link),
    };
  });
}

/**
 * Sets the password of the account that a link is for; its sessions end, and its second factor where the link says so.
 * A link counts once. Throws `account.link_not_found`, `account.link_not_confirmed`, `account.link_wrong_code`,
 * `account.weak_password`, `request.too_many`.
 */
export async function setPasswordByLink(
  deps: Deps,
  input: UseLink,
  caller: Caller,
): Promise<{ body: { ok: true }; cookies: string[] }> {
  const { address, cookie } = caller;
  const { token, code, newPassword } = input;
  const { link, username } = await asSystem(deps.database, async (sql) => {
    const found = await requireLink(sql, token, deps.clock.now());
    return { link: found, ...(await requireOwner(sql, found)) };
  });
  if (needsSecondAdministrator(link)) {
    await limitGuesses(deps, { username: `link ${link.id}`, address }, async () =>
      refuseWrongCode(link, code),
    );
  }
  const pointer = '/newPassword';
  await refuseWeakPassword(deps.config, { password: newPassword, username, pointer });
  const passwordHash = await hashPassword(newPassword);
  await writeAsSystem(deps.database, async (sql) => {
    const now = deps.clock.now();
    // Judged again: the second factor may have been turned off meanwhile.
    const still = await requireLink(sql, token, now);
    if (needsSecondAdministrator(still)) refuseWrongCode(still, code);
    if (!(await spendLink(sql, still.id, now))) throw new AppError('account.link_not_found');
    const { accountId } = still;
    await actInTheNameOf(sql, { accountId, role: 'nobody' });
    await savePassword(sql, { accountId, passwordHash, mustChange: false, now });
    if (still.removesSecondFactor) await removeSecondFactor(sql, accountId, now);
    await deleteSessionsOf(sql, accountId);
    await logLink(sql, deps, 'account.use_link', accountId);
  });
  deps.authentication.sessions.forget();
  // The first sign-in with the new password comes from a browser that is known, whoever guesses meanwhile.
  const known = deps.authentication.rememberBrowser(cookie, link.accountId);
  return { body: { ok: true }, cookies: [known] };
}

async function requireLink(
  sql: TransactionSql,
  token: string,
  now: IsoInstant,
): Promise<StoredLink> {
  const [link] = await listOpenLinks(sql, now, { tokenHash: hashOf(token) });
  if (link === undefined) throw new AppError('account.link_not_found');
  if (needsSecondAdministrator(link) && link.codeHash === null) {
    throw new AppError('account.link_not_confirmed');
  }
  return link;
}

async function requireOwner(sql: TransactionSql, { accountId }: StoredLink) {
  const owner = await findAccountNames(sql, accountId);
  if (owner === null) throw new AppError('account.link_not_found');
  return owner;
}

async function requireWithdrawn(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<void> {
  if (!(await withdrawLink(sql, accountId, now))) throw new AppError('account.link_not_found');
}

function refuseWrongCode({ id, codeHash }: StoredLink, code: string | null): void {
  if (code === null || codeHashOf(id, code) !== codeHash) {
    throw new AppError('account.link_wrong_code', {
      errors: [{ pointer: '/code', code: 'account.link_wrong_code' }],
    });
  }
}

async function logLink(
  sql: TransactionSql,
  { clock }: Pick<Deps, 'clock'>,
  action: string,
  accountId: string,
): Promise<void> {
  await appendAudit(sql, clock, { action, subjectKind: 'account', subjectId: accountId });
}

/** Reads a code as people type it: in whatever case, with or without its hyphen. */
function codeHashOf(id: string, code: string): string {
  return hashOf(`${id}\n${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function hoursAfter(instant: IsoInstant, hours: number): IsoInstant {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}
