/** Of the binary form of a one-dimensional array: dimensions, flags, type, length, lower bound. */
const HEADER_BYTES = 20;
/** Each element is led by its own length. */
const LENGTH_BYTES = 4;
const STRIDE = LENGTH_BYTES + 8;
const LOW_BITS = 2 ** 32;

/** Reads an array of eight-byte values without nulls, as `array_send` writes it (PostgreSQL's array_send). */
export class PackedArray {
  readonly length: number;
  readonly #view: DataView;

  /** @throws {TypeError} when the bytes are not such an array. */
  constructor(bytes: Uint8Array) {
    this.length = (bytes.byteLength - HEADER_BYTES) / STRIDE;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const complete = Number.isInteger(this.length) && this.length === this.#view.getInt32(12);
    if (!complete) throw new TypeError('not an array of eight-byte values without nulls');
  }

  /** Upper 32 bits, signed. */
  high(index: number): number {
    return this.#view.getInt32(HEADER_BYTES + index * STRIDE + LENGTH_BYTES);
  }

  /** Lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#view.getUint32(HEADER_BYTES + index * STRIDE + LENGTH_BYTES + 4);
  }

  /** All 64 bits, as far as a number holds them. */
  whole(index: number): number {
    return this.high(index) * LOW_BITS + this.low(index);
  }

  double(index: number): number {
    return this.#view.getFloat64(HEADER_BYTES + index * STRIDE + LENGTH_BYTES);
  }
}
