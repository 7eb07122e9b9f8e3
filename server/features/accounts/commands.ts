import type {
  Account,
  AccountSession,
  AccountWithPassword,
  NewAccount,
  NewAssignment,
  ResetPassword,
} from '#server/contract/account.ts';
import type { Actor, Role } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit, type AuditDetail } from '#server/features/audit/queries.ts';

import {
  countAdmins,
  endAssignments,
  insertAssignments,
  listCommuneNames,
  lockAssignments,
} from './assignment-queries.ts';
import { generatePassword, hashPassword } from './password.ts';
import {
  actInTheNameOf,
  findAccountId,
  findAccountState,
  insertAccount,
  listAccounts,
  removeSecondFactor,
  savePassword,
  setDisabled,
} from './queries.ts';
import { whyNotAssignable } from './rules.ts';
import { deleteSession, deleteSessionsOf, listSessions } from './session-queries.ts';

/** All accounts, the disabled ones too: what was granted stays visible. */
export async function readAccounts(deps: Deps): Promise<Account[]> {
  return await asSystem(deps.database, (sql) => listAccounts(sql, deps.clock.today()));
}

/** Opens an account with a password that is shown once. Throws `account.username_taken` and others. */
export async function createAccount(
  deps: Deps,
  actor: Actor,
  input: NewAccount,
): Promise<AccountWithPassword> {
  refuseUnassignable(input);
  const initialPassword = generatePassword();
  const passwordHash = await hashPassword(initialPassword);
  const id = deps.newId();
  const account = await changeAccounts(deps, actor, 'account.create', id, async (sql) => {
    if ((await findAccountId(sql, input.username)) !== null) {
      throw new AppError('account.username_taken');
    }
    await insertAccount(sql, {
      id,
      credentialId: deps.newId(),
      username: input.username,
      name: input.name,
      passwordHash,
      mustChangePassword: true,
      now: deps.clock.now(),
    });
    return await grant(sql, deps, actor, id, input);
  });
  return { account, initialPassword };
}

/** Gives an account another role from a day on. Not to oneself: `account.own_account`. */
export async function assignRole(
  deps: Deps,
  actor: Actor,
  input: { accountId: string } & NewAssignment,
): Promise<Account> {
  const { accountId, validFrom, validTo } = input;
  refuseUnassignable(input);
  refuseOwn(actor, accountId);
  return await changeAccounts(deps, actor, 'account.assign', accountId, async (sql) => {
    await endAssignments(sql, accountId, { from: validFrom, to: validTo });
    return await grant(sql, deps, actor, accountId, input);
  });
}

async function grant(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  accountId: string,
  { role, communeIds, validFrom, validTo }: NewAssignment,
): Promise<AuditDetail> {
  const unique = [...new Set(communeIds)];
  const known = await listCommuneNames(sql, unique);
  if (known.length < unique.length) throw new AppError('commune.not_found');
  await insertAssignments(sql, {
    newId: () => deps.newId(),
    accountId,
    role,
    communeIds: unique,
    validFrom,
    validTo,
    grantedBy: actor.accountId,
    now: deps.clock.now(),
  });
  return { role, communeIds: unique, validFrom, validTo };
}

/** Shuts an account out at once, wherever it is signed in. */
export async function disableAccount(
  deps: Deps,
  actor: Actor,
  input: { accountId: string },
): Promise<Account> {
  const { accountId } = input;
  refuseOwn(actor, accountId);
  return await changeAccounts(deps, actor, 'account.disable', accountId, async (sql) => {
    const now = deps.clock.now();
    await setDisabled(sql, accountId, now, now);
    await deleteSessionsOf(sql, accountId);
    return {};
  });
}

export async function enableAccount(
  deps: Deps,
  actor: Actor,
  input: { accountId: string },
): Promise<Account> {
  const { accountId } = input;
  return await changeAccounts(deps, actor, 'account.enable', accountId, async (sql) => {
    await setDisabled(sql, accountId, null, deps.clock.now());
    return {};
  });
}

/** Gives a new password that is shown once, and ends the account's sessions. */
export async function resetPassword(
  deps: Deps,
  actor: Actor,
  input: { accountId: string } & ResetPassword,
): Promise<AccountWithPassword> {
  const { accountId, resetSecondFactor } = input;
  refuseOwn(actor, accountId);
  const initialPassword = generatePassword();
  const passwordHash = await hashPassword(initialPassword);
  const account = await changeAccounts(
    deps,
    actor,
    'account.reset_password',
    accountId,
    async (sql) => {
      const now = deps.clock.now();
      await savePassword(sql, { accountId, passwordHash, mustChange: true, now });
      if (resetSecondFactor) await removeSecondFactor(sql, accountId, now);
      await deleteSessionsOf(sql, accountId);
      return { resetSecondFactor };
    },
  );
  return { account, initialPassword };
}

export async function readSessions(
  deps: Deps,
  input: { accountId: string },
): Promise<AccountSession[]> {
  return await asSystem(deps.database, async (sql) => {
    await requireAccount(sql, input.accountId);
    return await listSessions(sql, input.accountId, null);
  });
}

/** Ends one session of an account at once. Throws `session.not_found`. */
export async function revokeSession(
  deps: Deps,
  actor: Actor,
  input: { accountId: string; sessionId: string },
): Promise<void> {
  const { accountId, sessionId } = input;
  await changeAccounts(deps, actor, 'session.revoke', accountId, async (sql) => {
    if (!(await deleteSession(sql, accountId, sessionId))) throw new AppError('session.not_found');
    return {};
  });
}

/** The frame of every change: one at a time, in the administrator's name, never without an administrator. */
async function changeAccounts(
  deps: Deps,
  actor: Actor,
  action: string,
  accountId: string,
  work: (sql: TransactionSql) => Promise<AuditDetail>,
): Promise<Account> {
  const account = await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    await lockAssignments(sql);
    if (action !== 'account.create') await requireAccount(sql, accountId);
    const detail = await work(sql);
    await refuseNoAdmin(sql, deps.clock.today());
    const [changed] = await listAccounts(sql, deps.clock.today(), accountId);
    if (changed === undefined) throw new AppError('account.not_found');
    await appendAudit(sql, deps.clock, {
      action,
      subjectKind: 'account',
      subjectId: accountId,
      detail,
    });
    return changed;
  });
  deps.authentication.sessions.forget();
  return account;
}

async function requireAccount(sql: TransactionSql, accountId: string): Promise<void> {
  if ((await findAccountState(sql, accountId)) === null) throw new AppError('account.not_found');
}

async function refuseNoAdmin(sql: TransactionSql, today: IsoDate): Promise<void> {
  if ((await countAdmins(sql, today)) === 0) throw new AppError('account.last_admin');
}

function refuseOwn(actor: Actor, accountId: string): void {
  if (actor.accountId === accountId) throw new AppError('account.own_account');
}

function refuseUnassignable(input: {
  role: Role;
  communeIds: readonly number[];
  validFrom: IsoDate;
  validTo: IsoDate | null;
}): void {
  const refusal = whyNotAssignable(input);
  if (refusal === null) return;
  const { code, pointer } = refusal;
  throw new AppError(code, { errors: [{ pointer, code }] });
}
