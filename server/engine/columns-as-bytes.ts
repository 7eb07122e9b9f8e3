/** Typed arrays as one run of bytes, and back. In the byte order of the machine: a copy stays where it was made. */
export type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Every run takes a multiple of this, so that the next one begins where the widest column may. */
export const ALIGNMENT = 4;

export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Columns one after the other, given from the widest to the narrowest, filled up to the next alignment. */
export function columnsAsBytes(columns: readonly Column[]): Uint8Array {
  const result = new Uint8Array(aligned(columns.reduce((sum, one) => sum + one.byteLength, 0)));
  let next = 0;
  for (const column of columns) {
    result.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), next);
    next += column.byteLength;
  }
  return result;
}

/** Takes columns out of such bytes, in their order. Each is a copy of its own, which keeps nothing else alive. */
export class ColumnReader {
  readonly #bytes: Uint8Array;
  #next: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#next = from;
  }

  /** Where the next column begins, in bytes. */
  get position(): number {
    return this.#next;
  }

  /** @throws {RangeError} when there are not so many values. */
  take<T extends Column>(kind: ColumnKind<T>, length: number): T {
    const end = this.#next + length * kind.BYTES_PER_ELEMENT;
    if (end > this.#bytes.byteLength) throw new RangeError('the columns end too soon');
    const column = new kind(this.#bytes.slice(this.#next, end).buffer);
    this.#next = end;
    return column;
  }

  /** Goes on behind the filling. */
  align(): void {
    this.#next = aligned(this.#next);
  }
}

type ColumnKind<T extends Column> = {
  new (buffer: ArrayBufferLike): T;
  readonly BYTES_PER_ELEMENT: number;
};
