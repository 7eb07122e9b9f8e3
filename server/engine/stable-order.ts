type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Where a sort finds its keys: some bits of the values of a column. */
export type SortKey = {
  values: Column;
  /** The lowest of the bits, and how many. */
  shift: number;
  bits: number;
};

/**
 * Sorts row numbers by a small key, rows of one key staying in the order given (counting sort): a
 * pass of a radix sort. The keys are read from a column and not asked of a function, which for millions
 * of rows would take ten times as long.
 */
export function stableOrder(rows: Uint32Array, { values, shift, bits }: SortKey): Uint32Array {
  const mask = 2 ** bits - 1;
  const next = new Uint32Array(2 ** bits + 1);
  for (let place = 0; place < rows.length; place += 1) {
    const after = (((values[rows[place] ?? 0] ?? 0) >>> shift) & mask) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let key = 0; key <= mask; key += 1) {
    const of = next[key + 1] ?? 0;
    if (of === rows.length) return rows;
    next[key + 1] = of + (next[key] ?? 0);
  }
  const result = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const key = ((values[row] ?? 0) >>> shift) & mask;
    const target = next[key] ?? 0;
    result[target] = row;
    next[key] = target + 1;
  }
  return result;
}

/** The same for a short column of which few values occur, such as the days of some thousand rows. */
export function orderByValue(rows: Uint32Array, values: Column): Uint32Array {
  let least = Infinity;
  let most = -1;
  for (let place = 0; place < rows.length; place += 1) {
    const value = values[rows[place] ?? 0] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least >= most) return rows;
  const next = new Uint32Array(most - least + 2);
  for (let place = 0; place < rows.length; place += 1) {
    const after = (values[rows[place] ?? 0] ?? 0) - least + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let key = 1; key < next.length; key += 1)
    next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
  const result = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const key = (values[row] ?? 0) - least;
    const target = next[key] ?? 0;
    result[target] = row;
    next[key] = target + 1;
  }
  return result;
}

/** 0, 1, 2 … in a column. */
export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) rows[row] = row;
  return rows;
}
