import {
  needsSecondFactor,
  provesByProvider,
  restrictionOf,
  type SessionHolder,
} from '#server/authentication/holder.ts';
import { hashPassword, verifyPassword } from '#server/authentication/password.ts';
import { renewSession } from '#server/authentication/renew-session.ts';
import type { Caller } from '#server/authentication/authentication.ts';
import {
  deleteSession,
  deleteSessionsOf,
  listSessions,
} from '#server/authentication/session-queries.ts';
import { unsentKey } from '#server/authentication/unsent-keys.ts';
import type { AccountSession, ChangePassword, Me } from '#server/contract/account.ts';
import { can, PERMISSIONS } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { listOpenLinks } from './access-link-queries.ts';
import { openLink } from './account-change-commands.ts';
import { listCommuneNames } from './assignment-queries.ts';
import { limitGuesses } from './attempt-commands.ts';
import { actInTheNameOf, readPasswordHash, savePassword } from './queries.ts';
import { refuseWeakPassword } from './new-password-commands.ts';

/** Reads the person signed in, with everything the client needs to offer only what is open to them. */
export async function readMe(deps: Deps, holder: SessionHolder): Promise<Me> {
  const { accountId: id, username, name, demo, mustChangePassword } = holder;
  const role = roleOf(holder);
  const { secondFactor } = deps.config.security;
  const { communes, links } = await asSystem(deps.database, async (sql) => ({
    communes: await listCommuneNames(sql, holder.communeIds),
    links: await listOpenLinks(sql, deps.clock.now(), { accountId: id }),
  }));
  return {
    account: { id, username, name },
    role,
    communes,
    permissions: PERMISSIONS.filter((permission) => can(role, permission)),
    demo,
    mustChangePassword,
    twoFactor: {
      enabled: holder.secondFactor,
      required: needsSecondFactor(role, secondFactor) && !demo,
      byProvider: provesByProvider(holder),
    },
    restriction: restrictionOf(holder, secondFactor),
    link: links.map(openLink)[0] ?? null,
    unsentKey: unsentKey(deps.config),
  };
}

function roleOf(holder: SessionHolder) {
  if (holder.role === null) throw new AppError('permission.denied');
  return holder.role;
}

/**
 * Replaces the password, signs out every other session and gives this one a new token, as cookies. Throws `account.wrong_password`,
 * `account.weak_password`, `request.too_many`.
 */
export async function changePassword(
  deps: Deps,
  holder: SessionHolder,
  input: ChangePassword,
  caller: Caller,
): Promise<string[]> {
  const { accountId, username } = holder;
  const { address } = caller;
  const stored = await asSystem(deps.database, (sql) => readPasswordHash(sql, accountId));
  await limitGuesses(deps, { username, address, own: true }, async () => {
    if (stored === null || !(await verifyPassword(stored, input.currentPassword))) {
      throw new AppError('account.wrong_password');
    }
  });
  await refuseWeakPassword(deps.config, {
    // The old one once more is no new one.
    password: input.newPassword === input.currentPassword ? '' : input.newPassword,
    username,
    pointer: '/newPassword',
  });
  // Hashed before the transaction: it takes longer than everything in it.
  const passwordHash = await hashPassword(input.newPassword);
  await changeOwn(deps, holder, 'account.change_password', async (sql) => {
    await savePassword(sql, { accountId, passwordHash, mustChange: false, now: deps.clock.now() });
    await deleteSessionsOf(sql, accountId, holder.sessionId);
  });
  return await renewSession(deps, caller, holder);
}

export async function listOwnSessions(
  deps: Deps,
  holder: SessionHolder,
): Promise<AccountSession[]> {
  const { accountId, sessionId } = holder;
  return await asSystem(deps.database, (sql) => listSessions(sql, accountId, sessionId));
}

/** Ends one of the own sessions at once. Throws `session.not_found`. */
export async function revokeOwnSession(
  deps: Deps,
  holder: SessionHolder,
  sessionId: string,
): Promise<void> {
  await changeOwn(deps, holder, 'session.revoke', async (sql) => {
    if (!(await deleteSession(sql, holder.accountId, sessionId))) {
      throw new AppError('session.not_found');
    }
  });
}

async function changeOwn(
  deps: Deps,
  holder: SessionHolder,
  action: string,
  work: (sql: TransactionSql) => Promise<void>,
): Promise<void> {
  const { accountId } = holder;
  await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, { accountId, role: roleOf(holder) });
    await work(sql);
    await appendAudit(sql, deps.clock, { action, subjectKind: 'account', subjectId: accountId });
  });
  deps.authentication.sessions.forget();
}
