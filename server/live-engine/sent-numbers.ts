const VALUE_BYTES = 8;
const HIGH_BITS = 2 ** 32;

/**
 * Reads values of eight bytes that the database has put one behind the other (see bulk-queries.ts). They are
 * read where they lie: a copy of each block would wake the collector of garbage again and again.
 */
export class SentNumbers {
  readonly length: number;
  readonly #view: DataView;

  /**
   * @param length the number of values that there must be
   * @throws {TypeError} when there are fewer or more: a value was null, or the bytes are cut off
   */
  constructor(bytes: Uint8Array, length = bytes.byteLength / VALUE_BYTES) {
    if (bytes.byteLength !== length * VALUE_BYTES || !Number.isInteger(length)) {
      throw new TypeError('a column of a load has another number of values');
    }
    this.length = length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Upper 32 bits, unsigned. */
  high(index: number): number {
    return this.#view.getUint32(index * VALUE_BYTES);
  }

  /** Lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#view.getUint32(index * VALUE_BYTES + 4);
  }

  /** All 64 bits as a number with its sign (exact up to 2^53 on both sides of zero). */
  whole(index: number): number {
    return this.#view.getInt32(index * VALUE_BYTES) * HIGH_BITS + this.low(index);
  }

  double(index: number): number {
    return this.#view.getFloat64(index * VALUE_BYTES);
  }
}
