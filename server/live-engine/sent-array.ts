import { endianness } from 'node:os';

/** Words of the header of a one-dimensional array: dimensions, flags, type, length, lower bound. */
const HEADER_WORDS = 5;
const LENGTH_WORD = 3;
/** Words of an element of eight bytes: its length, then its upper and its lower half. */
const STRIDE_WORDS = 3;
const HIGH_BITS = 2 ** 32;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Reads an array of eight-byte values without nulls as PostgreSQL sends it in binary form (see `readBinary`). Its words
 * are turned into the byte order of this machine at once, so that a value then costs a look into a typed array.
 */
export class SentArray {
  readonly length: number;
  readonly #words: Uint32Array;

  /** @throws {TypeError} when the bytes are no such array. */
  constructor(bytes: Uint8Array) {
    if (bytes.byteLength % 4 !== 0) throw new TypeError('not an array in binary form');
    // A copy of its own, because words must begin at a multiple of four bytes.
    const own = new Uint8Array(bytes);
    if (endianness() === 'LE') Buffer.from(own.buffer).swap32();
    this.#words = new Uint32Array(own.buffer);
    this.length = (this.#words.length - HEADER_WORDS) / STRIDE_WORDS;
    if (!Number.isInteger(this.length) || this.#words[LENGTH_WORD] !== this.length) {
      throw new TypeError('not an array of eight-byte values without nulls');
    }
  }

  /** Upper 32 bits, unsigned. */
  high(index: number): number {
    return this.#words[HEADER_WORDS + index * STRIDE_WORDS + 1] ?? 0;
  }

  /** Lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#words[HEADER_WORDS + index * STRIDE_WORDS + 2] ?? 0;
  }

  /** All 64 bits as a number with its sign (exact up to 2^53 on both sides of zero). */
  whole(index: number): number {
    return (this.high(index) | 0) * HIGH_BITS + this.low(index);
  }

  double(index: number): number {
    bits.setUint32(0, this.high(index));
    bits.setUint32(4, this.low(index));
    return bits.getFloat64(0);
  }
}
