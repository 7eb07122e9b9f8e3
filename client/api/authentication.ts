import { ApiUnreachable, readProblem } from './problem.ts';

export type SignInResult = 'signed_in' | 'second_factor';

type AuthAnswer = Record<string, unknown>;

/** The sign-in endpoints are not in the typed client; they refuse like every other request. */
async function post(path: string, body: unknown): Promise<AuthAnswer> {
  let response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response);
  const answer: unknown = await response.json().catch(() => null);
  return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}

/** First step. Throws `session.wrong_credentials`, `request.too_many` (with `retryAfter`). */
export async function signIn(username: string, password: string): Promise<SignInResult> {
  const answer = await post('/sign-in/username', { username, password });
  return answer['twoFactorRedirect'] === true ? 'second_factor' : 'signed_in';
}

/** Second step: the six digits of the authenticator. Throws `session.wrong_code`. */
export async function verifyTotp(code: string): Promise<void> {
  await post('/two-factor/verify-totp', { code });
}

/** Second step with one of the codes kept on paper; each works once. */
export async function verifyBackupCode(code: string): Promise<void> {
  await post('/two-factor/verify-backup-code', { code });
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {});
}

export type TwoFactorSetup = { totpUri: string; backupCodes: string[] };

/** Begins two-factor sign-in; it takes effect with the first right code (`verifyTotp`). */
export async function enableTwoFactor(password: string): Promise<TwoFactorSetup> {
  const answer = await post('/two-factor/enable', { password });
  const { totpURI, backupCodes } = answer;
  return {
    totpUri: typeof totpURI === 'string' ? totpURI : '',
    backupCodes: Array.isArray(backupCodes)
      ? backupCodes.filter((code) => typeof code === 'string')
      : [],
  };
}

export async function disableTwoFactor(password: string): Promise<void> {
  await post('/two-factor/disable', { password });
}
