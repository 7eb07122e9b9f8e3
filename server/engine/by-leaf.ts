type Column = Uint16Array | Uint8Array;

/** Where each point of a load goes. */
export type Places = {
  leafCount: number;
  /** By the row that the point came in. */
  leafOfRow: Uint16Array;
  slotOfRow: Uint16Array;
};

/**
 * Deals the rows of a history out to the leaves of their points. Whole columns are moved, because rows
 * that are looked up one by one all over a load are mostly not in the processor's cache.
 */
export class ByLeaf {
  /** Where the rows of each leaf begin, and the number of rows at the end. */
  readonly starts: Uint32Array;
  readonly slots: Uint16Array;
  readonly #targets: Uint32Array;

  /** @param points for each row of the history the row of its point */
  constructor(places: Places, points: Uint32Array) {
    const { leafOfRow, slotOfRow, leafCount } = places;
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

  /** A column of the history in the order of the leaves. */
  halves(column: Uint16Array): Uint16Array {
    return this.#move(column, new Uint16Array(this.slots.length));
  }

  bytes(column: Uint8Array): Uint8Array {
    return this.#move(column, new Uint8Array(this.slots.length));
  }

  target(row: number): number {
    return this.#targets[row] ?? 0;
  }

  #move<T extends Column>(column: T, result: T): T {
    const targets = this.#targets;
    for (let row = 0; row < targets.length; row += 1) result[targets[row] ?? 0] = column[row] ?? 0;
    return result;
  }
}
