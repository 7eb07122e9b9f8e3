/**
 * Sorts row numbers by a small key, rows of one key staying in the order given (counting sort): a
 * pass of a radix sort, or a distribution into groups.
 * @returns the rows in order and where each key begins, with the number of rows at the end
 */
export function stableOrder(
  rows: Uint32Array,
  keys: number,
  keyOf: (row: number) => number,
): { rows: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(keys + 1);
  for (const row of rows) {
    const after = keyOf(row) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let key = 0; key < keys; key += 1) {
    starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  }
  const next = starts.slice();
  const result = new Uint32Array(rows.length);
  for (const row of rows) {
    const key = keyOf(row);
    const place = next[key] ?? 0;
    result[place] = row;
    next[key] = place + 1;
  }
  return { rows: result, starts };
}

/** 0, 1, 2 … in a column. */
export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) rows[row] = row;
  return rows;
}
