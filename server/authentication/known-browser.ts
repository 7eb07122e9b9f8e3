import { createHmac, randomBytes } from 'node:crypto';

import { serialize } from 'hono/utils/cookie';

import { readSignedCookie } from './signed-cookie.ts';

/** A browser in which people have signed in before: a number of its own, and their accounts, the latest first. */
export type KnownBrowser = { id: string; accountIds: readonly string[] };

/** Begins every value, so that no other text that the same secret has signed is taken for one. */
const FORM = 'b1';
const SEPARATOR = '~';
/** Colleagues who share the machine of a desk. */
const MOST_ACCOUNTS = 6;
const SECONDS = 180 * 86_400;

type Cookie = { name: string; secret: string; secure: boolean };

/** Reads from a Cookie header which browser asks; null where none of ours, or nobody has signed in there before. */
export function readKnownBrowser(
  header: string | null,
  { name, secret }: Cookie,
): KnownBrowser | null {
  const value = header === null ? null : readSignedCookie(header, name, secret);
  const [form, id, ...accountIds] = value?.split(SEPARATOR) ?? [];
  return form === FORM && id !== undefined ? { id, accountIds } : null;
}

/**
 * Writes the Set-Cookie line by which a browser is known again where an account has just signed in. It proves nothing
 * and opens nothing: tries of a password from there have a counter of their own.
 */
export function rememberedBrowser(
  known: KnownBrowser | null,
  accountId: string,
  { name, secret, secure }: Cookie,
): string {
  const others = (known?.accountIds ?? []).filter((id) => id !== accountId);
  const id = known?.id ?? randomBytes(16).toString('base64url');
  const accountIds = [accountId, ...others].slice(0, MOST_ACCOUNTS);
  const value = [FORM, id, ...accountIds].join(SEPARATOR);
  const signature = createHmac('sha256', secret).update(value).digest('base64');
  return serialize(name, `${value}.${signature}`, {
    path: '/',
    secure,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: SECONDS,
  });
}
