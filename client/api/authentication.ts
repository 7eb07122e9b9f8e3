import { ApiProblem, ApiUnreachable } from './problem.ts';

export type SignInResult = 'signed_in' | 'second_factor';

type AuthAnswer = Record<string, unknown>;

/** The library's own codes that a person at the sign-in can meet, and ours for each. */
const CODES: Record<string, string> = {
  INVALID_USERNAME_OR_PASSWORD: 'session.wrong_credentials',
  INVALID_USERNAME: 'session.wrong_credentials',
  USERNAME_IS_TOO_SHORT: 'session.wrong_credentials',
  USERNAME_TOO_SHORT: 'session.wrong_credentials',
  USERNAME_TOO_LONG: 'session.wrong_credentials',
  USERNAME_IS_TOO_LONG: 'session.wrong_credentials',
  INVALID_PASSWORD: 'account.wrong_password',
  INVALID_CODE: 'session.wrong_code',
  INVALID_BACKUP_CODE: 'session.wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'session.second_step_expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'session.second_step_expired',
  BANNED_USER: 'session.disabled',
};

/**
 * The sign-in library answers in its own manner under /api/auth; this file turns its refusals
 * into the problems that every other request has, and is the only one that knows the difference.
 */
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
  const answer: unknown = await response.json().catch(() => null);
  const fields: AuthAnswer = typeof answer === 'object' && answer !== null ? { ...answer } : {};
  if (!response.ok) throw refusal(response, fields);
  return fields;
}

function refusal(response: Response, answer: AuthAnswer): ApiProblem {
  const given = typeof answer['code'] === 'string' ? answer['code'] : '';
  const wait = Number(
    response.headers.get('x-retry-after') ?? response.headers.get('retry-after') ?? Number.NaN,
  );
  return new ApiProblem(
    {
      type: 'about:blank',
      title: typeof answer['title'] === 'string' ? answer['title'] : response.statusText,
      status: response.status,
      code: response.status === 429 ? 'request.too_many' : codeOf(response.status, given),
      requestId: response.headers.get('x-request-id') ?? '',
    },
    Number.isFinite(wait) ? wait : null,
  );
}

function codeOf(status: number, given: string): string {
  const known = CODES[given];
  if (known !== undefined) return known;
  // One of our own middlewares answered before the library did.
  if (given.includes('.')) return given;
  return status === 401 ? 'session.wrong_credentials' : 'server.internal';
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
