import { createHmac, timingSafeEqual } from 'node:crypto';

import { parse } from 'hono/utils/cookie';
import { LRUCache } from 'lru-cache';

const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

const MOST_REMEMBERED = 2_000;

/**
 * Reads a signed cookie (see {@link readSignedCookie}) and remembers those that were good: whether a
 * signature is ours never changes, and a map sends the same cookie by the hundred. That its session still
 * stands is another question, asked each time.
 */
export function signedCookieReader(
  name: string,
  secret: string,
): (header: string) => string | null {
  const good = new LRUCache<string, string>({ max: MOST_REMEMBERED });
  return (header) => {
    const known = good.get(header);
    if (known !== undefined) return known;
    const value = readSignedCookie(header, name, secret);
    if (value !== null) good.set(header, value);
    return value;
  };
}

/**
 * The value of a signed cookie (`value.signature`, HMAC-SHA-256 in base64, as better-auth writes them)
 * whose signature is ours; null otherwise. Every request asks it: this takes some microseconds, the same
 * through WebCrypto, which imports the key anew each time, a hundred.
 */
export function readSignedCookie(header: string, name: string, secret: string): string | null {
  const given = parse(header, name)[name];
  if (given === undefined) return null;
  const dot = given.lastIndexOf('.');
  const signature = given.slice(dot + 1);
  if (dot < 0 || !SIGNATURE.test(signature)) return null;
  const value = given.slice(0, dot);
  const own = createHmac('sha256', secret).update(value).digest();
  return timingSafeEqual(own, Buffer.from(signature, 'base64')) ? value : null;
}
