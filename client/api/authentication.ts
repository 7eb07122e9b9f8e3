import type { LinkOwner, UseLink } from '#server/contract/access-link.ts';

import { call } from './call.ts';
import { api } from './client.ts';

export type SignInResult = 'signed_in' | 'second_factor';

/** First step. Throws `session.wrong_credentials`, `request.too_many` (with `retryAfter`). */
export async function signIn(username: string, password: string): Promise<SignInResult> {
  const answer = await call(api.auth['sign-in'].username.$post({ json: { username, password } }));
  return answer.secondFactorRequired ? 'second_factor' : 'signed_in';
}

/** Second step: the six digits of the authenticator. Throws `session.wrong_code`. */
export async function verifyTotp(code: string): Promise<void> {
  await call(api.auth['two-factor']['verify-totp'].$post({ json: { code } }));
}

/** Second step with one of the codes kept on paper; each works once. */
export async function verifyBackupCode(code: string): Promise<void> {
  await call(api.auth['two-factor']['verify-backup-code'].$post({ json: { code } }));
}

/** Reads whose link it is. Throws `account.link_not_found`, `account.link_not_confirmed`. */
export function readLinkOwner(token: string): Promise<LinkOwner> {
  return call(api.auth.link.read.$post({ json: { token } }));
}

/** Sets the password of the account that a link is for. Throws `account.link_wrong_code`, `account.weak_password`. */
export async function setPasswordByLink(json: UseLink): Promise<void> {
  await call(api.auth.link.use.$post({ json }));
}

/** Ends the session. Gives the page that ends it at the organisation's provider too; null where there is none. */
export async function signOut(): Promise<string | null> {
  return (await call(api.auth['sign-out'].$post())).continueAt;
}

export type TwoFactorSetup = { uri: string; backupCodes: string[] };

/** Begins two-factor sign-in; it takes effect with the first right code (`verifyTotp`). */
export function enableTwoFactor(password: string): Promise<TwoFactorSetup> {
  return call(api.auth['two-factor'].enable.$post({ json: { password } }));
}

/** Turns the second factor off. Throws `account.wrong_password`, `session.wrong_code`. */
export async function disableTwoFactor(json: { password: string; code: string }): Promise<void> {
  await call(api.auth['two-factor'].disable.$post({ json }));
}
