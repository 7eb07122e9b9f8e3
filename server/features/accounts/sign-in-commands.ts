import { createHash } from 'node:crypto';

import * as z from 'zod';

import type { SignIn } from '#server/contract/account.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';

import type { AuthenticationEndpoint, Caller } from './authentication.ts';
import { actInTheNameOf, findAccountId } from './queries.ts';
import type { SessionHolder } from './rules.ts';
import { clearAttempts, findHolder, takeAttempt } from './session-queries.ts';

const WINDOW_SECONDS = 60;
const MOST_ATTEMPTS = 5;

const SignedIn = z.object({ user: z.object({ id: z.string() }) });
const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

type Answer<T> = { body: T; cookies: string[] };

/**
 * Checks a username and password. Five tries a minute for a username from one address; a success
 * gives them back. Throws `session.wrong_credentials`, `account.disabled`, `request.too_many`.
 */
export async function signIn(
  deps: Deps,
  caller: Caller,
  input: SignIn,
): Promise<Answer<{ secondFactorRequired: boolean }>> {
  const { sql } = deps.database;
  const key = attemptKey(caller.address, input.username);
  const attempts = await takeAttempt(sql, key, deps.clock.now(), WINDOW_SECONDS);
  if (attempts.count > MOST_ATTEMPTS) {
    throw new AppError('request.too_many', { parameters: { seconds: attempts.secondsLeft } });
  }
  const { body, cookies } = await askWithPassword(deps, caller, input);
  await clearAttempts(sql, key, deps.clock.now());
  const signedIn = SignedIn.safeParse(body).data;
  if (signedIn !== undefined) await logSession(deps, 'session.sign_in', signedIn.user.id);
  return { body: { secondFactorRequired: signedIn === undefined }, cookies };
}

async function askWithPassword(deps: Deps, caller: Caller, input: SignIn) {
  try {
    return await deps.authentication.call('/sign-in/username', caller, { ...input });
  } catch (error) {
    // A name that nobody has is not kept: it may be a password in the wrong box.
    const accountId = await asSystem(deps.database, (sql) => findAccountId(sql, input.username));
    if (accountId !== null) await logSession(deps, 'session.sign_in_refused', accountId);
    throw error;
  }
}

/** Names are folded as better-auth folds them; hashed, because what was typed may be a secret. */
function attemptKey(address: string | null, username: string): string {
  return createHash('sha256').update(`${address}\n${username.toLowerCase()}`).digest('hex');
}

/** Ends the session of the cookie, if there is one. */
export async function signOut(deps: Deps, caller: Caller): Promise<Answer<{ ok: true }>> {
  const holder = await holderOf(deps, caller);
  const { cookies } = await deps.authentication.call('/sign-out', caller, {});
  deps.authentication.sessions.forget();
  if (holder !== null) await logSession(deps, 'session.sign_out', holder.accountId, holder);
  return { body: { ok: true }, cookies };
}

/**
 * Proves the second factor: after the password (which opens the session), or right after it was
 * set up (which turns it on). Throws `session.wrong_code`, `session.missing`.
 */
export async function proveSecondFactor(
  deps: Deps,
  caller: Caller,
  proof: { endpoint: '/two-factor/verify-totp' | '/two-factor/verify-backup-code'; code: string },
): Promise<Answer<{ ok: true }>> {
  const before = await holderOf(deps, caller);
  const { body, cookies } = await deps.authentication.call(proof.endpoint, caller, {
    code: proof.code,
  });
  deps.authentication.sessions.forget();
  const accountId = SignedIn.parse(body).user.id;
  const turnedOn = before !== null && !before.secondFactor;
  await logSession(deps, turnedOn ? 'account.second_factor_on' : 'session.sign_in', accountId);
  return { body: { ok: true }, cookies };
}

/** Prepares a second factor; it counts once its first code is proved. */
export async function prepareSecondFactor(
  deps: Deps,
  caller: Caller,
  password: string,
): Promise<Answer<{ uri: string; backupCodes: string[] }>> {
  const { body, cookies } = await changeFactor(deps, caller, '/two-factor/enable', password);
  const { totpURI, backupCodes } = Enabled.parse(body);
  // People know their username; the address is made up.
  return { body: { uri: totpURI.replace('%40dia-ban.invalid', ''), backupCodes }, cookies };
}

export async function turnOffSecondFactor(
  deps: Deps,
  caller: Caller,
  password: string,
): Promise<Answer<{ ok: true }>> {
  const holder = await holderOf(deps, caller);
  const { cookies } = await changeFactor(deps, caller, '/two-factor/disable', password);
  deps.authentication.sessions.forget();
  if (holder !== null)
    await logSession(deps, 'account.second_factor_off', holder.accountId, holder);
  return { body: { ok: true }, cookies };
}

async function changeFactor(
  deps: Deps,
  caller: Caller,
  endpoint: AuthenticationEndpoint,
  password: string,
) {
  return await deps.authentication.call(endpoint, caller, { password: password.normalize('NFC') });
}

async function holderOf(deps: Deps, caller: Caller): Promise<SessionHolder | null> {
  const token = await deps.authentication.sessionToken(caller.cookie);
  if (token === null) return null;
  return await findHolder(deps.database.sql, token, deps.clock.today());
}

async function logSession(
  deps: Deps,
  action: string,
  accountId: string,
  holder: SessionHolder | null = null,
): Promise<void> {
  await asSystem(deps.database, async (sql) => {
    // Who was refused has not shown to be the account's owner.
    if (action !== 'session.sign_in_refused') {
      await actInTheNameOf(sql, { accountId, role: holder?.role ?? 'nobody' });
    }
    await appendAudit(sql, deps.clock, { action, subjectKind: 'account', subjectId: accountId });
  });
}
