/** Length of the header of a one-dimensional array in binary form: dimensions, flags, type, length, lower bound. */
const HEADER_BYTES = 20;
/** Length of the length that precedes each element of eight bytes. */
const LENGTH_BYTES = 4;
const STRIDE_BYTES = LENGTH_BYTES + 8;
const HIGH_BITS = 2 ** 32;

/** Value of a hexadecimal digit, by its character code. */
const WORTH = new Uint8Array(256);
for (let worth = 0; worth < 16; worth += 1) WORTH[worth.toString(16).charCodeAt(0)] = worth;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Reads an array of eight-byte values without nulls as `array_send` writes it, directly from the hexadecimal text that
 * the driver returns (`\x0000…`): converting all of it to bytes first would take longer than reading it.
 */
export class PackedArray {
  readonly length: number;
  readonly #text: Uint8Array;

  /** @throws {TypeError} when the text is no such array. */
  constructor(text: Uint8Array) {
    this.#text = text;
    this.length = (text.length / 2 - 1 - HEADER_BYTES) / STRIDE_BYTES;
    if (!Number.isInteger(this.length) || this.#word(12) !== this.length) {
      throw new TypeError('not an array of eight-byte values without nulls');
    }
  }

  /** Upper 32 bits, unsigned. */
  high(index: number): number {
    return this.#word(HEADER_BYTES + index * STRIDE_BYTES + LENGTH_BYTES);
  }

  /** Lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#word(HEADER_BYTES + index * STRIDE_BYTES + LENGTH_BYTES + 4);
  }

  /** All 64 bits as a number (exact up to 2^53); for values that are not negative. */
  whole(index: number): number {
    return this.high(index) * HIGH_BITS + this.low(index);
  }

  double(index: number): number {
    bits.setUint32(0, this.high(index));
    bits.setUint32(4, this.low(index));
    return bits.getFloat64(0);
  }

  /** Four bytes from the given byte on; the first two characters of the text are skipped. */
  #word(byte: number): number {
    const text = this.#text;
    const at = 2 + 2 * byte;
    return (
      ((digit(text, at) << 28) |
        (digit(text, at + 1) << 24) |
        (digit(text, at + 2) << 20) |
        (digit(text, at + 3) << 16) |
        (digit(text, at + 4) << 12) |
        (digit(text, at + 5) << 8) |
        (digit(text, at + 6) << 4) |
        digit(text, at + 7)) >>>
      0
    );
  }
}

function digit(text: Uint8Array, at: number): number {
  return WORTH[text[at] ?? 0] ?? 0;
}
