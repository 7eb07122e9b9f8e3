type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A typed array that grows by half as values are pushed; rows of a load are not counted beforehand. */
export class GrowingColumn<T extends Column> {
  readonly #make: (size: number) => T;
  #values: T;
  #length = 0;

  constructor(make: (size: number) => T) {
    this.#make = make;
    this.#values = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const longer = this.#make(Math.ceil(this.#length * 1.5));
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The values so far, without a copy. */
  get filled(): T {
    return this.#values.subarray(0, this.#length) as T;
  }

  /** The values so far, without a copy; longer than {@link length}. */
  get values(): T {
    return this.#values;
  }
}
