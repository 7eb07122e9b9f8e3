import type { IdTable } from './point-ids.ts';

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
  /** By the id of the point: its leaf (upper 16 bits) and its slot in it (lower 16 bits). */
  placeOfId: IdTable;
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
  readonly #placeOfId: IdTable;
  readonly #next: Uint32Array;
  /** Scratch for the longest block. */
  readonly #targets: Uint32Array;

  /**
   * @param blocks all blocks that will be placed; `points` holds for each history row the id of its point
   * @throws {RangeError} when a point is not among those of the load
   */
  constructor(
    { placeOfId, leafCount }: SlotAssignment,
    blocks: readonly { points: Uint32Array }[],
  ) {
    const starts = new Uint32Array(leafCount + 1);
    for (const { points } of blocks) countLeaves(points, placeOfId, starts);
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      starts[leaf + 1] = (starts[leaf + 1] ?? 0) + (starts[leaf] ?? 0);
    }
    this.starts = starts;
    this.slots = new Uint16Array(starts[leafCount] ?? 0);
    this.#placeOfId = placeOfId;
    this.#next = starts.slice();
    this.#targets = new Uint32Array(
      blocks.reduce((most, { points }) => Math.max(most, points.length), 0),
    );
  }

  /**
   * Gives the rows of the next block their places: the index of each among all moved rows.
   * @returns scratch that the next call overwrites
   */
  place(points: Uint32Array): Uint32Array {
    const placeOfId = this.#placeOfId;
    const next = this.#next;
    const { slots } = this;
    const targets = this.#targets.subarray(0, points.length);
    for (let row = 0; row < points.length; row += 1) {
      const place = placeOfId.get(points[row] ?? 0);
      const target = next[place >>> 16] ?? 0;
      next[place >>> 16] = target + 1;
      targets[row] = target;
      slots[target] = place & 0xffff;
    }
    return targets;
  }
}

function countLeaves(points: Uint32Array, placeOfId: IdTable, counts: Uint32Array): void {
  for (let row = 0; row < points.length; row += 1) {
    const place = placeOfId.get(points[row] ?? 0);
    if (place < 0) throw new RangeError(`point ${points[row]} has a history and no place`);
    const after = (place >>> 16) + 1;
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

// Scratch that grows with the largest leaf: new arrays for each would wake the collector of garbage again and again.
let ORDER = new Uint32Array(0);
let ORDER_BEFORE = new Uint32Array(0);
const NEXT = new Uint32Array(0x10001);

/**
 * Orders the rows of a leaf by columns, the least important first; rows with equal values stay in the order that they
 * are given in.
 * @param rows row numbers; without them all rows of the columns
 * @returns scratch that the next call overwrites
 */
export function orderBy(keys: readonly Uint16Array[], rows?: Uint32Array): Uint32Array {
  const length = rows?.length ?? keys[0]?.length ?? 0;
  if (ORDER.length < length) {
    ORDER = new Uint32Array(length);
    ORDER_BEFORE = new Uint32Array(length);
  }
  if (rows === undefined) for (let row = 0; row < length; row += 1) ORDER[row] = row;
  else ORDER.set(rows);
  for (const values of keys) sortOnce(values, length);
  return ORDER.subarray(0, length);
}

/** Sorts ORDER by the values of a narrow range, such as the days of some thousand rows (counting sort). */
function sortOnce(values: Uint16Array, length: number): void {
  const rows = ORDER;
  let least = 0xffff;
  let most = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[rows[index] ?? 0] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least >= most) return;
  const range = most - least + 1;
  NEXT.fill(0, 0, range + 1);
  for (let index = 0; index < length; index += 1) {
    const after = (values[rows[index] ?? 0] ?? 0) - least + 1;
    NEXT[after] = (NEXT[after] ?? 0) + 1;
  }
  for (let key = 1; key <= range; key += 1) NEXT[key] = (NEXT[key] ?? 0) + (NEXT[key - 1] ?? 0);
  const result = ORDER_BEFORE;
  for (let index = 0; index < length; index += 1) {
    const row = rows[index] ?? 0;
    const key = (values[row] ?? 0) - least;
    const target = NEXT[key] ?? 0;
    result[target] = row;
    NEXT[key] = target + 1;
  }
  ORDER = result;
  ORDER_BEFORE = rows;
}

/** The row numbers 0, 1, 2 … */
export function identityOrder(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) rows[row] = row;
  return rows;
}
