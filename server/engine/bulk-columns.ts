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

/** The leaves and slots that the points of a load were given. */
export type SlotAssignment = {
  leafCount: number;
  /** By the row in which the point came: its leaf (upper 16 bits) and its slot in it (lower 16 bits). */
  placeOfRow: Uint32Array;
};

/**
 * Moves history rows, block by block, to the leaves of their points (a counting sort by leaf). One column after the
 * other: a block's columns and the ends of all leaves then stay in the processor's cache.
 */
export class LeafScatter {
  /** Index of the first row of each leaf, and the number of rows at the end: `leafCount + 1` entries. */
  readonly starts: Uint32Array;
  /** Slot of the point of each moved row. */
  readonly slots: Uint16Array;
  readonly #placeOfRow: Uint32Array;
  readonly #next: Uint32Array;

  /** @param blocks all blocks that will be placed; `points` holds for each history row the row of its point */
  constructor(
    { placeOfRow, leafCount }: SlotAssignment,
    blocks: readonly { points: Uint32Array }[],
  ) {
    const starts = new Uint32Array(leafCount + 1);
    for (const { points } of blocks) countLeaves(points, placeOfRow, starts);
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      starts[leaf + 1] = (starts[leaf + 1] ?? 0) + (starts[leaf] ?? 0);
    }
    this.starts = starts;
    this.slots = new Uint16Array(starts[leafCount] ?? 0);
    this.#placeOfRow = placeOfRow;
    this.#next = starts.slice();
  }

  /** Gives the rows of the next block their places: the index of each among all moved rows. */
  place(points: Uint32Array): Uint32Array {
    const placeOfRow = this.#placeOfRow;
    const next = this.#next;
    const { slots } = this;
    const targets = new Uint32Array(points.length);
    for (let row = 0; row < points.length; row += 1) {
      const place = placeOfRow[points[row] ?? 0] ?? 0;
      const target = next[place >>> 16] ?? 0;
      next[place >>> 16] = target + 1;
      targets[row] = target;
      slots[target] = place & 0xffff;
    }
    return targets;
  }
}

function countLeaves(points: Uint32Array, placeOfRow: Uint32Array, counts: Uint32Array): void {
  for (let row = 0; row < points.length; row += 1) {
    const after = ((placeOfRow[points[row] ?? 0] ?? 0) >>> 16) + 1;
    counts[after] = (counts[after] ?? 0) + 1;
  }
}

/** Moves a two-byte column of a block to the places that {@link LeafScatter.place} gave its rows. */
export function move16(column: Uint16Array, targets: Uint32Array, result: Uint16Array): void {
  for (let row = 0; row < targets.length; row += 1) result[targets[row] ?? 0] = column[row] ?? 0;
}

/** Moves a one-byte column like {@link move16}. */
export function move8(column: Uint8Array, targets: Uint32Array, result: Uint8Array): void {
  for (let row = 0; row < targets.length; row += 1) result[targets[row] ?? 0] = column[row] ?? 0;
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
