import { expect, it } from 'vitest';

import { SentArray } from './sent-array.ts';

/** `array[…]::bigint[]` in binary form: one dimension, no nulls, type 20, lower bound 1; one byte behind a boundary. */
function sent(values: readonly bigint[]): Uint8Array {
  const bytes = Buffer.alloc(1 + 20 + 12 * values.length);
  for (const [at, word] of [1, 0, 20, values.length, 1].entries()) {
    bytes.writeInt32BE(word, 1 + at * 4);
  }
  for (const [at, value] of values.entries()) {
    bytes.writeInt32BE(8, 21 + 12 * at);
    bytes.writeBigInt64BE(value, 25 + 12 * at);
  }
  return bytes.subarray(1);
}

it('takes both halves and the whole of each value', () => {
  const array = new SentArray(sent([(7n << 32n) | 0xffff_fffen, 2n ** 31n, 0n, -5n]));
  expect(array.length).toBe(4);
  expect([array.high(0), array.low(0)]).toEqual([7, 0xffff_fffe]);
  expect([1, 2, 3].map((index) => array.whole(index))).toEqual([2 ** 31, 0, -5]);
});

it('takes fractions to the last bit', () => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(105.841_203_7);
  expect(new SentArray(sent([bytes.readBigInt64BE()])).double(0)).toBe(105.841_203_7);
});

it('leaves the bytes that it was given as they were', () => {
  const bytes = sent([1n]);
  const before = Uint8Array.from(bytes);
  expect(new SentArray(bytes).whole(0)).toBe(1);
  expect(Uint8Array.from(bytes)).toEqual(before);
});

it('refuses what is cut off or holds a null', () => {
  expect(() => new SentArray(sent([1n, 2n]).subarray(0, -1))).toThrow(TypeError);
  expect(() => new SentArray(sent([1n, 2n]).subarray(0, -8))).toThrow(TypeError);
  expect(() => new SentArray(sent([1n, 2n]).subarray(0, 16))).toThrow(TypeError);
});
