import { describe, expect, it } from 'vitest';

import { rowsInSight, scrolledHeight, scrollToRow } from './rows-in-sight.ts';

const table = (count: number) => ({ count, rowHeight: 44, view: 880 });

describe('the rows in sight', () => {
  it('are those at the place that was scrolled to, and twelve beyond either edge', () => {
    const { rows } = rowsInSight(table(1_000), 4_400);
    expect(scrolledHeight(table(1_000))).toBe(44_000);
    expect(rows.at(0)).toEqual({ index: 88, top: 88 * 44 });
    expect(rows.at(-1)).toEqual({ index: 132, top: 132 * 44 });
  });

  it('reach from the first to the last of a million, in less height than a browser takes', () => {
    const million = table(1_000_000);
    const height = scrolledHeight(million);
    expect(height).toBe(15_000_000);
    expect(rowsInSight(million, 0).rows.at(0)).toEqual({ index: 0, top: 0 });
    const end = rowsInSight(million, height - 880);
    expect(end.last).toBe(999_999);
    // The last row stands at the lower edge of what is scrolled.
    expect(end.rows.at(-1)?.top).toBeCloseTo(height - 44, 3);
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
