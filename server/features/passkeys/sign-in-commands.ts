import * as z from 'zod';

import type { Caller } from '#server/authentication/authentication.ts';
import { noteSecondStep } from '#server/authentication/second-step.ts';
import type { Purpose } from '#server/authentication/passkey-challenge.ts';
import type { CredentialOptions, PasskeySignIn, PasskeyStep } from '#server/contract/passkey.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import {
  challengedAccount,
  endFormerSession,
  logSession,
  refuseClosed,
} from '#server/features/accounts/sign-in-commands.ts';

import { askForSignature, judgeSignature } from './signature-commands.ts';

const Opened = z.object({ session: z.object({ id: z.string() }) });

/**
 * Makes the options for a sign-in by passkey. Throws `passkey.not_available`; as the second step `session.missing` where
 * no password was given before, and `passkey.not_found` where the account has none.
 */
export async function prepareSignIn(
  deps: Deps,
  caller: Caller,
  step: PasskeyStep,
): Promise<CredentialOptions> {
  const asked = await askedOf(deps, caller, step);
  return await askForSignature(deps, asked.purpose, asked.accountId);
}

/**
 * Opens a session by the signature of a passkey, which counts as both factors. Throws `account.disabled`, `session.password_closed` and what
 * {@link judgeSignature} throws.
 */
export async function signInByPasskey(
  deps: Deps,
  caller: Caller,
  { step, credential }: PasskeySignIn,
): Promise<{ body: { ok: true }; cookies: string[] }> {
  const asked = await askedOf(deps, caller, step);
  const { accountId } = await judgeSignature(deps, {
    ...asked,
    credential,
    address: caller.address,
  });
  if (step === 'alone') await refuseClosed(deps, { accountId });
  const { body, cookies } = await deps.authentication.call('/open-session', caller, { accountId });
  await endFormerSession(deps, caller);
  if (step !== 'alone') await noteSecondStep(deps, caller, Opened.parse(body).session);
  deps.authentication.sessions.forget();
  await logSession(deps, 'session.sign_in', accountId);
  const known = deps.authentication.rememberBrowser(caller.cookie, accountId);
  return { body: { ok: true }, cookies: [...cookies, known] };
}

async function askedOf(
  deps: Deps,
  caller: Caller,
  step: PasskeyStep,
): Promise<{ purpose: Purpose; accountId: string | null }> {
  if (step === 'alone') return { purpose: 'alone', accountId: null };
  const accountId = await challengedAccount(deps, caller);
  if (accountId === null) throw new AppError('session.missing');
  return { purpose: `second ${accountId}`, accountId };
}
