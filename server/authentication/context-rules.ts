import { isIPv4, isIPv6 } from 'node:net';

/** The network and the browser of a request, or of the last proof of a session. */
export type Context = { address: string | null; userAgent: string | null };

/**
 * Oldest versions of browsers that still get the corrections of their makers, or did less than three years ago (2024).
 * Edge and other relatives of Chrome name its version too.
 */
const OLDEST = { Chrome: 120, Firefox: 115, Version: 16 } as const;

/**
 * Tests if a request comes from another network or another browser than the last proof of its session: a copied cookie
 * does. A phone gets other addresses of the same network all day; a browser renews itself by night.
 */
export function isElsewhere(now: Context, proved: Context): boolean {
  return (
    networkOf(now.address) !== networkOf(proved.address) ||
    browserOf(now.userAgent) !== browserOf(proved.userAgent)
  );
}

/** Tests if a browser names a version of itself that gets no corrections any more. What is no browser is not judged. */
export function isOutdated(userAgent: string | null): boolean {
  const named = versionOf(userAgent);
  return named !== null && named.version < OLDEST[named.maker];
}

/** Network of an address: the first 16 bits of IPv4, the first 48 of IPv6; null where none is known. */
function networkOf(address: string | null): string | null {
  // The library of sign-in writes the second where it knows none.
  if (address === null || address === '' || address === '0.0.0.0') return null;
  if (isIPv4(address)) return address.split('.').slice(0, 2).join('.');
  if (!isIPv6(address)) return address;
  const [left = '', right] = address.toLowerCase().split('::');
  const parts = left === '' ? [] : left.split(':');
  const filled = right === undefined ? parts : [...parts, ...Array<string>(8).fill('0')];
  return filled.slice(0, 3).join(':');
}

/** A browser without its version, which changes by itself. */
function browserOf(userAgent: string | null): string | null {
  return userAgent === null || userAgent === ''
    ? null
    : userAgent.replaceAll(/\d+(?:[._]\d+)*/g, '#');
}

function versionOf(
  userAgent: string | null,
): { maker: keyof typeof OLDEST; version: number } | null {
  // Safari writes `Version/17.4 … Safari/605`; Chrome writes `Safari/537` too, and no `Version`.
  const found = /\b(Chrome|Firefox|Version)\/(\d+)/.exec(userAgent ?? '');
  if (found === null) return null;
  return { maker: found[1] as keyof typeof OLDEST, version: Number(found[2]) };
}
