import * as z from 'zod';

import { AppError, type ProblemCode } from '#server/contract/problem.ts';

/** better-auth's codes where its status alone would say too little. */
const BY_CODE: Record<string, ProblemCode> = {
  INVALID_USERNAME_OR_PASSWORD: 'session.wrong_credentials',
  // A name that cannot exist is answered like one that does not.
  INVALID_USERNAME: 'session.wrong_credentials',
  USERNAME_TOO_SHORT: 'session.wrong_credentials',
  USERNAME_TOO_LONG: 'session.wrong_credentials',
  PASSWORD_TOO_LONG: 'session.wrong_credentials',
  INVALID_PASSWORD: 'account.wrong_password',
  INVALID_CODE: 'session.wrong_code',
  INVALID_BACKUP_CODE: 'session.wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'session.missing',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'session.missing',
  TOTP_ALREADY_ENABLED: 'account.second_factor_on',
  TOTP_NOT_ENABLED: 'account.second_factor_off',
  TWO_FACTOR_NOT_ENABLED: 'account.second_factor_off',
  BACKUP_CODES_NOT_ENABLED: 'account.second_factor_off',
  ACCOUNT_DISABLED: 'account.disabled',
};

const BY_STATUS: Record<number, ProblemCode> = {
  400: 'request.invalid',
  401: 'session.missing',
  403: 'permission.denied',
  404: 'request.not_found',
  415: 'request.unsupported_media_type',
  422: 'request.invalid',
  429: 'request.too_many',
};

const Failure = z.object({ code: z.string().optional(), message: z.string().optional() });

/** Translates a refusal of better-auth to our problems. An unknown one is a bug and stays an error. */
export function authenticationProblem(response: Response, body: unknown): AppError {
  const failure = Failure.safeParse(body).data;
  const code = BY_CODE[failure?.code ?? ''] ?? BY_STATUS[response.status] ?? 'server.internal';
  const seconds = Number(response.headers.get('x-retry-after') ?? Number.NaN);
  return new AppError(code, {
    ...(Number.isFinite(seconds) && { parameters: { seconds } }),
    cause: failure?.code ?? failure?.message ?? response.status,
  });
}
