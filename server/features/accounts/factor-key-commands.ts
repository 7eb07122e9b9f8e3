import { findFactorKey, listFactorKeys } from '#server/authentication/session-queries.ts';
import { operatorWarning } from '#server/contract/operator-warning.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

/** Throws `account.second_factor_unreadable` where the account's second factor was encrypted with another secret. */
export async function refuseUnreadableFactor(deps: Deps, accountId: string): Promise<void> {
  const key = await asSystem(deps.database, (sql) => findFactorKey(sql, accountId));
  if (key === null || (await deps.authentication.opens(key))) return;
  throw new AppError('account.second_factor_unreadable');
}

/** Warns the operator at the start when accounts cannot sign in because the secret has changed. */
export async function warnOfOtherSecret(
  deps: Pick<Deps, 'database' | 'authentication' | 'log' | 'warnings'>,
): Promise<void> {
  const keys = await asSystem(deps.database, listFactorKeys);
  const opened = await Promise.all(keys.map((key) => deps.authentication.opens(key)));
  const unreadable = opened.filter((isOpen) => !isOpen).length;
  if (unreadable === 0) return;
  deps.warnings.set('secret', 'secret.of_another_server');
  const warning = operatorWarning('secret.of_another_server');
  deps.log.error(
    { accounts: unreadable, ...warning },
    'the secret is not the one of this database',
  );
}
