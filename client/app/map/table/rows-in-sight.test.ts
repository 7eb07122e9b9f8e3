import { describe, expect, it } from 'vitest';

import { rowsInSight, scrolledHeight, scrollToRow } from './rows-in-sight.ts';

const table = (count: number) => ({ count, rowHeight: 44, view: 880 });

/** The rows in sight with their upper edges. */
function edges(...given: Parameters<typeof rowsInSight>) {
  const { rows, shift } = rowsInSight(...given);
  return rows.map(({ index, top }) => ({ index, edge: shift + top }));
}

describe('the rows in sight', () => {
  it('are those at the place that was scrolled to, and twelve beyond either edge', () => {
    const rows = edges(table(1_000), 4_400);
    expect(scrolledHeight(table(1_000))).toBe(44_000);
    expect(rows.at(0)).toEqual({ index: 88, edge: 88 * 44 });
    expect(rows.at(-1)).toEqual({ index: 132, edge: 132 * 44 });
  });

  it('reach from the first to the last of a million, in less height than a browser takes', () => {
    const million = table(1_000_000);
    const height = scrolledHeight(million);
    expect(height).toBe(15_000_000);
    expect(edges(million, 0).at(0)).toEqual({ index: 0, edge: 0 });
    const end = edges(million, height - 880);
    expect(end.at(-1)?.index).toBe(999_999);
    // The last row stands at the lower edge of what is scrolled.
    expect(end.at(-1)?.edge).toBeCloseTo(height - 44, 3);
  });

  it('keep their places among each other while it is scrolled, also where a million moves faster', () => {
    const million = table(1_000_000);
    const [before, after] = [rowsInSight(million, 9_000_000), rowsInSight(million, 9_000_100)];
    expect(after.first).toBeGreaterThan(before.first);
    const topOf = new Map(before.rows.map(({ index, top }) => [index, top]));
    const shared = after.rows.filter(({ index }) => topOf.has(index));
    expect(shared.length).toBeGreaterThan(20);
    expect(shared.map(({ index }) => topOf.get(index))).toEqual(shared.map(({ top }) => top));
  });

  it('stay where they are when the wanted row is among them, and move no further than they must', () => {
    expect(scrollToRow(table(1_000), 4_400, 105)).toBe(4_400);
    expect(scrollToRow(table(1_000), 4_400, 120)).toBe(121 * 44 - 880);
    expect(scrollToRow(table(1_000), 4_400, 3)).toBe(132);
    const million = table(1_000_000);
    expect(scrollToRow(million, 0, 999_999)).toBeCloseTo(scrolledHeight(million) - 880, 3);
  });

  it('are none of an empty table', () => {
    expect(rowsInSight(table(0), 0).rows).toEqual([]);
  });
});
