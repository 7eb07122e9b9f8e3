import { isKnownPassword } from '#server/authentication/known-passwords.ts';
import type { Config } from '#server/configuration/config.ts';
import { PASSWORD_MINIMUM } from '#server/contract/account.ts';
import { AppError } from '#server/contract/problem.ts';

import { isWeakPassword } from './rules.ts';

/**
 * Refuses a new password that would be guessed, or that breaches have shown: `account.weak_password`.
 * @param pointer the field of the request; absent where no form sends it
 */
export async function refuseWeakPassword(
  { security }: Pick<Config, 'security'>,
  { password, username, pointer }: { password: string; username: string; pointer?: string },
): Promise<void> {
  const weak = isWeakPassword(password, username);
  if (!weak && !(await isKnownPassword(password, security.breachedPasswords))) return;
  throw new AppError('account.weak_password', {
    ...(pointer !== undefined && { errors: [{ pointer, code: 'weak_password' }] }),
    parameters: { minimum: PASSWORD_MINIMUM },
  });
}
