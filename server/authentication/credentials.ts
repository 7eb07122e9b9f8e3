import type { HonoRequest } from 'hono';

import { AppError } from '#server/contract/problem.ts';

import { TOKEN_PREFIX } from './token-secret.ts';

/** Proof of who asks: the cookie of a session, or the token of a program. */
export type Credentials = { cookie: string | null; token: string | null };

const BEARER = /^Bearer +(\S+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i;
const OWN_HEADER = 'x-api-key';

/**
 * Reads who asks. A token comes as Bearer, as the password of Basic (QGIS, Excel), or in the header `x-api-key`. Other
 * passwords of Basic are left alone: a proxy in front may have asked for them.
 * @throws `token.in_address`, because addresses are kept in histories and in the logs of proxies
 */
export function credentialsOf(request: Pick<HonoRequest, 'header' | 'query'>): Credentials {
  if (Object.values(request.query()).some((value) => value.startsWith(TOKEN_PREFIX))) {
    throw new AppError('token.in_address');
  }
  const authorization = request.header('authorization') ?? '';
  const [, bearer] = BEARER.exec(authorization) ?? [];
  const token = bearer ?? passwordOf(authorization) ?? request.header(OWN_HEADER) ?? null;
  return { cookie: request.header('cookie') ?? null, token };
}

function passwordOf(authorization: string): string | undefined {
  const [, encoded] = BASIC.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const password = decoded.slice(decoded.indexOf(':') + 1);
  return password.startsWith(TOKEN_PREFIX) ? password : undefined;
}
