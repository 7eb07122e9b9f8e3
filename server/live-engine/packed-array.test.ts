import { expect, it } from 'vitest';

import { PackedArray } from './packed-array.ts';

/** `array_send(array[…]::bigint[])` as text: one dimension, no nulls, type 20, lower bound 1. */
function sent(values: readonly bigint[]): Uint8Array {
  const bytes = Buffer.alloc(20 + 12 * values.length);
  for (const [at, word] of [1, 0, 20, values.length, 1].entries()) bytes.writeInt32BE(word, at * 4);
  for (const [at, value] of values.entries()) {
    bytes.writeInt32BE(8, 20 + 12 * at);
    bytes.writeBigInt64BE(value, 24 + 12 * at);
  }
  return Buffer.from(`\\x${bytes.toString('hex')}`);
}

it('takes both halves and the whole of each value', () => {
  const array = new PackedArray(sent([(7n << 32n) | 0xffff_fffen, 2n ** 31n, 0n]));
  expect(array.length).toBe(3);
  expect([array.high(0), array.low(0)]).toEqual([7, 0xffff_fffe]);
  expect([array.whole(1), array.whole(2)]).toEqual([2 ** 31, 0]);
});

it('takes fractions to the last bit', () => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(105.841_203_7);
  expect(new PackedArray(sent([bytes.readBigInt64BE()])).double(0)).toBe(105.841_203_7);
});

it('refuses what is cut off or holds a null', () => {
  expect(() => new PackedArray(sent([1n, 2n]).subarray(0, -2))).toThrow(TypeError);
  expect(() => new PackedArray(sent([1n, 2n]).subarray(0, -16))).toThrow(TypeError);
});
