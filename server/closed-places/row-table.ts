/** Rows of a fixed number of whole numbers in one array, which grows as rows come; 4 bytes a number. */
export class RowTable {
  readonly #width: number;
  #values: Int32Array<ArrayBuffer>;
  #length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#values = new Int32Array(width * 1_024);
  }

  /** Number of rows. */
  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#values.byteLength;
  }

  /** The number in a column of a row. */
  at(row: number, column: number): number {
    return this.#values[row * this.#width + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    this.#values[row * this.#width + column] = value;
  }

  /** Writes over a row, or adds one where `row` is the length. */
  write(row: number, values: readonly number[]): void {
    if (row === this.#length) this.#length += 1;
    if (this.#length * this.#width > this.#values.length) {
      const larger = new Int32Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values.set(values, row * this.#width);
  }

  /** All numbers, row after row. */
  copy(): Int32Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length * this.#width);
  }

  /** Takes the last row away. */
  dropLast(): void {
    this.#length -= 1;
  }
}
