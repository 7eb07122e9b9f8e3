import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { suppress, type PublicColumn } from './suppress.ts';

const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
const ranks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 12,
  maxLength: 12,
});

/** Every way to fill what is hidden that the published column and the rule allow. */
function readings(column: PublicColumn): number[][] {
  const hidden = column.cells.flatMap((cell, row) => (cell === null ? [row] : []));
  const shown = column.cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
  const most = column.total === null ? 9 : column.total - shown;
  const found: number[][] = [];
  const fill = (at: number, left: number, chosen: number[]): void => {
    if (at === hidden.length) {
      if (column.total !== null && left !== 0) return;
      const covers = chosen.filter((count) => count >= 3).length;
      // With a sum one cover is hidden; without it there was none to hide.
      if (covers === (column.total === null ? 0 : 1)) found.push(chosen);
      return;
    }
    for (let count = 1; count <= left; count += 1) fill(at + 1, left - count, [...chosen, count]);
  };
  fill(0, column.total === null ? hidden.length * 2 : most, []);
  return found;
}

describe('a public column', () => {
  it('shows no 1 and no 2, neither of a commune nor of the city', () => {
    fc.assert(
      fc.property(counts, ranks, (given, rank) => {
        const { cells, total } = suppress(given, (row) => rank[row] ?? 0);
        for (const shown of [...cells, total]) expect([1, 2]).not.toContain(shown);
      }),
    );
  });

  it('shows nothing that is not so', () => {
    fc.assert(
      fc.property(counts, ranks, (given, rank) => {
        const { cells, total } = suppress(given, (row) => rank[row] ?? 0);
        cells.forEach((cell, row) => expect([null, given[row]]).toContain(cell));
        expect([null, given.reduce((sum, count) => sum + count, 0)]).toContain(total);
      }),
    );
  });

  it('gives no hidden count away, even to a reader who knows the rule', () => {
    reached({ 'something hidden': 0.4, 'a sum shown beside it': 0.25 }, (seen) => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
          ranks,
          (given, rank) => {
            const column = suppress(given, (row) => rank[row] ?? 0);
            const ways = readings(column);
            const hidden = column.cells.filter((cell) => cell === null).length;
            seen('something hidden', hidden > 0);
            seen('a sum shown beside it', hidden > 0 && column.total !== null);
            for (let at = 0; at < hidden; at += 1) {
              expect(new Set(ways.map((way) => way[at])).size).toBeGreaterThan(1);
            }
          },
        ),
        { numRuns: 500 },
      );
    });
  });

  it('leaves alone what has nothing small', () => {
    expect(suppress([0, 3, 7, 0], () => 0)).toEqual({ cells: [0, 3, 7, 0], total: 10 });
    expect(suppress([0, 0], () => 0)).toEqual({ cells: [0, 0], total: 0 });
  });

  it('hides a cover of 3 or more beside the small, or else the sum', () => {
    expect(suppress([1, 8, 4, 0], () => 0)).toEqual({ cells: [null, 8, null, 0], total: 13 });
    expect(suppress([1, 3, 9], () => 0)).toEqual({ cells: [null, null, 9], total: 13 });
    expect(suppress([1, 0, 2], () => 0)).toEqual({ cells: [null, 0, null], total: null });
    const first = suppress([1, 4, 4], (row) => row);
    const second = suppress([1, 4, 4], (row) => -row);
    expect([first.cells, second.cells]).toEqual([
      [null, null, 4],
      [null, 4, null],
    ]);
  });
});
