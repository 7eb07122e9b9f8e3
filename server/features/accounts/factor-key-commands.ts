import { createHmac, timingSafeEqual } from 'node:crypto';

import { hashLikeStored } from '#server/authentication/backup-codes.ts';
import { findFactor, listFactorKeys } from '#server/authentication/session-queries.ts';
import { operatorWarning } from '#server/contract/operator-warning.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

/** Time for which an authenticator shows a code. */
const STEP_MILLISECONDS = 30_000;

const DIGITS = 6;

/**
 * Gives the code of a second factor in the form in which it is compared: a backup code hashed like the stored ones, a code
 * of the authenticator as it is. That one counts in its own half minute alone: throws `session.wrong_code` for any other
 * one. Throws `account.second_factor_unreadable` where the factor was encrypted with another secret.
 */
export async function comparableCode(
  deps: Deps,
  accountId: string,
  { endpoint, code }: { endpoint: string; code: string },
): Promise<string> {
  const factor = await asSystem(deps.database, (sql) => findFactor(sql, accountId));
  if (factor === null) return code;
  if (!(await deps.authentication.opens(factor.key))) {
    throw new AppError('account.second_factor_unreadable');
  }
  if (endpoint !== '/two-factor/verify-totp') return hashLikeStored(factor.backupCodes, code);
  const key = await deps.authentication.unseal(factor.key);
  // The library would take the codes before and after it as well; what is none of the three it counts as a wrong try.
  const neighbours = [-STEP_MILLISECONDS, STEP_MILLISECONDS].map((shift) => Date.now() + shift);
  if (key !== null && !isCodeOfNow(key, code, Date.now())) {
    if (neighbours.some((time) => isCodeOfNow(key, code, time))) {
      throw new AppError('session.wrong_code');
    }
  }
  return code;
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

/**
 * Tests if a code is the one that an authenticator shows in the very half minute of `now`, neither before nor after (RFC
 * 6238, HMAC-SHA-1).
 * @param key what the authenticator has scanned, not yet in base32
 * @param now milliseconds since 1970
 */
export function isCodeOfNow(key: string, code: string, now: number): boolean {
  const shown = Buffer.from(codeAt(key, Math.floor(now / STEP_MILLISECONDS)));
  const typed = Buffer.from(code);
  return shown.length === typed.length && timingSafeEqual(shown, typed);
}

/** Computes the code of a half minute since 1970 (RFC 4226, section 5.3). */
function codeAt(key: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}
