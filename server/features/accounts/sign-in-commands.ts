import { createHash } from 'node:crypto';
import * as z from 'zod';

import { hasEmergencyAccess } from '#server/authentication/single-sign-on-queries.ts';
import { noteSecondStep } from '#server/authentication/second-step.ts';
import type { AuthenticationEndpoint, Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { hashPassword, isOfAnotherCost } from '#server/authentication/password.ts';
import {
  deleteSession,
  endIdleSession,
  findChallenged,
  findHolder,
  spendCode,
} from '#server/authentication/session-queries.ts';
import type { SignIn } from '#server/contract/account.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem, readOneMoment } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { type Guesser, limitGuesses } from './attempt-commands.ts';
import { comparableCode } from './factor-key-commands.ts';
import { warnOfKnownPassword } from './known-password-jobs.ts';
import { actInTheNameOf, findAccountId, readPasswordHash, replacePasswordHash } from './queries.ts';

const SignedIn = z.object({ user: z.object({ id: z.string() }), token: z.string().nullish() });
const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

type Answer<T> = { body: T; cookies: string[] };

/**
 * Checks a username and password. Throws `session.wrong_credentials`, `account.disabled`, `request.too_many`, and
 * `session.password_closed` where the server takes single sign-on alone.
 */
export async function signIn(
  deps: Deps,
  caller: Caller,
  input: SignIn,
): Promise<Answer<{ secondFactorRequired: boolean }>> {
  const guesser = await guesserOf(deps, caller, input.username);
  const { body, cookies } = await limitGuesses(deps, guesser, () =>
    askWithPassword(deps, caller, input),
  );
  await endFormerSession(deps, caller);
  const signedIn = SignedIn.safeParse(body).data;
  if (signedIn === undefined) return { body: { secondFactorRequired: true }, cookies };
  const { id } = signedIn.user;
  await logSession(deps, 'session.sign_in', id);
  const known = deps.authentication.rememberBrowser(caller.cookie, id);
  return { body: { secondFactorRequired: false }, cookies: [...cookies, known] };
}

/** Tells for the counters of wrong tries from where a name is tried. */
async function guesserOf(deps: Deps, caller: Caller, username: string): Promise<Guesser> {
  const browser = deps.authentication.knownBrowser(caller.cookie);
  const { address } = caller;
  if (browser === null) return { username, address };
  const accountId = await asSystem(deps.database, (sql) => findAccountId(sql, username));
  const own = accountId !== null && browser.accountIds.includes(accountId);
  return { username, address, browserId: browser.id, own };
}

/**
 * Ends the session whose cookie a browser has shown when somebody signed in there: the new cookie takes its place, and a
 * copy of it is worth nothing any more. Every way to sign in calls it once its first factor was right.
 */
export async function endFormerSession(deps: Deps, caller: Caller): Promise<void> {
  const holder = await holderOf(deps, caller);
  if (holder === null) return;
  const { accountId, sessionId } = holder;
  await asSystem(deps.database, (sql) => deleteSession(sql, accountId, sessionId));
  deps.authentication.sessions.forget();
  await logSession(deps, 'session.sign_out', accountId, holder);
}

async function askWithPassword(deps: Deps, caller: Caller, input: SignIn) {
  await refuseClosed(deps, input);
  try {
    const signedIn = await deps.authentication.call('/sign-in/username', caller, { ...input });
    await renewPasswordHash(deps, input);
    return signedIn;
  } catch (error) {
    // A name that nobody has is not kept: it may be a password in the wrong box.
    const accountId = await asSystem(deps.database, (sql) => findAccountId(sql, input.username));
    if (accountId !== null) await logSession(deps, 'session.sign_in_refused', accountId);
    throw error;
  }
}

/** Hashes a password anew, which was just right, where its stored hash was made at an earlier cost. */
async function renewPasswordHash(deps: Deps, { username, password }: SignIn): Promise<void> {
  const stored = await asSystem(deps.database, async (sql) => {
    const accountId = await findAccountId(sql, username);
    if (accountId === null) return null;
    return { accountId, hash: await readPasswordHash(sql, accountId) };
  });
  if (stored === null || stored.hash === null || !isOfAnotherCost(stored.hash)) return;
  const renewed = { ...stored, before: stored.hash, hash: await hashPassword(password) };
  await asSystem(deps.database, (sql) => replacePasswordHash(sql, renewed));
}

/**
 * Refuses a sign-in that does not come by the organisation's provider, where that is the only way in and the account
 * has no emergency access: `session.password_closed`.
 */
export async function refuseClosed(
  deps: Deps,
  account: { username: string } | { accountId: string },
): Promise<void> {
  if (deps.identityProvider?.only !== true) return;
  const open = await asSystem(deps.database, (sql) =>
    hasEmergencyAccess(sql, account, deps.clock.now()),
  );
  if (!open) throw new AppError('session.password_closed');
}

/**
 * Ends the session of the cookie, if there is one. `continueAt` is the page that ends it at the organisation's provider
 * too; null where that did not open it, or offers none.
 */
export async function signOut(
  deps: Deps,
  caller: Caller,
): Promise<Answer<{ ok: true; continueAt: string | null }>> {
  const holder = await holderOf(deps, caller);
  const { cookies } = await deps.authentication.call('/sign-out', caller, {});
  deps.authentication.sessions.forget();
  if (holder !== null) await logSession(deps, 'session.sign_out', holder.accountId, holder);
  const continueAt =
    holder?.singleSignOn === true
      ? ((await deps.identityProvider?.signOutAddress()) ?? null)
      : null;
  return { body: { ok: true, continueAt }, cookies };
}

/**
 * Checks the second factor: after the password (which opens the session), or right after it was set up (which turns it
 * on). A code counts once; refusals are logged. Throws `session.wrong_code`, `session.missing`, `request.too_many`,
 * `account.second_factor_unreadable`.
 */
export async function proveSecondFactor(
  deps: Deps,
  caller: Caller,
  proof: { endpoint: '/two-factor/verify-totp' | '/two-factor/verify-backup-code'; code: string },
): Promise<Answer<{ ok: true }>> {
  const before = await holderOf(deps, caller);
  const { body, cookies } = await judgeCode(deps, caller, proof, before);
  const signedIn = SignedIn.parse(body);
  const accountId = signedIn.user.id;
  if (before === null) await noteSecondStep(deps, caller, { token: signedIn.token ?? '' });
  deps.authentication.sessions.forget();
  const turnedOn = before !== null && !before.secondFactor;
  await logSession(deps, turnedOn ? 'account.second_factor_on' : 'session.sign_in', accountId);
  const known = deps.authentication.rememberBrowser(caller.cookie, accountId);
  return { body: { ok: true }, cookies: [...cookies, known] };
}

/** Judges a code of the account that is signed in, or that has just given its password; logs a refusal. */
export async function judgeCode(
  deps: Deps,
  caller: Caller,
  proof: Parameters<typeof proveSecondFactor>[2],
  holder: SessionHolder | null,
) {
  const { endpoint, code: typed } = proof;
  const accountId = holder?.accountId ?? (await challengedAccount(deps, caller));
  try {
    const code = accountId === null ? typed : await comparableCode(deps, accountId, proof);
    // better-auth itself spends backup codes.
    if (accountId !== null && endpoint === '/two-factor/verify-totp') {
      await refuseSpent(deps, accountId, code);
    }
    return await deps.authentication.call(endpoint, caller, { code });
  } catch (error) {
    if (accountId !== null && error instanceof AppError) {
      const locked = error.code === 'request.too_many';
      const action = locked ? 'session.second_factor_locked' : 'session.second_factor_refused';
      await logSession(deps, action, accountId);
      if (holder === null) await warnOfKnownPassword(deps, accountId);
    }
    throw error;
  }
}

async function refuseSpent(deps: Deps, accountId: string, code: string): Promise<void> {
  const codeHash = createHash('sha256').update(`${accountId}\n${code}`).digest('hex');
  const fresh = await asSystem(deps.database, (sql) =>
    spendCode(sql, { accountId, codeHash, now: new Date().toISOString() }),
  );
  if (!fresh) throw new AppError('session.wrong_code');
}

/** Finds the account that has just given its password, by better-auth's cookie for the second step. */
export async function challengedAccount(deps: Deps, caller: Caller): Promise<string | null> {
  const challenge = await deps.authentication.challenge(caller.cookie);
  if (challenge === null) return null;
  return await asSystem(deps.database, (sql) => findChallenged(sql, challenge));
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

/** Turns the own second factor off: asks for the password and a fresh code, so that a stolen password alone cannot. */
export async function turnOffSecondFactor(
  deps: Deps,
  caller: Caller,
  { password, code }: { password: string; code: string },
): Promise<Answer<{ ok: true }>> {
  const holder = await holderOf(deps, caller);
  if (holder?.secondFactor === true) {
    await judgeCode(deps, caller, { endpoint: '/two-factor/verify-totp', code }, holder);
  }
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
  const ask = () =>
    deps.authentication.call(endpoint, caller, { password: password.normalize('NFC') });
  const holder = await holderOf(deps, caller);
  if (holder === null) return await ask();
  const { username } = holder;
  return await limitGuesses(deps, { username, address: caller.address, own: true }, ask);
}

async function holderOf(deps: Deps, caller: Caller): Promise<SessionHolder | null> {
  const token = await deps.authentication.sessionToken(caller.cookie);
  if (token === null) return null;
  const holder = await readOneMoment(deps.database, (sql) =>
    findHolder(sql, token, deps.clock.today()),
  );
  // The library of the sign-in knows no idle sessions.
  if (holder === null) await asSystem(deps.database, (sql) => endIdleSession(sql, token));
  return holder;
}

/** Adds a line about a sign-in or a second factor to the log. */
export async function logSession(
  deps: Deps,
  action: string,
  accountId: string,
  holder: SessionHolder | null = null,
): Promise<void> {
  await asSystem(deps.database, async (sql) => {
    // Who was refused has not shown to be the account's owner.
    if (!/_(refused|locked)$/.test(action)) {
      await actInTheNameOf(sql, { accountId, role: holder?.role ?? 'nobody' });
    }
    await appendAudit(sql, deps.clock, { action, subjectKind: 'account', subjectId: accountId });
  });
}
