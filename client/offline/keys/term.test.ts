import { expect, it } from 'vitest';

import { hasEnded, LONGEST_LEASE, termOf } from './term.ts';

const HOUR = 3_600_000;
const TERM = { endsAt: 12 * HOUR, idleMilliseconds: 4 * HOUR, usedAt: 2 * HOUR };

it('a session is over at its end, and once it has not been used for so long', () => {
  expect(hasEnded(TERM, 6 * HOUR - 1)).toBe(false);
  expect(hasEnded(TERM, 6 * HOUR)).toBe(true);
  const used = { ...TERM, usedAt: 11 * HOUR };
  expect(hasEnded(used, 12 * HOUR - 1)).toBe(false);
  expect(hasEnded(used, 12 * HOUR)).toBe(true);
});

it('the term of a session begins now, and keeps a use that a clock ahead has noted', () => {
  const lease = { most: 12 * HOUR, idle: HOUR };
  expect(termOf(lease, 5)).toEqual({ endsAt: 12 * HOUR + 5, idleMilliseconds: HOUR, usedAt: 5 });
  expect(termOf(lease, 5, 4).usedAt).toBe(5);
  expect(termOf(lease, 5, 6).usedAt).toBe(6);
});

it('a device that has not heard from the server keeps keys for twelve hours, four without use', () => {
  expect(LONGEST_LEASE).toEqual({ most: 12 * HOUR, idle: 4 * HOUR });
});
