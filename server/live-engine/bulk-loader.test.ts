import { expect, it } from 'vitest';

import { SentNumbers } from './bulk-loader.ts';

/** The values as the database sends them, behind a byte of something else. */
function sent(values: readonly bigint[]): Uint8Array {
  const bytes = Buffer.alloc(1 + 8 * values.length);
  for (const [at, value] of values.entries()) bytes.writeBigInt64BE(value, 1 + 8 * at);
  return bytes.subarray(1);
}

it('takes both halves and the whole of each value', () => {
  const numbers = new SentNumbers(sent([(7n << 32n) | 0xffff_fffen, 2n ** 31n, 0n, -5n]));
  expect(numbers.length).toBe(4);
  expect([numbers.high(0), numbers.low(0)]).toEqual([7, 0xffff_fffe]);
  expect([1, 2, 3].map((index) => numbers.whole(index))).toEqual([2 ** 31, 0, -5]);
});

it('takes fractions to the last bit', () => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(105.841_203_7);
  expect(new SentNumbers(sent([bytes.readBigInt64BE()])).double(0)).toBe(105.841_203_7);
});

it('refuses what is cut off, or has not as many values as the column beside it', () => {
  expect(new SentNumbers(sent([1n, 2n]), 2).length).toBe(2);
  expect(() => new SentNumbers(sent([1n, 2n]).subarray(0, -1))).toThrow(TypeError);
  expect(() => new SentNumbers(sent([1n, 2n]), 3)).toThrow(TypeError);
});
