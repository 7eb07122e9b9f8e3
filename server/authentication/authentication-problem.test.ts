import { describe, expect, it } from 'vitest';

import { authenticationProblem } from './authentication-problem.ts';

const codeOf = (status: number, body: unknown) =>
  authenticationProblem(new Response(null, { status }), body).code;

describe('a refusal of the library of sign-in', () => {
  it.each([
    ['INVALID_USERNAME_OR_PASSWORD', 'session.wrong_credentials'],
    ['INVALID_USERNAME', 'session.wrong_credentials'],
    ['USERNAME_TOO_SHORT', 'session.wrong_credentials'],
    ['USERNAME_TOO_LONG', 'session.wrong_credentials'],
    ['PASSWORD_TOO_LONG', 'session.wrong_credentials'],
    ['INVALID_PASSWORD', 'account.wrong_password'],
    ['INVALID_CODE', 'session.wrong_code'],
    ['INVALID_BACKUP_CODE', 'session.wrong_code'],
    ['INVALID_TWO_FACTOR_COOKIE', 'session.missing'],
    ['TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'session.missing'],
    ['TOTP_ALREADY_ENABLED', 'account.second_factor_on'],
    ['TOTP_NOT_ENABLED', 'account.second_factor_off'],
    ['TWO_FACTOR_NOT_ENABLED', 'account.second_factor_off'],
    ['BACKUP_CODES_NOT_ENABLED', 'account.second_factor_off'],
    ['ACCOUNT_DISABLED', 'account.disabled'],
  ])('by the code %s is answered as %s, whatever its status', (code, expected) => {
    expect(codeOf(400, { code })).toBe(expected);
  });

  it.each([
    [400, 'request.invalid'],
    [401, 'session.missing'],
    [403, 'permission.denied'],
    [404, 'request.not_found'],
    [415, 'request.unsupported_media_type'],
    [422, 'request.invalid'],
    [429, 'request.too_many'],
    [418, 'server.internal'],
  ])('without a known code is answered by its status %s as %s', (status, expected) => {
    expect(codeOf(status, { code: 'NEW_WORD' })).toBe(expected);
    expect(codeOf(status, null)).toBe(expected);
  });

  it('says after how many seconds to try again, where it does', () => {
    const secondsOf = (headers: Record<string, string>) =>
      authenticationProblem(new Response(null, { status: 429, headers }), null).parameters;
    expect(secondsOf({ 'x-retry-after': '42' })).toEqual({ seconds: 42 });
    expect(secondsOf({})).not.toHaveProperty('seconds');
    expect(secondsOf({ 'x-retry-after': 'soon' })).not.toHaveProperty('seconds');
  });
});
