import { generatePassword, hashPassword } from '#server/authentication/password.ts';
import { NewAccount } from '#server/contract/account.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { insertAssignments } from './assignment-queries.ts';
import { findAccountId, insertAccount } from './queries.ts';
import { refuseWeakPassword } from './new-password-commands.ts';

type Given = Pick<Deps, 'config' | 'database' | 'clock' | 'newId'>;

/**
 * Opens an administrator's account from outside, for the first of them and for the day when none
 * can sign in. Without a password one is made, given back, and must be changed at the first
 * sign-in. Throws `account.username_taken`, `account.weak_password`, a ZodError for a bad username.
 */
export async function openAdminAccount(
  { config, database, clock, newId }: Given,
  input: { username: string; name: string; password: string | null },
): Promise<{ accountId: string; username: string; generatedPassword: string | null }> {
  const { username, name } = NewAccount.pick({ username: true, name: true }).parse(input);
  if (input.password !== null) {
    await refuseWeakPassword(config, { password: input.password, username });
  }
  const password = input.password ?? generatePassword();
  const passwordHash = await hashPassword(password);
  const accountId = newId();
  const generated = input.password === null;
  await asSystem(database, async (sql) => {
    if ((await findAccountId(sql, username)) !== null) throw new AppError('account.username_taken');
    const now = clock.now();
    await insertAccount(sql, {
      id: accountId,
      credentialId: newId(),
      username,
      name,
      passwordHash,
      mustChangePassword: generated,
      now,
    });
    await insertAssignments(sql, {
      newId,
      accountId,
      role: 'admin',
      communeIds: [],
      validFrom: clock.today(),
      validTo: null,
      grantedBy: null,
      now,
    });
    await appendAudit(sql, clock, {
      action: 'account.create',
      subjectKind: 'account',
      subjectId: accountId,
      detail: { role: 'admin', from: 'command line' },
    });
  });
  return { accountId, username, generatedPassword: generated ? password : null };
}
