import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { verifyPassword } from '#server/authentication/password.ts';
import type { OwnProof } from '#server/contract/passkey.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { limitGuesses } from './attempt-commands.ts';
import { readPasswordHash } from './queries.ts';
import { judgeCode } from './sign-in-commands.ts';

const TOTP = /^\d{6}$/;

/**
 * Checks that the person at the screen is the one signed in: by a code where the account has a second factor, else by the
 * password. Throws `request.invalid` where that one is missing, `session.wrong_code`, `account.wrong_password`,
 * `account.second_factor_unreadable`, `request.too_many`.
 */
export async function proveOwn(
  deps: Deps,
  caller: Caller,
  holder: SessionHolder,
  proof: OwnProof,
): Promise<void> {
  if (holder.secondFactor) await proveByCode(deps, caller, holder, proof.code);
  else await proveByPassword(deps, caller, holder, proof.password);
}

async function proveByCode(
  deps: Deps,
  caller: Caller,
  holder: SessionHolder,
  code: string | undefined,
): Promise<void> {
  if (code === undefined) throw missing('/code');
  const endpoint = TOTP.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  await judgeCode(deps, caller, { endpoint, code }, holder);
}

async function proveByPassword(
  deps: Deps,
  { address }: Caller,
  { accountId, username }: SessionHolder,
  password: string | undefined,
): Promise<void> {
  if (password === undefined) throw missing('/password');
  const stored = await asSystem(deps.database, (sql) => readPasswordHash(sql, accountId));
  await limitGuesses(deps, { username, address, own: true }, async () => {
    if (stored === null || !(await verifyPassword(stored, password))) {
      throw new AppError('account.wrong_password');
    }
  });
}

function missing(pointer: string): AppError {
  return new AppError('request.invalid', { errors: [{ pointer, code: 'required' }] });
}
