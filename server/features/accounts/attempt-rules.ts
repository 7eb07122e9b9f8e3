/** Wrong tries that cost no time, the wait after the next one, and the longest: each wait is twice the one before. */
export type Waits = { free: number; firstSeconds: number; mostSeconds: number };

/**
 * Waits by what is counted. `own`: a browser in which the account's person has signed in before, or their session.
 * `pair`: a name from one address. `account`: a name from all addresses that are no such browser. `source`: all names
 * from one address, wide enough for an office behind it.
 */
export const WAITS = {
  own: { free: 5, firstSeconds: 60, mostSeconds: 300 },
  pair: { free: 5, firstSeconds: 60, mostSeconds: 1_800 },
  account: { free: 20, firstSeconds: 60, mostSeconds: 1_800 },
  source: { free: 60, firstSeconds: 60, mostSeconds: 900 },
} as const satisfies Record<string, Waits>;

/**
 * Tries of one name in a minute from all addresses that are no browser of its person: however many addresses somebody
 * has, they guess no faster.
 */
export const MOST_A_MINUTE = 20;

/** Seconds after the last wrong try for which a counter remembers it. */
export const REMEMBERED_SECONDS = 86_400;

/** Reckons the seconds that a next try has to wait after some wrong ones: ever longer, and never for good. */
export function waitAfter(wrong: number, { free, firstSeconds, mostSeconds }: Waits): number {
  return wrong < free ? 0 : Math.min(mostSeconds, firstSeconds * 2 ** Math.min(wrong - free, 30));
}

/**
 * Gives the network of an address that counts as one: of IPv6 the first 48 bits, since one subscriber has the rest; any
 * other address is itself.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address.split('%')[0] ?? address;
  if (!plain.includes(':')) return plain;
  const [before = '', after] = plain.toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return `${groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/48`;
}
