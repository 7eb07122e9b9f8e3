import { generatePassword, hashPassword } from '#server/authentication/password.ts';
import { deleteSessionsOf } from '#server/authentication/session-queries.ts';
import { openEmergencyAccess } from '#server/authentication/single-sign-on-queries.ts';
import type { Clock } from '#server/clock.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import { findAccountId, listAccounts, removeSecondFactor, savePassword } from './queries.ts';

type Given = { database: Database; clock: Clock };

/**
 * Gives an administrator a one-time password, for the day when the organisation's provider is down: for some hours it
 * counts also where the server takes single sign-on alone, and it must be changed at the first sign-in. The sessions of
 * the account end. Null where no administrator in office has that username.
 */
export async function giveEmergencyAccess(
  { database, clock }: Given,
  input: { username: string; hours: number; removesSecondFactor: boolean },
): Promise<{ password: string; expiresAt: string } | null> {
  const { username, hours, removesSecondFactor } = input;
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  const expiresAt = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const given = await asSystem(database, async (sql) => {
    const accountId = await findAccountId(sql, username);
    if (accountId === null) return false;
    const [account] = await listAccounts(sql, clock.today(), accountId);
    if (account?.role !== 'admin' || account.disabledAt !== null) return false;
    await savePassword(sql, { accountId, passwordHash, mustChange: true, now });
    if (removesSecondFactor) await removeSecondFactor(sql, accountId, now);
    await deleteSessionsOf(sql, accountId);
    await openEmergencyAccess(sql, { accountId, now, expiresAt });
    await appendAudit(sql, clock, {
      action: 'account.emergency_access',
      subjectKind: 'account',
      subjectId: accountId,
      detail: { hours, removesSecondFactor, from: 'command line' },
    });
    return true;
  });
  return given ? { password, expiresAt } : null;
}
