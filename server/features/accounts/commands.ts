import { generatePassword, hashPassword } from '#server/authentication/password.ts';
import {
  deleteSession,
  deleteSessionsOf,
  listSessions,
  wipeSession,
} from '#server/authentication/session-queries.ts';
import type {
  Account,
  AccountSession,
  AccountWithLink,
  NewAccount,
  NewAssignment,
} from '#server/contract/account.ts';
import type { Actor, Role } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { NewProposal } from '#server/contract/proposal.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { AuditDetail } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { type Consent, requireSecond } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { readProposalTimes } from '#server/settings/proposal-settings.ts';

import { newToken, writeLink } from './access-link-commands.ts';
import { withdrawLink } from './access-link-queries.ts';
import {
  changeAccounts,
  readAccountsWithLinks,
  refuseOwn,
  requireAccount,
} from './account-change-commands.ts';
import { endAssignments, insertAssignments, listCommuneNames } from './assignment-queries.ts';
import { findAccountId, insertAccount, listAccounts, setDisabled } from './queries.ts';
import { raisesRights, whyNotAssignable } from './rules.ts';

const HOUR = 3_600_000;

const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

const OF_ACCOUNT = {
  right: 'accounts:manage' as const,
  deciders: () => ['admin' as const],
  paper: false,
  async subjectOf(_sql: TransactionSql, _deps: Deps, _asker: unknown, asked: Asked) {
    const { kind, accountId } = asked;
    return Promise.resolve({ name: `account ${accountId} ${kind}`, accountId, told: [accountId] });
  },
};

/** A role or commune that is added or raised. */
export const ROLE_PROPOSAL: KindOf<'role'> = {
  ...OF_ACCOUNT,
  async carryOut(deps, asker, { accountId, act }, { consent }) {
    // Nobody holds a role on a day on which only one person wanted it.
    const today = deps.clock.today();
    const validFrom = act.validFrom < today ? today : act.validFrom;
    await assignRole(deps, asker, { ...act, validFrom, accountId }, consent);
  },
};

/** An administrator who is to be shut out: by a second one, or by the clock once everybody has been told for a day. */
export const DISABLE_PROPOSAL: KindOf<'disable'> = {
  ...OF_ACCOUNT,
  async subjectOf(sql, deps, asker, asked) {
    const { disableHours } = await readProposalTimes(sql, deps.clock.today());
    const subject = await OF_ACCOUNT.subjectOf(sql, deps, asker, asked);
    return { ...subject, dueAt: after(deps.clock.now(), disableHours * HOUR) };
  },
  async carryOut(deps, asker, { accountId }, { consent }) {
    await disableAccount(deps, asker, { accountId }, consent);
  },
};

/** A person who is to be let in again. */
export const ENABLE_PROPOSAL: KindOf<'enable'> = {
  ...OF_ACCOUNT,
  async carryOut(deps, asker, { accountId }, { consent }) {
    await enableAccount(deps, asker, { accountId }, consent);
  },
};

/** All accounts, the disabled ones too: what was granted stays visible. */
export async function readAccounts(deps: Deps): Promise<Account[]> {
  return await asSystem(deps.database, (sql) => readAccountsWithLinks(sql, deps));
}

/**
 * Opens an account whose person sets the password by a link; its token is given back once. A second administrator has
 * to confirm it, so that nobody alone can act as two. Throws `account.username_taken` and others.
 */
export async function createAccount(
  deps: Deps,
  actor: Actor,
  input: NewAccount,
): Promise<AccountWithLink> {
  refuseUnassignable(input);
  const token = newToken();
  // Nobody learns this one.
  const passwordHash = await hashPassword(generatePassword());
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
    const link = { accountId: id, token, removesSecondFactor: false, mailed: false };
    await writeLink(sql, deps, actor, link);
    return await grant(sql, deps, actor, id, input);
  });
  return { account, token };
}

/**
 * Gives an account another role from a day on. Not to oneself: `account.own_account`. One person lowers or ends a role;
 * one that is added or raised, or taken from an administrator, takes two: `proposal.needed`.
 */
export async function assignRole(
  deps: Deps,
  actor: Actor,
  input: { accountId: string } & NewAssignment,
  consent?: Consent,
): Promise<Account> {
  const { accountId, validFrom, validTo } = input;
  refuseUnassignable(input);
  refuseOwn(actor, accountId);
  const assign = async (sql: TransactionSql) => {
    const today = deps.clock.today();
    const [account] = await listAccounts(sql, today, accountId);
    if (account === undefined || raisesRights(account, input, today)) requireSecond(consent);
    await endAssignments(sql, accountId, { from: validFrom, to: validTo });
    return await grant(sql, deps, actor, accountId, input);
  };
  return await changeAccounts(deps, actor, 'account.assign', accountId, assign, consent);
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

/**
 * Shuts an account out at once, wherever it is signed in; its link ends too. An administrator is shut out by two, or by
 * the clock a day after everybody was told: `proposal.needed`.
 */
export async function disableAccount(
  deps: Deps,
  actor: Actor,
  input: { accountId: string },
  consent?: Consent,
): Promise<Account> {
  const { accountId } = input;
  refuseOwn(actor, accountId);
  const disable = async (sql: TransactionSql) => {
    const [account] = await listAccounts(sql, deps.clock.today(), accountId);
    if (account?.role === 'admin') requireSecond(consent);
    const now = deps.clock.now();
    await setDisabled(sql, accountId, now, now);
    await deleteSessionsOf(sql, accountId);
    await withdrawLink(sql, accountId, now);
    return {};
  };
  return await changeAccounts(deps, actor, 'account.disable', accountId, disable, consent);
}

/** Lets a person in again. What they may do then is given anew, so it takes two: `proposal.needed`. */
export async function enableAccount(
  deps: Deps,
  actor: Actor,
  input: { accountId: string },
  consent?: Consent,
): Promise<Account> {
  const { accountId } = input;
  const enable = async (sql: TransactionSql) => {
    requireSecond(consent);
    await setDisabled(sql, accountId, null, deps.clock.now());
    return {};
  };
  return await changeAccounts(deps, actor, 'account.enable', accountId, enable, consent);
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

/** Ends a session whose device is lost: at its next contact it deletes all that it keeps for the account. */
export async function wipeDevice(
  deps: Deps,
  actor: Actor,
  input: { accountId: string; sessionId: string },
): Promise<void> {
  await changeAccounts(deps, actor, 'session.wipe', input.accountId, async (sql) => {
    if (!(await wipeSession(sql, { ...input, now: deps.clock.now() }))) {
      throw new AppError('session.not_found');
    }
    return {};
  });
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

type Asked = Extract<NewProposal, { accountId: string }>;
