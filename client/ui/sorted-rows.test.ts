import { describe, expect, it } from 'vitest';

import { sortedRows } from './sorted-rows.ts';

describe('sorted rows', () => {
  it('go by number, what is not known at the end either way', () => {
    const rows = [2, null, 10, 1];
    expect(sortedRows(rows, (row) => row, true)).toEqual([10, 2, 1, null]);
    expect(sortedRows(rows, (row) => row, false)).toEqual([1, 2, 10, null]);
  });

  it('go by the Vietnamese alphabet, where Đ comes after D', () => {
    const rows = ['Đông Anh', 'Ba Đình', 'Dương Nội', 'Ô Chợ Dừa', 'Ô Diên'];
    expect(sortedRows(rows, (row) => row, false)).toEqual([
      'Ba Đình',
      'Dương Nội',
      'Đông Anh',
      'Ô Chợ Dừa',
      'Ô Diên',
    ]);
  });

  it('keep the order of equal ones, whichever way they are sorted', () => {
    const rows = [
      { name: 'a', count: 1 },
      { name: 'b', count: 1 },
    ];
    expect(sortedRows(rows, ({ count }) => count, true)).toEqual(rows);
    expect(sortedRows(rows, ({ count }) => count, false)).toEqual(rows);
  });
});
