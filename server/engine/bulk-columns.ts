/** Columns of a bulk load: growing while rows come in, then sorted, then scattered to the leaves of their points. */
type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A typed array that grows by half as values are pushed, because the rows of a load are not counted beforehand. */
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

  /** A view of the values so far. */
  get filled(): T {
    return this.#values.subarray(0, this.#length) as T;
  }

  /** The whole buffer, not copied; longer than {@link length}. */
  get values(): T {
    return this.#values;
  }
}

/** The leaf and the slot in it that each point of a load was given, indexed by the row in which the point came. */
export type SlotAssignment = {
  leafCount: number;
  leafOfRow: Uint16Array;
  slotOfRow: Uint16Array;
};

/**
 * Scatters history rows to the leaves of their points (a counting sort by leaf). It moves one whole column
 * after the other: rows picked one by one from all over a load would miss the processor's cache.
 */
export class LeafScatter {
  /** Index of the first row of each leaf, and the number of rows at the end: `leafCount + 1` entries. */
  readonly starts: Uint32Array;
  /** Slot of the point of each scattered row. */
  readonly slots: Uint16Array;
  readonly #targets: Uint32Array;

  /** @param points for each history row the row of its point */
  constructor(assignment: SlotAssignment, points: Uint32Array) {
    const { leafOfRow, slotOfRow, leafCount } = assignment;
    const starts = new Uint32Array(leafCount + 1);
    for (let row = 0; row < points.length; row += 1) {
      const after = (leafOfRow[points[row] ?? 0] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      starts[leaf + 1] = (starts[leaf + 1] ?? 0) + (starts[leaf] ?? 0);
    }
    const next = starts.slice();
    const targets = new Uint32Array(points.length);
    const slots = new Uint16Array(points.length);
    for (let row = 0; row < points.length; row += 1) {
      const point = points[row] ?? 0;
      const leaf = leafOfRow[point] ?? 0;
      const target = next[leaf] ?? 0;
      next[leaf] = target + 1;
      targets[row] = target;
      slots[target] = slotOfRow[point] ?? 0;
    }
    this.starts = starts;
    this.slots = slots;
    this.#targets = targets;
  }

  /** A two-byte column in the order of the leaves. */
  scatter16(column: Uint16Array): Uint16Array {
    return this.#scatter(column, new Uint16Array(this.slots.length));
  }

  /** A one-byte column in the order of the leaves. */
  scatter8(column: Uint8Array): Uint8Array {
    return this.#scatter(column, new Uint8Array(this.slots.length));
  }

  /** Index at which a row stands after the scatter. */
  target(row: number): number {
    return this.#targets[row] ?? 0;
  }

  #scatter<T extends Uint16Array | Uint8Array>(column: T, result: T): T {
    const targets = this.#targets;
    for (let row = 0; row < targets.length; row += 1) result[targets[row] ?? 0] = column[row] ?? 0;
    return result;
  }
}

/** A sort key: `bits` bits of the values of a column, the lowest of them at `shift`. */
type SortKey = { values: Column; shift: number; bits: number };

/**
 * Sorts row numbers by a small key and keeps the order of equal keys (counting sort, one pass of a radix sort).
 * Keys are read from a column: a callback for each of some million rows would take ten times as long.
 */
export function sortByDigit(rows: Uint32Array, { values, shift, bits }: SortKey): Uint32Array {
  const mask = 2 ** bits - 1;
  const next = new Uint32Array(2 ** bits + 1);
  for (let index = 0; index < rows.length; index += 1) {
    const after = (((values[rows[index] ?? 0] ?? 0) >>> shift) & mask) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let key = 0; key <= mask; key += 1) {
    const count = next[key + 1] ?? 0;
    if (count === rows.length) return rows;
    next[key + 1] = count + (next[key] ?? 0);
  }
  const result = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const key = ((values[row] ?? 0) >>> shift) & mask;
    const target = next[key] ?? 0;
    result[target] = row;
    next[key] = target + 1;
  }
  return result;
}

/** Sorts like {@link sortByDigit}, by whole values of a narrow range, such as the days of some thousand rows. */
export function sortByValue(rows: Uint32Array, values: Column): Uint32Array {
  let least = Infinity;
  let most = -1;
  for (let index = 0; index < rows.length; index += 1) {
    const value = values[rows[index] ?? 0] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least >= most) return rows;
  const next = new Uint32Array(most - least + 2);
  for (let index = 0; index < rows.length; index += 1) {
    const after = (values[rows[index] ?? 0] ?? 0) - least + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let key = 1; key < next.length; key += 1)
    next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
  const result = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const key = (values[row] ?? 0) - least;
    const target = next[key] ?? 0;
    result[target] = row;
    next[key] = target + 1;
  }
  return result;
}

/** The row numbers 0, 1, 2 … */
export function identityOrder(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) rows[row] = row;
  return rows;
}
